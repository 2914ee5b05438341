"""One active pair with everything that hangs on it: a record for every address of the product."""

from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.urls import reverse

from mentorship.access.roles import Office, Relation
from mentorship.archive.models import Package
from mentorship.core.tables.reading import Table
from mentorship.documents.models import Scan
from mentorship.journal.models import HelpRequest, Task
from mentorship.library.models import MaterialFile, Use
from mentorship.orders.models import Acquaintance, Assignment
from mentorship.pairs.models import Agreement, Notice, StandIn
from mentorship.people.models import Alert, OfficeTerm, OpenSession, StaffImport
from mentorship.people.models.staff_import import packed
from mentorship.programs.models import Activity, Amendment, Assent, PlanChange, Program
from mentorship.programs.versions import services as versions
from mentorship.publication.models import Placement, Publication
from mentorship.regulation.act.services import begin_version
from mentorship.regulation.models import LegalAct
from mentorship.reminders.models import Letter
from mentorship.reports.models import Report
from tests.factories import roadmap as roadmaps
from tests.factories.dissemination import given, resource, withdrawn
from tests.factories.events import EventFactory
from tests.factories.journal import MeetingFactory
from tests.factories.library import MaterialFactory
from tests.factories.pairs import PairFactory, option
from tests.factories.partners import CooperationFactory
from tests.factories.people import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, NeedFactory, UserFactory
from tests.factories.petitions import petition
from tests.factories.regulation import regulation

PARAMS = {
    "username": "nobody", "uidb64": "x", "token": "x", "rule": "appoint_within", "subject": 0, "position": 0,
    "code": "D33", "what": "ending", "format": "pdf", "year": 2026, "kind": "approve_act",
    "page": "pairs", "group": "kind", "active": 1, "up": 1, "file": "index.html",
}  # fmt: skip


