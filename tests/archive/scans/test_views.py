"""Signed papers come back: by the code on the paper, typed or read from its QR."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan
from mentorship.pairs import services as pairs
from mentorship.programs.models import Program
from tests.archive.uploads import ADD, photo_of, upload
from tests.factories import files
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


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
