"""Minutes in words."""

from mentorship.journal.models.meeting import minutes_words


def test_minutes_in_words():
    assert [minutes_words(number).replace("\xa0", " ") for number in (0, 5, 60, 90)] == [
        "0 мин",
        "5 мин",
        "1 ч",
        "1 ч 30 мин",
    ]
