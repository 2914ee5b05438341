"""What is issued prints the same bytes for ever, whatever changes afterwards; a draft of it says ПРОЕКТ."""

import datetime as dt
import hashlib
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from mentorship.archive.services import paper_bytes
from mentorship.documents.catalogue import ISSUED, PAPERS
from mentorship.documents.keeping import LATE
from mentorship.documents.models import KeptPaper
from mentorship.documents.tree import to_json
from mentorship.library import services as library
from mentorship.orders import services as orders
from mentorship.orders.kinds.base import KINDS
from mentorship.pairs import services as pairs
from mentorship.pairs.agreements import services as agreements
from mentorship.pairs.models import Agreement
from mentorship.partners import services as partners
from mentorship.people import services as people
from mentorship.people.models import OfficeTerm, Person, Position
from mentorship.petitions.models import Petition
from mentorship.programs import services as programs
from mentorship.programs.models import Program, ProgramVersion
from mentorship.regulation.act import services as act
from mentorship.regulation.act.paper import ACT
from mentorship.regulation.models import ActVersion, Clause, Edition, Institution, Wording
from mentorship.regulation.queries import institution
from mentorship.regulation.wording.texts import shipped
from mentorship.reports import services as reports
from mentorship.reports.models import Report
from mentorship.roadmap.models import Roadmap
from mentorship.roadmap.services import roadmaps
from tests.factories import dissemination, petitions, roadmap
from tests.factories.library import submitted
from tests.factories.pairs import PairFactory
from tests.factories.partners import PartnerFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, PersonFactory, UserFactory
from tests.factories.programs import approved_program, submitted_program
from tests.pairs.agreements.given import draft, signed, warned
from tests.papers import kept_of, kept_pdf
from tests.programs.amendments.making import change, corrected

DAY = dt.date(2026, 11, 20)
ORDERS = {kind.paper for kind in KINDS.values()}
FORMATS = ("pdf", "docx", "pdfa")


def order(curator, director):
    drafted = orders.draft_worded(
        "incentive", values={"заслуги": "за труд"}, people={"благодарность": [PersonFactory()]}, by=curator
    )
    orders.sign(drafted, signed_on=DAY, number="", proposed="", by=director, now=timezone.now())


def version(curator, director):
    fields = {
        "title": "Положение",
        "body": "# {положение}\n{учреждение}, {руководитель кратко}: не больше {предел наставляемых}.",
    }
    drafted = act.begin_version(fields=fields, on=DAY, by=curator)
    approval = {"basis": "приказ", "approval_number": "15", "approved_on": DAY, "starts_on": DAY, "publish_by": None}
    act.approve_version(drafted, approval=approval, confirmed=True, today=DAY, by=curator)


def consents(curator, director):
    pair = PairFactory(consents=False)
    part = pair.participations.get()
    part.consent = None
    part.save()
    given = {"on": DAY, "method": "online", "by": curator, "today": DAY}
    pairs.consent_as_mentor(pair, **given)
    pairs.consent_as_mentee(part, **given)
    people.record_consent(pair.mentor, kind="data", given_on=DAY, method="online", by=curator, today=DAY)


def spread(curator, director):
    dissemination.given(PersonFactory(), method="online", given_on=DAY, by=curator)
    consent = dissemination.given(PersonFactory(), given_on=DAY, by=curator)
    dissemination.withdrawn(consent, on=DAY, method="online", by=curator)


def between(curator, director):
    pair = PairFactory(active=True)
    signed(pair, curator)
    warned(pair, curator)


def programme(curator, director):
    programs.approve(submitted_program(), on=DAY, by=curator)


def amended(curator, director):
    corrected(approved_program(curator), curator)


def both_reports(curator, director):
    pair = PairFactory(ended=True, ended_on=dt.date(2026, 11, 19))
    part = pair.participations.get()
    for side, words in (("mentor", {"recommendations": "Курсы"}), ("mentee", {"score": 9, "evaluation": "Помогала"})):
        report = reports.begin(part, side=side, by=curator)
        reports.write(report, fields={"facts": "Сделано", **words}, by=curator)
        reports.submit(report, on=DAY, by=curator)


def decisions(curator, director):
    for kind in ("resignation", "replacement", "personal_file", "representation"):
        petitions.decided(petitions.petition(kind), by=director)


