"""Extension and correction by mutual consent: every step, every refusal (п. 7.2, END-04, END-05)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.desk.duties import collect, url_of
from mentorship.documents.catalogue import PAPERS
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.orders.papers import paper
from mentorship.pairs.models import Pair
from mentorship.programs import services
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.programs.models import Activity, Amendment, Program
from mentorship.regulation.duties import Scope
from mentorship.regulation.models import Edition
from tests.factories.pairs import PairFactory, option
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, PersonFactory, UserFactory
from tests.factories.programs import approved_program
from tests.papers import text
from tests.programs.amendments import (
    LAST,
    NEW_END,
    OLD_END,
    TODAY,
    agreed,
    corrected,
    extended,
    longer,
    participants,
    sign,
    wishes,
)
from tests.threads import in_threads

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


@pytest.fixture
def program(curator):
    return approved_program(curator)


def url(name, pk):
    return reverse(f"programs:{name}", args=[pk])


def said(answer):
    return answer.content.decode()


def ends(program):
    program = Program.objects.select_related("pair").get(pk=program.pk)
    return program.pair.ends_on, program.ends_on


def duties(rule="amendment"):
    rows = collect(Edition.objects.get().limits(), Scope(everything=True))
    return [row for row in rows if row.rule == rule]


def test_the_whole_way_of_an_extension(as_user, curator, director, program):
    mentor, mentee = participants(program)
    client = as_user(mentee)
    assert url("amend", program.pk) in said(client.get(program.get_absolute_url()))
    form = {"what": ["extension"], "program_ends_on": "31.08.2027", "reason": "Долго болела"}
    address = client.post(url("amend", program.pk) + "?kind=extension", form).url
    amendment = Amendment.objects.get()
    assert (address, amendment.status, amendment.pair_ends_on) == (amendment.get_absolute_url(), "asked", NEW_END)
    (duty,) = duties()
    assert (duty.owner, duty.clause, url_of(duty)) == (mentor.person_id, "7.2", address)
    assert client.get(url("amend", program.pk)).url == address  # a second one is not begun

    as_user(mentor).post(url("agree", amendment.pk))

    (duty,) = duties()
    assert (duty.office, duty.what) == ("curator", "Решить: продление программы")
    client = as_user(curator)
    assert "Разрешить и подготовить приказ" in said(client.get(address))
    order = Order.objects.get(pk=client.post(url("grant", amendment.pk)).url.rstrip("/").split("/")[-1])
    assert duties() == []
    assert ends(program) == (OLD_END, OLD_END)
    answer = as_user(director).post(
        reverse("orders:sign", args=[order.pk]), {"signed_on": "01.03.2027", "number": "", "proposed": ""}
    )
    assert answer.status_code == 302
    assert ends(program) == (NEW_END, NEW_END)
    amendment.refresh_from_db()
    assert (amendment.status, amendment.closed_on) == ("applied", TODAY)
    assert {row.person_id for row in order.acquaintances.all()} >= {mentor.person_id, mentee.person_id}


def test_the_order_says_the_old_and_the_new_days_in_the_right_cases(curator, director):
    mentor = MentorEntryFactory(person=PersonFactory(last_name="Громова")).person
    program = approved_program(curator, mentor=mentor)
    pair = program.pair
    order = decision.grant(extended(program, curator), on=TODAY, by=curator)

    assert order.heading == "О продлении персонализированной программы наставничества"
    words = text(paper(order))
    assert "наставника — воспитателя Громовой Анны Петровны, наставляемого — воспитателя" in words
    assert "Наставнику А.П. Громовой, воспитателю, ознакомить наставляемого с изменениями" in words
    assert "прежний срок — по 31.05.2027, новый срок — по 31.08.2027" in words
    assert f"установленный приказом от 15.09.2026 № {pair.order.number}" in words
    assert "соглашение участников программы от 01.03.2027. Причина: Болезнь." in words
    assert "Приложение" not in words
    signed = text(paper(sign(order, director)))
    assert "прежний срок — по 31.05.2027" in signed


def test_the_order_of_a_correction_has_the_changes_appended(curator, program):
    amendment = drafting.start(program, fields=longer(corrects=True), on=TODAY, by=curator)
    drafting.edit_text(amendment, fields={"kind": option("kind", "reverse"), "goal": "Вести кружок"}, by=curator)
    assents.ask(amendment, on=TODAY, by=curator)

    order = decision.grant(agreed(amendment, curator), on=TODAY, by=curator)

    assert order.heading == "О продлении и изменении персонализированной программы наставничества"
    words = text(paper(order))
    assert "изменения (Приложение): вид наставничества, цель." in words
    assert "Вести кружок" in words
    assert "Помочь освоиться в группе" in words


def test_a_pair_that_already_lasts_longer_stays(curator, director):
    program = approved_program(curator)
    Program.objects.update(ends_on=dt.date(2027, 4, 30))
    program.refresh_from_db()
    amendment = extended(program, curator, until=dt.date(2027, 5, 15))

    order = decision.grant(amendment, on=TODAY, by=curator)
    assert "Продлить срок наставничества" not in text(paper(order))
    sign(order, director)

    assert ends(program) == (OLD_END, dt.date(2027, 5, 15))


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"program_ends_on": "31.05.2027"}, "program_ends_on", "должно быть позже прежнего, 31.05.2027"),
        ({"program_ends_on": "01.09.2026"}, "program_ends_on", "должно быть позже прежнего"),
        ({"program_ends_on": ""}, "program_ends_on", "по какой день продлить"),
        ({"program_ends_on": "31.02.2027"}, "program_ends_on", "Такой даты нет"),
        ({"pair_ends_on": "01.06.2027"}, "pair_ends_on", "не может закончиться раньше 31.08.2027"),
        ({"what": []}, "what", "Обязательное поле"),
        ({"reason": ""}, "reason", "Обязательное поле"),
    ],
)
def test_bad_input_is_told_beside_its_field(as_user, curator, program, change, field, words):
    form = {"what": ["extension"], "program_ends_on": "31.08.2027", "reason": "Болезнь", **change}

    answer = as_user(curator).post(url("amend", program.pk), form)

    assert words in " ".join(answer.context["form"].errors[field])
    assert not Amendment.objects.exists()


def test_the_maximum_counts_from_the_beginning(as_user, curator, program):
    form = {"what": ["extension"], "program_ends_on": "15.09.2027", "reason": "Болезнь"}
    client = as_user(curator)

    refused = said(client.post(url("amend", program.pk), form))

    assert "Срок программы станет длиннее 12 месяцев: с 15.09.2026 по 15.09.2027 (п. 1.2)" in refused
    assert "Срок наставничества станет длиннее 12 месяцев" in refused
    assert "Окончание — не позже 14.09.2027." in refused
    assert not Amendment.objects.exists()
    assert client.post(url("amend", program.pk), {**form, "program_ends_on": f"{LAST:%d.%m.%Y}"}).status_code == 302


def test_the_maximum_counts_the_days_with_the_mentor_before(curator):
    """The first mentor began on 15.09.2026; the second goes on from December."""
    old = PairFactory(ended=True, ended_on=dt.date(2026, 12, 6), ending_on=dt.date(2026, 12, 6))
    program = approved_program(curator, starts_on=dt.date(2026, 12, 7), replaces=old)

    with pytest.raises(RuleBroken, match=r"длиннее 12 месяцев: с 15\.09\.2026"):
        drafting.start(program, fields=longer(LAST + dt.timedelta(days=1)), on=TODAY, by=curator)

    assert drafting.start(program, fields=longer(LAST), on=TODAY, by=curator).pk


def rules_tighten(program):
    Edition.objects.update(mentoring_max_months=10, program_max_months=10)


def pair_is_ended(program):
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
    (ending_is_asked, "Завершение этой пары уже готовится"),
    (mentor_is_taken, "вёл бы одновременно 4, предел — 3"),
]


@pytest.mark.parametrize(("change", "words"), MEANWHILE)
def test_what_has_changed_meanwhile_is_seen_at_the_start(curator, program, change, words):
    change(program)

    with pytest.raises(RuleBroken, match=words):
        drafting.start(program, fields=longer(), on=TODAY, by=curator)
    assert not Amendment.objects.exists()


@pytest.mark.parametrize(("change", "words"), MEANWHILE)
def test_what_has_changed_meanwhile_is_seen_at_the_decision(curator, program, change, words):
    amendment = extended(program, curator)
    change(program)

    with pytest.raises(RuleBroken, match=words):
        decision.grant(amendment, on=TODAY, by=curator)
    amendment.refresh_from_db()
    assert (amendment.status, amendment.order) == ("agreed", None)


@pytest.mark.parametrize(("change", "words"), MEANWHILE)
def test_what_has_changed_meanwhile_is_seen_at_the_signature(curator, director, program, change, words):
    order = decision.grant(extended(program, curator), on=TODAY, by=curator)
    change(program)

    with pytest.raises(RuleBroken, match=words):
        sign(order, director)
    assert ends(program) == (OLD_END, OLD_END)


def test_a_pair_that_begins_after_the_old_end_does_not_forbid_a_shorter_extension(curator, program):
    mentor_is_taken(program)

    assert drafting.start(program, fields=longer(dt.date(2027, 6, 9)), on=TODAY, by=curator).status == "asked"


def test_one_refusal_stops_it_and_says_why(as_user, curator, program):
    _, mentee = participants(program)
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=curator)
    client = as_user(mentee)
    assert client.post(url("decline", amendment.pk), {"reason": ""}).status_code == 422

    client.post(url("decline", amendment.pk), {"reason": "Ухожу в отпуск"})

    amendment.refresh_from_db()
    assert (amendment.status, amendment.closing_reason) == ("declined", "Ухожу в отпуск")
    assert "Ухожу в отпуск" in said(as_user(curator).get(amendment.get_absolute_url()))
    assert duties() == []
    with pytest.raises(Refusal, match="не согласовано"):
        assents.agree(amendment, person=program.pair.mentor, on=TODAY, by=curator)
    assert drafting.start(program, fields=longer(), on=TODAY, by=curator)  # and another may be proposed


def test_a_participant_of_a_group_sees_no_other_and_all_have_to_agree(as_user, curator):
    mentees = [MenteeEntryFactory().person for _ in range(2)]
    program = approved_program(curator, mentees=mentees, kind=option("kind", "group"))
    first, second = (UserFactory(person=person) for person in mentees)
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=curator)
    page = said(as_user(first).get(amendment.get_absolute_url()))
    assert (mentees[0].last_name in page, mentees[1].last_name in page) == (True, False)

    for user in (UserFactory(person=program.pair.mentor), first):
        as_user(user).post(url("agree", amendment.pk))
    amendment.refresh_from_db()
    assert amendment.status == "asked"
    as_user(second).post(url("agree", amendment.pk))
    amendment.refresh_from_db()
    assert amendment.status == "agreed"


def test_a_paper_agreement_is_recorded_by_the_clerk(as_user, curator, program):
    mentor, _ = participants(program)
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=mentor)
    (waiting,) = amendment.assents.filter(agreed_on=None)
    client = as_user(UserFactory(office="clerk"))
    assert url("record_assent", waiting.pk) in said(client.get(amendment.get_absolute_url()))
    for day in ("02.03.2027", "28.02.2027"):
        refused = client.post(url("record_assent", waiting.pk), {"on": day, "place": "папка № 4"})
        assert "День должен быть с 01.03.2027" in said(refused)

    client.post(url("record_assent", waiting.pk), {"on": "01.03.2027", "place": "папка № 4"})

    waiting.refresh_from_db()
    assert (waiting.details, waiting.amendment.status) == ("01.03.2027, на бумаге, папка № 4", "agreed")
    agreement = text(PAPERS["D26"].document(Amendment.objects.with_people().get(), TODAY))
    assert "по 31.05.2027" in agreement
    assert "по 31.08.2027" in agreement
    assert "скорректировать" not in agreement.split("просят утвердить")[1]
    assert f"Согласие отмечено в электронном виде: {program.pair.mentor.first_name[0]}." in agreement
    assert "□ продлить" not in agreement


def test_the_curator_refuses_with_a_reason(as_user, curator, program):
    amendment = extended(program, curator)
    client = as_user(curator)
    assert client.post(url("refuse", amendment.pk), {"reason": ""}).status_code == 422

    client.post(url("refuse", amendment.pk), {"reason": "План почти выполнен"})

    amendment.refresh_from_db()
    assert (amendment.status, amendment.closing_reason) == ("refused", "План почти выполнен")
    assert amendment.changes[0] == ["Срок программы", "по 31.05.2027", "по 31.08.2027"]
    assert "уже отклонено куратором" in said(client.post(url("grant", amendment.pk), follow=True))


def test_only_whoever_proposed_it_or_the_curator_takes_it_back(as_user, curator, program):
    mentor, mentee = participants(program)
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=mentor)
    refused = as_user(mentee).post(url("withdraw", amendment.pk), {"reason": "Передумала"})
    assert "может тот, кто его предложил, или куратор" in said(refused)

    as_user(mentor).post(url("withdraw", amendment.pk), {"reason": "Передумала"})

    amendment.refresh_from_db()
    assert amendment.status == "withdrawn"


def test_a_discarded_draft_frees_it_and_a_signed_order_is_not_revoked(as_user, curator, director, program):
    amendment = extended(program, curator)
    order = decision.grant(amendment, on=TODAY, by=curator)

    orders.discard(order, reason="Ошибка", by=director)

    amendment.refresh_from_db()
    assert (amendment.status, amendment.order) == ("agreed", None)
    signed = sign(decision.grant(amendment, on=TODAY, by=curator), director)
    with pytest.raises(RuleBroken, match="не отменяют"):
        orders.draft_revocation(signed, reason="Ошибка", by=curator)


def drafted(program, by):
    return drafting.start(program, fields=wishes(corrects=True), on=TODAY, by=by)


def item(program, **changes):
    return {
        "section": option("section", "study").pk,
        "title": "Экскурсия",
        "due_on": "15.04.2027",
        "responsible": program.pair.mentor_id,
        **changes,
    }


def test_the_whole_way_of_a_correction(as_user, curator, program):
    mentor, mentee = participants(program)
    client = as_user(mentor)
    form = {"what": ["correction"], "reason": "Больше практики"}
    assert client.post(url("amend", program.pk) + "?kind=correction", form).status_code == 302
    amendment = Amendment.objects.get()
    assert "Ничего не меняется" in said(client.get(amendment.get_absolute_url()))
    changed, dropped, *_ = program.activities.order_by("-due_on")
    client.post(url("amend_activity", changed.pk), item(program, title="Открытый урок"))
    client.post(url("drop_activity", dropped.pk))
    client.post(url("amend_add", amendment.pk), item(program))
    answer = client.post(
        url("amend_text", amendment.pk),
        {
            "goal": "Вести кружок",
            "kind": option("kind", "traditional").pk,
            "form": option("form", "teacher-teacher").pk,
            "initial_level": "Без опыта",
            "tasks": "Задачи",
            "expected": "Итог",
            "control": "",
            "forms_note": "Один на один",
        },
    )
    assert answer.status_code == 302
    client.post(url("ask_assent", amendment.pk))
    amendment.refresh_from_db()
    assert (amendment.status, amendment.kind, amendment.form) == ("asked", None, None)
    assert "Вести кружок" not in said(client.get(program.get_absolute_url()))  # runs on unchanged

    as_user(mentee).post(url("agree", amendment.pk))
    as_user(curator).post(url("grant", amendment.pk))

    program.refresh_from_db()
    titles = set(program.activities.filter(cancelled_on=None).values_list("title", flat=True))
    assert program.goal == "Вести кружок"
    assert {"Открытый урок", "Экскурсия"} <= titles
    assert dropped.title not in titles
    assert Activity.objects.get(pk=dropped.pk).cancel_reason == "Исключено: Больше практики"
    assert not Order.objects.filter(kind="extension").exists()
    assert program.versions.count() == 2


def test_marks_made_meanwhile_are_kept_and_what_is_done_is_not_changed(curator, program):
    first, second, third, *_ = program.activities.order_by("due_on")
    amendment = drafted(program, curator)
    drafting.change_item(amendment, first, fields={"title": "Иначе"}, by=curator)
    drafting.change_item(amendment, second, fields={}, drops=True, by=curator)
    drafting.edit_text(amendment, fields={"goal": "Новая цель"}, by=curator)
    agreed(assents.ask(amendment, on=TODAY, by=curator), curator)
    for activity in (first, second, third):
        services.perform(activity, done_on=TODAY, result="Провели", evidence=None, today=TODAY, by=curator)

    decision.grant(amendment, on=TODAY, by=curator)

    for activity, title in ((first, first.title), (second, second.title), (third, third.title)):
        activity.refresh_from_db()
        assert (activity.done_on, activity.result, activity.title, activity.cancelled_on) == (
            TODAY,
            "Провели",
            title,
            None,
        )
    program.refresh_from_db()
    assert program.goal == "Новая цель"


def test_when_every_change_has_fallen_away_there_is_nothing_to_sign(as_user, curator, director, program):
    Edition.objects.update(program_approval="order")
    activity = program.activities.first()
    amendment = drafted(program, curator)
    drafting.change_item(amendment, activity, fields={"title": "Иначе"}, by=curator)
    order = decision.grant(agreed(assents.ask(amendment, on=TODAY, by=curator), curator), on=TODAY, by=curator)
    services.perform(activity, done_on=TODAY, result="Провели", evidence=None, today=TODAY, by=curator)
    assert "уже выполнено или отменено" in said(as_user(curator).get(amendment.get_absolute_url()))

    with pytest.raises(RuleBroken, match="Ничего не меняется"):
        sign(order, director)


def test_what_is_done_cannot_be_put_into_a_correction(as_user, curator, program):
    activity = program.activities.first()
    services.perform(activity, done_on=TODAY, result="Провели", evidence=None, today=TODAY, by=curator)
    drafted(program, curator)

    page = said(as_user(curator).post(url("drop_activity", activity.pk), follow=True))

    assert "уже выполнено или отменено: его не меняют и не исключают" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"texts": {"goal": " "}}, "Не заполнено: цель"),
        ({"kind": "group"}, "Для группы нужно не меньше"),
        ({}, "Ничего не меняется"),
    ],
)
def test_a_programme_that_would_not_be_whole_is_refused(curator, program, change, words):
    amendment = drafted(program, curator)
    kind = option("kind", change["kind"]) if "kind" in change else None
    drafting.edit_text(amendment, fields={**change.get("texts", {}), "kind": kind}, by=curator)

    with pytest.raises(RuleBroken, match=words):
        assents.ask(amendment, on=TODAY, by=curator)


def test_an_item_outside_the_term_is_refused(as_user, curator, program):
    amendment = drafted(program, curator)
    client = as_user(curator)
    client.post(url("amend_add", amendment.pk), item(program, due_on="01.06.2027"))

    assert "Срок вне программы: Экскурсия" in said(client.get(amendment.get_absolute_url()))
    change = amendment.plan.get()
    client.post(url("edit_planned", change.pk), item(program, due_on="31.05.2027"))
    assert "Срок вне программы" not in said(client.get(amendment.get_absolute_url()))
    client.post(url("undo_planned", change.pk))
    assert not amendment.plan.exists()


def test_an_option_that_is_no_longer_named_is_refused(curator, program):
    amendment = drafted(program, curator)
    drafting.edit_text(amendment, fields={"kind": option("kind", "reverse")}, by=curator)
    type(option("kind", "reverse")).objects.filter(code="reverse").update(is_active=False)

    with pytest.raises(RuleBroken, match="в перечне больше нет"):
        assents.ask(amendment, on=TODAY, by=curator)


def test_a_new_kind_goes_to_the_pair_by_an_order(curator, director, program):
    amendment = drafted(program, curator)
    drafting.edit_text(amendment, fields={"kind": option("kind", "reverse")}, by=curator)
    order = decision.grant(agreed(assents.ask(amendment, on=TODAY, by=curator), curator), on=TODAY, by=curator)
    assert order.heading == "Об изменении персонализированной программы наставничества"

    sign(order, director)

    program.pair.refresh_from_db()
    assert program.pair.kind.code == "reverse"


def test_where_the_council_decides_its_minutes_are_asked_for(as_user, curator, program):
    amendment = corrected(program, curator)
    Edition.objects.update(program_approval="minutes")
    client = as_user(curator)
    assert client.post(url("grant", amendment.pk), {}).status_code == 422
    late = client.post(url("grant", amendment.pk), {"minutes_number": "3", "minutes_on": "02.03.2027"})
    assert "minutes_on" in late.context["form"].errors

    client.post(url("grant", amendment.pk), {"minutes_number": "3", "minutes_on": "26.02.2027"})

    amendment.refresh_from_db()
    assert (amendment.status, amendment.version.approved_how) == ("applied", "протокол от 26.02.2027 № 3")


def test_an_unapproved_programme_is_not_amended(as_user, curator):
    pair = PairFactory(active=True)
    program = services.start(pair, by=curator)
    form = {"what": ["extension"], "program_ends_on": "31.08.2027", "reason": "Болезнь"}

    page = said(as_user(curator).post(url("amend", program.pk), form))

    assert "Программа не утверждена: она составляется" in page


def test_a_second_amendment_waits_for_the_first(as_user, curator, program):
    drafting.start(program, fields=longer(), on=TODAY, by=curator)
    form = {"what": ["correction"], "reason": "Ещё"}

    assert "уже готовится" in said(as_user(curator).post(url("amend", program.pk), form))


def test_a_stranger_and_a_mentee_of_another_pair_see_nothing_the_council_looks(as_user, curator, program):
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=curator)
    _, other = participants(approved_program(curator))
    assert as_user(other).get(amendment.get_absolute_url()).status_code == 404
    assert as_user(other).post(url("agree", amendment.pk)).status_code == 404
    council = as_user(UserFactory(office="council"))
    assert council.get(amendment.get_absolute_url()).status_code == 200
    assert council.get(url("versions", program.pk)).status_code == 200
    assert council.post(url("agree", amendment.pk)).status_code == 403


def test_an_ended_pair_leaves_no_duty(curator, program):
    drafting.start(program, fields=longer(), on=TODAY, by=curator)
    assert len(duties()) == 2

    pair_is_ended(program)

    assert duties() == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_once():
    curator = UserFactory(office="curator")
    program = approved_program(curator)
    amendment = corrected(program, curator)

    refused = in_threads(
        [
            lambda: decision.grant(amendment, on=TODAY, by=curator),
            lambda: decision.refuse(amendment, reason="Нет", on=TODAY, by=curator),
        ]
    )

    amendment.refresh_from_db()
    assert refused == 1
    assert program.versions.count() == (2 if amendment.status == "applied" else 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_mark_and_a_change_of_the_same_item_at_once_never_meet():
    curator = UserFactory(office="curator")
    program = approved_program(curator)
    activity = program.activities.first()
    amendment = drafted(program, curator)
    drafting.change_item(amendment, activity, fields={}, drops=True, by=curator)
    drafting.edit_text(amendment, fields={"goal": "Новая цель"}, by=curator)
    agreed(assents.ask(amendment, on=TODAY, by=curator), curator)

    in_threads(
        [
            lambda: decision.grant(amendment, on=TODAY, by=curator),
            lambda: services.perform(activity, done_on=TODAY, result="Да", evidence=None, today=TODAY, by=curator),
        ]
    )

    activity.refresh_from_db()
    assert (activity.done_on is None) != (activity.cancelled_on is None)
