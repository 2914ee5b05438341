"""Every draft that waits for the head's signature on one page: read each, tick, sign the ticked."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.tables.listing import Listing
from mentorship.core.words.text import capital, plural
from mentorship.orders.models import Order
from mentorship.orders.pile import forms, queries, services
from mentorship.orders.pile.services import Signed


@require_http_methods(["GET", "POST"])
@permit("order.sign")
def pile(request: Request) -> HttpResponse:
    """The day stands in the address: what is shown is what is signed on that very day."""
    asked = forms.DayForm(request.GET, today=timezone.localdate())
    if request.method == "GET":
        return _page(request, asked, forms.PileForm(), Signed())
    form = forms.PileForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form, Signed())
    came = _sign(request, asked.chosen(), form)
    if came.refused:
        return _page(request, asked, form, came)
    return redirect("orders:pile" if queries.waiting(request.user).exists() else "orders:list")


def _sign(request: Request, day: date, form: forms.PileForm) -> Signed:
    """Sign what is ticked, and say what has been signed."""
    came = services.sign_each(
        queries.ticked(form.cleaned_data["orders"], request.POST),
        signed_on=day,
        by=request.user,
        now=timezone.localtime(),
        confirmed=form.cleaned_data["confirmed"],
    )
    if came.orders:
        messages.success(request, capital(_told(came.orders)))
    if came.before:
        messages.info(request, f"Раньше {_told(came.before)}")
    return came


def _page(request: Request, asked: forms.DayForm, form: forms.PileForm, came: Signed) -> HttpResponse:
    """Every draft in full as it is signed on the day, and what could not be signed; nothing is ticked beforehand."""
    day = asked.chosen()
    listing = Listing(request, queries.waiting(request.user), sorts={"filed": ("pk",)}, default="filed")
    context = {
        "listing": listing,
        "asked": asked,
        "day": day,
        "form": form,
        "refused": came.refused,
        "rows": queries.rows(listing.page, day, request.user, request.POST),
        "cancel_url": reverse("orders:list"),
    }
    return render(request, "orders/pile/pile.html", context, status=422 if came.refused or form.errors else 200)


def _told(orders: list[Order]) -> str:
    """«подписано 5 приказов: № 3, № 4…»."""
    numbers = ", ".join(f"№ {order.number}" for order in orders)
    word = plural(len(orders), "приказ", "приказа", "приказов")
    return f"{plural(len(orders), 'подписан', 'подписаны', 'подписано')} {len(orders)} {word}: {numbers}."
