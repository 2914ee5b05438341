"""Who may do what: one table that the director can read. Nothing else decides access.

A permission is granted to offices (held by a person) and to relations (what the user is to the
subject). Whether the user may know of the subject at all (404) is `visible_to` of its QuerySet.
"""

from collections.abc import Set
from typing import Any

from django.core.exceptions import PermissionDenied

from mentorship.access.roles import LEADING_OFFICES, READING_OFFICES, Anyone, Joint, Office, Relation, Role

DIRECTOR, CURATOR, COUNCIL, CLERK, ADMIN = Office
MENTOR, MENTEE, SELF, STAND_IN = Relation
STAFF, KEEPER = Anyone.STAFF, Joint.KEEPER

LEADERS, READERS = LEADING_OFFICES, READING_OFFICES

GRANTS: dict[str, Set[Role]] = {
    # one's own first page, profile, password
    "own.use": {STAFF},
    # the second step of one's own sign-in
    "own.factor": {STAFF},
    # the Положение
    "regulation.view": {STAFF},
    "regulation.edit": LEADERS,
    "regulation.rules": LEADERS | {ADMIN},
    "institution.setup": LEADERS | {ADMIN},
    "regulation.approve": LEADERS,
    "regulation.publish": LEADERS | {CLERK, ADMIN},
    # the legal base: laws and orders that preambles cite
    "legal.view": {STAFF},
    "legal.edit": LEADERS | {CLERK, ADMIN},
    # people and banks
    "person.list": READERS | {ADMIN},
    "person.view": READERS | {ADMIN, MENTOR, MENTEE, SELF},
    "person.details": READERS | {ADMIN, SELF},
    "person.edit": {CURATOR, CLERK, ADMIN},
    "person.import": {CURATOR, CLERK, ADMIN},
    "person.history": {DIRECTOR, CURATOR, CLERK},
    "bank.view": {DIRECTOR, CURATOR, COUNCIL, KEEPER},
    "bank.edit": {CURATOR, KEEPER},
    "need.view": LEADERS | {COUNCIL, MENTOR, SELF},
    "need.edit": {CURATOR, SELF},
    "consent.view": READERS | {SELF},
    "consent.record": {CURATOR, CLERK},
    "consent.give": {SELF},
    # whether the pages keep the conditions of a consent to dissemination
    "consent.check": LEADERS,
    # leaving, absences, transfers: what would follow; recording is `person.edit`
    "leaving.view": {DIRECTOR, CURATOR, CLERK, ADMIN},
    "leaving.decide": {CURATOR},
    # accounts and offices
    "account.list": {ADMIN, CURATOR},
    # the login of somebody and its history: by whose code it was entered
    "account.view": {ADMIN, CURATOR, DIRECTOR, SELF},
    "account.invite": {ADMIN, CURATOR},
    # the second person for a code of somebody who has a password
    "account.confirm": {DIRECTOR, ADMIN},
    "account.block": {ADMIN},
    # whose second step is obligatory, and taking it off for who has lost it
    "account.factor": {ADMIN},
    "office.grant": {DIRECTOR, ADMIN},
    # pairs
    "pair.list": READERS | {STAFF},
    "pair.view": READERS | {MENTOR, MENTEE, STAND_IN},
    "pair.propose": {CURATOR},
    "pair.edit": {CURATOR},
    "pair.gate": LEADERS,
    "pair.consent": {MENTOR, MENTEE},
    "pair.decline": {MENTOR, MENTEE},
    "pair.choose": {MENTOR, MENTEE},
    # why somebody has said no
    "decline.read": {DIRECTOR, CURATOR, SELF},
    "pair.end": {CURATOR},
    # replacement of the mentor and the dated stand-in
    "pair.replace": {CURATOR},
    "pair.stand_in": {CURATOR},
    # days on which the pair stands still
    "pair.pause": {CURATOR},
    "replacement.note": {CURATOR, MENTOR},
    "replacement.read": READERS | {MENTOR},
    "replacement.read_note": LEADERS | {MENTOR},
    # acquaintance with the Положение and other acts
    "study.list": READERS,
    "study.view": READERS | {SELF},
    "study.acknowledge": {SELF},
    "study.record": {CURATOR, CLERK},
    # agreements and notices of the Labour Code: to look at them is `paper.mentor`
    "agreement.list": {DIRECTOR, CURATOR, CLERK, STAFF},
    "agreement.keep": {CURATOR, CLERK},
    "notice.give": {CURATOR, CLERK},
    "notice.refuse": {CURATOR, CLERK, MENTOR},
    # orders
    "order.list": READERS,
    "order.view": READERS | {SELF},
    "order.draft": {CURATOR, CLERK},
    "order.draft_pairs": {CURATOR},
    "order.sign": {DIRECTOR},
    # an order that the head has signed with a pen: its number, day and signature are written down
    "order.register": {CURATOR, CLERK},
    "order.discard": {DIRECTOR, CURATOR},
    "order.revoke": {CURATOR, CLERK},
    "order.acknowledge": {SELF},
    "order.acquaint": {CURATOR, CLERK},
    "order.fulfil": {CURATOR, SELF},
    # papers: blank forms, registers and plans of the institution, packages, scans
    "paper.print": {STAFF},
    "paper.register": READERS | {KEEPER},
    # what is between the mentor and the employer: agreement, application, notice
    "paper.mentor": {DIRECTOR, CURATOR, CLERK, MENTOR},
    "paper.package": LEADERS | {CLERK},
    "paper.dossier": LEADERS,
    "paper.scan": {CURATOR, CLERK},
    "paper.scan_view": {DIRECTOR, CURATOR, CLERK},
    "paper.layout": {DIRECTOR, CURATOR, CLERK},
    "order.mark": {DIRECTOR, CLERK},
    # everything the institution owns, to take away
    "data.export": LEADERS,
    # how backups stand: their days and sizes, never what is in them
    "data.copies": {DIRECTOR, ADMIN},
    # reminders: how letters fare (never what they say), slips for those who get none
    "reminder.outbox": {CURATOR, ADMIN},
    "reminder.print": {CURATOR, CLERK},
    # programmes
    "program.list": {DIRECTOR, CURATOR, COUNCIL, STAFF},
    "program.view": {DIRECTOR, CURATOR, COUNCIL, MENTOR, MENTEE, STAND_IN},
    # what its mentor writes, or the curator for them from paper
    "program.edit": {MENTOR, CURATOR},
    "program.remark": {MENTEE, COUNCIL},
    "program.acknowledge": {MENTEE},
    "program.record": {CURATOR},
    "program.approve": {CURATOR},
    "program.perform": {MENTOR, CURATOR, STAND_IN},
    # who is responsible for an item of the plan says that it is done; the mentor confirms
    "program.do": {SELF},
    # the journal of meetings: the mentor keeps it, the curator on behalf; each side marks its own
    "journal.list": {DIRECTOR, CURATOR, COUNCIL, STAFF},
    "journal.view": {DIRECTOR, CURATOR, COUNCIL, MENTOR, MENTEE, STAND_IN},
    "journal.quick": {MENTOR, STAND_IN},
    "journal.write": {MENTOR, CURATOR, STAND_IN},
    "journal.mark": {MENTOR, MENTEE, STAND_IN},
    # marks on paper, and the journal of an ended pair
    "journal.correct": {CURATOR},
    "journal.check": {MENTOR, CURATOR, STAND_IN},
    "journal.do": {MENTEE, CURATOR},
    "journal.ask": {MENTEE},
    "journal.hours": {DIRECTOR, CURATOR, COUNCIL, STAFF},
    # extension and correction by mutual consent (п. 7.2); the clerk records what was agreed on paper
    "program.amendment": READERS | {MENTOR, MENTEE},
    "program.amend": {CURATOR, MENTOR, MENTEE},
    "program.assent": {MENTOR, MENTEE},
    "program.assent_record": {CURATOR, CLERK},
    "program.amend_decide": {CURATOR},
    # petitions: the first door; who files, sees and decides each kind is in petitions/kinds.py
    "petition.list": {STAFF},
    "petition.view": READERS | {MENTOR, MENTEE, SELF},
    "petition.file": READERS | {MENTOR, MENTEE},
    "petition.review": {DIRECTOR, CURATOR, COUNCIL, MENTOR},
    "petition.decide": {DIRECTOR, CURATOR, COUNCIL, MENTOR},
    "petition.execute": {DIRECTOR, CURATOR, COUNCIL, MENTOR},
    "petition.withdraw": {CURATOR, CLERK, SELF},
    "petition.log": {DIRECTOR, CURATOR, CLERK},
    "program.publish": LEADERS | {CLERK, ADMIN},
    # what everybody owes; one's own is everybody's
    "duty.all": LEADERS,
    # the roadmap: everybody reads it; whoever is responsible for an activity marks it and opens its evidence
    "roadmap.view": {STAFF},
    "roadmap.edit": {CURATOR},
    "roadmap.mark": {CURATOR, SELF},
    "roadmap.evidence": READERS | {SELF},
    # the section of the site: what it says, who lets it go out, where it is placed; visitors need no right
    "publication.view": READERS | {ADMIN},
    "publication.prepare": {CURATOR, CLERK, ADMIN},
    "publication.approve": LEADERS,
    "publication.place": {CURATOR, CLERK, ADMIN},
    "publication.section": LEADERS | {ADMIN},
    # events of the institution
    "event.view": {STAFF},
    "event.edit": LEADERS | {CLERK},
    # the library: what is approved is everybody's, who may read the rest is in library/models.py
    "library.list": {STAFF},
    "library.view": {STAFF},
    # whoever is or was a mentor writes, and offices: the administrator describes experience too (ADM-02)
    "library.write": LEADERS | {COUNCIL, ADMIN, MENTOR},
    # an author, or the office that takes it down from paper
    "library.edit": {CURATOR, CLERK, SELF},
    "library.record": {CURATOR, CLERK},
    "library.review": {COUNCIL},
    "library.approve": LEADERS,
    "library.return": LEADERS | {COUNCIL},
    "library.withdraw": LEADERS | {SELF},
    "library.paper": READERS | {SELF},
    # into the own programme
    "library.use": {MENTOR, STAND_IN, CURATOR},
    # partners, their agreements, who and what comes from them
    "partner.view": READERS,
    "partner.edit": {CURATOR, CLERK},
    # reports
    "report.list": LEADERS | {STAFF},
    "report.view": LEADERS | {MENTOR, MENTEE, SELF},
    "report.write": {SELF},
    "report.record": {CURATOR},
    # the director only where every curator is of the pair: reports/queries.py
    "report.accept": LEADERS,
    "report.compare": LEADERS,
}

