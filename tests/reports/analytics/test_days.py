"""A paper of a day says the same whenever it is printed: what came later belongs to later days."""

import datetime as dt

import pytest
import time_machine

from mentorship.core.history import record
from mentorship.orders.models import Order
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Participation
from mentorship.pairs.waiting.queries import waiting
from mentorship.people import services as people
from mentorship.people.employment import services as employment
from mentorship.people.models import MenteeEntry, MentorEntry, Person
from mentorship.programs.models import Activity, Program
from mentorship.reports import services as reports
from mentorship.reports.analytics.banks import read_staff
from mentorship.reports.analytics.figures import school_year
from mentorship.reports.analytics.queries import analyse
from mentorship.reports.models import Report
from tests.factories.pairs import PairFactory, SignedOrderFactory, option
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, NeedFactory, PersonFactory
from tests.papers import figures, paper

pytestmark = pytest.mark.django_db
CODES = ("D39", "D42", "D43")
LAST = dt.date(2027, 8, 31)
BEGAN = dt.date(2026, 10, 1)


def at(day):
    return time_machine.travel(f"{day} 12:00:00+03:00", tick=False)


def day(text):
    return dt.datetime.strptime(text, "%d.%m.%Y").date()


def facts(on):
    return analyse(school_year(on), on)


def order(on):
    return SignedOrderFactory(
        kind="completion", signed_on=on, year=on.year, signed_by=Person.objects.first() or PersonFactory()
    )


def close(pair, *, last, signed_on, by):
    """As a signed order does it."""
    pair.refresh_from_db()
    pair.ending_on, pair.ending_reason, pair.ending_case = last, "план выполнен", option("completion", "plan")
    pair.closing_order = order(signed_on)
    ending.complete([pair], by=by)


class Year:
    """A mentor with three mentees, some who wait, the plan of a programme, reports of those who have done."""

    def __init__(self, by):
        self.by = by
        self.mentor = MentorEntryFactory(starts_on=dt.date(2026, 8, 25)).person
        self.spare = MentorEntryFactory(trained_on=dt.date(2026, 9, 20)).person
        self.pair = PairFactory(mentor=self.mentor, active=True, starts_on=BEGAN, ends_on=dt.date(2027, 7, 31))
        self.other = PairFactory(mentor=self.mentor, active=True, starts_on=BEGAN, ends_on=LAST)
        self.done = PairFactory(
            ended=True, ended_on=dt.date(2027, 8, 25), ending_on=dt.date(2027, 8, 25), starts_on=BEGAN
        )
        self.young = MenteeEntryFactory(category="young").person
        self.waits = MenteeEntryFactory(person__admitted_on=dt.date(2027, 8, 1), person__hired_on=dt.date(2027, 8, 1))
        self.leaves = MenteeEntryFactory().person
        self.needs = [NeedFactory(person=self.young) for _ in range(2)]
        self.program = Program.objects.create(
            pair=self.pair,
            starts_on=BEGAN,
            ends_on=self.pair.ends_on,
            status="approved",
            approved_by=by,
            approved_on=dt.date(2026, 10, 9),
        )
        section = self.pair.edition.options.of("section").first()
        for number in range(3):
            Activity.objects.create(
                program=self.program,
                section=section,
                title=f"Занятие {number}",
                responsible=self.mentor,
                due_on=dt.date(2027, 3, 1 + number),
                done_on=dt.date(2027, 3, 1) if number == 0 else None,
            )
        part = self.done.participations.get()
        self.report = Report.objects.create(
            participation=part,
            side="mentee",
            author=part.mentee,
            status="submitted",
            score=9,
            submitted_on=dt.date(2027, 8, 27),
            evaluation="Да",
            facts="Всё",
        )


