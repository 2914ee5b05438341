"""Any paper in two clicks: the list, filled and blank, each through the doors of what it is about."""

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.documents.catalogue import papers_about
from mentorship.documents.codes import code_of, read_code
from mentorship.pairs.models import Pair
from mentorship.people.models import Person
from tests.documents.texts import pdf_pages
from tests.factories.pairs import PairFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.petitions import petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
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


def test_the_code_of_a_paper_notices_every_wrong_digit():
    code = code_of("D18", 1257)

    assert read_code(code) == ("D18", 1257)
    assert read_code(f"  Код бумаги: {code.replace('-', ' – ')} ") == ("D18", 1257)
    for place, sign in enumerate(code):
        for other in "0123456789":
            if sign.isdigit() and other != sign:
                assert read_code(code[:place] + other + code[place + 1 :]) is None


@pytest.mark.parametrize("text", ["", "18", "18-5", "D18", "999-1-01", "18-5-", "1" * 60, "١٨-٥-٤٢"])
def test_what_is_no_code_is_none(text):
    assert read_code(text) is None
