"""The code of a paper."""

import pytest

from mentorship.documents.codes import code_of, read_code


def test_the_code_of_a_paper_notices_every_wrong_digit():
    code = code_of("D18", 1257)

    assert read_code(code) == ("D18", 1257)
    assert read_code(f"  Код бумаги: {code.replace('-', ' – ')} ") == ("D18", 1257)
    for place, sign in enumerate(code):
        for other in "0123456789":
            if sign.isdigit() and other != sign:
                assert read_code(code[:place] + other + code[place + 1 :]) is None


@pytest.mark.parametrize("text", ["", "18", "18-5", "D18", "999-1-01", "18-5-", "1" * 60, "١٨-٥-٤٢"])
def test_what_is_no_code_is_none(text):
    assert read_code(text) is None
