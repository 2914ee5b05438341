"""Ways of approval: the edition says which, an order is drafted and signed."""

import datetime as dt

from django.urls import reverse

from mentorship.desk.duties import collect
from mentorship.orders.models import Order
from mentorship.regulation.duty import Scope
from mentorship.regulation.models import Edition
from tests.pages import confirm

TODAY = dt.date(2026, 9, 20)


def by_way(way):
    Edition.objects.update(program_approval=way)


def duty():
    edition = Edition.objects.get()
    return [row for row in collect(edition.limits(), Scope(everything=True)) if row.rule == "program_approval"]


def drafted(client, *programs, **more):
    data = {"programs": [program.pk for program in programs], "period": "2026/2027 учебный год", **more}
    answer = client.post(reverse("programs:draft_approval"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    return Order.objects.get(kind="approve_programs")


def sign(client, order):
    data = {"signed_on": "20.09.2026", "number": "", "proposed": ""}
    assert confirm(client, reverse("orders:sign", args=[order.pk]), data).status_code == 302