# Before these whoever sits at the computer is asked again who they are, unless they have said so of late.
ASKED_AGAIN: Set[str] = {
    "order.sign",
    "order.register",
    "office.grant",
    "account.invite",
    "account.confirm",
    "account.block",
    "account.factor",
    "own.factor",
    "data.export",
}


def can(user: Any, permission: str, subject: Any = None) -> bool:
    """True when any of the user's roles is granted the permission.

    Offices count everywhere; relations only towards the subject, which answers
    `relations_of(person_id) -> set[Relation]`.
    """
    if not user.is_authenticated:
        return False
    granted = GRANTS[permission]
    if STAFF in granted or not granted.isdisjoint(user.offices):
        return True
    if subject is None or user.person_id is None or granted.isdisjoint(Relation):
        return False
    return not granted.isdisjoint(relations(user, subject))


def relations(user: Any, subject: Any) -> Set[Relation]:
    """What the user, a person, is to the subject; it is asked once a request."""
    known = user.__dict__.setdefault("_known_relations", {})
    key = (type(subject), subject.pk)
    if key not in known:
        known[key] = subject.relations_of(user.person_id)
    return known[key]


def might(user: Any, permission: str) -> bool:
    """True when the user may have the permission on some subject: the door before the object."""
    granted = GRANTS[permission]
    return can(user, permission) or (user.is_authenticated and any(isinstance(role, Relation) for role in granted))


def require(user: Any, permission: str, subject: Any = None) -> None:
    """Refuse with 403 unless the user has the permission on the subject."""
    if not can(user, permission, subject):
        raise PermissionDenied
