"""Papers in a real browser: an order of words from the form to the scan, a package, the pages at both widths."""

import pytest
from django.urls import reverse

from mentorship.archive.models import Package
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan
from mentorship.orders.models import Order
from tests.browser.conftest import look
from tests.factories import files
from tests.factories.pairs import PairFactory
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair(edition):
    return PairFactory(active=True)


def test_an_order_of_words_goes_from_the_form_to_the_scan(window, sign_in, curator, director, tmp_path):
    PersonFactory(last_name="Сорока", first_name="Павел", patronymic="Кузьмич", sex="m", position="воспитатель")
    page = sign_in(window(), curator)
    page.goto(reverse("archive:papers"))
    look(page, "papers-1-all")
    page.get_by_role("link", name="Подготовить приказ").first.click()
    page.get_by_role("link", name="Приказ о поощрении наставников").click()
    page.get_by_label("Сорока П. К., воспитатель").first.check()
    page.get_by_label("За что").fill("за помощь молодым коллегам")
    look(page, "papers-2-new-order")
    page.get_by_role("button", name="Подготовить проект").click()
    page.get_by_role("link", name="Изменить текст").click()
    look(page, "papers-3-words")
    page.get_by_label("Пункты").fill("1. Объявить благодарность всем.\n1.1. На педсовете {когда}.")
    page.get_by_role("button", name="Сохранить").click()
    assert page.get_by_text("{когда}").first.is_visible()
    look(page, "papers-4-misspelt")
    page.get_by_label("Пункты").fill("1. Объявить благодарность П.К. Сороке {учреждение кратко}.")
    page.get_by_role("button", name="Сохранить").click()
    order = Order.objects.get()

    head = sign_in(window(), director)
    head.goto(reverse("orders:sign", args=[order.pk]))
    head.get_by_role("button", name="Подписать приказ").click()
    look(head, "papers-5-signed")

    page.goto(order.get_absolute_url())
    page.get_by_role("link", name="Приложить скан").click()
    scan = tmp_path / "скан.pdf"
    scan.write_bytes(files.pdf())
    page.get_by_label("Скан или фотография").set_input_files(scan)
    look(page, "papers-6-scan")
    page.get_by_role("button", name="Приложить").click()
    assert page.get_by_role("link", name="Приказ о поощрении наставников").is_visible()
    look(page, "papers-7-scans")
    page.goto(order.get_absolute_url())
    assert page.get_by_role("link", name="Скан от", exact=False).first.is_visible()
    assert Scan.objects.get().subject_id == order.pk
    assert code_of("D12", order.pk) in page.content()


def test_a_package_is_made_while_its_page_is_open(window, sign_in, curator, pair):
    page = sign_in(window(), curator)
    page.goto(pair.get_absolute_url())
    page.get_by_role("button", name="Собрать дело пары").click()
    look(page, "package-1-making")
    page.get_by_role("link", name="Скачать одним PDF").wait_for(timeout=30_000)
    look(page, "package-2-ready")

    with page.expect_download() as download:
        page.get_by_role("link", name="Скачать одним PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert Package.objects.get().pages > 3


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_papers_are_accessible_and_fit_the_screen(window, sign_in, curator, pair, width):
    page = sign_in(window(viewport={"width": width, "height": 900}), curator)
    addresses = {
        "consents": reverse("archive:consents"),
        "scans": reverse("archive:scans"),
        "kinds": reverse("orders:new"),
        "orders": reverse("orders:list"),
        "cases": reverse("people:cases", args=[pair.mentor_id]),
        "order": pair.order.get_absolute_url(),
        "person": pair.mentor.get_absolute_url(),
        "pair": pair.get_absolute_url(),
    }
    for name, address in addresses.items():
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")
        look(page, f"papers-{name}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