def september(year):
    """The usual acts of September, each on its day (C9)."""
    by = year.by
    with at("2027-09-05"):
        reports.send_back(year.report, reason="Поясните оценку", by=by)
        NeedFactory(person=year.young, text="Новое затруднение")
        people.keep_mentor(
            year.spare,
            entry={"psychological_ready": False, "engagement": "employee"},
            competences=[],
            limits=year.pair.edition.limits(),
            by=by,
        )
        people.record_training([year.mentor, year.spare], on=dt.date(2027, 9, 5), where="Школа наставника", by=by)
    with at("2027-09-10"):
        today = dt.date(2027, 9, 10)
        entry = MenteeEntry.objects.get(person=year.young)
        people.leave_bank(entry, ends_on=today, reason="по просьбе", by=by)
        people.leave_bank(MentorEntry.objects.get(person=year.spare), ends_on=today, reason="по просьбе", by=by)
        changed = MenteeEntry.objects.get(person=year.other.mentees[0])
        changed.category = "experienced"
        record(changed, "Изменена запись", by)
        for person in (year.mentor, year.pair.mentees[0]):
            person = Person.objects.get(pk=person.pk)
            person.qualification = "highest"
            record(person, "Присвоена категория", by)
        for need in year.needs:
            need.closed_on = today
            record(need, "Снято", by)
        for activity in year.program.activities.filter(done_on=None):
            activity.done_on, activity.result = today, "Сделано"
            record(activity, "Отмечено", by)
    with at("2027-09-15"):
        employment.record_leaving(
            year.leaves, left_on=dt.date(2027, 9, 15), reason="переезд", by=by, today=dt.date(2027, 9, 15)
        )
        PairFactory(
            mentor=year.mentor,
            mentees=[year.waits.person],
            active=True,
            order=order(dt.date(2027, 9, 15)),
            starts_on=dt.date(2027, 9, 15),
            ends_on=dt.date(2028, 5, 31),
        )
        year.report.refresh_from_db()
        reports.write(year.report, fields={"score": 3}, by=by)
        reports.submit(year.report, on=dt.date(2027, 9, 15), by=by)
    with at("2027-09-20"):
        close(year.pair, last=dt.date(2027, 9, 20), signed_on=dt.date(2027, 9, 20), by=by)
        close(year.other, last=LAST, signed_on=dt.date(2027, 9, 20), by=by)
    with at("2027-09-25"):
        employment.rehire(
            year.leaves,
            hired_on=dt.date(2027, 9, 25),
            admitted_on=None,
            reason="вернулась",
            by=by,
            today=dt.date(2027, 9, 25),
        )


@pytest.fixture
def year(curator):
    with at("2027-08-20"):
        return Year(curator)


def printed():
    return {code: paper(code, on=LAST).blocks for code in CODES}


def test_the_second_print_after_the_acts_of_september_is_the_first(year):
    with at("2027-08-31"):
        first = printed()
    september(year)
    with at("2027-09-30"):
        second = printed()

    for code in CODES:
        assert second[code] == first[code], code


def test_what_the_day_itself_was(year):
    september(year)
    with at("2027-09-30"):
        found = figures(paper("D42", on=LAST))
        later = figures(paper("D42", on=dt.date(2027, 9, 30)))

    def numbers(rows):
        return {
            label: rows[label][0]
            for label in (
                "Наставников в банке",
                "Из них обучены",
                "Из них отвечают всем критериям подготовки",
                "Наставляемых в банке",
                "Из них работают с наставником",
                "Из них ждут наставника",
                "Открытых затруднений и запросов",
                "Пары и группы, срок которых прошёл, а приказа о завершении нет",
                "Мероприятия действующих программ с пропущенным сроком",
            )
        }

    assert list(numbers(found).values()) == ["3", "3", "3", "6", "2", "3", "2", "1", "2"]
    assert list(numbers(later).values()) == ["2", "2", "2", "5", "1", "1", "1", "0", "0"]


@pytest.mark.parametrize("asked_on", ["2027-07-31", "2027-08-31"])
@pytest.mark.parametrize(("on", "running"), [("30.07.2027", 2), ("31.07.2027", 2), ("01.08.2027", 1)])
def test_the_last_day_of_a_pair_is_a_day_of_the_pair(curator, on, running, asked_on):
    last = dt.date(2027, 7, 31)
    PairFactory(active=True)
    close(PairFactory(active=True, ends_on=last), last=last, signed_on=last, by=curator)

    with at(asked_on):
        found = facts(day(on))
        assert (found.day.pairs, found.day.mentees.total) == (running, running)
        assert figures(paper("D43", on=day(on)))["Наставнические пары"][0] == str(running)
        assert [end.ended_on for end in found.endings] == ([] if on == "30.07.2027" else [last])


def test_a_pair_that_is_to_end_runs_and_nothing_of_its_end_is_told_before_it(curator):
    """C2: signed on 30.11 for 15.12."""
    last = dt.date(2026, 12, 15)
    pair = PairFactory(active=True)
    close(pair, last=last, signed_on=dt.date(2026, 11, 30), by=curator)

    told = []
    for on in ("30.11.2026", "14.12.2026", "15.12.2026", "16.12.2026", "25.12.2026", "26.12.2026"):
        found = facts(day(on))
        told.append(
            (
                found.day.pairs,
                found.banks.with_mentor,
                found.banks.finished,
                len(found.endings),
                found.returns.expected,
                found.risks.missing_reports,
                found.risks.without_program,
            )
        )

    assert told == [
        (1, 1, 0, 0, 0, 0, 1),
        (1, 1, 0, 0, 0, 0, 1),
        (1, 1, 0, 1, 1, 0, 1),  # the last day: it works, and its reports are open
        (0, 0, 1, 1, 1, 0, 0),
        (0, 0, 1, 1, 1, 0, 0),  # the ten days of the reports run out
        (0, 0, 1, 1, 1, 2, 0),
    ]


