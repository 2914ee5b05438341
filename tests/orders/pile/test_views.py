"""One signature, many papers: drafts in a row, and every one of them on a page."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from mentorship.orders import services
from mentorship.orders.models import Order, OrderPerson
from mentorship.people.models import OfficeTerm
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory
from tests.orders.signing import sign
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]
PILE = reverse("orders:pile")
HIDDEN = re.compile(r'name="(_shown_\d+|_once)" value="([^"]+)"')


def praise(by, person=None):
    named = {"благодарность": [person or PersonFactory()]}
    return services.draft_worded("incentive", values={"заслуги": "за труд"}, people=named, by=by)


def hold(order, by):
    """A draft that nobody may sign: a line is left to write on."""
    return services.edit_draft(
        order, heading=order.heading, preamble=order.preamble, items="1. Выплатить ____ рублей.", control="", by=by
    )


def carried(client, address=PILE):
    return dict(HIDDEN.findall(text(client.get(address))))


def tick(client, *orders, address=PILE, seen=None, **more):
    seen = carried(client, address) if seen is None else seen
    return client.post(address, {**seen, "orders": [order.pk for order in orders], **more})


def numbers():
    return dict(Order.objects.signed().values_list("pk", "number"))


def test_every_waiting_draft_is_shown_in_full_and_none_is_ticked(as_user, curator, director):
    people = [PersonFactory(last_name=name) for name in ("Светлова", "Тихова")]
    for person in people:
        praise(curator, person)

    page = text(as_user(director).get(PILE))

    assert page.count('<article class="paper"') == 2
    assert all(person.last_name[:-1] in page for person in people)
    assert "checked" not in page
    assert "остальные будут подписаны" in page
    assert as_user(curator).get(PILE).status_code == 403


def test_items_typed_by_hand_show_what_the_program_records(as_user, curator, director):
    """The same is told here as where a draft is signed alone."""
    order = praise(curator, PersonFactory(last_name="Ковальчук"))
    services.edit_draft(
        order, heading=order.heading, preamble="", items="1. Поощрить Рябинину Л. М.", control="", by=curator
    )

    page = text(as_user(director).get(PILE))

    assert "Пункты набраны вручную, а в программе записано" in page
    assert "Ковальчук" in page


def test_the_ticked_are_signed_with_numbers_in_a_row_and_the_others_wait(as_user, curator, director):
    first, left, last = (praise(curator) for _ in range(3))

    answer = tick(as_user(director), last, first)

    assert answer.url == PILE
    assert numbers() == {first.pk: "1", last.pk: "2"}
    left.refresh_from_db()
    assert left.is_draft
    assert "Подписаны 2 приказа: № 1, № 2." in text(as_user(director).get(PILE))


def test_the_last_of_the_pile_leads_to_the_register(as_user, curator, director):
    assert tick(as_user(director), praise(curator)).url == reverse("orders:list")


def test_one_that_cannot_be_signed_is_named_with_its_reason_and_stops_no_other(as_user, curator, director):
    first, bad, last = praise(curator), hold(praise(curator), curator), praise(curator)

    answer = tick(as_user(director), first, bad, last)

    page = text(answer)
    assert answer.status_code == 422
    assert [order for order, _ in answer.context["refused"]] == [bad]
    assert "Текст не дописан: пункт 1" in page
    assert "Подписаны 2 приказа: № 1, № 2." in page
    assert numbers() == {first.pk: "1", last.pk: "2"}


def test_a_draft_changed_since_it_was_read_is_named_and_shown_and_the_others_are_signed(as_user, curator, director):
    changed, other = praise(curator), praise(curator)
    client = as_user(director)
    seen = carried(client)
    services.edit_draft(
        changed, heading=changed.heading, preamble="", items="1. Выплатить премию.", control="", by=curator
    )

    answer = tick(client, changed, other, seen=seen)

    page = text(answer)
    assert [order for order, _ in answer.context["refused"]] == [changed]
    assert "Проект изменился с тех пор, как вы его читали" in page
    assert "Выплатить премию." in page
    assert numbers() == {other.pk: "1"}
    again = dict(HIDDEN.findall(page))
    assert tick(client, changed, seen=again).status_code == 302
    assert numbers() == {other.pk: "1", changed.pk: "2"}


@pytest.mark.parametrize("forged", [{}, {"_shown": "x"}])
def test_what_was_not_shown_is_not_signed(as_user, curator, director, forged):
    order = praise(curator)

    answer = tick(as_user(director), order, seen=forged)

    assert "Сначала прочитайте документ" in text(answer)
    assert not numbers()


def test_what_was_shown_of_one_order_signs_no_other(as_user, curator, director):
    read, unread = praise(curator), praise(curator)
    client = as_user(director)
    seen = carried(client)

    tick(client, unread, seen={f"_shown_{unread.pk}": seen[f"_shown_{read.pk}"]})

    assert not numbers()


def test_nothing_ticked_is_said_and_nothing_is_signed(as_user, curator, director):
    praise(curator)

    answer = tick(as_user(director))

    assert answer.status_code == 422
    assert "Не отмечено ни одного приказа" in text(answer)
    assert not numbers()


def test_the_day_of_all_is_the_one_that_the_page_shows(as_user, curator, director):
    order, address = praise(curator), f"{PILE}?day=18.09.2026"

    tick(as_user(director), order, address=address)

    order.refresh_from_db()
    assert order.signed_on == dt.date(2026, 9, 18)


@pytest.mark.parametrize(("day", "words"), [("21.09.2026", "ещё не наступил"), ("вчера", "Такой даты нет")])
def test_a_wrong_day_is_told_and_the_page_is_that_of_today(as_user, curator, director, day, words):
    order = praise(curator)
    address = f"{PILE}?day={day}"

    page = text(as_user(director).get(address))

    assert words in page
    assert f'value="{day}"' in page
    tick(as_user(director), order, address=address)
    order.refresh_from_db()
    assert order.signed_on == dt.date(2026, 9, 20)


def test_an_unusual_day_is_signed_once_it_is_confirmed(as_user, curator, director):
    OfficeTerm.objects.update(starts_on="2026-01-01")
    order, address = praise(curator), f"{PILE}?day=18.06.2026"
    client = as_user(director)

    assert "больше месяца назад" in text(tick(client, order, address=address))
    assert tick(client, order, address=address, confirmed="on").status_code == 302


def test_the_obstacles_are_those_of_the_day_of_the_order(as_user, curator, director):
    """On the 19th another acted: the page of that day says so, that of today does not."""
    praise(curator)
    OfficeTermFactory(office="director", acting=True, starts_on="2026-09-19", ends_on="2026-09-19", basis="приказ № 1")
    client = as_user(director)

    assert "Что мешает подписать 19.09.2026" in text(client.get(f"{PILE}?day=19.09.2026"))
    assert "Что мешает подписать" not in text(client.get(PILE))


def test_the_same_form_sent_twice_signs_once_and_what_a_cut_off_one_has_left(as_user, curator, director):
    order, other = praise(curator), praise(curator)
    client = as_user(director)
    seen = carried(client)
    tick(client, order, seen=seen)

    again = tick(client, order, other, seen=seen)

    assert again.status_code == 302
    assert numbers() == {order.pk: "1", other.pk: "2"}
    page = text(client.get(again.url))
    assert "Подписан 1 приказ: № 2." in page
    assert "Раньше подписан 1 приказ: № 1." in page


def test_drafts_are_signed_in_a_row_and_each_says_its_turn(as_user, curator, director):
    first, second, third = (praise(curator) for _ in range(3))
    client = as_user(director)
    assert "Проект 1 из 3." in text(client.get(reverse("orders:sign", args=[first.pk])))

    signed = text(client.get(sign(client, first).url))

    following = f"{reverse('orders:sign', args=[second.pk])}?nth=2"
    assert f'href="{following}">Следующий приказ (2 из 3)' in signed
    page = text(client.get(following))
    assert "Проект 2 из 3." in page
    assert f"{reverse('orders:sign', args=[third.pk])}?nth=3" in page  # left for later
    assert "Проект 3 из 3." in text(client.get(f"{reverse('orders:sign', args=[third.pk])}?nth=3"))


def test_after_the_last_the_row_leads_back_to_those_left_for_later(as_user, curator, director):
    praise(curator)
    last = praise(curator)
    client = as_user(director)

    answer = sign(client, last)

    assert "Пропущенные приказы: 1" in text(client.get(answer.url))


@pytest.mark.parametrize("nth", ["", "0", "-1", "²", "99999", "x"])
def test_a_turn_that_is_no_number_is_counted_anew(as_user, curator, director, nth):
    order = praise(curator)
    praise(curator)

    page = text(as_user(director).get(reverse("orders:sign", args=[order.pk]), {"nth": nth}))

    assert "Проект 1 из 2." in page


def test_the_obstacles_of_a_single_order_are_those_of_the_typed_day(as_user, curator, director):
    order = praise(curator)
    OfficeTermFactory(office="director", acting=True, starts_on="2026-09-19", ends_on="2026-09-19", basis="приказ № 1")
    client = as_user(director)

    assert "Что мешает подписать" not in text(client.get(reverse("orders:sign", args=[order.pk])))
    assert "Что мешает подписать 19.09.2026" in text(sign(client, order, signed_on="19.09.2026"))


def test_only_drafts_wait(as_user, curator, director):
    kept, gone = praise(curator), praise(curator)
    services.discard(gone, reason="Не нужен", by=curator)
    sign(as_user(director), kept)

    assert "Приказов, которые ждут подписи, нет." in text(as_user(director).get(PILE))
    assert OrderPerson.objects.filter(order=gone).exists()
    assert as_user(UserFactory(office="clerk")).get(PILE).status_code == 403
