"""What has to happen for each duty to arise; every function is given the curator."""

import datetime as dt

from mentorship.journal.models import HelpRequest, Task
from mentorship.orders.models import Acquaintance, Assignment
from mentorship.pairs.models import Decline
from mentorship.people.models import Absence, Consent, User
from mentorship.petitions.models import Petition
from mentorship.programs.amendments.services import decision, drafting
from mentorship.programs.models import Program
from mentorship.publication.publications import services as publication_services
from mentorship.publication.section import services as section_services
from mentorship.regulation.act import services as act_services
from mentorship.regulation.models import Edition
from mentorship.replacements.models import Replacement
from mentorship.reports.models import Report
from tests.factories import dissemination
from tests.factories import petitions as asked
from tests.factories import programs as made
from tests.factories import publication as publications
from tests.factories import replacements as given
from tests.factories import roadmap as roadmaps
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory, option
from tests.factories.partners import CooperationFactory
from tests.factories.people import MentorEntryFactory, PersonFactory, PositionFactory, UserFactory
from tests.pairs.agreements import given as agreements
from tests.programs.amendments import making as amendments


def active(**fields):
    return PairFactory(active=True, **fields)


def under(make, **rules):
    """The same under an edition with these rules."""

    def changed(curator):
        Edition.objects.update(**rules)
        make(curator)

    return changed


# Pairs and people


def asked_to_end(curator):
    return active(ending_on=dt.date(2027, 3, 1), ending_case=option("completion", "initiative"))


def spread(curator):
    return dissemination.given(PersonFactory(), by=curator)


def conditional(curator):
    return dissemination.given(PersonFactory(), own={"photo": "без подписи"}, by=curator)


def spread_withdrawn(curator):
    return dissemination.withdrawn(spread(curator), "photo", by=curator)


def lapsing(side):
    def make(curator):
        pair = active()
        consent = pair.mentor_consent if side == "mentor" else pair.participations.get().consent
        consent.expires_on = dt.date(2027, 2, 1)
        consent.save()

    return make


def without_login(curator):
    """Of the two only the mentee stays without a login: an order is to be read on paper."""
    pair = active()
    Acquaintance.objects.create(order=pair.order, person=pair.mentees[0])


def without_data_consent(curator):
    Consent.objects.filter(person=active().mentor, kind="data").update(withdrawn_on=dt.date(2026, 12, 1))


def unasked_mentee(curator):
    PairFactory().participations.update(consent=None)


def declined(curator):
    pair = PairFactory()
    Decline.objects.create(pair=pair, person=pair.mentor, declined_on=pair.starts_on)


def untrained(curator):
    PairFactory(mentor=MentorEntryFactory(trained_on=None).person)


def to_read(curator):
    pair = active()
    Acquaintance.objects.create(order=pair.order, person=pair.mentor)


def assigned(curator):
    pair = active()
    due = dt.date(2026, 10, 10)
    Acquaintance.objects.create(order=pair.order, person=pair.mentor, acknowledged_on=due, method="paper")
    Assignment.objects.create(order=pair.order, person=pair.mentor, what="Разместить Положение", due_on=due)


def cooperation(curator):
    """Its mentors are linked still, so the end does not answer it."""
    CooperationFactory().partner.mentors.add(MentorEntryFactory(engagement="outside", outside_basis="договор").person)


# Leaving and replacement


def _person(pair, side):
    return pair.mentor if side == "mentor" else pair.participations.get().mentee


def leaving(side):
    def make(curator):
        person = _person(active(), side)
        person.left_on, person.left_reason = dt.date(2027, 1, 20), "по собственному желанию"
        person.save()

    return make


def moved(side):
    def make(curator):
        person = _person(active(), side)
        person.positions.update(is_main=False)
        PositionFactory(person=person, title="старший воспитатель", starts_on=dt.date(2027, 1, 11))

    return make


def away(curator):
    Absence.objects.create(person=active().mentor, kind="childcare", starts_on=dt.date(2027, 1, 11))


def not_back(curator):
    days = {"starts_on": dt.date(2027, 1, 11), "expected_return_on": dt.date(2027, 2, 11)}
    Absence.objects.create(person=MentorEntryFactory().person, kind="sick", **days)


