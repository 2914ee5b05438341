"""What cards and their histories tell: nobody finds a draft, a return, a remark or a petition of others there.

Every card with a history is opened as every role, and the lists that lead to it. A word that was written for some eyes is looked for on all of them.
"""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from mentorship.access.roles import ADVISING_OFFICES, LEADING_OFFICES, READING_OFFICES, Office, Relation
from mentorship.core.history import record
from mentorship.events.models import Event
from mentorship.journal.models import Meeting
from mentorship.orders.models import Acquaintance, Order
from mentorship.pairs.declining import services as declining
from mentorship.pairs.models import Agreement, Pair, Participation, Waiver
from mentorship.pairs.models.agreement import KEEPING_OFFICES
from mentorship.people.models import Person
from mentorship.petitions.models import Petition
from mentorship.programs.models import Amendment, Program
from mentorship.regulation.models import ActVersion
from mentorship.reports.models import Report
from mentorship.roadmap.models import Roadmap
from tests.access.world import build
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, UserFactory
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db
MENTOR, MENTEE, OTHER, STRANGER = Relation.MENTOR, Relation.MENTEE, "other mentee", "stranger"
OFFICES = set(Office)
TEMPLATES = Path(settings.BASE_DIR) / "templates"
# By the word that was written: who may read it. Whoever leads the programme writes its drafts too.
WRITERS = {MENTOR, *ADVISING_OFFICES}
WORDS = {
    "ПРИКАЗВПРОЕКТЕ": READING_OFFICES,
    "ПРОГРАММАВЧЕРНОВИКЕ": WRITERS,
    "ПРОГРАММАВОЗВРАЩЕНА": WRITERS,
    "ЗАМЕЧАНИЕДРУГОГО": {OTHER, *WRITERS},
    "ОТЧЁТВЧЕРНОВИКЕ": {MENTOR},
    "ОТЧЁТВОЗВРАЩЁН": {MENTOR, *LEADING_OFFICES},
    "ПРЕДСТАВЛЕНИЕНАПИСАНО": {MENTOR, Office.DIRECTOR},
    "МНЕНИЕКУРАТОРА": LEADING_OFFICES,
    "ПРИЧИНАОТКАЗА": {"declined", *LEADING_OFFICES},
    "ОБЪЯСНЕНИЕОДРУГОМ": {MENTOR, OTHER, *READING_OFFICES},
    "ПОЛОЖЕНИЕВПРОЕКТЕ": LEADING_OFFICES,
    "ПУНКТВЧЕРНОВИКЕ": WRITERS,
    "ПУНКТВВОЗВРАЩЁННОЙ": WRITERS,
    "ПРОГРАММАПЕРЕПИСЫВАЕТСЯ": WRITERS,
    "ИЗМЕНЕНИЕВЧЕРНОВИКЕ": {MENTOR, *READING_OFFICES},
    "ИЗМЕНЕНИЕНЕОТПРАВЛЕНО": {MENTOR, *READING_OFFICES},
    "ИЗМЕНЕНИЕУЧАСТНИКА": {"third", *READING_OFFICES},
    "СОГЛАШЕНИЕВПРОЕКТЕ": KEEPING_OFFICES,
    "СОГЛАШЕНИЕНЕПОДПИСАНО": KEEPING_OFFICES,
    "КАРТАВЧЕРНОВИКЕ": READING_OFFICES,
    "ЭТАПВЧЕРНОВИКЕ": READING_OFFICES,
}


def told(row, by, why, **fields):
    """The record with these fields; its history keeps them."""
    for name, value in fields.items():
        setattr(row, name, value)
    record(row, why, by)
    return row