def filings(curator, director):
    for kind in ("resignation", "replacement", "personal_file", "representation"):
        petitions.petition(kind)


def cooperation(curator, director):
    fields = {"starts_on": DAY, "ends_on": DAY + dt.timedelta(days=300), "signer": "А.П. Сидорова"}
    drafted = partners.draft_agreement(PartnerFactory(), fields=fields, by=curator)
    partners.sign_agreement(drafted, number="5", signed_on=DAY, today=DAY, by=curator)


def plan(curator, director):
    drafted = roadmap.draft(curator)
    Roadmap.objects.update(named=True, mark=Roadmap.Mark.APPROVAL)
    roadmap.sign(roadmaps.draft_order(drafted, by=curator), director, DAY)


def practice(curator, director):
    library.approve(submitted(), approved_on=DAY, reason="Опыт проверен", today=DAY, by=curator)


ACTS = {
    order: {"D12"},
    version: {"D16"},
    consents: {"D18", "D19", "D20"},
    spread: {"D21", "D22"},
    between: {"D23", "D27"},
    programme: {"D30", "D31"},
    amended: {"D26"},
    both_reports: {"D34", "D35"},
    filings: {"D24", "D25", "D28", "D29"},
    decisions: {"D24", "D25", "D28", "D29"},
    plan: {"D13", "D17"},
    practice: {"D46"},
    cooperation: {"D55"},
}


def everything_changes(director):
    """Every name, post, head, layout, limit, clause and text."""
    Person.objects.update(last_name="Новофамильная", first_name="Ия", patronymic="Юрьевна")
    Position.objects.update(title="советник")
    OfficeTerm.objects.filter(office="director").update(person=PersonFactory(last_name="Другая"))
    layout = {"letterhead": "corner", "qr": True, "order_word": "РАСПОРЯЖЕНИЕ", "size": 11, "approvals": []}
    names = {"full_name": "МБДОУ «Другое»", "short_name": "Другое", "letterhead": "ДРУГОЕ", "head_title": "Директор"}
    Institution.objects.update(layout=layout, act_title="Иное положение", **names)
    Edition.objects.update(max_mentees=1, program_max_months=4, mentor_report_days=1, employer_notice_days=9)
    Clause.objects.update(number="99.9")
    for code in ISSUED:
        if code in shipped():
            Wording.objects.create(code=code, body="# Совсем другой текст")


def prints():
    """By kept paper and format: what printing its record again gives."""
    found = {}
    for row in KeptPaper.objects.all():
        kind = PAPERS[row.paper]
        subject = kind.subjects().get(pk=row.subject_id)
        for format in FORMATS:
            found[row.paper, row.subject_id, format] = paper_bytes(kind, subject, format, DAY)
    return found


