import pytest

from mentorship.people.factors import rules


@pytest.mark.parametrize(
    ("code", "of_app"), [("123456", True), ("12345", False), ("1234567", False), ("١٢٣٤٥٦", False)]
)
def test_six_digits_are_of_the_app(code, of_app):
    assert rules.is_of_app(code) == of_app


@pytest.mark.parametrize(("left", "said"), [(4, False), (3, True), (1, True), (0, True)])
def test_a_short_sheet_is_said_to_be_short(left, said):
    assert bool(rules.sheet_words(left)) == said


def test_a_code_is_kept_as_another_hash_in_every_sheet():
    assert (
        rules.digest("a", "k7pm 3xwq-9abd")
        == rules.digest("a", "K7PM-3XWQ-9ABD")
        != rules.digest("b", "K7PM-3XWQ-9ABD")
    )
