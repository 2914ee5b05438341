"""Every URL × every role really answers as the table of grants says."""

import json
import re
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse

from mentorship.access.grants import GRANTS, STAFF
from mentorship.access.matrix import PUBLIC, rows
from mentorship.access.roles import Joint, Office, Relation
from mentorship.archive.models import Package
from mentorship.core.tables.reading import Table
from mentorship.documents.models import Scan
from mentorship.journal.models import HelpRequest, Task
from mentorship.orders.models import Acquaintance
from mentorship.pairs.models import Agreement, Notice, StandIn
from mentorship.people.models import OfficeTerm, StaffImport
from mentorship.people.models.staff_import import packed
from mentorship.programs.models import Activity, Amendment, Assent, PlanChange, Program
from mentorship.programs.versions import services as versions
from mentorship.regulation.act.services import begin_version
from mentorship.reminders.models import Letter
from mentorship.reports.models import Report
from tests.factories import roadmap as roadmaps
from tests.factories.events import EventFactory
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory, option
from tests.factories.people import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, NeedFactory, UserFactory
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db
PARAMS = {
    "username": "nobody", "uidb64": "x", "token": "x", "rule": "appoint_within", "subject": 0, "position": 0,
    "code": "D33", "what": "ending", "format": "pdf", "year": 2026, "kind": "approve_act",
    "page": "pairs", "group": "kind", "active": 1, "up": 1,
}  # fmt: skip


