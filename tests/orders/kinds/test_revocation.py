"""Revoking a signed order by another one."""

import pytest
from django.urls import reverse

from mentorship.orders.kinds.base import KINDS, OrderKind
from mentorship.orders.models import Order
from tests.orders.signing import sign, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


def test_a_signed_order_is_revoked_only_by_another_order(as_user, curator, director, order, pair):
    sign(as_user(director), order)
    as_user(curator).post(reverse("orders:revoke", args=[order.pk]), {"reason": "Ошибка в составе пары"})
    revocation = Order.objects.get(revokes=order)

    sign(as_user(director), revocation, number="2", proposed="2")

    order.refresh_from_db()
    pair.refresh_from_db()
    assert (order.status, pair.status) == ("revoked", "ended")  # it has worked for five days
    paper = text_of(revocation)
    assert "Признать утратившим силу приказ № 1 от 20.09.2026" in paper
    assert "Завершить 20.09.2026 (последний день) наставничество: наставника — " in paper
    page = as_user(curator).post(reverse("orders:revoke", args=[order.pk]), {"reason": "Ещё раз"})
    assert "Отменить можно только действующий приказ" in page.content.decode()


def test_every_kind_tells_the_head_what_its_revocation_undoes():
    silent = {
        kind.code
        for kind in map(type, KINDS.values())
        if kind.revoke is not OrderKind.revoke and kind.consequences is OrderKind.consequences
    }

    assert not silent


def test_a_discarded_revocation_is_still_shown(as_user, curator, director, order):
    sign(as_user(director), order)
    as_user(curator).post(reverse("orders:revoke", args=[order.pk]), {"reason": "Ошибка"})
    revocation = Order.objects.get(revokes=order)
    as_user(director).post(reverse("orders:discard", args=[revocation.pk]), {"reason": "Не нужно"})

    page = as_user(curator).get(revocation.get_absolute_url())

    assert page.status_code == 200
