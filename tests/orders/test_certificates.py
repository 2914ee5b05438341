"""The frame of an electronic signature."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.orders.models import CertificateMark, Order
from tests.documents import test_certificate as certificates
from tests.documents.texts import pdf_pages
from tests.factories.people import PersonFactory
from tests.orders.signing import sign, text_of
from tests.orders.words import new

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]
SIGNATURE = certificates.sign(certificates.issue())  # valid from 03.03.2026 to 03.06.2027


def test_the_frame_of_an_electronic_signature_comes_only_from_a_certificate(as_user, curator, director, order):
    sign(as_user(director), order)
    client = as_user(director)
    page = client.get(order.get_absolute_url()).content.decode()
    assert reverse("orders:stamped", args=[order.pk]) not in page
    assert client.get(reverse("orders:stamped", args=[order.pk])).status_code == 404

    url = reverse("orders:certificate", args=[order.pk])
    refused = client.post(url, {"file": SimpleUploadedFile("подпись.sig", b"\x30\x03abc")})
    assert refused.status_code == 422
    assert not CertificateMark.objects.exists()

    client.post(url, {"file": SimpleUploadedFile("подпись.sig", SIGNATURE)})

    mark = CertificateMark.objects.get()
    copy = " ".join(pdf_pages(client.get(reverse("orders:stamped", args=[order.pk])).content)[0].split())
    assert f"Сертификат: {mark.serial} Владелец: Лебедева Мария Ивановна" in copy
    assert "ЭЛЕКТРОННОЙ ПОДПИСЬЮ" not in text_of(order)  # the signed file itself never changes


def test_a_certificate_of_another_time_is_refused(as_user, curator, director):
    as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    winter = Order.objects.get()
    sign(as_user(director), winter, signed_on="01.02.2026", confirmed="on")

    file = SimpleUploadedFile("подпись.sig", SIGNATURE)
    answer = as_user(director).post(reverse("orders:certificate", args=[winter.pk]), {"file": file})

    assert "а приказ подписан 01.02.2026" in answer.content.decode()
    assert not CertificateMark.objects.exists()


def test_a_draft_takes_no_certificate_even_by_hand(as_user, director, order):
    """The card of a draft has no link to the page: it is sent by hand or from a tab opened long ago."""
    file = SimpleUploadedFile("подпись.sig", SIGNATURE)

    answer = as_user(director).post(reverse("orders:certificate", args=[order.pk]), {"file": file})

    assert "Приказ ещё не подписан" in answer.content.decode()
    assert not CertificateMark.objects.exists()
