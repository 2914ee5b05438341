"""What is closed is found nowhere by anybody else (MNT-10, MO-12): pages, lists, files, duties, scans, papers."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.desk.duties import collect, scope_of
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan
from mentorship.people.models import OfficeTerm
from mentorship.petitions.models import Petition
from mentorship.regulation.duty import Scope
from tests.factories import files
from tests.factories.petitions import TODAY, decided, petition
from tests.papers import DAY, text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]
SECRET = "Тайное обстоятельство"
KNOW = {"representation": {"mentor", "director"}, "mediation": {"mentor", "council"}}
CLOSED = pytest.mark.parametrize("kind", KNOW)


@pytest.fixture
def secret(pair, kind):
    return petition(kind, pair, reason=SECRET, details=SECRET, wishes=SECRET)


def others(people, kind):
    return {role: user for role, user in people.items() if role not in KNOW[kind]}


@CLOSED
def test_lists_counts_searches_and_files_do_not_know_of_it(client, people, secret, kind):
    for role, user in people.items():
        client.force_login(user)
        for query in ({}, {"q": "Заявкина"}, {"kind": kind}, {"state": "filed"}, {"whose": "decide"}, {"csv": "1"}):
            answer = client.get(reverse("petitions:list"), query)
            rows = answer.content.decode() if "csv" in query else list(answer.context["listing"].rows)
            found = secret.get_kind_display() in rows if "csv" in query else secret in rows
            expected = role in KNOW[kind] and (role != "mentor" or query != {"whose": "decide"})
            assert found == expected, (role, query)


@CLOSED
def test_the_pages_around_it_say_nothing(client, people, pair, secret, kind):
    for role, user in others(people, kind).items():
        client.force_login(user)
        for url in (pair.get_absolute_url(), "/", pair.mentor.get_absolute_url(), reverse("safekeeping:export")):
            page = client.get(url).content.decode()
            assert secret.get_absolute_url() not in page, (role, url)
            assert SECRET not in page


@CLOSED
def test_the_duties_of_others_do_not_know_of_it_and_the_list_of_all_names_nobody(edition, people, secret, kind):
    limits = edition.limits()
    for role, user in people.items():
        found = [duty for duty in collect(limits, scope_of(user, TODAY)) if duty.target == "petitions:card"]
        assert bool(found) == (role in KNOW[kind] - {"mentor"}), role
    (duty,) = [duty for duty in collect(limits, Scope(everything=True)) if duty.target == "petitions:card"]
    assert (duty.rule, duty.clause, duty.about) == (
        "petition_decision_closed",
        "",
        "обращение от 05.10.2026, содержание закрыто",
    )


@CLOSED
def test_the_archive_of_all_data_holds_it_only_for_whoever_sees_it(client, people, secret, kind):
    for role in ("director", "curator"):
        client.force_login(people[role])
        archive = zipfile.ZipFile(BytesIO(client.get(reverse("safekeeping:export_file")).getvalue()))
        everything = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv"))
        rows = list(csv.reader(StringIO(archive.read("csv/Заявления.csv").decode("utf-8-sig")), delimiter=";"))
        assert (SECRET in everything) == (role in KNOW[kind]), role
        assert len(rows) == 1 + (role in KNOW[kind])


@CLOSED
def test_the_other_side_of_the_pair_sees_nothing_even_in_office(client, edition, people, pair, secret, kind):
    """The mentee is given the very office that reads such petitions."""
    office = {"representation": "director", "mediation": "council"}[kind]
    terms = {"acting": True, "until_return": True, "basis": "приказ № 1"} if office == "director" else {}
    OfficeTerm.objects.create(person=people["mentee"].person, office=office, starts_on="2026-09-01", **terms)
    client.force_login(people["mentee"])

    assert client.get(secret.get_absolute_url()).status_code == 404
    assert client.get(reverse("petitions:list")).context["listing"].total == 0
    assert client.get(reverse("petitions:decide", args=[secret.pk])).status_code == 404
    scope = scope_of(people["mentee"], TODAY)
    assert not [duty for duty in collect(edition.limits(), scope) if duty.target == "petitions:card"]


def test_the_paper_of_a_representation_opens_to_two_and_has_no_code(client, people, pair):
    row = petition("representation", pair, reason=SECRET, details=SECRET)
    url = reverse("archive:paper", args=["D29", row.pk, "pdf"])
    for role, user in people.items():
        client.force_login(user)
        assert (client.get(url).status_code == 200) == (role in KNOW["representation"]), role
    paper = PAPERS["D29"].document(row, DAY)
    assert paper.code == ""
    assert SECRET in text(paper)


def test_no_scan_of_a_representation_lies_open(client, people, pair):
    row = petition("representation", pair, details="Выговор")
    client.force_login(people["clerk"])
    data = {"code": code_of("D29", row.pk), "file": SimpleUploadedFile("скан.pdf", files.pdf())}
    assert "нет. Проверьте цифры" in client.post(reverse("archive:add_scan"), data).content.decode()
    scan = Scan.objects.create(
        paper="D29", subject_id=row.pk, file=ContentFile(b"%PDF-1.7", "scan.pdf"), uploaded_by=people["director"]
    )

    for role, seen in (("director", True), ("curator", False), ("clerk", False)):
        client.force_login(people[role])
        assert client.get(reverse("archive:scans")).context["listing"].total == seen, role
        assert client.get(reverse("archive:scan", args=[scan.pk])).status_code == (200 if seen else 404)
        if role != "director":
            assert client.get(reverse("archive:remove_scan", args=[scan.pk])).status_code in (403, 404)


def test_a_mentee_s_reasons_do_not_reach_the_mentor(client, people, pair):
    row = decided(petition("replacement", pair, reason=SECRET), by=people["director"])
    client.force_login(people["mentor"])

    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.get(reverse("archive:paper", args=["D25", row.pk, "pdf"])).status_code == 404
    assert SECRET not in client.get(pair.get_absolute_url()).content.decode()
    assert Petition.objects.visible_to(people["mentor"]).count() == 0
