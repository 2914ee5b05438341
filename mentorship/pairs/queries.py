"""Reading pairs: the object for this user, the facts of the gate, candidates, duties."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mentorship.access.grants import require
from mentorship.core import history
from mentorship.core.refusal import Violation
from mentorship.pairs import duties as owed
from mentorship.pairs import matching, rules
from mentorship.pairs.agreements import duties as agreements_owed
from mentorship.pairs.agreements import queries as agreements_queries
from mentorship.pairs.agreements.rules import INITIATIVES
from mentorship.pairs.models import Pair, Participation, Waiver
from mentorship.people.models import Absence, Consent, MenteeEntry, Need, Person, User
from mentorship.people.queries import loads, mentor_rows, missing_in, pools
from mentorship.regulation.duties import Duty, Scope
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Edition, Option


def pair_for(user: User, pk: int, permission: str = "pair.view") -> Pair:
    """The pair: 404 when this user may not know of it, 403 when they may only look."""
    pair = get_object_or_404(Pair.objects.visible_to(user).with_people_for(user), pk=pk)
    require(user, permission, pair)
    return pair


def timeline(pair: Pair, user: User) -> list[history.Entry]:
    """What happened to the pair, to the participations this user may see, and which reasons were given."""
    parts = Participation.objects.visible_to(user).filter(pair=pair).values("pk")
    return history.timeline(pair, Participation.history.filter(id__in=parts), waivers(pair, Waiver.history))


def waivers(pair: Pair, rows: Any = Waiver.objects) -> QuerySet:
    """The reasons given for going on in spite of warnings; why a head has no agreement is the employer's business."""
    return rows.filter(pair=pair).exclude(rule=agreements_queries.KEPT)


def program_of(pair: Pair, user: User):
    """The pair's programme, when there is one and the user may see it."""
    program = getattr(pair, "program", None)
    return type(program).objects.visible_to(user).filter(pk=program.pk).first() if program else None


def participation_for(user: User, pk: int, permission: str) -> Participation:
    """A mentee's place in a pair: 404 unless this user may know of it."""
    parts = Participation.objects.visible_to(user).select_related("mentee", "mentor", "pair__mentor")
    part = get_object_or_404(parts, pk=pk)
    require(user, permission, part.pair)
    return part


@dataclass(frozen=True, slots=True)
class Terms:
    """What decides about a proposed pair on a day: the edition in force and its form and kind of the same code."""

    edition: Edition
    form: Option | None
    kind: Option | None
    lost: tuple[str, ...]


def terms_on(pair: Pair, on: date) -> Terms:
    """A pair keeps the edition under which its order was signed; until then it follows the one in force."""
    if pair.status != Pair.Status.PROPOSED:
        return Terms(pair.edition, pair.form, pair.kind, ())
    edition = Edition.objects.in_force_on(on).order_by("starts_on").last() or pair.edition
    named: dict[str, dict[str, Option]] = {Option.Group.FORM: {}, Option.Group.KIND: {}}
    for option in edition.options.filter(group__in=named, is_active=True):
        named[option.group][option.code] = option
    found, lost = {}, []
    for name, chosen in ((Option.Group.FORM, pair.form), (Option.Group.KIND, pair.kind)):
        found[name] = named[name].get(chosen.code) if chosen else None
        if named[name] and found[name] is None:
            what = f"«{chosen.title}» в перечне больше нет" if chosen else "не указано"
            lost.append(f"{name.label}: {what}. Действует редакция «{edition}»")
    return Terms(edition, found[Option.Group.FORM], found[Option.Group.KIND], tuple(lost))


def gate(pair: Pair, on: date, *, also: int = 0) -> list[Violation]:
    """The readiness gate of a pair on a day; `also` mentees come to the mentor by the same order."""
    return list(rules.appointment_violations(appointment(pair, on, also=also)))


def appointment(pair: Pair, on: date, *, also: int = 0) -> rules.Appointment:
    """Collect the facts that the rules decide on."""
    parts = pair.participations.select_related("mentee__mentee_entry", "consent")
    terms = terms_on(pair, on)
    with_posts = parts.prefetch_related("mentee__positions", "mentee__absences")
    participations, limits = list(with_posts), terms.edition.limits()
    people = [pair.mentor_id, *(part.mentee_id for part in participations)]
    with_data = set(
        Consent.objects.in_force_on(on)
        .filter(person__in=people, kind=Consent.Kind.DATA)
        .values_list("person", flat=True)
    )
    return rules.Appointment(
        limits=limits,
        mentor=mentor_facts(pair, on, limits, with_data, also),
        mentees=tuple(mentee_facts(part, on, with_data) for part in participations),
        behaviour=terms.kind.behaviour if terms.kind else "",
        lost=terms.lost,
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        on=on,
        began_on=line(pair)[0].starts_on if pair.replaces_id else None,
        waived=frozenset(pair.waivers.values_list("rule", "subject")),
    )


