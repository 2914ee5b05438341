"""The order of replacement: what it does in one transaction, what it says, what stops it (п. 3.8, REP-01…07)."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.orders import services as orders
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import Order
from mentorship.pairs import queries as pair_queries
from mentorship.pairs import services as pairs
from mentorship.pairs.gate.queries import gate
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.people.models import Consent, MenteeEntry, MentorEntry, Person
from mentorship.programs import queries as programs
from mentorship.programs.models import Program
from mentorship.regulation.models import Edition
from mentorship.replacements import services
from tests.documents.texts import pdf_pages
from tests.factories import replacements as given
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import MentorEntryFactory, UserFactory
from tests.factories.regulation import silent_edition
from tests.orders.signing import text_of
from tests.pairs.agreements import given as agreements
from tests.papers import kept_pdf

pytestmark = [pytest.mark.django_db]


def words(order) -> str:
    """The text of the kept PDF with plain spaces."""
    return " ".join(" ".join(pdf_pages(kept_pdf(order))).split())


def test_the_signature_ends_the_old_pair_and_begins_the_new_one(curator, director):
    old = given.old_pair()
    order = given.sign(given.drafted(curator, old), director)

    old.refresh_from_db()
    new = Pair.objects.get(replaces=old)
    assert (old.status, old.ended_on, old.closing_order) == ("ended", dt.date(2026, 12, 6), order)
    assert old.ending_reason.startswith("Замена наставника: просьба наставника")
    assert (new.status, new.starts_on, new.ends_on, new.order) == ("active", given.FROM, given.ENDS, order)
    assert (new.form, new.kind, new.goal, new.mentees) == (old.form, old.kind, old.goal, old.mentees)
    assert [part.closed_on for part in old.participations.all()] == [dt.date(2026, 12, 6)]
    mentors = [Participation.objects.running(given.FROM - dt.timedelta(days=back)).get().mentor for back in (1, 0)]
    assert mentors == [old.mentor, new.mentor]
    assert MenteeEntry.objects.get(person=new.mentees[0]).mentoring == MenteeEntry.Mentoring.APPOINTED
    assert {row.person for row in order.acquaintances.all()} == {old.mentor, new.mentor, *new.mentees}


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False)])
def test_it_is_not_dated_before_the_appointment_that_it_follows(curator, director, days, refused):
    appointed = dt.date(2026, 11, 20)
    old = given.old_pair(order=SignedOrderFactory(signed_on=appointed))
    MentorEntry.objects.update(starts_on="2026-09-01")
    order = given.drafted(curator, old)
    Consent.objects.update(given_on="2026-11-01")
    day = appointed + dt.timedelta(days=days)
    if not refused:
        assert given.sign(order, director, day).is_signed
        return
    with pytest.raises(RuleBroken, match="приказ о закреплении подписан 20.11.2026, позже этого дня"):
        given.sign(order, director, day)


@pytest.mark.today("2026-12-01")
@pytest.mark.parametrize("way", ["ending", "ended"])
def test_the_gate_says_what_of_the_old_pair_stands_in_the_way(as_user, curator, way):
    """An old pair that ends otherwise is told of before the draft, on the gate and among what bars the order."""
    old = given.old_pair()
    new = given.consented(given.begun(curator, old))
    gate = reverse("pairs:gate", args=[new.pk])
    assert "Всё готово" in as_user(curator).get(gate).content.decode()

    order = SignedOrderFactory(kind="completion")
    if way == "ending":
        Pair.objects.filter(pk=old.pk).update(closing_order=order)
    else:
        last = {"ending_on": "2026-11-30", "ended_on": "2026-11-30", "ending_reason": "Переезд"}
        Pair.objects.filter(pk=old.pk).update(status="ended", closing_order=order, **last)

    page = as_user(curator).get(gate).content.decode()
    assert "Всё готово" not in page
    told = {"ending": "Готовится завершение прежней пары", "ended": "последний день 30.11.2026"}
    assert told[way] in page
    assert f'href="{old.get_absolute_url()}"' in page


def test_on_the_very_first_day_nobody_is_replaced_for_two_mentors_would_lead_on_one_day(curator, director):
    old = given.old_pair()
    with pytest.raises(RuleBroken, match="Укажите день с 16.09.2026"):
        given.begun(curator, old, from_on=old.starts_on)

    assert given.begun(curator, old, from_on=dt.date(2026, 9, 16), mentor=MentorEntryFactory().person)


def test_the_programme_goes_on_with_what_is_not_done(curator, director):
    old = given.old_pair()
    source = given.with_program(old)
    helper = source.activities.get(title="Тренинг").responsible
    given.sign(given.drafted(curator, old), director)

    program = Program.objects.get(pair__replaces=old)
    assert (program.status, program.starts_on, program.ends_on) == ("draft", given.FROM, given.ENDS)
    assert (program.goal, program.tasks) == (source.goal, source.tasks)
    assert list(program.directions.all()) == list(source.directions.all())
    assert {(row.title, row.responsible) for row in program.activities.all()} == {
        ("Открытый урок", program.pair.mentor),
        ("Тренинг", helper),
    }
    assert program.activities.get(title="Открытый урок").expected == "Анализ урока"
    assert source.activities.count() == 4  # nothing leaves the old programme
    assert program.history.first().history_change_reason.startswith("Перенесена из программы наставника Петрова")


def test_a_short_rest_of_the_term_counts_with_the_mentor_before(curator, director):
    """A month before the end: neither mentoring nor the programme is too short, for both go on."""
    old = given.old_pair()
    given.with_program(old)
    given.sign(given.drafted(curator, old, from_on=dt.date(2027, 5, 17)), director)

    program = Program.objects.get(pair__replaces=old)
    assert {violation.rule for violation in programs.violations(program)} == {
        "program_contents",
        "program_acquaintance",  # the dates of the plan are before the new term; nobody has read it
    }


def test_without_a_programme_nothing_is_carried_over(curator, director):
    given.sign(given.drafted(curator), director)

    assert not Program.objects.exists()


def test_the_gate_knows_whom_the_new_mentor_takes_over_from(curator):
    """Neither «другой наставник» for the one who goes, nor day 31: it is no new appointment."""
    new = given.consented(given.begun(curator))

    assert gate(new, given.TODAY) == []
    other = PairFactory(active=True, mentees=[new.mentees[0]])
    assert [violation.rule for violation in gate(new, given.TODAY)] == ["other_mentor"]
    assert other.mentor.short_name in gate(new, given.TODAY)[0].message


def test_the_limit_of_the_new_mentor_holds_and_the_place_of_the_old_one_is_free(curator, director):
    busy = given.new_mentor()
    for _ in range(3):
        PairFactory(active=True, mentor=busy)
    old = given.old_pair()
    new = given.consented(given.begun(curator, old, mentor=busy))

    with pytest.raises(RuleBroken) as refused:
        services.draft_order(new, on=given.TODAY, by=curator)
    assert refused.value.rules == {"max_mentees"}

    pairs.cancel(new, reason="Занят", on=given.TODAY, by=curator)
    for _ in range(2):
        PairFactory(active=True, mentor=old.mentor)
    given.sign(given.drafted(curator, old, mentor=MentorEntryFactory().person), director)
    led = [Participation.objects.running(day).filter(mentor=old.mentor).count() for day in (given.TODAY, given.FROM)]
    assert led == [3, 2]


def test_all_mentoring_together_is_not_longer_than_the_longest_term(curator):
    """From 15.09.2026 for a year: to 14.09.2027, whoever mentors."""
    old, mentor = given.old_pair(ends_on=dt.date(2027, 9, 14)), given.new_mentor()
    with pytest.raises(RuleBroken, match="не позже 14.09.2027"):
        given.begun(curator, old, mentor=mentor, ends_on=dt.date(2027, 9, 15))

    new = given.begun(curator, old, mentor=mentor).pair
    Pair.objects.filter(pk=new.pk).update(ends_on=dt.date(2027, 9, 15))  # as the page of terms would
    new = given.consented(new.replacement)
    with pytest.raises(RuleBroken, match="считая с 15.09.2026, с прежним наставником"):
        services.draft_order(new, on=given.TODAY, by=curator)


def test_a_third_mentor_counts_from_the_first(curator, director):
    old = given.old_pair(ends_on=dt.date(2027, 9, 14))
    given.sign(given.drafted(curator, old), director)
    second = Pair.objects.get(replaces=old)
    later = {"on": given.FROM, "from_on": dt.date(2027, 1, 11), "mentor": MentorEntryFactory().person}
    with pytest.raises(RuleBroken, match=r"началось 15\.09\.2026"):
        given.begun(curator, second, **later, ends_on=dt.date(2027, 9, 15))
    third = given.begun(curator, second, **later).pair
    assert [pair.pk for pair in pair_queries.line(third)] == [old.pk, second.pk, third.pk]


@pytest.mark.parametrize("missing", ["mentor_consent", "mentee_consent"])
def test_no_order_without_the_consents(curator, missing):
    new = given.consented(given.begun(curator))
    if missing == "mentor_consent":
        Pair.objects.filter(pk=new.pk).update(mentor_consent=None)
    else:
        new.participations.update(consent=None)

    with pytest.raises(RuleBroken) as refused:
        services.draft_order(Pair.objects.get(pk=new.pk), on=given.TODAY, by=curator)
    assert refused.value.rules == {missing}


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_somebody_leaves_while_the_order_waits_for_the_signature(curator, director, who):
    order = given.drafted(curator)
    new = Pair.objects.get(order=order)
    person = new.mentor if who == "mentor" else new.mentees[0]
    Person.objects.filter(pk=person.pk).update(left_on=given.TODAY - dt.timedelta(days=1), left_reason="перевод")

    with pytest.raises(RuleBroken) as refused:
        given.sign(order, director)

    assert refused.value.rules == {"works", "works_term"}
    assert set(Pair.objects.values_list("status", flat=True)) == {"active", "proposed"}
    assert Order.objects.get(pk=order.pk).is_draft


def test_the_mentor_before_may_have_left(curator, director):
    """REP-01: who has left is replaced all the same, and is not asked for a note."""
    old = given.old_pair()
    Person.objects.filter(pk=old.mentor_id).update(left_on=dt.date(2026, 11, 30), left_reason="увольнение")
    order = given.sign(given.drafted(curator, old), director)

    assert "записку" not in words(order)
    assert Pair.objects.get(replaces=old).is_appointed


def test_the_old_pair_ended_meanwhile(curator, director):
    old = given.old_pair()
    order = given.drafted(curator, old)
    Pair.objects.filter(pk=old.pk).update(status="cancelled")

    with pytest.raises(RuleBroken, match="Прежняя пара уже не состоялась"):
        given.sign(order, director)


def test_a_discarded_draft_leaves_the_old_pair_at_work_and_the_proposal(curator):
    old = given.old_pair()
    order = given.drafted(curator, old)
    orders.discard(order, reason="Рано", by=curator)

    old.refresh_from_db()
    new = Pair.objects.get(replaces=old)
    assert (old.status, old.ending_on, old.closing_order, old.ending_reason) == ("active", None, None, "")
    assert (new.status, new.order) == ("proposed", None)
    assert services.draft_order(new, on=given.TODAY, by=curator).is_draft


@pytest.mark.parametrize(("on", "refused"), [(given.FROM - dt.timedelta(days=1), False), (given.FROM, True)])
def test_a_replacement_is_revoked_before_its_day_has_passed(curator, director, on, refused):
    """Until then everything is as if it had not been: both pairs, the agreement and the programme."""
    old = given.old_pair()
    source, agreement = given.with_program(old), agreements.signed(old, curator)
    order = given.sign(given.drafted(curator, old), director)
    revocation = orders.draft_revocation(order, reason="Ошибка", by=curator)

    with time_machine.travel(f"{on} 12:00:00+03:00"):
        if refused:
            with pytest.raises(RuleBroken, match="замену уже не отменить"):
                given.sign(revocation, director, on)
            return
        said = list(kind_of(order).consequences(order, on))
        paper = text_of(given.sign(revocation, director, on))

        assert said[0].endswith("пара не состоится.")
        assert said[1].endswith(f"пара работает дальше, её срок — по {old.ends_on:%d.%m.%Y}.")
        assert f"Наставничество продолжается по {old.ends_on:%d.%m.%Y}: наставник — {old.mentor.full_name}" in paper
        old, new = Pair.objects.get(pk=old.pk), Pair.objects.get(replaces=old)
        assert (old.status, old.ended_on, old.ending_on, old.closing_order) == ("active", None, None, None)
        assert (new.status, new.participations.get().closed_on is None) == ("cancelled", False)
        for day in (given.TODAY, given.FROM, given.FROM + dt.timedelta(days=30)):
            assert Participation.objects.running(day).get().mentor == old.mentor
        agreement.refresh_from_db()
        assert (agreement.status, agreement.ended_on) == ("signed", None)
        source.refresh_from_db()
        assert source.status == "approved"
        assert not Program.objects.filter(pair=new, status="approved").exists()
        assert MenteeEntry.objects.get(person=old.mentees[0]).mentoring == MenteeEntry.Mentoring.APPOINTED
        assert given.begun(curator, old, mentor=MentorEntryFactory().person, on=on, from_on=given.FROM).pair


def test_a_pair_whose_end_is_signed_or_whose_mentor_is_replaced_already_gets_no_other_mentor(curator, director):
    replaced, ended = given.old_pair(), PairFactory(active=True)
    given.sign(given.drafted(curator, replaced), director)
    Pair.objects.filter(pk=ended.pk).update(
        status="ended", ended_on=given.FROM, ending_on=given.FROM, ending_reason="-"
    )
    another, later = MentorEntryFactory().person, dt.date(2026, 12, 14)

    for old, words in (
        (replaced, "Приказ о замене наставника этой пары уже подписан: новый наставник с 07.12.2026 Сидоров"),
        (ended, "Приказ о завершении этой пары уже подписан, последний день 07.12.2026"),
        (Pair.objects.get(replaces=replaced), "Эта пара ещё не началась"),
    ):
        with pytest.raises(RuleBroken) as refused:
            given.begun(curator, Pair.objects.get(pk=old.pk), mentor=another, from_on=later)
        assert words in str(refused.value).replace("\N{NO-BREAK SPACE}", " ")


def test_what_the_mentor_before_has_recorded_is_not_given_to_the_next(curator, monkeypatch):
    monkeypatch.setattr("mentorship.pairs.signals.RECORDED", [lambda pair: [(dt.date(2026, 11, 24), "встреча")]])

    with pytest.raises(RuleBroken, match="позже у прежнего записано: встреча 24.11.2026"):
        given.begun(curator, from_on=dt.date(2026, 11, 24))
    assert given.begun(curator, MentorEntryFactory() and PairFactory(active=True), mentor=MentorEntryFactory().person)


def test_a_replacement_is_not_slipped_into_an_order_of_appointment(curator):
    new = given.consented(given.begun(curator))

    with pytest.raises(RuleBroken, match="Подготовить приказ о замене"):
        pairs.draft_appointment([new], on=given.TODAY, by=curator)
    assert new not in pair_queries.drafted_together(curator)


def test_the_database_keeps_one_successor(curator):
    new = given.begun(curator).pair
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.create(
            mentor=MentorEntryFactory().person,
            edition=new.edition,
            goal="x",
            starts_on=new.starts_on,
            ends_on=new.ends_on,
            replaces=new.replaces,
        )


def test_an_order_drafted_twice_is_one_order(curator):
    new = given.consented(given.begun(curator))
    services.draft_order(new, on=given.TODAY, by=curator)

    with pytest.raises(Refusal):
        services.draft_order(new, on=given.TODAY, by=curator)
    assert Order.objects.filter(kind="replacement").count() == 1


def test_a_pair_that_takes_over_from_nobody_has_no_such_order(curator):
    with pytest.raises(Refusal, match="никого не сменяет"):
        services.draft_order(PairFactory(), on=given.TODAY, by=curator)


def test_d07_says_who_whom_when_and_why_in_right_cases(curator, director):
    old = given.old_pair()
    order = given.sign(given.drafted(curator, old, reason="по семейным обстоятельствам"), director)
    text = words(order)

    assert order.heading == "О замене наставника"
    for said in (
        "1. Освободить учителя математики Петрову Анну Сергеевну от обязанностей наставника в отношении "
        "учителя физики Иванова Ивана Ивановича с 07.12.2026. Основание: п. 3.8 Положения, просьба наставника или "
        "наставляемого (по семейным обстоятельствам).",
        "2. Назначить учителя истории Сидорова Петра Петровича наставником И.И. Иванова с 07.12.2026 по 31.05.2027 "
        "с письменного согласия от 30.11.2026.",
        "3. Новому наставнику П.П. Сидорову, учителю истории, ознакомиться с персонализированной программой",
        "представить на утверждение в срок до 11.12.2026. Невыполненные мероприятия переходят",
        "4. Прежнему наставнику А.С. Петровой, учителю математики, передать новому наставнику записку",
        "сделано и что осталось, в срок до 17.12.2026.",
    ):
        assert said in text, text
    assert "выплат" not in text
    assert "___" not in text


def test_d07_speaks_of_pay_only_where_the_edition_pays(curator, director):
    Edition.objects.update(pay_kind="rub_mentee", pay_value=500)
    text = words(given.sign(given.drafted(curator), director))

    assert "прекратить выплату за наставничество А.С. Петровой и начать её П.П. Сидорову в отношении" in text


def test_d07_without_a_list_and_without_terms(edition, curator, director):
    """REP-07: the reason alone is the ground; nothing is said that the act does not have."""
    silent_edition()
    old = PairFactory(active=True, form=None, kind=None)
    order = given.sign(
        given.drafted(curator, old, mentor=given.new_mentor(), ground=None, reason="ходатайство"), director
    )
    text = words(order)

    assert "Основание: ходатайство." in text
    assert "представить на утверждение. Невыполненные" in text
    assert "согласия от" not in text
    assert "записку" not in text


def test_a_blank_has_a_line_for_everything(edition):
    kind = kind_of(Order(kind="replacement"))
    empty = Order(kind="replacement")
    items = kind.items(empty, given.TODAY, None, kind.values(empty, given.TODAY, None))

    assert len(items) >= 4
    assert all("___" in item.text for item in items)


def test_taking_the_assignment_back_from_a_failing_mentor_needs_a_notice(curator, director):
    """ст. 351.8 ТК РФ: three working days' notice when the employer ends it; not when the mentor asks for it."""
    old = given.old_pair()
    begun = given.begun(
        curator,
        old,
        ground=old.edition.options.get(group="replacement", code="failure"),
        reason="Не проводит встреч",
        evidence="Справка куратора",
    )

    with pytest.raises(RuleBroken, match="предупреждают об отмене поручения не меньше чем за 3 рабочих дня"):
        services.draft_order(given.consented(begun), on=given.TODAY, by=curator)