def unsent(users, pair):
    """What was prepared and then sent or signed, and in other pairs of the mentor what is prepared yet."""
    curator, mentor = users[Office.CURATOR], users[MENTOR]
    term = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
    told(Amendment.objects.get(), mentor, "Изменены условия", started_by=mentor, reason="ИЗМЕНЕНИЕВЧЕРНОВИКЕ")
    told(Amendment.objects.get(), mentor, "Отправлено", status="asked", reason="Болезнь")
    agreement = told(Agreement.objects.get(), curator, "Изменён проект", pay_terms="СОГЛАШЕНИЕВПРОЕКТЕ")
    told(agreement, curator, "Подписано", status="signed", number="1", signed_on=pair.starts_on, pay_terms="Ежемесячно")
    approved = {"status": "approved", "approved_on": pair.starts_on, "approved_by": curator}
    returned = {"status": "returned", "return_reason": "Мало практики", "goal": "ПРОГРАММАПЕРЕПИСЫВАЕТСЯ"}
    for role, by, reason, fields in (
        ("second", MENTOR, "ИЗМЕНЕНИЕНЕОТПРАВЛЕНО", approved),
        ("third", "third", "ИЗМЕНЕНИЕУЧАСТНИКА", returned),
    ):
        other = PairFactory(active=True, mentor=pair.mentor)
        users[role] = UserFactory(person=other.mentees[0])
        program = Program.objects.create(pair=other, **fields, **term)
        ends = {"old_pair_ends_on": other.ends_on, "old_program_ends_on": other.ends_on}
        change = Amendment(program=program, corrects=True, started_by=users[by], started_on=other.starts_on, **ends)
        told(change, users[by], "Предложено", reason=reason)
        Agreement.objects.create(pair=other, content="СОГЛАШЕНИЕНЕПОДПИСАНО", form="Очно", **term)
    roadmap = Roadmap.objects.get()
    stage = roadmap.stages.first()
    title, name = roadmap.title, stage.title
    told(roadmap, curator, "Изменены название, период или оформление", title="КАРТАВЧЕРНОВИКЕ")
    told(stage, curator, "Изменён этап", title="ЭТАПВЧЕРНОВИКЕ")
    told(stage, curator, "Изменён этап", title=name)
    told(roadmap, curator, "Утверждена", title=title, status="approved", order=pair.order)


