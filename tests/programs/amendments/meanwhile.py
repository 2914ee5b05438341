"""What may change between one step of an amendment and the next."""

import datetime as dt

from mentorship.pairs.models import Pair
from mentorship.regulation.models import Edition
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory
from tests.programs.amendments.making import TODAY


def rules_tighten(program):
    Edition.objects.update(mentoring_max_months=10, program_max_months=10)


def pair_is_ended(program):
    Pair.objects.filter(pk=program.pair_id).update(status="ended", ended_on=TODAY - dt.timedelta(days=1))


def ending_is_signed(program):
    Pair.objects.filter(pk=program.pair_id).update(status="ended", ended_on=TODAY)


def ending_is_asked(program):
    Pair.objects.filter(pk=program.pair_id).update(ending_on=TODAY, ending_reason="переезд")


def mentor_is_taken(program):
    PairFactory(
        active=True,
        mentor=program.pair.mentor,
        starts_on=dt.date(2027, 6, 10),
        ends_on=dt.date(2027, 9, 30),
        mentees=[MenteeEntryFactory().person for _ in range(3)],
    )


MEANWHILE = [
    (rules_tighten, "длиннее 10 месяцев"),
    (pair_is_ended, "Пара уже не действует: она завершена"),
    (ending_is_signed, "Приказ о завершении этой пары уже подписан: она действует по 01.03.2027"),
    (ending_is_asked, "Завершение этой пары уже готовится"),
    (mentor_is_taken, "вёл бы одновременно 4, предел — 3"),
]