@pytest.fixture
def world(edition, curator, director):
    """One active pair with everything that hangs on it; `stranger` has nothing to do with it."""
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
    letter = Letter.objects.create(
        person=mentor,
        address="mentor@sad.example",
        subject="Напоминание",
        state="sent",
        created_at=scan.uploaded_at,
        next_attempt_at=scan.uploaded_at,
    )
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
    keys = {
        "regulation/act": act.pk,
        "people": mentee.pk,
        "people/import": staff_import.pk,
        "needs": NeedFactory(person=mentee).pk,
        "consents": ConsentFactory(person=mentee).pk,
        "accounts": users["stranger"].pk,
        "offices": OfficeTerm.objects.first().pk,
        "pairs": pair.pk,
        "pairs/mentees": part.pk,
        "pairs/agreements": agreement.pk,
        "pairs/notices": notice.pk,
        "orders": pair.order_id,
        "orders/acquaintances": Acquaintance.objects.get().pk,
        "programs": program.pk,
        "programs/start": pair.pk,
        "programs/end": pair.pk,
        "programs/activities": activity.pk,
        "programs/amendments": amendment.pk,
        "programs/assents": assent.pk,
        "programs/planned": planned.pk,
        "programs/versions": version.pk,
        "regulation/editions": edition.pk,
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
        "reports/compare": pair.pk,
        "reports/open": part.pk,
        "events": event.pk,
        "roadmap": roadmap.pk,
        "roadmap/stages": roadmap.stages.first().pk,
        "reminders/letters": letter.pk,
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


def allowed_offices(row):
    return {office for office in Office if row.answer(office) == "allow"}


def staff(row):
    return row.permission == PUBLIC or STAFF in GRANTS[row.permission]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_who_may_not_is_refused_and_who_may_is_not(client, world, row):
    """GET only: whoever is denied gets 403 or 404, whoever is allowed never does (405: a button)."""
    users, keys = world
    url = address(row, keys)
    if row.permission == PUBLIC:
        return
    assert client.get(url).status_code == 302  # nobody gets in without signing in
    for role, user in users.items():
        client.force_login(user)
        status = client.get(url).status_code
        answer = (
            row.answer(role)
            if role != "stranger"
            else ("allow" if row.answer(Office.ADMIN) == "allow" and staff(row) else "deny")
        )
        if answer == "deny":
            # A person may hold the page open by a relation to the record: never a stranger.
            assert status in (403, 404, 405) or has_relation(row, role), (role, status)
        elif answer == "allow":
            assert status in (200, 302, 404, 405), (role, status)


def has_relation(row, role):
    return isinstance(role, Relation) and bool(GRANTS[row.permission] & set(Relation))


@pytest.mark.parametrize(
    "row", [row for row in rows() if row.answer(Joint.KEEPER) == "allow" and not staff(row)], ids=lambda row: row.name
)
def test_an_administrator_keeps_the_banks_where_the_edition_says_so(client, world, edition, row):
    """ADM-01, CUR-07, CUR-08: by the same pages as the curator, and only by them."""
    users, keys = world
    client.force_login(users[Office.ADMIN])
    assert client.get(address(row, keys)).status_code in (403, 405)
    assert client.post(address(row, keys)).status_code in (403, 405)

    edition.admin_keeps_banks = True
    edition.save()

    assert client.get(address(row, keys)).status_code in (200, 302, 404, 405)
    client.force_login(users["stranger"])
    assert client.get(address(row, keys)).status_code in (403, 404, 405)


@pytest.mark.parametrize(
    "name",
    [
        row.name
        for row in rows()
        if row.permission != PUBLIC and "<int:pk>" in row.path and row.name != "people:set_active"
    ],
)
def test_a_stranger_reaches_no_record_by_its_address(client, world, name):
    users, keys = world
    row = next(row for row in rows() if row.name == name)
    client.force_login(users["stranger"])

    for send in (client.get, client.post):
        assert send(address(row, keys)).status_code in (403, 404, 405)


@pytest.mark.parametrize("row", [row for row in rows() if row.permission != PUBLIC], ids=lambda row: row.name)
def test_a_post_is_refused_to_whoever_is_denied(client, world, row):
    users, keys = world
    for office in set(Office) - allowed_offices(row):
        client.force_login(users[office])
        assert client.post(address(row, keys), {"reason": "x"}).status_code in (403, 404, 405), office


def test_no_url_is_without_a_row():
    assert [row.name for row in rows() if row.permission is None] == []


def test_the_command_prints_the_whole_table():
    output = StringIO()
    call_command("access_matrix", "--json", stdout=output)

    table = {line["name"]: line for line in json.loads(output.getvalue())}
    assert len(table) == len(rows())
    assert (table["orders:sign"]["director"], table["orders:sign"]["curator"]) == ("allow", "deny")
    assert table["programs:edit"]["mentor"] == "own"
    assert (table["people:mentors"]["keeper"], table["people:mentors"]["admin"]) == ("allow", "deny")


def test_a_view_that_names_no_permission_is_closed(rf, curator):
    from django.core.exceptions import PermissionDenied

    from mentorship.access.middleware import DefaultDenyMiddleware

    request = rf.get("/")
    request.user = curator
    with pytest.raises(PermissionDenied):
        DefaultDenyMiddleware(lambda request: None).process_view(request, lambda request: None, (), {})


def field_names(page):
    """The fields of the forms on a page."""
    if page.status_code != 200 or "html" not in page["Content-Type"]:
        return set()
    return set(re.findall(r'name="([^"]+)"', page.content.decode())) - {"csrfmiddlewaretoken"}


GARBAGE = [
    "",
    "\0",
    "я" * 10_000,
    "<script>alert(1)</script>",
    "31.02.2026",
    "-1",
    "9" * 30,
    "\u202eовт",
    "None",
    "' OR 1=1 --",
]


@pytest.mark.parametrize("row", [row for row in rows() if row.permission != PUBLIC], ids=lambda row: row.name)
def test_garbage_in_every_field_is_answered_in_words(client, world, row):
    """Whatever is typed or sent by hand into any form of any page, nobody ever sees a broken page."""
    users, keys = world
    for role in (Office.CURATOR, Office.DIRECTOR, Office.ADMIN, Relation.MENTOR, Relation.MENTEE):
        client.force_login(users[role])
        url = address(row, keys)
        names = sorted(field_names(client.get(url))) or ["reason"]
        for shift in (0, 3, 7):
            data = {name: GARBAGE[(number + shift) % len(GARBAGE)] for number, name in enumerate(names)}
            assert client.post(url, data).status_code < 500, (role, data)
