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
from mentorship.library.models import Material
from mentorship.orders import services as orders
from mentorship.orders.models import Acquaintance, Order
from mentorship.pairs.declining import services as declining
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Agreement, Pair, Participation, Waiver
from mentorship.pairs.models.agreement import KEEPING_OFFICES
from mentorship.people import services as people
from mentorship.people.models import Person
from mentorship.petitions.models import Petition
from mentorship.programs.models import Amendment, Program
from mentorship.publication.models import Placement, Publication
from mentorship.regulation.models import ActVersion, LegalAct
from mentorship.replacements.models import Replacement
from mentorship.reports.models import Report
from mentorship.roadmap.models import Roadmap
from tests.access.world import build
from tests.factories import replacements
from tests.factories.pairs import PairFactory, option
from tests.factories.partners import CooperationFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, UserFactory
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
    "МАТЕРИАЛВЧЕРНОВИКЕ": {MENTOR, Office.CURATOR},
    "КАРТАВЧЕРНОВИКЕ": READING_OFFICES,
    "ЭТАПВЧЕРНОВИКЕ": READING_OFFICES,
    "ТРУДНОСТЬВИДНА": {MENTOR, MENTEE, *ADVISING_OFFICES},
    "ЗАТРУДНЕНИЕПОСЛЕКОНЦА": {"mentored", *ADVISING_OFFICES},
    "ЗАМЕТКАОНАСТАВНИКЕ": ADVISING_OFFICES,
    "ЗАМЕТКАОНАСТАВЛЯЕМОМ": ADVISING_OFFICES,
    "ЗАВЕРШЕНИЕНЕПОДПИСАНО": READING_OFFICES,
    "ЗАВЕРШЕНИЕОТКЛОНЕНО": READING_OFFICES,
    "ЗАМЕНАНЕПОДПИСАНА": READING_OFFICES,
    "ЗАМЕНАОТКЛОНЕНА": READING_OFFICES,
    "ЗАПИСКАПРЕЖНЕГО": {"left", "taking over", *LEADING_OFFICES},
    "ПРОГРАММАЧЛЕНАСОВЕТА": WRITERS,
    "ИЗМЕНЕНИЕДЛЯЧЛЕНАСОВЕТА": {MENTOR, *READING_OFFICES},
    "ОТКАЗКУРАТОРУ": {"refused", *LEADING_OFFICES},
}
# Who is of a pair and has an office, too: the office, and what is closed to this person as to anybody on that side.
SIDES_IN_OFFICE = {
    "council mentee": (Office.COUNCIL, {"ПРОГРАММАЧЛЕНАСОВЕТА", "ИЗМЕНЕНИЕДЛЯЧЛЕНАСОВЕТА"}),
    "council ended": (Office.COUNCIL, {"ЗАВЕРШЕНИЕНЕПОДПИСАНО", "ЗАВЕРШЕНИЕОТКЛОНЕНО"}),
    "clerk taking over": (Office.CLERK, {"ЗАМЕНАНЕПОДПИСАНА"}),
    "curator mentor": (Office.CURATOR, {"ОТКАЗКУРАТОРУ"}),
    "curator handed on": (Office.CURATOR, {"ЗАПИСКАПРЕЖНЕГО"}),
    "admin once mentor": (Office.ADMIN, set()),
    "clerk once mentor": (Office.CLERK, set()),
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


def banked(users, pair):
    """What the banks say of both, and what a mentee needs: of this pair, and of one that ended before it was written."""
    curator = users[Office.CURATOR]
    told(pair.mentor.mentor_entry, curator, "Изменена запись банка", note="ЗАМЕТКАОНАСТАВНИКЕ")
    told(pair.mentees[0].mentee_entry, curator, "Изменена запись банка", note="ЗАМЕТКАОНАСТАВЛЯЕМОМ")
    need = people.add_need(pair.mentees[0], need={"kind": "difficulty", "text": "ТРУДНОСТЬВИДНА"}, by=curator)
    told(need, curator, "Изменена", text="Разбор: ТРУДНОСТЬВИДНА")
    over = PairFactory(ended=True, starts_on="2026-01-12", ended_on="2026-05-29", ending_on="2026-05-29")
    users["mentored"] = UserFactory(person=over.mentees[0])
    users["admin once mentor"] = UserFactory(person=over.mentor, office=Office.ADMIN)
    clerk = PairFactory(
        ended=True, mentees=over.mentees, starts_on="2026-01-12", ended_on="2026-05-29", ending_on="2026-05-29"
    )
    users["clerk once mentor"] = UserFactory(person=clerk.mentor, office=Office.CLERK)
    people.add_need(over.mentees[0], need={"kind": "difficulty", "text": "ЗАТРУДНЕНИЕПОСЛЕКОНЦА"}, by=curator)


def unordered(users):
    """Ends and another mentor that orders have not said yet, or have not said at all."""
    curator, director = users[Office.CURATOR], users[Office.DIRECTOR]
    drafts = {}
    council = users["council ended"].person
    for word, people_of in (
        ("ЗАВЕРШЕНИЕНЕПОДПИСАНО", {"mentor": council}),
        ("ЗАВЕРШЕНИЕОТКЛОНЕНО", {"mentees": [council]}),
    ):
        pair = PairFactory(active=True, **people_of)
        side = pair.mentees[0] if pair.mentor == council else pair.mentor
        users[f"side: {word}"] = UserFactory(person=side)
        case = option("completion", "initiative")
        ending.request_ending(pair, case=case, on=pair.ends_on, reason=word, plan_left=None, by=curator)
        drafts[word] = ending.draft_closing([pair], by=curator)
    for word, mentor in (("ЗАМЕНАНЕПОДПИСАНА", users["clerk taking over"]), ("ЗАМЕНАОТКЛОНЕНА", UserFactory())):
        pair = PairFactory(active=True)
        MentorEntryFactory(person=mentor.person)
        users[f"mentor: {word}"], users[f"mentee: {word}"] = sides(pair)
        users[f"candidate: {word}"] = mentor
        drafts[word] = replacements.drafted(curator, pair, mentor=mentor.person, reason=word)
    del users["candidate: ЗАМЕНАНЕПОДПИСАНА"]  # the clerk
    for word in ("ЗАВЕРШЕНИЕОТКЛОНЕНО", "ЗАМЕНАОТКЛОНЕНА"):
        told(drafts[word], curator, "Исправлены пункты", items=word)
        orders.discard(drafts[word], reason="Работают дальше", by=director)


def sides(pair):
    return UserFactory(person=pair.mentor), UserFactory(person=pair.mentees[0])


def in_office(users, pair):
    """Mentors and mentees who have an office, too."""
    curator, on = users[Office.CURATOR], pair.starts_on
    for role, (office, _) in SIDES_IN_OFFICE.items():
        users.setdefault(role, UserFactory(office=office))
    council = PairFactory(active=True, mentor=pair.mentor, mentees=[users["council mentee"].person])
    program = Program(pair=council, starts_on=on, ends_on=pair.ends_on, goal="ПРОГРАММАЧЛЕНАСОВЕТА")
    told(program, users[MENTOR], "Начата")
    ends = {"old_pair_ends_on": pair.ends_on, "old_program_ends_on": pair.ends_on}
    change = Amendment(program=program, corrects=True, started_by=users[MENTOR], started_on=on, **ends)
    told(change, users[MENTOR], "Предложено", reason="ИЗМЕНЕНИЕДЛЯЧЛЕНАСОВЕТА")
    proposed = PairFactory(mentor=users["curator mentor"].person)
    users["refused"] = UserFactory(person=proposed.mentees[0])
    who = {"on": on, "today": on, "by": users["refused"], "reason": "ОТКАЗКУРАТОРУ"}
    declining.decline(proposed, users["refused"].person, **who)
    left = PairFactory(ended=True, mentees=[users["curator handed on"].person])
    taken = PairFactory(active=True, mentees=left.mentees, replaces=left, starts_on="2027-06-01", ends_on="2027-06-30")
    note = {"note_done": "ЗАПИСКАПРЕЖНЕГО", "note_left": "Урок", "note_on": on, "note_by": left.mentor}
    told(Replacement(pair=taken, reason="Просьба", begun_on=on, **note), curator, "Начата")
    users["left"], users["taking over"] = UserFactory(person=left.mentor), UserFactory(person=taken.mentor)


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
    banked(users, pair)
    staff, logins = list(Person.objects.all()), list(users.values())
    in_office(users, pair)
    unordered(users)
    material = Material.objects.get()
    handed_in = material.submitted_on
    told(material, mentor, "Изменён черновик", submitted_on=None, summary="МАТЕРИАЛВЧЕРНОВИКЕ")
    told(material, mentor, "Отправлен", submitted_on=handed_in, summary="О первых неделях")
    act = ActVersion.objects.get()
    told(act, curator, "Изменён проект", body="ПОЛОЖЕНИЕВПРОЕКТЕ")
    told(act, curator, "Утверждена", body="# {положение}", status="approved", approved_on=today, starts_on=today)
    cooperation = CooperationFactory()
    cards = [
        *(row.get_absolute_url() for row in (report, *Order.objects.all(), closed, open_one, act)),
        *(row.get_absolute_url() for row in (*Pair.objects.all(), *Program.objects.all())),
        *(reverse("programs:versions", args=[row.pk]) for row in Program.objects.all()),
        *(reverse(name) for name in ("pairs:list", "pairs:agreements", "programs:list", "roadmap:list", "orders:list")),
        *(row.get_absolute_url() for row in Petition.objects.all()),
        *(row.get_absolute_url() for row in (*Amendment.objects.all(), *Agreement.objects.all())),
        *(row.get_absolute_url() for row in (*Meeting.objects.all(), *Roadmap.objects.all())),
        *(person.get_absolute_url() for person in staff),
        *(reverse("pairs:study", args=[person.pk]) for person in staff),
        reverse("people:own"),
        *(reverse("people:account", args=[user.pk]) for user in logins),
        reverse("regulation:act"),
        reverse("regulation:rules"),
        reverse("regulation:layout"),
        reverse("regulation:workdays"),
        LegalAct.objects.earliest("pk").get_absolute_url(),
        cooperation.get_absolute_url(),
        cooperation.partner.get_absolute_url(),
        *(row.get_absolute_url() for row in (*Publication.objects.all(), *Placement.objects.all())),
        reverse("regulation:words"),
        reverse("regulation:text", args=["D05"]),
        reverse("regulation:edition", args=[pair.edition_id]),
        material.get_absolute_url(),
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


def may_find(role, word):
    office, closed = SIDES_IN_OFFICE.get(role, (None, ()))
    return role in WORDS[word] or (office in WORDS[word] and word not in closed)


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
                assert may_find(role, word), f"{role}: {word} на {where}"

    # Whoever may know it does find it somewhere, or the words above prove nothing; what a draft said is overwritten.
    assert {word for word, roles in found.items() if not roles} <= {"ПОЛОЖЕНИЕВПРОЕКТЕ"}
    with_history = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"components/timeline\.html", path.read_text())
    }
    assert with_history <= drawn