def test_a_pair_that_begins_later_works_from_its_day():
    """C3: signed on 30.11.2026 for 01.02.2027."""
    begins = dt.date(2027, 2, 1)
    PairFactory(active=True, order=order(dt.date(2026, 11, 30)), starts_on=begins)

    told = []
    for on in ("29.11.2026", "30.11.2026", "31.01.2027", "01.02.2027"):
        found = facts(day(on))
        told.append(
            (
                found.day.mentees.total,
                found.whole.pairs,
                found.banks.with_mentor,
                found.banks.waiting,
                found.risks.without_program,
            )
        )

    assert told == [(0, 0, 0, 1, 0), (0, 0, 0, 0, 0), (0, 0, 0, 0, 0), (1, 1, 1, 0, 1)]


def test_the_last_working_day_is_a_day_of_the_staff_and_of_its_retention():
    """C28."""
    person = PersonFactory(left_on=LAST, left_reason="переезд")
    PairFactory(mentees=[person], active=True)

    for on in (dt.date(2027, 8, 30), LAST):
        assert person.pk in read_staff(on)
        assert (facts(on).cohorts[0].came, facts(on).cohorts[0].stayed) == (1, 1)
    after = dt.date(2027, 9, 1)
    assert person.pk not in read_staff(after)
    assert (facts(after).cohorts[1].came, facts(after).cohorts[1].stayed) == (1, 0)


def test_who_is_hired_again_left_once_all_the_same(curator):
    """C14: admitted 03.02.2026, left 25.11.2026, hired again 30.11.2026."""
    person = PersonFactory(hired_on=dt.date(2026, 2, 3), admitted_on=dt.date(2026, 2, 3))
    stays = PersonFactory(hired_on=dt.date(2026, 2, 3), admitted_on=dt.date(2026, 2, 3))
    for mentee in (MenteeEntryFactory(person=person).person, stays):
        PairFactory(mentees=[mentee], ended=True, ended_on=dt.date(2026, 11, 20), ending_on=dt.date(2026, 11, 20))
    with at("2026-11-25"):
        employment.record_leaving(
            person, left_on=dt.date(2026, 11, 25), reason="переезд", by=curator, today=dt.date(2026, 11, 25)
        )
    with at("2026-11-30"):
        employment.rehire(
            person,
            hired_on=dt.date(2026, 11, 30),
            admitted_on=None,
            reason="вернулся",
            by=curator,
            today=dt.date(2026, 11, 30),
        )

    told = []
    for on in ("25.11.2026", "27.11.2026", "30.11.2026"):
        found = facts(day(on))
        told.append(
            (
                person.pk in read_staff(day(on)),
                *[(row.came, row.stayed) for row in found.cohorts[:2]],
                found.banks.waiting,
            )
        )

    assert told == [
        (True, (0, 0), (2, 2), 0),
        (False, (0, 0), (2, 1), 0),
        (True, (0, 0), (2, 1), 1),
    ]
    assert [row.admitted for row in waiting(MenteeEntry.objects.all(), dt.date(2026, 11, 30))] == [
        dt.date(2026, 11, 30)
    ]


def test_who_waits_today_is_one_in_the_list_and_in_the_papers(year):
    september(year)
    with at("2027-10-01"):
        today = dt.date(2027, 10, 1)
        listed = waiting(MenteeEntry.objects.on(today), today)

        assert facts(today).banks.waiting == len(listed) > 0
        assert Participation.objects.running(today).count() == facts(today).day.pairs


def test_an_end_of_which_an_order_says_later_is_told_by_the_next_year_and_once(year):
    """Two pairs closed on 20.09.2027, one of them with the last day 31.08.2027."""
    september(year)

    ended = [[end.mentees[0].pk for end in facts(on).endings] for on in (LAST, dt.date(2027, 9, 30))]
    assert ended == [[year.done.mentees[0].pk], [year.other.mentees[0].pk, year.pair.mentees[0].pk]]


def test_a_pair_revoked_before_it_began_was_promised_until_then(curator):
    """Signed on 30.11.2026 for 01.02.2027, revoked on 10.12.2026."""
    appointed = order(dt.date(2026, 11, 30))
    revocation = SignedOrderFactory(signed_on=dt.date(2026, 12, 10), kind="revocation", revokes=appointed)
    pair = PairFactory(active=True, order=appointed, starts_on=dt.date(2027, 2, 1))
    ending.annul([pair], order=revocation, on=dt.date(2026, 12, 10), by=curator)
    Order.objects.filter(pk=appointed.pk).update(status="revoked")

    told = [facts(day(on)).banks.waiting for on in ("29.11.2026", "30.11.2026", "09.12.2026", "10.12.2026")]
    assert told == [1, 0, 0, 1]


def test_a_pair_revoked_after_it_had_worked_keeps_its_days(curator):
    """C25."""
    pair = PairFactory(active=True)
    ending.annul([pair], order=order(dt.date(2027, 2, 1)), on=dt.date(2027, 2, 1), by=curator)

    on = [facts(dt.date(2027, 1, 31)), facts(dt.date(2027, 2, 1)), facts(dt.date(2027, 2, 2))]
    assert [(found.day.pairs, found.whole.pairs) for found in on] == [(1, 1), (1, 1), (0, 1)]
