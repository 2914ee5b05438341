"""The printed banks, the journal of consents, and those who still wait for a mentor."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.documents.pdf import render_pdf
from mentorship.documents.tree import Signature
from mentorship.people.models import Competence
from mentorship.programs.models import Program
from mentorship.regulation.queries import institution
from tests.factories.pairs import PairFactory
from tests.factories.people import (
    ConsentFactory,
    MenteeEntryFactory,
    MentorEntryFactory,
    NeedFactory,
    PersonFactory,
    UserFactory,
)
from tests.papers import DAY, paper, rows, tables, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]

CODES = ("D47", "D48", "D51", "D52")


def mentor(name="Громова", **entry):
    person = PersonFactory(last_name=name, admitted_on=dt.date(2014, 9, 1), hired_on=dt.date(2014, 9, 1))
    return MentorEntryFactory(person=person, **entry).person


def mentee(name="Орлова", **entry):
    return MenteeEntryFactory(person=PersonFactory(last_name=name), **entry).person


def ended(on):
    """A pair with this last day."""
    return {"ended": True, "ended_on": on, "ending_on": on}


class TestBankOfMentors:
    def test_a_mentor_with_everything(self):
        person = mentor(experience_years=5, own_limit=2)
        person.mentor_entry.competences.add(Competence.objects.create(title="Развитие речи"))
        order = PairFactory(mentor=person, active=True).order

        (row,) = rows(paper("D47"))

        assert row == (
            "1",
            "Громова Анна Петровна",
            "воспитатель",
            "нет",
            "5",
            "Развитие речи",
            "псих.: да\nпед.: да\nпроф.: да",
            "20.08.2026\nШкола наставника, 16 часов",
            "1 из 2",
            "данные: 01.09.2026\nнаставник: 01.09.2026",
            f"№\N{NO-BREAK SPACE}{order.number} от 15.09.2026",
        )

    def test_a_mentor_with_nothing(self, edition):
        edition.max_mentees = None
        edition.save()
        mentor(
            trained_on=None,
            training="",
            psychological_ready=False,
            pedagogical_ready=False,
            professional_ready=False,
            data_consent=False,
        )

        (row,) = rows(paper("D47"))

        assert row[4:] == (
            "0",
            "—",
            "псих.: нет\nпед.: нет\nпроф.: нет",
            "нет",
            "0, без предела",
            "данные: нет\nнаставник: нет",
            "—",
        )

    def test_only_active_pairs_count_and_a_withdrawn_consent_does_not(self):
        person = mentor(data_consent=False)
        ConsentFactory(person=person, kind="data", withdrawn_on=dt.date(2026, 10, 1))
        PairFactory(mentor=person, consents=False, **ended(on=dt.date(2026, 11, 20)))
        PairFactory(mentor=person, consents=False)

        (row,) = rows(paper("D47"))

        assert row[8:] == ("0 из 3", "данные: нет\nнаставник: нет", "—")

    def test_names_are_in_order_and_those_who_left_are_not_there(self):
        mentor("Яшина"), mentor("Ёлкина"), mentor("Белова")
        gone = mentor("Авдеева")
        gone.left_on, gone.left_reason = dt.date(2026, 11, 20), "перевод"
        gone.save()
        MentorEntryFactory(ends_on=dt.date(2026, 11, 1), end_reason="по просьбе")

        assert [row[1].split()[0] for row in rows(paper("D47"))] == ["Белова", "Ёлкина", "Яшина"]


class TestBankOfMentees:
    def test_a_mentee_with_mentor_and_programme(self):
        person = mentee(confirmed_on=dt.date(2026, 10, 5))
        NeedFactory(person=person, text="Работа с родителями")
        NeedFactory(person=person, text="Снятое", closed_on=dt.date(2026, 10, 1))
        NeedFactory(person=person, text="Сильная", kind="strength")
        pair = PairFactory(mentor=mentor(), mentees=[person], active=True)
        Program.objects.create(pair=pair, starts_on=pair.starts_on, ends_on=pair.ends_on)

        (row,) = rows(paper("D48"))

        assert row == (
            "1",
            "Орлова Анна Петровна",
            "воспитатель",
            "01.09.2026",
            "начинающий педагог",
            "Работа с родителями",
            "А.П.\N{NO-BREAK SPACE}Громова",
            "15.09.2026 – 31.05.2027, составляется",
            "есть наставник",
            "05.10.2026",
        )

    def test_the_state_of_those_without_a_mentor(self):
        mentee("Авдеева", request="Всё сразу")
        PairFactory(mentees=[mentee("Белова")])
        PairFactory(mentees=[mentee("Власова")], **ended(on=dt.date(2026, 9, 20)))

        found = rows(paper("D48", on=dt.date(2026, 9, 21)))

        assert [row[8] for row in found] == [
            "наставника ещё нет, день 20 из 30",
            "пара готовится, день 20 из 30",
            "работа с наставником завершена",
        ]
        assert found[0][5:8] == ("Всё сразу", "—", "—")


@pytest.mark.parametrize(
    ("on", "state", "load"),
    [
        ("30.11.2026", "наставник с 01.02.2027", "0 из 3"),
        ("31.01.2027", "наставник с 01.02.2027", "0 из 3"),
        ("01.02.2027", "есть наставник", "1 из 3"),
        ("31.05.2027", "есть наставник", "1 из 3"),
        ("01.06.2027", "работа с наставником завершена", "0 из 3"),
    ],
)
def test_both_banks_tell_a_pair_by_its_days(on, state, load):
    PairFactory(mentor=mentor(), mentees=[mentee()], ended=True, starts_on=dt.date(2027, 2, 1))
    day = dt.datetime.strptime(on, "%d.%m.%Y").date()

    assert [row[8] for row in rows(paper("D48", on=day))] == [state]
    (row,) = rows(paper("D47", on=day))
    assert row[8] == load
    assert ("от 15.09.2026" in row[10]) == (on != "01.06.2027")


def test_the_banks_tell_posts_needs_and_training_of_the_day():
    teacher, new = mentor(trained_on=dt.date(2026, 12, 1)), mentee()
    for person in (teacher, new):
        person.positions.update(ends_on=dt.date(2026, 12, 31))
        person.positions.create(title="методист", is_main=True, starts_on=dt.date(2027, 1, 1))
    NeedFactory(person=new, text="Снятое потом", closed_on=dt.date(2026, 12, 1))

    def told(day):
        (one,), (other,) = rows(paper("D47", on=day)), rows(paper("D48", on=day))
        return one[2], one[7].splitlines()[0], other[2], other[5]

    assert told(dt.date(2026, 11, 30)) == ("воспитатель", "нет", "воспитатель", "Снятое потом")
    assert told(dt.date(2026, 12, 1)) == ("воспитатель", "01.12.2026", "воспитатель", "—")
    assert told(dt.date(2027, 1, 1)) == ("методист", "01.12.2026", "методист", "—")


class TestThoseWhoWait:
    def test_each_state_has_its_next_step(self):
        mentee("Авдеева", data_consent=False)
        mentee("Белова")
        bare = PairFactory(mentees=[mentee("Власова")], consents=False)
        bare.participations.update(consent=None)
        half = PairFactory(mentees=[mentee("Громова")])
        half.participations.update(consent=None)
        PairFactory(mentees=[mentee("Дёмина")])
        drafted = PairFactory(mentees=[mentee("Ершова")])
        drafted.order = PairFactory(active=True).order
        drafted.save()

        steps = {row[1].split()[0]: row[5] for row in rows(paper("D52"))}

        assert steps == {
            "Авдеева": "Получить согласие на обработку персональных данных",
            "Белова": "Подобрать наставника",
            "Власова": "Получить согласие наставника",
            "Громова": "Получить согласие наставляемого",
            "Дёмина": "Подготовить приказ о закреплении",
            "Ершова": "Подписать приказ о закреплении",
        }

    def test_what_has_been_done_and_how_long_it_lasts(self):
        PairFactory(mentor=mentor(), mentees=[mentee()])

        (row,) = rows(paper("D52", on=dt.date(2026, 10, 3)))

        assert row == (
            "1",
            "Орлова Анна Петровна, воспитатель",
            "01.09.2026",
            "32 дня из 30, срок прошёл 01.10.2026",
            "согласие на обработку персональных данных 01.09.2026;\n"
            "предложен наставник А.П.\N{NO-BREAK SPACE}Громова;\n"
            "согласие наставника 01.09.2026;\nсогласие наставляемого 01.09.2026",
            "Подготовить приказ о закреплении",
            "",
        )

    def test_an_edition_without_terms_and_consents(self, edition):
        edition.appoint_within_days, edition.data_consent = None, False
        edition.save()
        mentee(data_consent=False)

        (row,) = rows(paper("D52", on=dt.date(2026, 9, 3)))

        assert row[3:6] == ("2 дня", "пока ничего", "Подобрать наставника")

    def test_the_longest_waiting_come_first_and_those_with_a_mentor_do_not(self):
        late = PersonFactory(last_name="Поздняя", admitted_on=dt.date(2026, 10, 1))
        MenteeEntryFactory(person=late)
        mentee("Ранняя")
        PairFactory(active=True)
        PairFactory(ended=True)

        assert [row[1].split()[0] for row in rows(paper("D52"))] == ["Ранняя", "Поздняя"]

    def test_an_order_signed_later_leaves_the_day_as_it_was(self):
        PairFactory(mentees=[mentee()], active=True)  # signed on 15.09.2026

        assert [len(rows(paper("D52", on=dt.date(2026, 9, day)))) for day in (14, 15, 16)] == [1, 0, 0]

    def test_who_leaves_later_still_waits(self):
        person = mentee()
        person.left_on, person.left_reason = dt.date(2026, 11, 21), "переезд"
        person.save()

        assert [len(rows(paper("D52", on=dt.date(2026, 11, day)))) for day in (20, 21, 22)] == [1, 1, 0]


def test_the_journal_of_consents_goes_by_day():
    person = PersonFactory(last_name="Орлова")
    day = dt.date(2026, 9, 10)
    ConsentFactory(person=person, kind="mentee", given_on=day, method="online", expires_on=dt.date(2027, 9, 1))
    ConsentFactory(person=person, place="папка № 4", withdrawn_on=day)
    ConsentFactory(person=person, kind="mentor", given_on=DAY + dt.timedelta(1))

    assert rows(paper("D51")) == (
        (
            "1",
            "на обработку персональных данных",
            "Орлова Анна Петровна",
            "01.09.2026",
            "до отзыва",
            "10.09.2026",
            "на бумаге",
            "папка № 4",
        ),
        (
            "2",
            "быть наставляемым",
            "Орлова Анна Петровна",
            "10.09.2026",
            "по 01.09.2027",
            "—",
            "в программе под своим логином",
            "—",
        ),
    )


def test_the_journal_of_consents_knows_no_later_withdrawal():
    ConsentFactory(withdrawn_on=dt.date(2026, 9, 10))

    told = [rows(paper("D51", on=dt.date(2026, 9, day)))[0][5] for day in (9, 10, 11)]
    assert told == ["—", "10.09.2026", "10.09.2026"]


@pytest.mark.parametrize("code", CODES)
def test_an_empty_institution_has_no_table(code):
    document = paper(code)

    assert tables(document) == []
    assert "Записей на эту дату нет." in text(document)
    assert "по состоянию на 21.11.2026" in text(document)


@pytest.mark.parametrize("code", CODES)
def test_the_blank_has_the_same_columns_and_fifteen_rows(code):
    mentor(), mentee()
    (full,), (empty,) = tables(paper(code)), tables(paper(code, blank=True))

    assert empty.headers == full.headers
    assert empty.rows == (("",) * len(full.headers),) * 15
    assert "по состоянию на «___»" in text(paper(code, blank=True))
    assert sum(full.widths) == 100
    assert paper(code).landscape


def test_the_curator_signs(curator):
    (signature,) = [block for block in paper("D47").blocks if isinstance(block, Signature)]

    assert curator.person.last_name in signature.name
    assert signature.position == "Куратор реализации программ наставничества"


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("code", CODES)
def test_offices_print_a_register_and_others_are_refused(as_user, curator, code, format):
    mentor(), mentee()
    url = reverse("archive:paper", args=[code, institution().pk, format])

    assert as_user(curator).get(url).status_code == 200
    assert as_user(UserFactory()).get(url).status_code == 403


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize(("code", "queries"), [("D47", 11), ("D48", 12), ("D51", 4), ("D52", 10)])
def test_a_register_costs_the_same_queries_for_three_rows_and_for_thirty(
    code, queries, count, curator, django_assert_num_queries
):
    fill(count)

    with django_assert_num_queries(queries):
        document = paper(code)

    assert len(rows(document)) >= count


def fill(count):
    """So many mentors with a pair, so many mentees with a programme, so many with a proposed pair."""
    reading = Competence.objects.create(title="Чтение")
    for number in range(count):
        person = mentor(f"Наставникова{number}")
        person.mentor_entry.competences.add(reading)
        active = PairFactory(mentor=person, active=True)
        Program.objects.create(pair=active, starts_on=active.starts_on, ends_on=active.ends_on)
        NeedFactory(person=active.mentees[0])
        PairFactory(mentor=person)


def test_a_long_register_prints(curator):
    for number in range(40):
        mentor(f"Наставникова{number}")
    pdf = render_pdf(paper("D47"), institution().profile())

    assert pdf.startswith(b"%PDF")
