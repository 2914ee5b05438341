"""An act locks the row that it decides on, before it changes it: what was read is still so when it is written.

`pairs/test_locking.py` looks at the order of the locks on people and pairs; here is everything else.
"""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.archive.models import Package
from mentorship.archive.packages import services as packages
from mentorship.events import services as events
from mentorship.library import services as library
from mentorship.orders import services as orders
from mentorship.orders.models import Acquaintance
from mentorship.pairs.stand_ins import services as stand_ins
from mentorship.partners import services as partners
from mentorship.people import services as people
from mentorship.people.models import User
from mentorship.petitions import services as petitions
from mentorship.petitions.kinds import LOGGED
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.programs.versions import services as versions
from mentorship.regulation.act import services as acts_of_place
from mentorship.regulation.calendar import services as production
from mentorship.regulation.legal import services as legal
from mentorship.regulation.models import Institution
from mentorship.replacements import services as replacements
from mentorship.reports import services as reports
from mentorship.roadmap.services import plan, roadmaps
from tests.factories import replacements as given
from tests.factories import roadmap as plans
from tests.factories.events import EventFactory
from tests.factories.library import approved, submitted
from tests.factories.pairs import PairFactory
from tests.factories.partners import CooperationFactory, PartnerFactory
from tests.factories.people import ConsentFactory, MentorEntryFactory, PersonFactory, UserFactory
from tests.factories.petitions import decided, petition
from tests.factories.programs import approved_program
from tests.factories.regulation import LegalActFactory, regulation
from tests.pairs.pauses import making as pauses
from tests.programs.amendments import making as amendments

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not connection.features.has_select_for_update, reason="rows are locked in PostgreSQL"),
]
TODAY = given.TODAY
ACTS = []


def locks(*tables):
    """The act that the function prepares and gives back must lock a row of each table, as often as it is named."""

    def note(prepare):
        ACTS.append(pytest.param(prepare, tables, id=prepare.__name__))
        return prepare

    return note


def worded(by):
    return orders.draft_worded(
        "incentive", values={"заслуги": "за труд"}, people={"благодарность": [PersonFactory()]}, by=by
    )


def head():
    """The one who signs."""
    known = User.objects.filter(person__office_terms__office="director").first()
    return known or UserFactory(office="director")


def signed(by):
    return given.sign(worded(by), head())


@locks("orders_order", "orders_numberregister")
def sign(by):
    order = worded(by)
    signer = head()
    return lambda: given.sign(order, signer)


@locks("orders_order")
def edit_draft(by):
    order, words = worded(by), {"heading": "О наградах", "preamble": "", "items": "", "control": ""}
    return lambda: orders.edit_draft(order, by=by, **words)


@locks("orders_order")
def discard(by):
    order = worded(by)
    return lambda: orders.discard(order, reason="Ошибка", by=by)


@locks("orders_order")
def draft_revocation(by):
    order = signed(by)
    return lambda: orders.draft_revocation(order, reason="Ошибка", by=by)


@locks("orders_order", "orders_order", "orders_order")  # itself, then its target for the rules and for the effect
def sign_a_revocation(by):
    revocation = orders.draft_revocation(signed(by), reason="Ошибка", by=by)
    signer = head()
    return lambda: given.sign(revocation, signer)


@locks("orders_acquaintance")
def acknowledge_an_order(by):
    row = Acquaintance.objects.create(order=signed(by), person=PersonFactory())
    return lambda: orders.acknowledge(row, on=TODAY, today=TODAY, method="online", by=by)


@locks("pairs_standin")
def end_a_stand_in(by):
    days = {"starts_on": given.FROM, "ends_on": given.ENDS, "reason": "Курсы", "consented_on": TODAY}
    someone = MentorEntryFactory().person
    row = stand_ins.begin(given.old_pair(), person=someone, today=TODAY, by=by, confirmed=False, **days)
    return lambda: stand_ins.end(row, on=given.FROM, reason="Вышла раньше", by=by)


@locks("pairs_pause")
def draft_a_return(by):
    row = pauses.paused(PairFactory(active=True), by, head())
    return lambda: pauses.asked_back(row, by, pauses.LAST, pauses.FIRST)


