"""An order that the head has signed with a pen: the clerk or the curator registers it (ORD-03)."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.calendar.dates import parse_date
from mentorship.core.refusal import RuleBroken
from mentorship.documents.models import KeptPaper
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import Order
from mentorship.orders.papers import items_by_kind
from mentorship.orders.services import draft_revocation, draft_worded
from mentorship.orders.services import sign as sign_order
from mentorship.people.models import Alert, Person
from tests.documents.texts import pdf_pages
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory
from tests.orders.signing import TODAY, sign
from tests.orders.words import new
from tests.pages import confirm
from tests.papers import kept_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


def register(client, order, head, **changes):
    data = {
        "signer": head.pk,
        "signed_on": "18.09.2026",
        "number": "01-7",
        "proposed": "1",
        "confirmed": "on",
        **changes,
    }
    address = reverse("orders:register_signed", args=[order.pk])
    answer = confirm(client, address, data)
    if (
        answer.context and "подтвердите ещё раз" in answer.content.decode()
    ):  # the text of that day is shown: it is right
        answer = client.post(address, {**data, "_shown": answer.context["shown"]})
    return answer


@pytest.mark.parametrize("office", [Office.CURATOR, Office.CLERK])
def test_what_stands_on_the_paper_is_in_the_journal_and_works(as_user, director, pair, order, office):
    keeper = UserFactory(office=office)
    client = as_user(keeper)
    assert "Подписан ручкой: внести" in client.get(order.get_absolute_url()).content.decode()

    answer = register(client, order, director.person)

    assert answer.status_code == 302, answer.context["form"].errors
    order.refresh_from_db()
    assert answer.url == order.get_absolute_url()
    assert (order.number, order.signed_on, order.signed_by) == ("01-7", dt.date(2026, 9, 18), director.person)
    assert (order.recorded_by, order.signed_at) == (keeper, None)
    pair.refresh_from_db()
    assert pair.is_appointed
    page = client.get(order.get_absolute_url()).content.decode()
    assert f"Подпись: {director.person.short_name}, с бумаги, внёс(ла) {keeper}" in page
    assert "не вернулась" in page  # the sheet waits for its scan
    assert KeptPaper.objects.get(subject_id=order.pk, paper=kind_of(order).paper).signers[0].endswith(", на бумаге")


def test_the_head_under_the_own_login_leaves_no_word_of_paper(as_user, director, order):
    sign(as_user(director), order)

    order.refresh_from_db()
    assert (order.recorded_by, order.signed_at is None) == (None, False)
    assert "с бумаги" not in as_user(director).get(order.get_absolute_url()).content.decode()


def test_whoever_was_not_the_head_on_the_day_is_refused_at_the_field(as_user, director, curator, order):
    term = director.person.office_terms.get()
    term.starts_on, term.ends_on = dt.date(2026, 1, 1), dt.date(2026, 9, 18)
    term.save()
    newer = UserFactory(office=Office.DIRECTOR)
    newer.person.office_terms.update(starts_on=dt.date(2026, 9, 19))
    client = as_user(curator)

    refused = [
        register(client, order, newer.person, signed_on="18.09.2026"),
        register(client, order, director.person, signed_on="19.09.2026"),
    ]

    for answer in refused:
        assert answer.context["form"].errors["signer"]
        assert "Укажите того, чья подпись стоит на бумаге" in answer.content.decode()
        assert "01-7" in answer.content.decode()
    assert Order.objects.get().is_draft
    assert register(client, order, director.person, signed_on="18.09.2026").status_code == 302


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"signer": ""}, "signer", "Обязательное поле"),
        ({"signed_on": "21.09.2026"}, "signed_on", "ещё не наступила"),
        ({"signed_on": "17.12.2062"}, "signed_on", "ещё не наступила"),
        ({"number": "7" * 41}, "number", "Слишком длинно"),
    ],
)
def test_bad_input_stands_at_its_field_and_nothing_is_signed(as_user, director, curator, order, changes, field, words):
    answer = register(as_user(curator), order, director.person, **changes)

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors.get(field, answer.context["form"].errors))
    assert Order.objects.get().is_draft


def test_a_signed_order_is_not_registered_again(as_user, director, curator, order):
    register(as_user(curator), order, director.person)

    again = as_user(curator).get(reverse("orders:register_signed", args=[order.pk]), follow=True)

    assert "уже не проект" in again.content.decode()


def test_only_heads_are_offered(as_user, director, curator, order):
    answer = as_user(curator).get(reverse("orders:register_signed", args=[order.pk]))

    assert list(answer.context["form"].fields["signer"].queryset) == [director.person]
    assert answer.context["form"].initial["signer"] == director.person
    assert Person.objects.count() > 1


@pytest.mark.parametrize("office", [Office.COUNCIL, Office.ADMIN])
def test_no_other_office_registers(as_user, director, order, office):
    assert register(as_user(director), order, director.person).status_code == 403
    assert register(as_user(UserFactory(office=office)), order, director.person).status_code in (403, 404)


@pytest.mark.parametrize("day", ["20.09.2026", "23.09.2026"])
def test_the_order_printed_for_a_day_is_the_order_that_is_kept(as_user, curator, director, day):
    """What the head signs with a pen says word for word what the journal keeps, the number aside."""
    former, clerk = PersonFactory(last_name="Прежняя"), UserFactory(office=Office.CLERK)
    OfficeTermFactory(office=Office.CURATOR, person=former)
    deputy = PersonFactory(position="заместитель заведующего")
    answers = {"f0": deputy.pk, "f1": "01.10.2026", "f2": "on", "f3": "так решено"}
    as_user(curator).post(new("appoint_curator"), answers)
    order = Order.objects.get()
    client = as_user(clerk)

    printed = client.get(reverse("orders:to_sign", args=[order.pk]), {"on": day})
    with time_machine.travel(f"{parse_date(day)} 12:00:00+03:00"):
        register(as_user(clerk), order, director.person, signed_on=day)

    text, kept = (" ".join(" ".join(pdf_pages(content)).split()) for content in (printed.content, kept_pdf(order)))
    assert "ПРОЕКТ" not in text
    assert "Прежняя" in text.split("ознакомлены")[1]
    assert re.sub(r"№\s*_+", "№ 01-7", text, count=1) == kept


def appointing(person, by, *, former=False):
    values = {"начало": "25.09.2026", "не из числа": "так решено"} | ({"прежний": "да"} if former else {})
    return draft_worded("appoint_curator", values=values, people={"новый куратор": [person]}, by=by)


def test_nobody_takes_down_from_paper_an_order_about_an_office_of_their_own(as_user, director, curator):
    """A clerk would make herself the curator; the curator would end, or undo the end of, a term of her own."""
    clerk, other = (UserFactory(office=Office.CLERK) for _ in range(2))
    paper = {"signed_on": TODAY, "number": "", "proposed": "", "confirmed": True, "signer": director.person}
    order = appointing(clerk.person, clerk, former=True)
    page = reverse("orders:register_signed", args=[order.pk])
    assert "с бумаги его вносите не вы" in as_user(clerk).get(page).content.decode()

    for keeper in (clerk, curator):
        with pytest.raises(RuleBroken, match="Внесёт другой делопроизводитель или куратор"):
            sign_order(order, by=keeper, now=timezone.now(), **paper)
    assert sign_order(order, by=other, now=timezone.now(), **paper).recorded_by == other

    revocation = draft_revocation(order, reason="ошибка", by=other)
    with pytest.raises(RuleBroken, match="даёт или заканчивает вашу роль"):
        sign_order(revocation, by=curator, now=timezone.now(), **paper)


def test_of_an_office_that_came_from_paper_the_head_and_the_administrators_learn(director, curator):
    admin, clerk, new_one = UserFactory(office=Office.ADMIN), UserFactory(office=Office.CLERK), PersonFactory()
    facts = {"signed_on": TODAY, "number": "", "proposed": "", "confirmed": True, "now": timezone.now()}
    sign_order(appointing(new_one, curator), by=clerk, signer=director.person, **facts)

    told = {alert.person_id: alert.text for alert in Alert.objects.exclude(person=new_one)}
    assert told.keys() == {director.person_id, admin.person_id}
    assert f"{clerk} записала с бумаги приказ № 1 от 20.09.2026" in told[admin.person_id]
    assert new_one.short_name in told[director.person_id]
    Alert.objects.all().delete()
    sign_order(appointing(PersonFactory(), curator), by=director, **facts)
    assert not Alert.objects.filter(person__in=told).exists()


def test_the_day_of_the_print_is_asked(as_user, curator, order):
    page = as_user(curator).get(reverse("orders:to_sign", args=[order.pk]), {"on": "завтра"})

    assert page.status_code == 422
    assert "Такой даты нет" in page.content.decode()
    assert as_user(curator).get(reverse("orders:to_sign", args=[order.pk])).status_code == 200


def to_print(client, order, day):
    return client.get(reverse("orders:to_sign", args=[order.pk]), {"on": day})


@pytest.mark.parametrize(
    ("day", "status"),
    [("19.08.2026", 422), ("20.09.2026", 200), ("19.11.2026", 200), ("20.11.2026", 422), ("17.12.2062", 422)],
)
def test_it_is_printed_for_a_day_near_today(as_user, curator, director, day, status):
    client = as_user(curator)
    client.post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    answer = to_print(client, Order.objects.get(), day)

    assert answer.status_code == status
    if status == 422:
        assert "Укажите день с 20.08.2026 по 19.11.2026." in str(answer.context["form"].errors["on"])


def test_what_cannot_be_signed_is_not_printed_and_the_page_says_why(as_user, curator, director, pair, order):
    pair.mentor_consent.given_on = dt.date(2026, 9, 15)
    pair.mentor_consent.save()
    client = as_user(curator)

    refused = to_print(client, order, "14.09.2026")

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Что мешает подписать 14.09.2026" in page
    again = to_print(client, order, "20.09.2026")
    assert again["Content-Type"] == "application/pdf", again.context["form"].errors
    order.refresh_from_db()
    assert order.is_draft


def test_a_day_without_a_head_is_refused_with_who_is_head_when(as_user, curator, director, order):
    director.person.office_terms.update(starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2026, 9, 22))

    refused = to_print(as_user(curator), order, "23.09.2026")

    assert refused.status_code == 422
    said = str(refused.context["form"].errors["on"])
    assert "23.09.2026 подписать некому" in said
    assert f"{director.person.short_name} — с 01.09.2026 по 22.09.2026" in said


def test_a_revocation_typed_by_hand_is_asked_about_on_another_day(as_user, curator, director, order):
    """Its items name the last day: those typed for one day are wrong on the next."""
    sign(as_user(director), order)
    as_user(curator).post(reverse("orders:revoke", args=[order.pk]), {"reason": "Ошибка"})
    draft = Order.objects.get(revokes=order)
    sample = items_by_kind(draft, TODAY)
    words = {"heading": draft.heading, "preamble": draft.preamble, "control": draft.control}
    as_user(curator).post(reverse("orders:edit", args=[draft.pk]), {**words, "items": f"{sample}\n1. Ещё."})

    with time_machine.travel("2026-09-23 12:00:00+03:00"):
        client, again = as_user(director), {"number": "2", "proposed": "2", "signed_on": "23.09.2026"}
        asked = sign(client, draft, **again, confirmed="")
        assert "по образцу на 20.09.2026, а с датой 23.09.2026 образец другой" in asked.content.decode()
        sign(client, draft, **again)

    draft.refresh_from_db()
    assert draft.is_signed