def headless(curator):
    days = {"starts_on": dt.date(2027, 2, 11), "expected_return_on": dt.date(2027, 2, 20)}
    Absence.objects.create(person=User.objects.get(username="director").person, kind="sick", **days)


def replacing(curator):
    given.begun(curator)


def replaced(curator):
    given.sign(given.drafted(curator), User.objects.get(username="director"))


def replaced_for_good(curator):
    replaced(curator)
    mentor = Replacement.objects.get().old.mentor
    mentor.left_on, mentor.left_reason = dt.date(2026, 12, 6), "переезд"
    mentor.save()


# Agreements of the Labour Code


def agreement(curator):
    agreements.draft(active(), curator)


def signed_agreement(curator):
    agreements.signed(active(), curator)


def outlived_agreement(curator):
    pair = active()
    agreements.signed(pair, curator)
    pair.ends_on = dt.date(2027, 8, 31)
    pair.save()


def notice(curator):
    agreements.warned(active(), curator, last_day=dt.date(2026, 11, 30))


# Programmes and reports


def planned(curator):
    return made.activity(made.approved(active(), curator), dt.date(2026, 12, 1))


def planned_for_mentee(curator, **fields):
    program = made.approved(active(), curator)
    return made.activity(program, dt.date(2026, 12, 1), responsible=program.pair.mentees[0], **fields)


def reported_by_mentee(curator):
    return planned_for_mentee(curator, reported_on=dt.date(2026, 8, 30), result="Провела")


def with_program(status):
    def make(curator):
        pair = active()
        Program.objects.create(pair=pair, status=status, starts_on=pair.starts_on, ends_on=pair.ends_on)

    return make


def unpublished(curator):
    made.approved(PairFactory(ended=True), curator)


def extension_asked(curator):
    drafting.start(made.approved_program(curator), fields=amendments.longer(), on=amendments.TODAY, by=curator)


def extension_agreed(curator):
    amendments.extended(made.approved_program(curator), curator)


def corrected(curator):
    amendment = amendments.corrected(made.approved_program(curator), curator)
    decision.grant(amendment, on=amendments.TODAY, by=curator)


def submitted_report(curator):
    part = PairFactory(ended=True).participations.get()
    Report.objects.create(
        participation=part, side="mentor", author=part.mentor, status="submitted", submitted_on=dt.date(2027, 6, 1)
    )


# The journal


def planned_meeting(curator):
    MeetingFactory(planned=True, held_on=dt.date(2026, 11, 10))


def unmarked_meeting(curator):
    MeetingFactory(mentor_marked_on=None)


def task(**fields):
    def make(curator):
        pair = active()
        given_on = dt.date(2026, 10, 20)
        Task.objects.create(pair=pair, mentee=pair.mentees[0], text="Составить план", given_on=given_on, **fields)

    return make


def help_asked(urgency):
    def make(curator):
        pair, on = active(), dt.date(2026, 10, 20)
        words = {"text": "Дети не слушают", "urgency": urgency}
        HelpRequest.objects.create(pair=pair, mentee=pair.mentees[0], asked_on=on, **words)

    return make


# Petitions


def petition(kind):
    return lambda curator: asked.petition(kind, by=curator)


def granted(kind):
    """The author has a login, so that the answer can be read."""

    def make(curator):
        row = asked.petition(kind, by=curator)
        UserFactory(person=row.author)
        asked.decided(Petition.objects.get(pk=row.pk), by=curator)

    return make


# The institution


def act(curator):
    fields, on = {"title": "Положение", "body": "# {положение}\nТекст."}, dt.date(2026, 9, 1)
    version = act_services.begin_version(fields=fields, on=on, by=curator)
    approval = {
        "basis": "приказ",
        "approval_number": "15",
        "approved_on": on,
        "starts_on": on,
        "publish_by": dt.date(2026, 9, 30),
        "publisher": "",
    }
    act_services.approve_version(version, approval=approval, confirmed=True, today=on, by=curator)


def roadmap(curator):
    roadmaps.approved(curator, User.objects.get(username="director"))


def submitted_publication(curator):
    publication = publications.prepared()
    publication_services.submit(publication, on=dt.date(2026, 9, 14), by=curator)


def unplaced_publication(curator):
    section_services.set_up(
        fields={"place": "site", "address": "https://sad.example.org/n", "resource": dissemination.resource()},
        by=curator,
    )
    publications.published(on=dt.date(2026, 9, 14))