@pytest.mark.parametrize("office", [None, Office.COUNCIL, Office.CLERK])
@pytest.mark.parametrize("end", ["draft", "signed", "discarded"])
def test_the_sides_read_why_only_once_it_is_ordered(as_user, curator, director, end, office):
    old = given.old_pair()
    order = given.drafted(curator, old, reason="Не сложилось общение")
    new = Pair.objects.get(replaces=old)
    sides = [UserFactory(person=person, office=office) for person in (old.mentor, new.mentor, *new.mentees)]
    readers = [curator, director, *(UserFactory(office=office) for office in (Office.COUNCIL, Office.CLERK))]
    if end == "signed":
        given.sign(order, director)
    elif end == "discarded":
        orders.discard(order, reason="Пусть поработают", by=director)
        pairs.cancel(Pair.objects.get(pk=new.pk), reason="не нужна", on=given.TODAY, by=curator)

    for users, reads in ((sides, end == "signed"), (readers, True)):
        for user in users:
            pages = [as_user(user).get(pair.get_absolute_url()) for pair in (old, new)]
            said = [page.content.decode() for page in pages if page.status_code == 200]
            assert any("Не сложилось общение" in page for page in said) == reads
            assert any("просьба наставника" in page.lower() for page in said) == reads
            assert any("Проект приказа" in page for page in said) == (user in readers and end != "signed")


@pytest.mark.parametrize("office", [Office.COUNCIL, Office.CLERK])
def test_whoever_has_stood_in_for_the_mentor_reads_in_office_no_more_than_a_side(as_user, curator, director, office):
    old = given.old_pair()
    order = given.drafted(curator, old, reason="Не сложилось общение")
    stand_in = MentorEntryFactory().person
    days = {name: dt.date(2026, 11, day) for name, day in (("consented_on", 1), ("starts_on", 2), ("ends_on", 6))}
    StandIn.objects.create(pair=old, person=stand_in, reason="Отпуск", **days)
    client = as_user(UserFactory(person=stand_in, office=office))

    assert client.get(order.get_absolute_url()).status_code == 404
    for pair in (old, Pair.objects.get(replaces=old)):
        assert "Не сложилось общение" not in client.get(pair.get_absolute_url()).content.decode()
    given.sign(order, director)
    assert "Не сложилось общение" in client.get(order.get_absolute_url()).content.decode()