def line(pair: Pair) -> list[Pair]:
    """The pairs of the mentors before, the first one first, and this pair: how mentoring has passed on (п. 3.8)."""
    found = [pair]
    while found[0].replaces_id:
        found.insert(0, Pair.objects.with_people().get(pk=found[0].replaces_id))
    return found


def mentor_facts(pair: Pair, on: date, limits: Limits, with_data: set[int], also: int) -> rules.MentorFacts:
    """What the rules need to know of the mentor on the day."""
    mentor, entry = pair.mentor, getattr(pair.mentor, "mentor_entry", None)
    in_bank = entry is not None and entry.ends_on is None
    load, frees_on = load_in(mentor, pair)
    return rules.MentorFacts(
        person_id=mentor.pk,
        name=mentor.short_name,
        works=mentor.works_on(on),
        pools=pools(mentor),
        years=mentor.years_in(limits.mentor_years_in, on),
        category=mentor.qualification,
        in_bank=in_bank,
        trained=in_bank and entry.trained_on is not None and entry.trained_on <= on,
        psychological_ready=in_bank and entry.psychological_ready,
        pedagogical_ready=in_bank and entry.pedagogical_ready,
        professional_ready=in_bank and entry.professional_ready,
        own_limit=entry.own_limit if in_bank else None,
        load=load + also,
        frees_on=frees_on,
        data_consent=mentor.pk in with_data,
        consent=pair.mentor_consent is not None and pair.mentor_consent.in_force(on),
    )


def load_in(mentor: Person, pair: Pair) -> tuple[int, date | None]:
    """How many mentees of active pairs overlap this pair's term, and when the first place frees.

    A pair that has not been ended by an order keeps its place, even past its planned end.
    """
    running = Participation.objects.running().filter(mentor=mentor, pair__starts_on__lte=pair.ends_on)
    ends = list(running.exclude(pair=pair).values_list("pair__ends_on", flat=True))
    return len(ends), min(ends, default=None)


def mentee_facts(part: Participation, on: date, with_data: set[int]) -> rules.MenteeFacts:
    """What the rules need to know of one mentee on the day."""
    mentee, entry = part.mentee, getattr(part.mentee, "mentee_entry", None)
    others = Participation.objects.running().filter(mentee=mentee).exclude(mentor=part.mentor)
    if part.pair.replaces_id:
        others = others.exclude(pair=part.pair.replaces_id)
    other = others.select_related("mentor").first()
    return rules.MenteeFacts(
        person_id=mentee.pk,
        name=mentee.short_name,
        works=mentee.works_on(on),
        pools=pools(mentee),
        category=entry.category if entry and entry.ends_on is None else "",
        in_bank=entry is not None and entry.ends_on is None,
        data_consent=mentee.pk in with_data,
        consent=part.consent is not None and part.consent.in_force(on),
        admitted_on=mentee.admitted_on,
        other_mentor=other.mentor.short_name if other else "",
    )


def last_days(pair: Pair) -> tuple[tuple[str, date], ...]:
    """The last working days after which the pair cannot go on: the mentor's, and the last of all its mentees'."""
    found = [(pair.mentor.short_name, pair.mentor.left_on)] if pair.mentor.left_on else []
    days = [mentee.left_on for mentee in pair.mentees]
    if days and None not in days:
        last = max(pair.mentees, key=lambda mentee: mentee.left_on)
        found.append((last.short_name, last.left_on))
    return tuple(found)


def initiative(pair: Pair, behaviour: str) -> str:
    """Whose initiative the end is, by its case (п. 7.1); nobody's where somebody's dismissal ends the pair anyway."""
    return "" if last_days(pair) else INITIATIVES.get(behaviour, "")


def closing_violations(pair: Pair) -> list[Violation]:
    """What the Labour Code forbids about a pair whose ending is about to be signed."""
    behaviour = pair.ending_case.behaviour if pair.ending_case else ""
    return agreements_queries.notice_violations(pair, pair.ending_on, initiative(pair, behaviour), final=True)


def fix_url(pair: Pair, violation: Violation) -> str:
    """The page that mends a violation."""
    if violation.rule == "mentor_consent":
        return reverse("pairs:record_mentor_consent", args=[pair.pk])
    if violation.rule == "mentee_consent":
        part = pair.participations.get(mentee=violation.subject)
        return reverse("pairs:record_mentee_consent", args=[part.pk])
    if violation.rule == "data_consent":
        return reverse("people:record_consent", args=[violation.subject])
    if violation.rule in ("mentor_training", "mentor_readiness", "mentor_bank", "professional_ready"):
        return reverse("people:keep_mentor", args=[pair.mentor_id])
    if violation.rule in ("mentoring_term", "group_min", "forms"):
        return reverse("pairs:edit", args=[pair.pk])
    return reverse("people:card", args=[violation.subject]) if violation.subject else ""


