"""What a signer does, and what a reader finds in the kept file."""

import datetime as dt
from io import BytesIO

from django.urls import reverse
from pypdf import PdfReader

from tests.pages import confirm
from tests.papers import kept_pdf

TODAY = dt.date(2026, 9, 20)


def sign(client, order, **changes):
    data = {"signed_on": "20.09.2026", "number": "1", "proposed": "1", "confirmed": "on", **changes}
    return confirm(client, reverse("orders:sign", args=[order.pk]), data)


def text_of(order):
    pages = PdfReader(BytesIO(kept_pdf(order))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
