"""What is wrong in a typed text is quoted back, no longer than a line can show."""

from mentorship.documents.wording import unknown


def test_a_brace_that_makes_no_placeholder_is_quoted_up_to_thirty_signs_of_its_line():
    assert unknown(f"Да {{{'а' * 40}", {}) == [f"{{{'а' * 29}"]
    assert unknown(f"Да {{{'а' * 28}\nещё", {}) == [f"{{{'а' * 28}"]