def build():
    """Users by role and keys by the beginning of an address; `stranger` has nothing to do with any of it."""
    edition = regulation()
    curator = UserFactory(office=Office.CURATOR)
    director = UserFactory(office=Office.DIRECTOR, person__position="заведующий")
    mentor, mentee = MentorEntryFactory().person, MenteeEntryFactory().person
    pair = PairFactory(active=True, mentor=mentor, mentees=[mentee])
    part = pair.participations.get()
    dates = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
    program = Program.objects.create(pair=pair, status="with_mentee", **dates)
    activity = Activity.objects.create(
        program=program, section=option("section", "study"), title="Занятие", due_on=pair.ends_on, responsible=mentor
    )
    terms = {"old_pair_ends_on": pair.ends_on, "old_program_ends_on": pair.ends_on, "started_on": pair.starts_on}
    amendment = Amendment.objects.create(program=program, corrects=True, reason="Болезнь", started_by=curator, **terms)
    assent = Assent.objects.create(amendment=amendment, person=mentee)
    planned = PlanChange.objects.create(amendment=amendment, title="Беседа", due_on=pair.ends_on, responsible=mentor)
    version = versions.keep(program, on=pair.starts_on, how="решение куратора", by=curator)
    report = Report.objects.create(
        participation=part, side="mentor", author=mentor, status="submitted", submitted_on=pair.ends_on, facts="Сделано"
    )
    Acquaintance.objects.create(order=pair.order, person=mentor)
    Assignment.objects.create(order=pair.order, person=mentor, what="Провести", due_on=pair.ends_on)
    scan = Scan.objects.create(
        paper="D27", subject_id=pair.pk, file=ContentFile(b"%PDF-1.7", "scan.pdf"), uploaded_by=curator
    )
    package = Package.objects.create(title="Дело", back_url="/", on=pair.starts_on, created_by=curator)
    table = Table(["ФИО"], [(2, ["Новикова Анна Петровна"])])
    staff_import = StaffImport.objects.create(
        file_name="список.xlsx", content=packed(table), mapping=["full_name"], created_by=curator
    )
    agreement = Agreement.objects.create(pair=pair, content="Учит", form="Очно", **dates)
    notice = Notice.objects.create(
        pair=pair, side="employer", given_on=pair.starts_on, last_day=pair.ends_on, ground="Сокращение"
    )
    roadmap = roadmaps.draft(curator)
    event = EventFactory(for_everyone=False)
    cooperation = CooperationFactory(number="", signed_on=None)
    letter = Letter.objects.create(
        person=mentor,
        address="mentor@sad.example",
        subject="Напоминание",
        state="sent",
        created_at=scan.uploaded_at,
        next_attempt_at=scan.uploaded_at,
    )
    material = MaterialFactory(authors=[mentor], pair=pair, submitted_on=pair.starts_on)
    file = MaterialFile.objects.create(material=material, file=ContentFile(b"%PDF-1.7", "plan.pdf"))
    publication = Publication.objects.create(
        kind="news", title="Открытый урок", text="Урок прошёл.", photo=ContentFile(b"", "photo.jpg"), photo_words="Урок"
    )
    placement = Placement.objects.create(
        title="Открытый урок", channel="stand", placed_on=pair.starts_on, publication=publication
    )
    use = Use.objects.create(material=material, program=program, added_by=curator, added_on=pair.starts_on)
    meeting = MeetingFactory(pair=pair)
    task = Task.objects.create(pair=pair, meeting=meeting, mentee=mentee, text="Конспект", given_on=pair.starts_on)
    asked = HelpRequest.objects.create(pair=pair, mentee=mentee, asked_on=pair.starts_on, text="Как вести журнал")
    stand_in = StandIn.objects.create(
        pair=pair,
        person=MentorEntryFactory().person,
        starts_on=pair.starts_on,
        ends_on=pair.starts_on,
        consented_on=pair.starts_on,
        reason="Отпуск",
    )
    users = {
        Office.DIRECTOR: director,
        Office.CURATOR: curator,
        **{office: UserFactory(office=office) for office in (Office.COUNCIL, Office.CLERK, Office.ADMIN)},
        Relation.MENTOR: UserFactory(person=mentor),
        Relation.MENTEE: UserFactory(person=mentee),
        "stranger": UserFactory(),
    }
    fields = {"title": "Положение", "body": "# {положение}"}
    act = begin_version(fields=fields, on=pair.starts_on, by=curator)
    spread = given(mentee, by=director)
    keys = {
        "regulation/act": act.pk,
        "people": mentee.pk,
        "people/import": staff_import.pk,
        "needs": NeedFactory(person=mentee).pk,
        "consents": ConsentFactory(person=mentee).pk,
        "dissemination": spread.pk,
        "dissemination/stops": withdrawn(spread, "photo", by=director).pk,
        "dissemination/resources": resource().pk,
        "accounts": UserFactory().pk,
        "me/sessions": OpenSession.objects.create(
            session=Session.objects.create(session_key="another", expire_date="2100-01-01T00:00:00Z"),
            user=director,
            device="Windows",
            entered_at=scan.uploaded_at,
            seen_at=scan.uploaded_at,
        ).pk,
        "alerts": Alert.objects.create(person=mentee, text="Напечатан код", at=scan.uploaded_at).pk,
        "offices": OfficeTerm.objects.first().pk,
        "pairs": pair.pk,
        "pairs/mentees": part.pk,
        "pairs/acts": mentee.pk,
        "pairs/agreements": agreement.pk,
        "pairs/notices": notice.pk,
        "orders": pair.order_id,
        "orders/acquaintances": Acquaintance.objects.get().pk,
        "orders/assignments": Assignment.objects.get().pk,
        "programs": program.pk,
        "programs/start": pair.pk,
        "programs/end": pair.pk,
        "programs/activities": activity.pk,
        "programs/amendments": amendment.pk,
        "programs/assents": assent.pk,
        "programs/planned": planned.pk,
        "programs/versions": version.pk,
        "regulation/editions": edition.pk,
        "regulation/legal": LegalAct.objects.earliest("pk").pk,
        "regulation/clauses": edition.clauses.filter(rule="").first().pk,
        "regulation/options": option("kind", "group").pk,
        "papers": pair.pk,
        "papers/scans": scan.pk,
        "papers/packages": package.pk,
        "papers/packages/order": pair.order_id,
        "papers/packages/pair": pair.pk,
        "journal": meeting.pk,
        "journal/pairs": pair.pk,
        "journal/tasks": task.pk,
        "journal/help": asked.pk,
        "petitions": petition("ending", pair, method="paper").pk,
        "petitions/new": pair.pk,
        "reports": report.pk,
        "reports/write": part.pk,
        "reports/record": part.pk,
        "reports/compare": pair.pk,
        "reports/open": part.pk,
        "events": event.pk,
        "partners": cooperation.partner_id,
        "partners/agreements": cooperation.pk,
        "roadmap": roadmap.pk,
        "roadmap/stages": roadmap.stages.first().pk,
        "reminders/letters": letter.pk,
        "publication": publication.pk,
        "publication/log": placement.pk,
        "library": material.pk,
        "library/files": file.pk,
        "library/programs": program.pk,
        "library/uses": use.pk,
        "leaving": mentee.pk,
        "leaving/pairs": pair.pk,
        "replacements": pair.pk,
        "replacements/stand-ins": stand_in.pk,
        "roadmap/activities": roadmap.stages.first().activities.first().pk,
    }
    return users, keys


def address(row, keys):
    """The URL of a row with the world's own records in it."""
    names = [part.split(":")[-1].rstrip(">") for part in row.path.split("<")[1:]]
    names = [name.split(">")[0] for name in names]
    stem = row.path.split("<")[0].strip("/")
    pk = next((keys[prefix] for prefix in sorted(keys, key=len, reverse=True) if stem.startswith(prefix)), None)
    kwargs = {name: pk if name == "pk" else PARAMS[name] for name in names}
    return reverse(row.name, kwargs=kwargs or None)