@pytest.fixture
def world():
    """Users by role and the cards that have a history."""
    users, _ = build()
    curator, mentor = users[Office.CURATOR], users[MENTOR]
    program = Program.objects.get()
    pair, report = program.pair, Report.objects.get()
    users[OTHER] = UserFactory(person=MenteeEntryFactory().person)
    Participation.objects.create(pair=pair, mentor=pair.mentor, mentee=users[OTHER].person)
    told(program, mentor, "Изменена", status="draft", goal="ПРОГРАММАВЧЕРНОВИКЕ")
    item = program.activities.get()
    told(item, mentor, "Изменено мероприятие", title="ПУНКТВЧЕРНОВИКЕ")
    told(item, mentor, "Изменено мероприятие", title="Занятие")
    told(program, mentor, "Показана", status="with_mentee", goal="Освоиться")
    told(program, curator, "Возвращена", status="returned", return_reason="ПРОГРАММАВОЗВРАЩЕНА")
    told(item, mentor, "Изменено мероприятие", title="ПУНКТВВОЗВРАЩЁННОЙ")
    told(item, mentor, "Изменено мероприятие", title="Занятие в группе")
    told(program, mentor, "Показана снова", status="with_mentee", goal="Освоиться в группе")
    program.remarks.create(author=users[OTHER].person, text="ЗАМЕЧАНИЕДРУГОГО")
    told(report, mentor, "Изменён", status="draft", facts="ОТЧЁТВЧЕРНОВИКЕ")
    told(report, mentor, "Сдан", status="submitted", facts="Сделано")
    told(report, curator, "Возвращён", status="returned", return_reason="ОТЧЁТВОЗВРАЩЁН")
    told(report, mentor, "Сдан снова", status="submitted", return_reason="", opened_on=pair.ends_on)
    order = Order(kind="event", heading="О проведении семинара", created_by=curator)
    told(order, curator, "Подготовлен проект", preamble="ПРИКАЗВПРОЕКТЕ")
    told(order, curator, "Изменён текст", preamble="По решению")
    signed = {"status": "signed", "number": "200", "year": 2026, "signed_on": dt.date(2026, 9, 15)}
    signer = users[Office.DIRECTOR].person
    told(order, users[Office.DIRECTOR], "Подписан", signed_by=signer, snapshot=pair.order.snapshot, **signed)
    for reader in (pair.mentor, pair.mentees[0]):
        Acquaintance.objects.create(order=order, person=reader)
    closed = petition("representation", pair, by=mentor, reason="ПРЕДСТАВЛЕНИЕНАПИСАНО", about=pair.mentees[0])
    open_one = petition("ending", PairFactory(active=True, mentor=pair.mentor), by=mentor)
    told(open_one, curator, "Записано мнение", opinion="МНЕНИЕКУРАТОРА")
    told(open_one, curator, "Мнение изменено", opinion="Согласна")
    proposed = PairFactory()
    users["declined"] = UserFactory(person=proposed.mentees[0])
    users["proposed"] = UserFactory(person=proposed.mentor)
    today = dt.date(2026, 9, 16)
    who = {"on": today, "today": today, "by": users["declined"], "reason": "ПРИЧИНАОТКАЗА"}
    declining.decline(proposed, users["declined"].person, **who)
    record(
        Waiver(
            pair=pair, rule="appoint_within", subject=users[OTHER].person_id, reason="ОБЪЯСНЕНИЕОДРУГОМ", given_on=today
        ),
        "Записано объяснение: ОБЪЯСНЕНИЕОДРУГОМ",
        curator,
    )
    unsent(users, pair)
    act = ActVersion.objects.get()
    told(act, curator, "Изменён проект", body="ПОЛОЖЕНИЕВПРОЕКТЕ")
    told(act, curator, "Утверждена", body="# {положение}", status="approved", approved_on=today, starts_on=today)
    cards = [
        *(row.get_absolute_url() for row in (report, order, proposed, closed, open_one, act)),
        *(row.get_absolute_url() for row in (*Pair.objects.all(), *Program.objects.all())),
        *(reverse("programs:versions", args=[row.pk]) for row in Program.objects.all()),
        *(reverse(name) for name in ("pairs:list", "pairs:agreements", "programs:list", "roadmap:list", "orders:list")),
        *(row.get_absolute_url() for row in Petition.objects.all()),
        *(row.get_absolute_url() for row in (*Amendment.objects.all(), *Agreement.objects.all())),
        *(row.get_absolute_url() for row in (*Meeting.objects.all(), *Roadmap.objects.all())),
        *(row.get_absolute_url() for row in Person.objects.all()),
        *(reverse("pairs:study", args=[person.pk]) for person in Person.objects.all()),
        reverse("people:own"),
        *(reverse("people:account", args=[user.pk]) for user in users.values()),
        reverse("regulation:act"),
        reverse("regulation:rules"),
        reverse("regulation:layout"),
        reverse("regulation:workdays"),
        reverse("regulation:words"),
        reverse("regulation:text", args=["D05"]),
        reverse("regulation:edition", args=[pair.edition_id]),
        *(reverse("events:card", args=[row.pk]) for row in Event.objects.all()),
    ]
    return users, list(dict.fromkeys(cards))


def walked(user, cards):
    """The pages that the user may open, and the templates of those with a history."""
    client, pages, drawn = Client(), {}, set()
    client.force_login(user)
    for address in cards:
        answer = client.get(address)
        assert answer.status_code in (200, 302, 403, 404), address
        if answer.status_code == 200:
            pages[address] = answer.content.decode()
            names = {template.name for template in answer.templates}
            drawn |= names if "components/timeline.html" in names else set()
    return pages, drawn


def test_no_role_finds_in_a_history_what_was_written_for_others(world):
    users, cards = world
    found, drawn = {}, set()
    for role, user in users.items():
        pages, templates = walked(user, cards)
        drawn |= templates
        for word in WORDS:
            found.setdefault(word, set())
            if where := [address for address, page in pages.items() if word in page]:
                found[word].add(role)
                assert role in WORDS[word], f"{role}: {word} на {where}"

    # Whoever may know it does find it somewhere, or the words above prove nothing; what a draft said is overwritten.
    assert {word for word, roles in found.items() if not roles} <= {"ПОЛОЖЕНИЕВПРОЕКТЕ"}
    with_history = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"components/timeline\.html", path.read_text())
    }
    assert with_history <= drawn
