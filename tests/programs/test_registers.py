"""The register of personalised programmes."""

import datetime as dt

import pytest

from mentorship.programs.models import Activity, Program
from mentorship.reports.models import Report
from tests.factories.pairs import PairFactory, option
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, PersonFactory
from tests.papers import paper, rows, tables, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


def person(name, entry):
    return entry(person=PersonFactory(last_name=name)).person


def program(by=None, **pair):
    made = PairFactory(**pair)
    approved = {"status": "approved", "approved_on": dt.date(2026, 9, 25), "approved_by": by} if by else {}
    return Program.objects.create(pair=made, starts_on=made.starts_on, ends_on=made.ends_on, **approved)


def activity(program, **fields):
    return Activity.objects.create(
        program=program,
        section=program.pair.edition.options.of("section").first(),
        title="Занятие",
        due_on=program.starts_on,
        responsible=program.pair.mentor,
        **fields,
    )


def test_an_approved_programme_of_a_group(curator):
    mentees = [person("Орлова", MenteeEntryFactory), person("Ким", MenteeEntryFactory)]
    made = program(
        curator,
        mentor=person("Громова", MentorEntryFactory),
        mentees=mentees,
        active=True,
        kind=option("kind", "group"),
    )
    activity(made, done_on=dt.date(2026, 10, 1))
    activity(made)
    activity(made, cancelled_on=dt.date(2026, 10, 1), cancel_reason="болезнь")

    (row,) = rows(paper("D49"))

    space = "\N{NO-BREAK SPACE}"
    assert row == (
        "1",
        f"Группа: А.П.{space}Громова — А.П.{space}Орлова, А.П.{space}Ким",
        "педагог – педагог",
        "наставничество в группе",
        "с 15.09.2026\nпо 31.05.2027",
        "утверждена;\nвыполнено 1 из 2",
        f"25.09.2026\nА.П.{space}{curator.person.last_name}",
        "—",
    )


def test_an_ended_pair_shows_its_end_and_its_reports():
    part = program(ended=True).pair.participations.get()
    common = {"participation": part, "submitted_on": dt.date(2027, 6, 2)}
    Report.objects.create(
        side="mentor", author=part.mentor, status="accepted", accepted_on=dt.date(2027, 6, 4), **common
    )
    Report.objects.create(side="mentee", author=part.mentee, status="submitted", **common)

    (row,) = rows(paper("D49", on=dt.date(2027, 6, 10)))

    assert row[5:] == (
        "завершена 31.05.2027",
        "—",
        "отчёт наставника: принят 04.06.2027\nотчёт наставляемого: сдан 02.06.2027",
    )


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (dt.date(2026, 9, 14), "составляется"),
        (dt.date(2027, 5, 31), "составляется"),
        (dt.date(2027, 6, 1), "завершена"),
    ],
)
def test_until_its_last_day_the_programme_of_a_pair_runs_whatever_is_signed(on, said):
    program(ended=True)

    assert rows(paper("D49", on=on))[0][5].split()[0] == said


def test_a_programme_of_a_pair_that_did_not_come_about():
    made = program(active=True)
    made.pair.status = "cancelled"
    made.pair.save()

    assert rows(paper("D49"))[0][5] == "пара не состоялась"


def test_a_draft_of_a_report_is_not_a_report():
    part = program(ended=True).pair.participations.get()
    Report.objects.create(participation=part, side="mentor", author=part.mentor)

    assert rows(paper("D49"))[0][7] == "—"


def test_no_programmes_no_table_and_a_blank_has_fifteen_rows():
    assert tables(paper("D49")) == []
    assert "Записей на эту дату нет." in text(paper("D49"))
    assert len(rows(paper("D49", blank=True))) == 15


@pytest.mark.parametrize("count", [3, 30])
def test_the_register_costs_eight_queries_however_long_it_is(count, curator, django_assert_num_queries):
    for _ in range(count):
        part = program(curator, ended=True).pair.participations.get()
        activity(part.pair.program)
        Report.objects.create(
            participation=part, side="mentor", author=part.mentor, status="submitted", submitted_on=part.closed_on
        )

    with django_assert_num_queries(8):
        document = paper("D49")

    assert len(rows(document)) == count