def test_every_kind_that_is_issued_has_its_act_here():
    assert set().union(*ACTS.values()) | ORDERS == set(ISSUED)


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
@pytest.mark.parametrize("acts", ACTS, ids=lambda acts: acts.__name__)
def test_what_is_issued_prints_the_same_bytes_whatever_changes(acts, curator, director, edition):
    acts(curator, director)
    assert {row.paper for row in KeptPaper.objects.all()} == ACTS[acts]
    before = prints()

    everything_changes(director)

    assert prints() == before
    for row in KeptPaper.objects.exclude(paper__in=ORDERS):
        kind = PAPERS[row.paper]
        now = to_json(kind.made(kind.subjects().get(pk=row.subject_id), DAY))
        assert now["blocks"] != row.document["blocks"], f"nothing that changed stands in {row.paper}"
    for row in {(row.paper, row.subject_id): row for row in KeptPaper.objects.all()}.values():
        assert before[row.paper, row.subject_id, "pdf"] == bytes(row.pdf)
        assert before[row.paper, row.subject_id, "docx"] == bytes(row.docx)
    for row in KeptPaper.objects.all():
        assert row.pdf_sha256 == hashlib.sha256(bytes(row.pdf)).hexdigest()
        assert row.docx_sha256 == hashlib.sha256(bytes(row.docx)).hexdigest()
        assert row.kept_on
        assert all(row.signers)


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
def test_the_database_refuses_to_change_or_delete_what_is_kept(curator, director, edition):
    order(curator, director)

    for change_it in (
        lambda: KeptPaper.objects.update(kept_on=dt.date(2026, 1, 1)),
        lambda: KeptPaper.objects.update(docx=b"x"),
        lambda: KeptPaper.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change_it()


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
@pytest.mark.parametrize("same", ["id", "paper, subject_id, issue"])
def test_the_database_refuses_to_write_over_what_is_kept(curator, director, edition, same):
    """SQLite deletes for `REPLACE` without asking the triggers of deletion; PostgreSQL knows no such word."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite writes over a row")
    order(curator, director)
    kept = KeptPaper.objects.get()
    columns = [field.column for field in KeptPaper._meta.fields]
    other = {"pdf": "x'00'", "id" if same != "id" else "issue": "77"}
    values = ", ".join(other.get(name, name) for name in columns)
    table = KeptPaper._meta.db_table

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table}")

    assert KeptPaper.objects.get() == kept
    assert bytes(KeptPaper.objects.get().pdf) == bytes(kept.pdf)


def first_page(content):
    return PdfReader(BytesIO(content)).pages[0].extract_text()


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
def test_a_draft_says_so_and_what_is_issued_does_not(as_user, curator, edition):
    client, pair = as_user(curator), PairFactory(active=True)
    agreement, program = draft(pair, curator), submitted_program()
    pages = {
        "D23": reverse("archive:paper", args=["D23", pair.pk, "pdf"]),
        "D30": reverse("archive:paper", args=["D30", program.pk, "pdf"]),
        "D31": reverse("archive:paper", args=["D31", program.pk, "pdf"]),
    }
    assert all(first_page(client.get(page).content).startswith("ПРОЕКТ") for page in pages.values())

    agreements.sign(agreement, number="1", signed_on=DAY, on=DAY, by=curator)
    programs.approve(program, on=DAY, by=curator)

    assert not any("ПРОЕКТ" in first_page(client.get(page).content) for page in pages.values())
    assert client.get(pages["D23"]).content == kept_pdf(pair, "D23", agreement.pk)


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
def test_a_draft_of_the_act_and_of_a_roadmap_says_so(as_user, curator, edition):
    client = as_user(curator)
    drafted = act.begin_version(fields={"title": "Положение", "body": "# {положение}"}, on=DAY, by=curator)
    planned = roadmap.draft(curator)

    for page in (
        reverse("regulation:print_version", args=[drafted.pk, "pdf"]),
        reverse("roadmap:paper", args=[planned.pk, "pdf"]),
    ):
        assert first_page(client.get(page).content).startswith("ПРОЕКТ")


@pytest.mark.django_db
@pytest.mark.today("2027-03-01")
def test_each_version_of_a_programme_is_kept_beside_the_ones_before(as_user, curator, edition):
    program = submitted_program()
    programs.approve(program, on=dt.date(2026, 9, 20), by=curator)
    first = kept_pdf(program, "D30")

    change(program, curator, "Новая цель")

    assert kept_pdf(program, "D30") == first
    client, address = as_user(curator), reverse("archive:paper", args=["D30", program.pk, "pdf"])
    assert client.get(address).content == kept_pdf(program, "D30", 2) != first
    assert client.get(f"{address}?issue=1").content == first
    old = ProgramVersion.objects.get(number=1)
    assert client.get(reverse("programs:version_paper", args=[old.pk, "pdf"])).content == first
    for wrong in ("3", "0", "-1", "один", "9" * 30, ""):
        assert client.get(f"{address}?issue={wrong}").status_code == 404


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
def test_a_mentee_of_a_group_is_not_given_what_was_kept_of_the_others(as_user, curator, edition):
    """The kept programme names everybody; a mentee goes on getting it without the others."""
    mentees = [MenteeEntryFactory(person__last_name=name).person for name in ("Первая", "Вторая")]
    program = submitted_program(mentees=mentees)
    programs.approve(program, on=DAY, by=curator)
    client, address = as_user(UserFactory(person=mentees[0])), reverse("archive:paper", args=["D30", program.pk, "pdf"])

    printed = client.get(address)

    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(printed.content)).pages)
    assert "Первая" in text
    assert "Вторая" not in text
    assert client.get(f"{address}?issue=1").status_code == 404


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
def test_a_report_submitted_again_is_issued_again(curator, edition):
    part = PairFactory(ended=True, ended_on=dt.date(2026, 11, 19)).participations.get()
    report = reports.begin(part, side="mentor", by=curator)
    reports.write(report, fields={"facts": "Сделано", "recommendations": "Курсы"}, by=curator)
    reports.submit(report, on=DAY, by=curator)
    reports.send_back(report, reason="Дополните", by=curator)
    returned = paper_bytes(PAPERS["D34"], Report.objects.get(), "pdf", DAY)
    reports.write(report, fields={"facts": "Сделано всё"}, by=curator)
    reports.submit(report, on=DAY, by=curator)
    reports.accept(report, on=DAY, by=curator)

    assert first_page(returned).startswith("ПРОЕКТ")
    assert paper_bytes(PAPERS["D34"], Report.objects.get(), "pdf", DAY) == kept_pdf(report, "D34", 2)
    assert KeptPaper.objects.of("D34", report.pk).count() == 2


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
def test_a_consent_on_paper_is_its_sheet_and_a_withdrawn_one_prints_anew(curator, edition):
    person = MentorEntryFactory().person
    people.record_consent(person, kind="data", given_on=DAY, method="paper", by=curator, today=DAY)
    assert not KeptPaper.objects.exists()

    online = people.record_consent(person, kind="data", given_on=DAY, method="online", by=curator, today=DAY)
    kept = kept_pdf(person, "D20", online.pk)
    assert paper_bytes(PAPERS["D20"], person, "pdf", DAY) == kept
    people.withdraw_consent(online, on=DAY, today=DAY, by=curator)
    Person.objects.update(last_name="Новофамильная")

    assert paper_bytes(PAPERS["D20"], Person.objects.get(pk=person.pk), "pdf", DAY) != kept


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
def test_what_was_issued_before_is_kept_by_the_upgrade_and_history_says_so(curator, edition):
    """Rows as an older version left them: no paper of theirs is kept."""
    program = approved_program(curator)
    given = {"number": "1", "signed_on": DAY, "status": "signed"}
    drafted = draft(PairFactory(active=True), curator)
    Agreement.objects.filter(pk=drafted.pk).update(**given)
    asked = petitions.petition("resignation", method="paper")
    Petition.objects.filter(pk=asked.pk).update(status="refused", answer="Нет", decided_on=DAY, decided_by=curator)
    ActVersion.objects.create(
        edition=edition, number=1, title="Положение", body="# {положение}", status="approved", approved_on=DAY,
        starts_on=DAY,
    )  # fmt: skip
    assert not KeptPaper.objects.exists()
    said = StringIO()

    call_command("keep_issued", stdout=said)
    call_command("keep_issued", stdout=StringIO())

    assert said.getvalue().strip().endswith("5. Не удалось: 0.")
    assert sorted(KeptPaper.objects.values_list("paper", flat=True)) == ["D16", "D23", "D24", "D30", "D31"]
    assert paper_bytes(PAPERS["D30"], Program.objects.get(), "pdf", DAY) == kept_pdf(program, "D30")
    assert kept_of(institution(), ACT).kept_on == DAY
    for record in (drafted, asked, ProgramVersion.objects.get(), ActVersion.objects.get()):
        assert record.history.first().history_change_reason == LATE


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
def test_marks_of_performance_stand_in_a_working_copy(as_user, curator, edition):
    program = submitted_program()
    programs.approve(program, on=DAY, by=curator)
    program.activities.filter(pk=program.activities.first().pk).update(done_on=DAY)
    client, address = as_user(curator), reverse("archive:paper", args=["D30", program.pk, "pdf"])

    copy = first_page(client.get(f"{address}?marks=1").content)

    assert copy.startswith("Рабочий экземпляр с отметками о выполнении на 20.11.2026")
    assert client.get(address).content == kept_pdf(program, "D30")
    assert f"{address}?marks=1" in client.get(program.get_absolute_url()).content.decode()


@pytest.mark.django_db
@pytest.mark.today("2026-11-20")
def test_the_bytes_are_read_only_when_they_are_asked_for(curator, director, edition, django_assert_num_queries):
    order(curator, director)

    found = KeptPaper.objects.light().get()

    assert found.get_deferred_fields() == {"pdf", "docx", "document"}
    with django_assert_num_queries(1):
        assert bytes(found.pdf).startswith(b"%PDF")