def pair_rows(user: User) -> QuerySet[Pair]:
    """Rows of the list of pairs."""
    return Pair.objects.visible_to(user).with_people_for(user)


def list_rows(user: User) -> QuerySet[Pair]:
    """Rows of the list of pairs: names, dates and state only."""
    return Pair.objects.visible_to(user).with_names_for(user)


def drafted_together(user: User) -> QuerySet[Pair]:
    """Proposed pairs that are not in an order yet; a replacement has an order of its own."""
    return pair_rows(user).filter(status=Pair.Status.PROPOSED, order=None, replaces=None)


def to_close(user: User) -> QuerySet[Pair]:
    """Active pairs whose ending has been asked for and is not in an order yet."""
    return pair_rows(user).filter(status=Pair.Status.ACTIVE, ending_on__isnull=False, closing_order=None)


def candidates(mentees: list[Person], limits: Limits, on: date, most: int = 30) -> list[dict[str, Any]]:
    """Mentors of the bank, best fit first, each with the reason and the free places."""
    return candidates_for([mentees], limits, on)[0][:most]


def candidates_for(groups: Sequence[Sequence[Person]], limits: Limits, on: date) -> list[list[dict[str, Any]]]:
    """The same for several groups of mentees at once: the bank is read a single time; who is away is left out."""
    wanted_by = wanted_competences(mentee for mentees in groups for mentee in mentees)
    away = Absence.objects.on(on).values("person")
    bank = list(mentor_rows().prefetch_related("competences").filter(person__left_on=None).exclude(person__in=away))
    load_of = loads(entry.person_id for entry in bank)
    return [_ranked(mentees, bank, load_of, wanted_by, limits, on) for mentees in groups]


def _ranked(mentees, bank, load_of, wanted_by, limits: Limits, on: date) -> list[dict[str, Any]]:
    own, units = {mentee.pk for mentee in mentees}, {mentee.unit for mentee in mentees if mentee.unit}
    wanted = set().union(*(wanted_by.get(pk, ()) for pk in own))
    rows: list[dict[str, Any]] = []
    for entry in bank:
        if entry.person_id in own:
            continue
        load, cap = load_of.get(entry.person_id, 0), rules.mentor_cap(limits, entry.own_limit)
        matches = tuple(c.title for c in entry.competences.all() if c.pk in wanted)
        candidate = matching.Candidate(
            load=load,
            cap=cap,
            matches=matches,
            wanted=len(wanted),
            same_unit=entry.person.unit in units,
            trained=entry.trained_on is not None,
            experience_years=entry.experience_years,
            lacks=tuple(missing_in(entry.person, limits, on).values()),
        )
        score, why = matching.fit(candidate)
        free = None if cap is None else max(cap - load, 0)
        rows.append({"person": entry.person, "score": score, "why": why, "free": free, "load": load})
    return sorted(rows, key=lambda row: (-row["score"], row["person"].search_key))


def wanted_competences(mentees: Iterable[Person]) -> dict[int, set[int]]:
    """By mentee: the competences that their open needs name."""
    needs = Need.objects.filter(person__in=[mentee.pk for mentee in mentees], closed_on=None, competence__isnull=False)
    found: dict[int, set[int]] = {}
    for person_id, competence_id in needs.exclude(kind=Need.Kind.STRENGTH).values_list("person", "competence"):
        found.setdefault(person_id, set()).add(competence_id)
    return found


def ready_to_propose(on: date) -> list:
    """Mentees of the bank without a mentor now and at work, those who never had one and wait longest first."""
    bank = MenteeEntry.objects.open().exclude(mentoring=MenteeEntry.Mentoring.NOW).filter(person__left_on=None)
    bank = bank.exclude(person__in=Absence.objects.on(on).values("person"))
    rows = bank.select_related("person").prefetch_related("person__positions")
    return list(rows.order_by("mentoring", "waits_since", "pk")[:100])


def sides_of(person_id: int | None) -> tuple[bool, bool]:
    """Whether the person has ever mentored, and has ever been mentored; one query."""
    return owed.sides_of(person_id)


def summary() -> dict[str, int]:
    """How many pairs there are in each state; one query."""
    return dict.fromkeys(Pair.Status.values, 0) | dict(owed.counted()())


def duties(limits: Limits, own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """What is owed about pairs: appoint, consent, prepare the order, complete.

    `limits` are those in force, for whoever is not appointed yet; `own` gives those of a running pair's edition.
    """
    return [
        *owed.curators_duties(limits, own, scope),
        *owed.consent_duties(limits, scope),
        *agreements_owed.duties(own, scope),
    ]
