"""Agreements and notices through the pages: drawn up, signed, replaced; who sees them; the employer's term is kept."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.desk.duties import collect
from mentorship.documents.catalogue import PAPERS
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from mentorship.pairs.agreements import services
from mentorship.pairs.agreements.queries import ending_notice, gate_notes, notice_violations, proposed
from mentorship.pairs.models import Agreement, Notice
from mentorship.people.employment.services import record_leaving
from mentorship.regulation.duties import Scope
from tests.factories.pairs import PairFactory, SignedOrderFactory, option
from tests.factories.people import MentorEntryFactory, OfficeTermFactory, UserFactory
from tests.papers import text
from tests.threads import in_threads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
TODAY = dt.date(2026, 11, 20)  # a Friday
WORDS = {
    "contract": "от 01.09.2019 № 14",
    "form": "Очно, по средам",
    "pay_kind": "amount",
    "pay_value": Decimal("1500"),
    "pay_basis": "Положение об оплате труда, п. 4.7",
    "signatory": "head",
    "founder": "",
    "pay_terms": "",
}


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel("2026-11-20 12:00:00+03:00", tick=False):
        yield


@pytest.fixture
def pair(edition):
    return PairFactory(active=True)


def draft(pair, by, **changes):
    return services.keep_draft(pair, fields={**proposed(pair), **WORDS, **changes}, on=TODAY, by=by)


def signed(pair, by, number="1", **changes):
    return services.sign(draft(pair, by, **changes), number=number, signed_on=TODAY, on=TODAY, by=by)


def warned(pair, by, *, side="employer", **changes):
    fields = {"given_on": TODAY, "last_day": dt.date(2026, 11, 25), "ground": "Сокращение нагрузки", **changes}
    return services.give_notice(pair, side=side, fields=fields, on=TODAY, by=by)


def duties(edition, rule="agreement"):
    return [duty for duty in collect(edition.limits(), Scope(everything=True)) if duty.rule == rule]


def form(**changes):
    """What the page of an agreement sends."""
    return {
        "content": "Учит вести занятия",
        "starts_on": "15.09.2026",
        "ends_on": "31.05.2027",
        "form": "Очно, по средам",
        "pay_kind": "percent",
        "pay_value": "10",
        "pay_per": "each",
        "pay_basis": "Положение, п. 4",
        "signatory": "head",
        **changes,
    }


def test_an_agreement_is_drawn_up_signed_and_handed_over_on_the_pages(as_user, curator, pair):
    client = as_user(curator)
    page = client.get(reverse("pairs:new_agreement", args=[pair.pk]))
    assert (page.context["form"].initial["number"], page.context["form"].initial["content"]) == ("1", pair.goal)

    client.post(reverse("pairs:new_agreement", args=[pair.pk]), form())
    agreement = Agreement.objects.get()
    client.post(
        reverse("pairs:sign_agreement", args=[agreement.pk]), {"number": "7", "signed_on": "19.11.2026", "copy_on": ""}
    )
    card = client.get(agreement.get_absolute_url()).content.decode()
    assert "ещё не вручён" in card
    client.post(reverse("pairs:agreement_copy", args=[agreement.pk]), {"copy_on": "20.11.2026"})

    agreement.refresh_from_db()
    assert (agreement.status, agreement.number, agreement.copy_on) == ("signed", "7", TODAY)
    assert "№ 7 от 19.11.2026" in client.get(pair.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["content", "form", "starts_on", "ends_on"])
def test_content_term_and_form_are_obligatory(as_user, curator, pair, name):
    answer = as_user(curator).post(reverse("pairs:new_agreement", args=[pair.pk]), form(**{name: " "}))

    assert (answer.status_code, Agreement.objects.count()) == (422, 0)
    assert name in answer.context["form"].errors


def test_a_refused_form_keeps_what_was_typed(as_user, curator, pair):
    answer = as_user(curator).post(
        reverse("pairs:new_agreement", args=[pair.pk]), form(ends_on="01.06.2027", pay_basis="")
    )

    page = answer.content.decode()
    assert "выходит за срок пары: 15.09.2026–31.05.2027" in page
    assert "локальный акт об оплате" in page
    assert "Учит вести занятия" in page


@pytest.mark.parametrize("status", ["signed", "cancelled"])
def test_only_a_draft_changes(curator, pair, status):
    agreement = draft(pair, curator)
    if status == "signed":
        services.sign(agreement, number="1", signed_on=TODAY, on=TODAY, by=curator)
    else:
        services.drop(agreement, reason="Ошибка", by=curator)

    for act in (
        lambda: services.keep_draft(pair, agreement, fields={"content": "Иное"}, on=TODAY, by=curator),
        lambda: services.sign(agreement, number="2", signed_on=TODAY, on=TODAY, by=curator),
        lambda: services.drop(agreement, reason="x", by=curator),
    ):
        with pytest.raises(RuleBroken):
            act()
    agreement.refresh_from_db()
    assert (agreement.status, agreement.content) == (status, pair.goal)


def test_another_term_is_another_agreement_that_takes_its_place(curator, pair, edition):
    first = signed(pair, curator)
    pair.ends_on = dt.date(2027, 8, 31)
    pair.save()
    assert [(duty.target, duty.due_on) for duty in duties(edition) if duty.target == "pairs:new_agreement"] == [
        ("pairs:new_agreement", dt.date(2027, 5, 31))
    ]

    second = services.keep_draft(pair, fields={**proposed(pair), "signatory": "head"}, on=TODAY, by=curator)
    paper = text(PAPERS["D23"].document(pair, TODAY))
    services.sign(second, number="2", signed_on=TODAY, on=TODAY, by=curator)

    first.refresh_from_db()
    assert (second.amends, second.starts_on, second.ends_on) == (first, dt.date(2027, 6, 1), dt.date(2027, 8, 31))
    assert (first.status, first.ended_on) == ("ended", dt.date(2027, 5, 31))
    assert "прекращает действовать дополнительное соглашение от 20.11.2026 № 1" in paper
    assert [duty.target for duty in duties(edition)] == ["pairs:agreement_copy"]


def test_one_draft_at_a_time(curator, pair):
    draft(pair, curator)

    with pytest.raises(Refusal, match="уже есть"):
        draft(pair, curator)


def test_the_end_of_the_pair_ends_what_was_agreed(curator, pair, director):
    agreement = signed(pair, curator)
    case = option("completion", "initiative")
    pairs.request_ending(pair, case=case, on=TODAY, reason="Переезд", plan_left=None, by=curator)
    order = pairs.draft_closing([pair], by=curator)
    orders.sign(order, signed_on=TODAY, number="", proposed="", by=director, now=dt.datetime.now(dt.UTC))

    agreement.refresh_from_db()
    assert (agreement.status, agreement.ended_on) == ("ended", TODAY)


def test_the_order_of_payment_says_what_was_agreed(as_user, curator, pair):
    agreement = signed(pair, curator, "5", pay_per="total")

    as_user(curator).post(reverse("pairs:agreement_payment", args=[agreement.pk]))

    order = Order.objects.get(kind="payment")
    assert order.values["соглашение"] == "от 20.11.2026 № 5"
    assert order.values["размер"].replace("\N{NO-BREAK SPACE}", " ") == "1 500 рублей в месяц в целом"
    assert list(order.roles.values_list("person", flat=True)) == [pair.mentor_id]


@pytest.mark.parametrize(
    ("entry", "on", "due"),
    [
        ({}, True, [dt.date(2026, 9, 15)]),
        ({}, False, []),
        ({"in_job": True, "in_job_basis": "п. 3"}, True, []),
        ({"engagement": "outside", "outside_basis": "договор ГПХ"}, True, []),
    ],
)
def test_the_agreement_is_due_by_the_first_day_of_the_pair(edition, entry, on, due):
    edition.agreement_required = on
    edition.save()
    PairFactory(active=True, mentor=MentorEntryFactory(**entry).person)

    assert [duty.due_on for duty in duties(edition)] == due
    assert [duty.clause for duty in duties(edition)] == ["ст. 351.8 ТК РФ"] * len(due)


@pytest.mark.parametrize(("day", "owed"), [(dt.date(2025, 2, 28), 0), (dt.date(2025, 3, 1), 1)])
def test_a_pair_ordered_before_the_article_needs_no_agreement(edition, curator, day, owed):
    pair = PairFactory(active=True, order=SignedOrderFactory(signed_on=day))

    assert len(duties(edition)) == owed
    assert len(notice_violations(pair, TODAY, "employer")) == owed


def test_the_duty_leads_from_the_draft_to_the_copy_and_then_there_is_none(edition, curator, pair):
    assert [duty.target for duty in duties(edition)] == ["pairs:new_agreement"]
    agreement = draft(pair, curator)
    assert [(duty.target, duty.pk) for duty in duties(edition)] == [("pairs:agreement", agreement.pk)]
    services.sign(agreement, number="1", signed_on=TODAY, on=TODAY, by=curator)
    assert [duty.target for duty in duties(edition)] == ["pairs:agreement_copy"]
    services.hand_copy(agreement, copy_on=TODAY, on=TODAY, by=curator)

    assert duties(edition) == []


def test_duties_are_the_curators_alone(edition, curator, pair):
    warned(pair, curator)

    for scope in (Scope(offices=frozenset({"clerk"})), Scope(person=pair.mentor_id)):
        found = collect(edition.limits(), scope)
        assert not {duty.rule for duty in found} & {"agreement", "employer_notice"}


@pytest.fixture
def head(director):
    entry = MentorEntryFactory(person=director.person)
    return PairFactory(active=True, mentor=entry.person)


def test_a_head_signs_with_the_founder_only(curator, head):
    with pytest.raises(RuleBroken, match="с самим собой"):
        draft(head, curator)

    founder = "Управление образования в лице начальника"
    agreement = draft(head, curator, signatory="founder", founder=founder)

    paper = text(PAPERS["D23"].document(head, TODAY))
    assert agreement.is_draft
    assert f"{founder} (далее – Работодатель)" in paper
    assert "действующ" not in paper
    assert "Если поручение о наставничестве принимает на себя руководитель" not in paper


def test_a_heads_agreement_may_be_left_out_with_a_reason_and_nobody_elses(as_user, curator, edition, head, pair):
    client = as_user(curator)
    refused = client.post(reverse("pairs:skip_agreement", args=[pair.pk]), {"reason": "Так решили"})
    client.post(reverse("pairs:skip_agreement", args=[head.pk]), {"reason": "Решение учредителя"})

    assert refused.status_code == 422
    assert [duty.pk for duty in duties(edition)] == [pair.pk]
    assert "не применяется: Решение учредителя" in client.get(head.get_absolute_url()).content.decode()
    mentee = UserFactory(person=head.participations.get().mentee)
    assert "Решение учредителя" not in as_user(mentee).get(head.get_absolute_url()).content.decode()


def test_the_gate_reminds_of_the_agreement_and_holds_nothing_up(as_user, curator):
    pair = PairFactory(starts_on=TODAY)

    page = as_user(curator).get(reverse("pairs:gate", args=[pair.pk])).content.decode()

    assert "Дополнительное соглашение с наставником ещё не подписано" in page
    assert [note.rule for note in gate_notes(pair, TODAY, pair.edition.limits())] == ["agreement"]
    assert pairs.draft_appointment([PairFactory()], on=dt.date(2026, 9, 20), by=curator)


# Notices


def test_a_short_notice_of_the_employer_is_refused_and_everything_typed_stays(as_user, curator, pair):
    url = reverse("pairs:give_notice", args=[pair.pk])
    client = as_user(curator)
    assert "не раньше 25.11.2026" in client.get(url).content.decode()

    answer = client.post(url, {"given_on": "20.11.2026", "last_day": "24.11.2026", "ground": "Сокращение нагрузки"})

    page = answer.content.decode()
    assert (answer.status_code, Notice.objects.count()) == (422, 0)
    assert "не меньше чем за 3 рабочих дня" in page
    assert "Последний день — не раньше 25.11.2026" in page
    assert "Сокращение нагрузки" in page


def test_a_mentor_refuses_early_by_agreement(as_user, pair):
    url = reverse("pairs:refuse", args=[pair.pk])
    client = as_user(UserFactory(person=pair.mentor))
    typed = {"given_on": "20.11.2026", "last_day": "23.11.2026", "ground": "Здоровье", "agreed": ""}

    assert "обычно наставник предупреждает за 3 рабочих дня" in client.post(url, typed).content.decode().lower()
    client.post(url, {**typed, "agreed": "по соглашению с заведующим"})

    assert Notice.objects.get().side == "employee"


def test_a_notice_becomes_a_duty_to_hand_over_in_time(edition, curator, pair):
    notice = warned(pair, curator, last_day=dt.date(2026, 11, 30))
    ((what, due_on),) = [(duty.target, duty.due_on) for duty in duties(edition, "employer_notice")]
    assert (what, due_on) == ("pairs:receive_notice", dt.date(2026, 11, 25))

    services.receive(notice, received_on=TODAY, method="handed", on=TODAY, by=curator)

    assert duties(edition, "employer_notice") == []


@pytest.mark.parametrize("day", [dt.date(2026, 11, 19), dt.date(2026, 11, 21)])
def test_a_notice_is_received_between_its_day_and_today(curator, pair, day):
    with pytest.raises(ValidationError, match="по сегодняшний"):
        services.receive(warned(pair, curator), received_on=day, method="handed", on=TODAY, by=curator)


def ask_to_end(pair, by, case, on):
    chosen = option("completion", case)
    return pairs.request_ending(pair, case=chosen, on=on, reason="Причина", plan_left=None, by=by)


def test_the_curator_ends_a_pair_early_only_after_a_notice(as_user, curator, pair):
    client, url = as_user(curator), reverse("programs:end", args=[pair.pk])
    asked = {"case": option("completion", "curator").pk, "on": "25.11.2026", "reason": "Сокращение"}
    before = client.get(url).content.decode()
    assert "не раньше 25.11.2026" in before
    assert reverse("pairs:give_notice", args=[pair.pk]) in before

    answer = client.post(url, asked)
    assert (answer.status_code, "уведомления нет" in answer.content.decode()) == (422, True)

    warned(pair, curator)
    assert client.post(url, asked).status_code == 302
    pair.refresh_from_db()
    assert pair.ending_on == dt.date(2026, 11, 25)


def test_a_day_before_the_notices_last_one_is_refused(curator, pair):
    warned(pair, curator, last_day=dt.date(2026, 11, 30))

    with pytest.raises(RuleBroken, match="не раньше 30.11.2026"):
        ask_to_end(pair, curator, "curator", dt.date(2026, 11, 27))


def test_a_participants_initiative_needs_no_notice(curator, pair):
    assert ask_to_end(pair, curator, "initiative", TODAY).ending_on == TODAY


@pytest.mark.parametrize(
    "entry",
    [
        {"in_job": True, "in_job_basis": "п. 3"},
        {"engagement": "outside", "outside_basis": "сетевой договор"},
    ],
)
def test_whom_the_article_does_not_concern_needs_no_notice(curator, entry):
    pair = PairFactory(active=True, mentor=MentorEntryFactory(**entry).person)

    assert ending_notice(pair, TODAY) == ""
    assert ask_to_end(pair, curator, "curator", TODAY).ending_on == TODAY


def test_the_signature_asks_whether_the_mentor_has_got_the_notice(curator, director, pair):
    notice = warned(pair, curator)
    ask_to_end(pair, curator, "curator", dt.date(2026, 11, 25))
    order = pairs.draft_closing([pair], by=curator)

    def sign():
        now = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
        return orders.sign(order, signed_on=dt.date(2026, 11, 25), number="", proposed="", by=director, now=now)

    with pytest.raises(RuleBroken, match="нет отметки, что наставник получил"):
        sign()
    services.receive(notice, received_on=TODAY, method="refused", on=TODAY, by=curator)
    sign()

    pair.refresh_from_db()
    assert pair.status == "ended"


def test_a_withdrawn_notice_does_not_stand(curator, pair):
    services.withdraw(warned(pair, curator), reason="Передумали", on=TODAY, by=curator)

    with pytest.raises(RuleBroken, match="уведомления нет"):
        ask_to_end(pair, curator, "curator", dt.date(2026, 11, 25))
    assert warned(pair, curator)


def test_a_second_notice_of_the_same_side_is_refused(curator, pair):
    warned(pair, curator)

    with pytest.raises(Refusal, match="сначала отзовите"):
        warned(pair, curator)
    assert warned(pair, curator, side="employee")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_notices_at_once_one_stands(curator):
    pair = PairFactory(active=True)

    assert in_threads([lambda: warned(pair, curator)] * 2) == 1
    assert Notice.objects.count() == 1


# Papers and access


def test_the_agreement_prints_what_was_agreed_in_two_copies(curator, pair):
    pair.mentor.sex, pair.mentor.last_name, pair.mentor.first_name, pair.mentor.patronymic = (
        "m",
        "Орлов",
        "Иван",
        "Петрович",
    )
    pair.mentor.save()
    signed(pair, curator, "7", content="Учит вести занятия", pay_terms="ежемесячно")

    said = text(PAPERS["D23"].document(pair, TODAY))

    assert said.count("№ 7 к трудовому договору от 01.09.2019 № 14") == 2
    for words in (
        "Экземпляр работодателя",
        "Экземпляр работника",
        "Учит вести занятия",
        "с 15.09.2026 по 31.05.2027",
        "Очно, по средам",
        "1 500 рублей в месяц за наставляемого",
        "Положение об оплате труда, п. 4.7",
        "ежемесячно",
        "не позднее чем за 3 рабочих дня",
        "Орлов Иван Петрович",
        "ознакомлен. Экземпляр соглашения получил.",
    ):
        assert words in said


def test_blank_papers_have_lines_to_write_on(edition):
    agreement, notice = (text(PAPERS[code].document(None, TODAY)) for code in ("D23", "D27"))

    assert "№ ______ к трудовому договору от «___» ____________ 20___ г. № ______" in agreement
    assert "в лице" in agreement
    assert "учредитель" in agreement
    assert "прекращает действовать" not in agreement
    assert "не позднее чем за 3 рабочих дня" in notice


def test_the_notice_prints_its_days(curator, pair):
    signed(pair, curator, "7")
    warned(pair, curator, number="12")

    said = text(PAPERS["D27"].document(pair, TODAY))

    assert "20.11.2026 № 12" in said
    assert "Сокращение нагрузки" in said
    assert "поручение отменяется не раньше 25.11.2026" in said
    assert "от 20.11.2026 № 7, прекращаются" in said


def test_without_a_term_the_papers_say_none(edition, pair):
    edition.employer_notice_days = edition.employee_notice_days = None
    edition.save()
    pair.refresh_from_db()

    said = text(PAPERS["D23"].document(pair, TODAY)) + text(PAPERS["D27"].document(pair, TODAY))

    assert "рабочих дня" not in said
    assert "письменно предупредив Работника." in said


@pytest.mark.parametrize(
    ("who", "seen"), [("mentor", 200), ("mentee", 404), ("council", 404), ("clerk", 200), ("stranger", 404)]
)
def test_what_is_between_the_mentor_and_the_employer_is_nobody_elses_business(as_user, curator, pair, who, seen):
    agreement = signed(pair, curator)
    people = {"mentor": pair.mentor, "mentee": pair.participations.get().mentee}
    offices = {"council": Office.COUNCIL, "clerk": Office.CLERK}
    user = UserFactory(person=people[who]) if who in people else UserFactory(office=offices.get(who))
    client = as_user(user)

    assert client.get(agreement.get_absolute_url()).status_code == seen
    assert client.get(reverse("pairs:agreements")).context["listing"].total == (seen == 200)
    if who != "stranger":
        page = client.get(pair.get_absolute_url()).content.decode()
        assert ("Дополнительное соглашение" in page) == (seen == 200)


def test_a_head_who_mentors_is_known_by_the_office_of_the_day(curator, pair):
    OfficeTermFactory(person=pair.mentor, office=Office.DIRECTOR, ends_on=dt.date(2026, 11, 19))

    assert draft(pair, curator).is_draft


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_whoever_leaves_ends_the_pair_without_a_notice(curator, director, pair, side):
    """Recorded on the very last working day: no notice could be in time, and nobody cancels the assignment."""
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    record_leaving(person, left_on=TODAY, reason="переезд", by=curator, today=TODAY)

    asked = ask_to_end(pair, curator, "curator", TODAY)

    assert asked.ending_on == TODAY
    order = pairs.draft_closing([asked], by=curator)
    now = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    orders.sign(order, signed_on=TODAY, number="", proposed="", by=director, now=now)
    pair.refresh_from_db()
    assert pair.ended_on == TODAY
