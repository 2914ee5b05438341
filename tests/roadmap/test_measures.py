"""Progress from records: what is counted, and the words with right plurals."""

import datetime as dt

import pytest

from mentorship.programs.models import Program
from mentorship.roadmap.measures import MEASURES, progress
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory
from tests.papers import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


@pytest.mark.parametrize(
    ("key", "counts", "words"),
    [
        ("mentors", {"all": 0, "trained": 0}, "в банке пока никого нет"),
        ("mentors", {"all": 1, "trained": 0}, "банк сформирован: 1 наставник, из них обучено 0"),
        ("mentors", {"all": 4, "trained": 3}, "банк сформирован: 4 наставника, из них обучено 3"),
        ("mentors", {"all": 11, "trained": 5}, "банк сформирован: 11 наставников, из них обучено 5"),
        ("training", {"all": 1, "trained": 1}, "обучено 1 из 1 наставника"),
        ("training", {"all": 5, "trained": 1}, "обучено 1 из 5 наставников"),
        (
            "mentees",
            {"all": 2, "consented": 1},
            "банк наставляемых сформирован: 2 человека, согласие на обработку данных дали 1",
        ),
        ("acts", {"all": 3}, "действующих приказов: 3"),
        ("plan_orders", {"all": 0}, "приказов ещё нет"),
        (
            "pairs",
            {"pairs": 21, "groups": 2, "paused": 0, "announced": 0, "proposed": 0, "waiting": 1},
            "работает 21 пара и 2 группы, ждут наставника 1",
        ),
        (
            "pairs",
            {"pairs": 0, "groups": 0, "paused": 0, "announced": 0, "proposed": 0, "waiting": 0},
            "пар и групп пока нет",
        ),
        (
            "pairs",
            {"pairs": 1, "groups": 0, "paused": 2, "announced": 0, "proposed": 0, "waiting": 0},
            "работает 1 пара, приостановлено 2",
        ),
        ("programs", {"writing": 2, "approved": 0, "ended": 1}, "программ составляется: 2, завершено: 1"),
        ("programs", {"writing": 0, "approved": 0, "ended": 0}, "программ пока нет"),
        ("library", {"all": 8, "new": 3}, "в методической копилке 8 материалов, из них за учебный год 3"),
        ("library", {"all": 0, "new": 0}, "в методической копилке пока ничего нет"),
    ],
)
def test_counts_become_words(key, counts, words):
    assert MEASURES[key].words(counts) == words


def test_records_are_counted():
    pair = PairFactory(active=True)
    Program.objects.create(pair=pair, starts_on=pair.starts_on, ends_on=pair.ends_on)
    MentorEntryFactory(trained_on=None)
    MenteeEntryFactory(data_consent=False)

    counts = {key: measure.count(DAY) for key, measure in MEASURES.items()}

    assert counts["mentors"] == {"all": 2, "trained": 1}
    assert counts["mentees"] == {"all": 2, "consented": 1}
    assert counts["pairs"] == {"pairs": 1, "groups": 0, "paused": 0, "announced": 0, "proposed": 0, "waiting": 1}
    assert counts["programs"] == {"writing": 1, "approved": 0, "ended": 0}


def test_pairs_are_counted_by_their_days():
    begins, last = dt.date(2027, 2, 1), dt.date(2027, 5, 31)
    pair = PairFactory(ended=True, starts_on=begins, ended_on=last, ending_on=last)
    Program.objects.create(pair=pair, starts_on=begins, ends_on=last)

    told = []
    for day in (begins - dt.timedelta(1), begins, last, last + dt.timedelta(1)):
        known = progress(["pairs", "programs"], day)
        told.append((known["pairs"].words, known["programs"].words))

    assert told == [
        ("начнут работать 1", "программ составляется: 1"),
        ("работает 1 пара", "программ составляется: 1"),
        ("работает 1 пара", "программ составляется: 1"),
        ("пар и групп пока нет", "программ завершено: 1"),
    ]


def test_an_unknown_measure_says_nothing():
    assert progress(["", "чужая"], DAY) == {}
