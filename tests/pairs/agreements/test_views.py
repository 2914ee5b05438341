"""Agreements and notices through the pages; who sees them."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.documents.keeping import text_of
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from mentorship.pairs.agreements.queries import gate_notes
from mentorship.pairs.models import Agreement, Notice
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.pages import confirm, shown, text
from tests.pairs.agreements.given import TODAY, duties, form, signed
from tests.papers import kept_of
from tests.papers import text as words

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-11-20", tick=False),
]


def test_an_agreement_is_drawn_up_signed_and_handed_over_on_the_pages(as_user, curator, pair):
    client = as_user(curator)
    page = client.get(reverse("pairs:new_agreement", args=[pair.pk]))
    assert (page.context["form"].initial["number"], page.context["form"].initial["content"]) == ("1", pair.goal)

    client.post(reverse("pairs:new_agreement", args=[pair.pk]), form())
    agreement = Agreement.objects.get()
    sign = reverse("pairs:sign_agreement", args=[agreement.pk])
    confirm(client, sign, {"number": "7", "signed_on": "19.11.2026", "copy_on": ""})
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


def test_the_order_of_payment_says_what_was_agreed(as_user, curator, pair):
    agreement = signed(pair, curator, "5", pay_per="total")

    as_user(curator).post(reverse("pairs:agreement_payment", args=[agreement.pk]))

    order = Order.objects.get(kind="payment")
    assert order.values["соглашение"] == "от 20.11.2026 № 5"
    assert order.values["размер"].replace("\N{NO-BREAK SPACE}", " ") == "1 500 рублей в месяц в целом"
    assert list(order.roles.values_list("person", flat=True)) == [pair.mentor_id]


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


def test_an_agreement_changed_since_it_was_read_is_shown_and_asked_about_again(as_user, curator, pair):
    """ст. 351.8 ТК РФ: what is recorded as signed is the text that the page has shown."""
    client = as_user(curator)
    client.post(reverse("pairs:new_agreement", args=[pair.pk]), form())
    agreement = Agreement.objects.get()
    sign, typed = reverse("pairs:sign_agreement", args=[agreement.pk]), {"number": "7", "signed_on": "20.11.2026"}
    seen = shown(client, sign)
    assert "Текст соглашения" in text(client.get(sign))
    client.post(reverse("pairs:edit_agreement", args=[agreement.pk]), form(content="Учит совсем другому"))

    asked = client.post(sign, {**seen, **typed})

    page = text(asked)
    assert asked.status_code == 422
    assert "Что изменилось по сравнению с тем, что было показано" in page
    assert "Учит совсем другому" in page
    agreement.refresh_from_db()
    assert agreement.is_draft
    assert client.post(sign, {**typed, "_shown": asked.context["shown"]}).status_code == 302
    agreement.refresh_from_db()
    assert "Учит совсем другому" in words(text_of(kept_of(pair, "D23", agreement.pk)))


def test_an_agreement_that_nobody_has_read_is_not_signed(as_user, curator, pair):
    client = as_user(curator)
    client.post(reverse("pairs:new_agreement", args=[pair.pk]), form())
    agreement = Agreement.objects.get()

    answer = client.post(
        reverse("pairs:sign_agreement", args=[agreement.pk]), {"number": "7", "signed_on": "20.11.2026"}
    )

    assert "Сначала прочитайте документ" in text(answer)
    agreement.refresh_from_db()
    assert agreement.is_draft
