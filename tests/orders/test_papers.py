"""The order as a paper: the signed one for ever, a draft that says so, lists in an appendix."""

import pytest
import time_machine
from django.urls import reverse

from mentorship.documents.codes import code_of
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from mentorship.regulation.models import Institution
from tests.documents.texts import pdf_pages
from tests.factories.pairs import PairFactory
from tests.factories.people import PersonFactory, PositionFactory
from tests.orders.signing import TODAY, sign, text_of
from tests.orders.words import new
from tests.papers import kept_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]


def test_the_archive_copy_of_a_signed_order_keeps_the_look_it_was_signed_in(as_user, curator, director):
    as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    order = Order.objects.get()
    sign(as_user(director), order)
    url = reverse("archive:paper", args=["D12", order.pk, "pdfa"])
    before = as_user(director).get(url).content

    Institution.objects.update(layout={"letterhead": "corner", "qr": True, "order_word": "РАСПОРЯЖЕНИЕ"})

    assert as_user(director).get(url).content == before
    out = reverse("archive:paper", args=["D12", order.pk, "pdf"])
    assert as_user(director).get(out).content == kept_pdf(order)


def test_a_draft_says_that_it_is_one_and_has_no_code(as_user, curator):
    as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    order = Order.objects.get()

    text = pdf_pages(as_user(curator).get(reverse("orders:pdf", args=[order.pk])).content)[0]

    assert text.startswith("ПРОЕКТ")
    assert code_of("D12", order.pk) not in text


def test_many_pairs_in_one_order_are_a_list_in_an_appendix(as_user, curator, director, edition):
    everyone = [PairFactory() for _ in range(40)]
    draft = pairs.draft_appointment(everyone, on=TODAY, by=curator)

    sign(as_user(director), draft)

    draft.refresh_from_db()
    pages = [" ".join(page.split()) for page in pdf_pages(kept_pdf(draft))]
    assert draft.status == "signed"
    assert "по списку (приложение)" in pages[0]
    assert any("Приложение к приказу № 1 от 20.09.2026" in page for page in pages)
    assert sum(page.count(pair.mentor.last_name) for page in pages for pair in everyone[:1]) >= 2


def test_the_paper_speaks_right_russian(as_user, director, order):
    sign(as_user(director), order)

    text = text_of(order)
    assert (
        "1. Назначить наставником учителя математики Петрову Анну Сергеевну для учителя физики Иванова Ивана Ивановича"
        in text
    )
    assert "Срок наставничества — с 15.09.2026 по 31.05.2027 (8 месяцев)" in text
    assert "2. Наставнику А.С. Петровой, учителю математики, составить" in text
    assert "в срок до 30.09.2026" in text
    assert "20.09.2026 № 1" in text


def test_later_changes_of_people_do_not_change_the_paper(as_user, director, order, pair):
    client = as_user(director)
    sign(client, order)
    before = client.get(reverse("orders:pdf", args=[order.pk])).content
    pair.mentor.last_name = "Новосёлова"
    pair.mentor.save()

    page = client.get(order.get_absolute_url()).content.decode()

    assert "Петрову Анну Сергеевну" in page
    assert client.get(reverse("orders:pdf", args=[order.pk])).content == before


@pytest.mark.parametrize("paper", ["D32", "D12"])
def test_a_paper_about_an_order_names_the_posts_of_its_day(as_user, curator, director, paper):
    person = PersonFactory(position="воспитатель")
    as_user(curator).post(new("incentive"), {"f1": [person.pk], "f2": "за труд"})
    order = Order.objects.get()
    sign(as_user(director), order)
    person.positions.update(ends_on="2026-10-31")
    PositionFactory(person=person, title="методист", starts_on="2026-11-01")

    with time_machine.travel("2026-11-15 12:00:00+03:00"):
        content = as_user(director).get(reverse("archive:paper", args=[paper, order.pk, "pdf"])).content
        text = " ".join(" ".join(pdf_pages(content)).split())

    assert "воспитатель" in text
    assert "методист" not in text


def test_the_sheet_of_an_order_keeps_the_look_of_its_order(as_user, curator, director):
    as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    order = Order.objects.get()
    sign(as_user(director), order)
    url = reverse("archive:paper", args=["D32", order.pk, "pdf"])
    before = as_user(director).get(url).content

    Institution.objects.update(layout={"size": 11, "date_style": "words", "reference": "number_first"})

    assert as_user(director).get(url).content == before