@locks("replacements_replacement")
def write_a_note(by):
    row = given.begun(by)
    return lambda: replacements.write_note(row, done="Уроки", left="Конкурс", on=TODAY, today=TODAY, by=by)


@locks("petitions_petition")
def review_a_petition(by):
    row = petition(by=by)
    return lambda: petitions.review(row, opinion="Согласна", by=by)


@locks("petitions_petition")
def decide_a_petition(by):
    row = petition(by=by)
    return lambda: decided(row, by=by)


@locks("petitions_petition")
def withdraw_a_petition(by):
    row = petition(by=by)
    return lambda: petitions.withdraw(row, reason="Передумала", on=TODAY, by=by)


@locks("petitions_petition")
def execute_a_petition(by):
    row = decided(petition(by=by), by=by)
    return lambda: petitions.execute(row, executed_on=TODAY, execution="Приказ № 1", today=TODAY, by=by)


@locks("petitions_petition")
def log_a_viewing(by):
    row = decided(petition(LOGGED[0], by=by), by=by)
    seen = {"seen_on": TODAY, "materials": "Диплом", "shown_by": "Делопроизводитель"}
    return lambda: petitions.log_viewing(row, fields=seen, today=TODAY, by=by)


@locks("petitions_petition")
def read_an_answer(by):
    row = decided(petition(by=by), granted=False, by=by)
    return lambda: petitions.mark_read(row, on=TODAY, by=by)


def report(by, *, submitted=True):
    part = PairFactory(ended=True, ended_on=TODAY, ending_on=TODAY).participations.get()
    row = reports.begin(part, side="mentor", by=by)
    reports.write(
        row, fields={"facts": "Сделано", "recommendations": "Продолжать", "score": 5, "evaluation": "Да"}, by=by
    )
    return reports.submit(row, on=TODAY, by=by) if submitted else row


@locks("pairs_participation")
def begin_a_report(by):
    part = PairFactory(active=True).participations.get()
    return lambda: reports.begin(part, side="mentor", by=by)


@locks("pairs_participation")
def write_a_report(by):
    row = report(by, submitted=False)
    return lambda: reports.write(row, fields={"facts": "Ещё"}, by=by)


@locks("pairs_participation")
def submit_a_report(by):
    row = report(by, submitted=False)
    return lambda: reports.submit(row, on=TODAY, by=by)


@locks("pairs_participation")
def accept_a_report(by):
    row = report(by)
    return lambda: reports.accept(row, on=TODAY, by=by)


@locks("pairs_participation")
def send_a_report_back(by):
    row = report(by)
    return lambda: reports.send_back(row, reason="Мало", by=by)


@locks("pairs_participation")
def wait_for_no_other_report(by):
    part = report(by).participation
    return lambda: reports.close_waiting(part, on=TODAY, by=by)


@locks("programs_programversion")
def read_a_version(by):
    program = approved_program(by)
    version = versions.keep(program, on=TODAY, how="решение куратора", by=by)
    return lambda: versions.acknowledge(version, mentee=program.pair.mentees[0], on=TODAY, by=by)


@locks("programs_program")
def start_an_amendment(by):
    program = approved_program(by)
    return lambda: drafting.start(program, fields=amendments.longer(), on=amendments.TODAY, by=by)


@locks("programs_amendment")
def agree_to_an_amendment(by):
    program = approved_program(by)
    row = drafting.start(program, fields=amendments.longer(), on=amendments.TODAY, by=by)
    return lambda: assents.agree(row, person=program.pair.mentor, on=amendments.TODAY, by=by)


@locks("programs_amendment")
def refuse_an_amendment(by):
    row = amendments.extended(approved_program(by), by)
    return lambda: decision.refuse(row, reason="Рано", on=amendments.TODAY, by=by)


@locks("programs_amendment")
def grant_an_amendment(by):
    row = amendments.extended(approved_program(by), by)
    return lambda: decision.grant(row, on=amendments.TODAY, by=by)


@locks("events_event")
def cancel_an_event(by):
    event = EventFactory()
    return lambda: events.cancel_event(event, reason="Карантин", on=TODAY, by=by)


@locks("events_event", "people_mentorentry")
def hold_an_event(by):
    event, someone = EventFactory(kind="training"), MentorEntryFactory().person
    return lambda: events.hold_event(event, result="Да", minutes="", attended=[someone], today=TODAY, by=by)


