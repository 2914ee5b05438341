"""Any paper in two clicks, blank or filled; the journal of consents, and what goes to Excel."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mentorship.access.roles import Office
from mentorship.documents.catalogue import papers_about
from mentorship.documents.codes import code_of
from mentorship.pairs import services as pairs
from mentorship.pairs.models import Pair
from mentorship.people.models import Person
from tests.archive.uploads import ADD, upload
from tests.documents.texts import pdf_pages
from tests.factories.pairs import PairFactory
from tests.factories.people import ConsentFactory, PersonFactory, UserFactory
from tests.factories.petitions import petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


def test_both_journals_show_which_signed_papers_are_not_back(as_user, curator, pair):
    other = PairFactory(active=True)
    client = as_user(curator)
    client.post(ADD, {"code": code_of("D05", pair.order_id), "file": upload()})
    client.post(ADD, {"code": code_of("D18", pair.pk), "file": upload()})

    orders = client.get(reverse("orders:list"), {"scan": "no"}).context["listing"].page
    consents = client.get(reverse("archive:consents"), {"scan": "no"}).context["listing"].page

    assert list(orders) == [other.order]
    assert pair.mentor_consent not in list(consents)
    assert {other.mentor_consent, pair.participations.get().consent} <= set(consents)


def test_the_journal_of_consents_is_searched_and_filtered(as_user, curator):
    person = PersonFactory(last_name="Журавлёва")
    ConsentFactory(person=person), ConsentFactory()
    client = as_user(curator)

    found = client.get(reverse("archive:consents"), {"q": "журавлева", "kind": "data", "state": "kept"})

    assert [row.person for row in found.context["listing"].page] == [person]
    assert client.get(reverse("archive:consents"), {"state": "withdrawn"}).context["listing"].total == 0


def test_a_journal_goes_to_excel_as_it_is_searched_and_filtered(as_user, curator, pair):
    other, draft = PairFactory(active=True), PairFactory()
    pairs.draft_appointment([draft], on=dt.date(2026, 9, 1), by=curator)
    client = as_user(curator)
    client.post(ADD, {"code": code_of("D05", pair.order_id), "file": upload()})

    def sheet(name, **query):
        answer = client.get(reverse(name), {**query, "excel": "1"})
        return [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).active.rows][1:]

    assert [str(row[1]) for row in sheet("orders:list")] == [pair.order.number, other.order.number]
    assert [str(row[1]) for row in sheet("orders:list", scan="no")] == [other.order.number]
    found = sheet("archive:consents", q=other.mentor.last_name)
    assert {row[2] for row in found} == {other.mentor.full_name}


@pytest.mark.parametrize("count", [1, 5])
def test_the_journal_of_consents_costs_the_same_for_one_row_and_for_five(
    as_user, curator, count, django_assert_num_queries
):
    for _ in range(count):
        PairFactory(active=True)
    client = as_user(UserFactory(office=Office.CLERK))
    client.get("/")

    with django_assert_num_queries(9):
        client.get(reverse("archive:consents"))


STARTS = {"pdf": b"%PDF", "pdfa": b"%PDF", "docx": b"PK", "xlsx": b"PK"}


def paper(code, pk, format="pdf"):
    return reverse("archive:paper", args=[code, pk, format])


def test_the_list_names_every_kind_with_its_blank(as_user, curator):
    page = as_user(curator).get(reverse("archive:papers")).content.decode()

    for number in (1, 5, 18, 30, 38, 55):
        assert reverse("archive:blank", args=[f"D{number:02}", "pdf"]) in page


@pytest.mark.parametrize("format", STARTS)
def test_a_paper_comes_in_each_format_under_its_russian_name(as_user, curator, format):
    answer = as_user(curator).get(paper("D24", petition("resignation").pk, format))

    assert answer.content.startswith(STARTS[format])
    assert "filename*=UTF-8''%D0%97" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_filled_paper_names_people_in_their_cases_and_carries_its_code(as_user, curator):
    mentor = PersonFactory(last_name="Сорока", first_name="Павел", patronymic="Кузьмич", sex="m")
    mentee = PersonFactory(last_name="Черных", first_name="Дарья", patronymic="Ильинична", sex="f")
    pair = PairFactory(active=True, mentor=mentor, mentees=[mentee])

    row = petition("resignation", pair)

    text = " ".join(pdf_pages(as_user(curator).get(paper("D24", row.pk)).content)[0].split())

    assert "Черных Дарьи Ильиничны" in text
    assert "Сороки Павла Кузьмича" in text
    assert code_of("D24", row.pk) in text


def test_a_blank_form_has_lines_instead_of_people(as_user, curator):
    PairFactory(active=True)
    answer = as_user(curator).get(reverse("archive:blank", args=["D24", "pdf"]))

    assert "____________________" in pdf_pages(answer.content)[0]


def test_the_curator_finds_on_a_card_the_papers_about_it(as_user, curator):
    pair = PairFactory(active=True)
    client = as_user(curator)

    for record in (pair, pair.mentor):
        page = client.get(record.get_absolute_url()).content.decode()
        about = papers_about(type(record))
        assert len(about) >= 5
        assert all(paper(kind.code, record.pk) in page for kind in about)


@pytest.mark.parametrize("code", [kind.code for model in (Pair, Person) for kind in papers_about(model)])
def test_papers_about_people_are_closed_to_strangers(as_user, code):
    pair = PairFactory(active=True)
    pk = pair.pk if code in {kind.code for kind in papers_about(Pair)} else pair.mentor_id

    assert as_user(UserFactory()).get(paper(code, pk)).status_code in (403, 404)
    assert as_user(UserFactory(office=Office.ADMIN)).get(paper(code, pk)).status_code in (403, 404)


def test_a_mentee_of_a_group_reads_no_other_mentee_in_its_papers(as_user):
    one, two = PersonFactory(last_name="Берёзкина"), PersonFactory(last_name="Журавлёва")
    group = PairFactory(active=True, mentees=[one, two])
    client = as_user(UserFactory(person=one))

    for kind in papers_about(Pair):
        answer = client.get(paper(kind.code, group.pk))
        if answer.status_code == 200:
            assert "Журавлёв" not in "".join(pdf_pages(answer.content)), kind.code


@pytest.mark.parametrize(
    "url", ["/papers/D99/blank.pdf", "/papers/D24/999999.pdf", "/papers/D24/1.exe", "/papers/x/1.pdf"]
)
def test_a_paper_that_does_not_exist_is_not_found(as_user, curator, url):
    assert as_user(curator).get(url).status_code == 404
