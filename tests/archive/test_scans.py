"""Signed papers come back: by the code on the paper, typed or read from its QR."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from mentorship.access.roles import Office
from mentorship.documents import qr
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan
from mentorship.pairs import services as pairs
from mentorship.programs.models import Program
from tests.factories import files
from tests.factories.pairs import PairFactory
from tests.factories.people import ConsentFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
ADD = "/papers/scans/add/"


@pytest.fixture
def pair():
    return PairFactory(active=True)


def upload(content=None, name="скан.pdf"):
    return SimpleUploadedFile(name, content or files.pdf())


def photo_of(code):
    """A white sheet with the QR in its corner, as a phone would see it."""
    sheet = Image.new("RGB", (800, 1100), "white")
    sheet.paste(Image.open(BytesIO(qr.png(code))).resize((180, 180)), (560, 860))
    output = BytesIO()
    sheet.save(output, "JPEG")
    return output.getvalue()


def test_a_scan_is_attached_by_the_typed_code(as_user, curator, pair):
    code = code_of("D05", pair.order_id)
    answer = as_user(curator).post(ADD, {"code": code, "file": upload()}, follow=True)

    scan = Scan.objects.get()
    assert (scan.paper, scan.subject_id) == ("D05", pair.order_id)
    for page in (answer, as_user(curator).get(pair.order.get_absolute_url())):
        assert reverse("archive:scan", args=[scan.pk]) in page.content.decode()
    kept = b"".join(as_user(curator).get(reverse("archive:scan", args=[scan.pk])).streaming_content)
    assert kept == files.pdf()


def test_a_photo_finds_its_paper_by_the_qr(as_user, curator, pair):
    as_user(curator).post(ADD, {"code": "", "file": upload(photo_of(code_of("D18", pair.pk)), "фото.jpg")})

    scan = Scan.objects.get()
    assert (scan.paper, scan.subject_id) == ("D18", pair.pk)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"code": "05-1-00", "file": upload()}, "Бумаги с кодом «05-1-00» нет"),
        ({"code": "", "file": upload(files.picture(), "фото.png")}, "не нашлось QR-кода"),
        ({"code": "5-1-1"}, "Обязательное поле"),
        ({"code": "5-1-1", "file": upload(b"%PDF-1.7 ...")}, "повреждён"),
        ({"code": "5-1-1", "file": upload(files.word(), "приказ.docx")}, "PDF, JPG или PNG"),
    ],
)
def test_a_wrong_code_or_file_is_refused_beside_the_field(as_user, curator, pair, data, words):
    answer = as_user(curator).post(ADD, data)

    assert words in answer.content.decode()
    assert answer.status_code == 422
    assert not Scan.objects.exists()


def test_the_same_file_is_not_attached_twice(as_user, curator, pair):
    for _ in range(2):
        answer = as_user(curator).post(ADD, {"code": code_of("D05", pair.order_id), "file": upload()})

    assert "уже приложен" in answer.content.decode()
    assert Scan.objects.count() == 1


def test_a_scan_attached_by_mistake_goes_out_of_sight_with_a_reason(as_user, curator, pair):
    client = as_user(curator)
    client.post(ADD, {"code": code_of("D05", pair.order_id), "file": upload()})
    scan = Scan.objects.get()

    client.post(reverse("archive:remove_scan", args=[scan.pk]), {"reason": "Приложен к другому приказу"})

    assert client.get(reverse("archive:scan", args=[scan.pk])).status_code == 404
    assert scan.history.first().removed_reason == "Приложен к другому приказу"
    client.post(ADD, {"code": code_of("D05", pair.order_id), "file": upload()})
    assert Scan.objects.kept().count() == 1


@pytest.mark.parametrize("code", ["D18", "D23", "D27"])
def test_a_scan_opens_only_to_the_offices_that_keep_papers(as_user, curator, director, pair, code):
    as_user(curator).post(ADD, {"code": code_of(code, pair.pk), "file": upload()})
    url = reverse("archive:scan", args=[Scan.objects.get().pk])
    mentee = pair.participations.get().mentee

    for user in (director, UserFactory(office=Office.CLERK)):
        assert as_user(user).get(url).status_code == 200
    for user in (
        UserFactory(),
        UserFactory(person=pair.mentor),
        UserFactory(person=mentee),
        UserFactory(office=Office.COUNCIL),
    ):
        assert as_user(user).get(url).status_code == 403
        assert reverse("archive:scan", args=[1]) not in as_user(user).get(pair.get_absolute_url()).content.decode()


def test_what_stands_between_the_mentor_and_the_employer_is_closed_to_the_mentee(as_user, pair):
    mentee, mentor = UserFactory(person=pair.participations.get().mentee), UserFactory(person=pair.mentor)

    for code in ("D23", "D27"):
        url = reverse("archive:paper", args=[code, pair.pk, "pdf"])
        assert as_user(mentee).get(url).status_code == 403
        assert as_user(mentor).get(url).status_code == 200


def test_the_clerk_attaches_any_paper_by_its_code_and_finds_it_in_the_list(as_user, pair):
    program = Program.objects.create(pair=pair, starts_on=pair.starts_on, ends_on=pair.ends_on)
    client = as_user(UserFactory(office=Office.CLERK))
    code = code_of("D30", program.pk)

    page = client.post(ADD, {"code": code, "file": upload()}, follow=True)

    assert code in page.content.decode()
    assert client.get(reverse("archive:scans"), {"q": code}).context["listing"].total == 1
    assert client.get(reverse("archive:scans"), {"q": "нет"}).context["listing"].total == 0


def test_a_draft_has_no_code_and_takes_no_scan(as_user, curator):
    draft = pairs.draft_appointment([PairFactory()], on=dt.date(2026, 9, 1), by=curator)

    answer = as_user(curator).post(ADD, {"code": code_of("D05", draft.pk), "file": upload()})

    assert "ещё не подписана" in answer.content.decode()
    assert not Scan.objects.exists()


def test_a_scan_that_a_package_could_not_take_is_refused_at_once(as_user, curator, pair):
    halves = {"пустой.pdf": files.pdf(0), "половина.jpg": files.picture("JPEG", (400, 400))[:1500]}
    for name, content in halves.items():
        for code in ("", code_of("D18", pair.pk)):
            answer = as_user(curator).post(ADD, {"code": code, "file": upload(content, name)})
            assert answer.status_code == 422
            assert "повреждён" in answer.content.decode()


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

    with django_assert_num_queries(6):
        client.get(reverse("archive:consents"))