@locks("partners_partner")
def link_a_partner(by):
    partner = PartnerFactory()
    return lambda: partners.link_partner(partner, events=[EventFactory()], mentors=[], by=by)


@locks("partners_agreement")
def sign_a_cooperation(by):
    draft = CooperationFactory(number="", signed_on=None)
    return lambda: partners.sign_agreement(draft, number="5", signed_on=TODAY, today=TODAY, by=by)


@locks("regulation_legalact")
def end_an_act_of_the_legal_base(by):
    act = LegalActFactory()
    return lambda: legal.end_act(act, ends_on=TODAY, end_reason="новый акт", replaced_by=None, by=by)


@locks("people_consent")
def withdraw_a_consent(by):
    consent = ConsentFactory()
    return lambda: people.withdraw_consent(consent, on=TODAY, today=TODAY, by=by)


@locks("people_person")
def edit_a_card(by):
    person = PersonFactory()
    return lambda: people.edit_person(person, card={"phone": "1"}, by=by, today=TODAY)


@locks("people_position")
def end_a_post(by):
    post = PersonFactory().positions.get()
    return lambda: people.end_position(post, ends_on=TODAY, by=by)


@locks("people_person")
def keep_a_mentor(by):
    person, limits = PersonFactory(), regulation().limits()
    return lambda: people.keep_mentor(person, entry={"starts_on": TODAY}, competences=[], limits=limits, by=by)


@locks("people_person")
def keep_a_mentee(by):
    person, limits = PersonFactory(), regulation().limits()
    return lambda: people.keep_mentee(person, entry={}, limits=limits, by=by, today=TODAY)


@locks("regulation_actversion")
def edit_a_version_of_the_act(by):
    fields = {"title": "Положение", "body": "# {положение}"}
    version = acts_of_place.begin_version(fields=fields, on=TODAY, by=by)
    return lambda: acts_of_place.edit_version(version, fields={"title": "Новое"}, on=TODAY, by=by)


@locks("regulation_institution")
def set_the_week(by):
    return lambda: production.set_week(Institution.objects.get(), days=6, by=by)


@locks("regulation_institution")
def set_the_year(by):
    return lambda: production.set_year(Institution.objects.get(), year=2030, act="№ 1", moved=[], by=by)


@locks("roadmap_roadmap")
def change_the_columns_of_a_roadmap(by):
    roadmap = plans.draft(by)
    return lambda: roadmaps.set_columns(roadmap, columns=roadmap.columns, by=by)


@locks("roadmap_roadmap", "roadmap_stage")
def edit_a_stage(by):
    stage = plans.draft(by).stages.first()
    return lambda: plan.edit_stage(stage, fields=plans.fields(title="Этап"), by=by)


@locks("archive_package")
def cancel_a_package(by):
    package = Package.objects.create(title="Дело", back_url="/", on=TODAY, created_by=by)
    return lambda: packages.cancel(package)


@locks("library_material")
def approve_a_material(by):
    material = submitted()
    return lambda: library.approve(material, approved_on=TODAY, reason="Опыт проверен", today=TODAY, by=by)


@locks("library_material", "programs_program")
def take_a_material(by):
    material, program = approved(by), approved_program(by)
    return lambda: library.take(material, program=program, activity=None, on=TODAY, by=by)


@pytest.mark.parametrize(("prepare", "tables"), ACTS)
def test_what_is_changed_was_locked_before(curator, prepare, tables):
    act = prepare(curator)

    with CaptureQueriesContext(connection) as seen:
        act()

    sent = [query["sql"] for query in seen]
    for table, times in Counter(tables).items():
        locked = [number for number, sql in enumerate(sent) if _locks(sql, table)]
        changed = [number for number, sql in enumerate(sent) if sql.startswith(f'UPDATE "{table}"')]
        assert len(locked) >= times, f"{table} is not locked"
        assert not changed or locked[0] < changed[0], f"{table} is changed before it is locked"


def _locks(sql, table):
    """Its own rows are locked, and not those of a query inside it."""
    return sql.partition(" FROM ")[2].startswith(f'"{table}"') and " FOR UPDATE" in sql
