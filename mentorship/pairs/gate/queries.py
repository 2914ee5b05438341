"""The readiness gate of a pair: its facts on a day, what it finds, where each finding is mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse

from mentorship.core.refusal import Violation
from mentorship.pairs.declining import queries as declining
from mentorship.pairs.gate import rules
from mentorship.pairs.gate.eligibility import MenteeFacts, MentorFacts
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.pauses.queries import line_spans
from mentorship.pairs.pauses.rules import days_of
from mentorship.pairs.queries import line, load_in
from mentorship.pairs.rules import Term
from mentorship.pairs.signals import hindrances
from mentorship.pairs.waiting.queries import given_by, waits_on
from mentorship.people.admissions.rules import Admission
from mentorship.people.employment.queries import gaps
from mentorship.people.models import Consent, MenteeEntry, MentorEntry, Person
from mentorship.people.past import employments_of
from mentorship.people.queries import admissions, newcomer, pools
from mentorship.people.rules import mentee_category
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Edition, Option
from mentorship.regulation.queries import limits_by_edition

# What is mended on the page of conditions.
OF_TERMS = {"mentoring_term", "group_min", "forms", "works_term", "works_away", "consent_before"}
OF_TERMS |= {"mentor_bank_term", "mentee_bank_term", "mentor_consent_term", "mentee_consent_term", "data_consent_term"}

Data = Mapping[int, Sequence[Consent]]  # by person: the consents to the use of data in force


@dataclass(frozen=True, slots=True)
class Conditions:
    """What decides about a proposed pair on a day: the edition in force and its form and kind of the same code."""

    edition: Edition
    form: Option | None
    kind: Option | None
    lost: tuple[str, ...]


def conditions_on(pair: Pair, on: date) -> Conditions:
    """A pair keeps the edition under which its order was signed; until then it follows the one in force."""
    if pair.status != Pair.Status.PROPOSED:
        return Conditions(pair.edition, pair.form, pair.kind, ())
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
    return Conditions(edition, found[Option.Group.FORM], found[Option.Group.KIND], tuple(lost))


def gate(pair: Pair, on: date, *, also: Sequence[Term] = ()) -> list[Violation]:
    """The readiness gate of a pair on a day; mentees of the terms `also` come to the mentor by the same order."""
    return [*declining.bars(pair, on), *rules.appointment_violations(appointment(pair, on, also=also))]


def findings(pair: Pair, on: date) -> list[Violation]:
    """The gate of a proposal on the day, in a draft order counting what its other pairs bring to the mentor."""
    together = pair.order.pairs.filter(mentor=pair.mentor_id).exclude(pk=pair.pk) if pair.order else ()
    earlier = [other for other in together if (other.starts_on, other.pk) < (pair.starts_on, pair.pk)]
    own = gate(pair, on, also=[(other.starts_on, None) for other in earlier for _ in other.mentees])
    return [*hindrances(pair, on), *own]


def joint_violations(pairs: Sequence[Pair], on: date) -> list[Violation]:
    """The gate of each pair, counting what the other pairs of the same order bring to its mentor."""
    found = []
    brought: dict[int, list[Term]] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.starts_on, pair.pk)):
        also = brought.setdefault(pair.mentor_id, [])
        found.extend(gate(pair, on, also=also))
        also.extend((pair.starts_on, None) for _ in pair.mentees)
    return found


def appointment(pair: Pair, on: date, *, also: Sequence[Term] = ()) -> rules.Appointment:
    """Collect the facts that the rules decide on."""
    parts = pair.participations.select_related("mentee__mentee_entry", "consent")
    conditions = conditions_on(pair, on)
    with_posts = parts.prefetch_related("mentee__positions", "mentee__absences")
    participations, limits = list(with_posts), conditions.edition.limits()
    people = [pair.mentor_id, *(part.mentee_id for part in participations)]
    given = Consent.objects.in_force_on(on).filter(person__in=people, kind=Consent.Kind.DATA)
    with_data: dict[int, list[Consent]] = {}
    for consent in given:
        with_data.setdefault(consent.person_id, []).append(consent)
    away = gaps([pair.mentor, *(part.mentee for part in participations)], min(on, pair.starts_on), pair.ends_on)
    mentor = mentor_facts(pair, on, limits, with_data, also)
    mentees = [mentee_facts(part, on, limits, with_data) for part in participations]
    return rules.Appointment(
        limits=limits,
        mentor=replace(mentor, gaps=away.get(mentor.person_id, ())),
        mentees=tuple(replace(mentee, gaps=away.get(mentee.person_id, ())) for mentee in mentees),
        behaviour=conditions.kind.behaviour if conditions.kind else "",
        editions=tuple(limits_by_edition().values()),
        lost=conditions.lost,
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        on=on,
        began_on=line(pair)[0].starts_on if pair.replaces_id else None,
        paused=days_of(line_spans(pair)) if pair.replaces_id else 0,
        waived=frozenset(pair.waivers.values_list("rule", "subject")),
    )


def _ends(
    entry: MentorEntry | MenteeEntry | None, consent: Consent | None, side: str, data: Sequence[Consent]
) -> tuple[tuple[str, str, date], ...]:
    """What the participant has until a known day; of several consents to the use of data the longest counts."""
    ends = [one.lasts_until for one in data]
    last_data = None if None in ends else max(filter(None, ends), default=None)
    known = (
        (f"{side}_bank", "в банке", entry.ends_on if entry else None),
        (f"{side}_consent", "согласие действует", consent.lasts_until if consent else None),
        ("data_consent", "согласие на обработку персональных данных действует", last_data),
    )
    return tuple((rule, what, last) for rule, what, last in known if last)


def mentor_facts(pair: Pair, on: date, limits: Limits, with_data: Data, also: Sequence[Term]) -> MentorFacts:
    """What the rules need to know of the mentor on the day."""
    mentor, entry = pair.mentor, getattr(pair.mentor, "mentor_entry", None)
    if entry is not None and not entry.holds_on(on):
        entry = None  # not in the bank on that day
    load, frees_on = load_in(mentor, pair, also)
    return MentorFacts(
        person_id=mentor.pk,
        name=mentor.short_name,
        works=mentor.works_on(max(on, pair.starts_on)),
        hired_on=mentor.hired_on,
        left_on=mentor.left_on,
        pools=pools(mentor, on),
        years=mentor.years_in(limits.mentor_years_in, on),
        category=mentor.qualification,
        in_bank=entry is not None,
        trained=entry is not None and entry.trained_on is not None and entry.trained_on <= on,
        psychological_ready=entry is not None and entry.psychological_ready,
        pedagogical_ready=entry is not None and entry.pedagogical_ready,
        professional_ready=entry is not None and entry.professional_ready,
        own_limit=entry.own_limit if entry else None,
        load=load,
        frees_on=frees_on,
        data_consent=mentor.pk in with_data,
        consent=pair.mentor_consent is not None and pair.mentor_consent.in_force(on),
        consent_on=pair.mentor_consent.given_on if pair.mentor_consent else None,
        ends=_ends(entry, pair.mentor_consent, "mentor", with_data.get(mentor.pk, [])),
    )


def mentee_facts(part: Participation, on: date, limits: Limits, with_data: Data) -> MenteeFacts:
    """What the rules need to know of one mentee on the day."""
    mentee, entry = part.mentee, getattr(part.mentee, "mentee_entry", None)
    others = Participation.objects.meeting(part.pair.starts_on, part.pair.ends_on).filter(mentee=mentee)
    others = others.exclude(mentor=part.mentor)
    if part.pair.replaces_id:
        others = others.exclude(pair=part.pair.replaces_id)
    other = others.select_related("mentor").first()
    return MenteeFacts(
        person_id=mentee.pk,
        name=mentee.short_name,
        works=mentee.works_on(max(on, part.pair.starts_on)),
        hired_on=mentee.hired_on,
        left_on=mentee.left_on,
        pools=pools(mentee, on),
        category=entry.category if entry and entry.holds_on(on) else "",
        in_bank=entry is not None and entry.holds_on(on),
        data_consent=mentee.pk in with_data,
        consent=part.consent is not None and part.consent.in_force(on),
        consent_on=part.consent.given_on if part.consent else None,
        ends=_ends(entry, part.consent, "mentee", with_data.get(mentee.pk, [])),
        admission=admission_of(mentee, on, limits),
        other_mentor=other.mentor.short_name if other else "",
    )


def admission_of(mentee: Person, on: date, limits: Limits) -> Admission | None:
    """What the thirty days are counted from on the day; None for whoever does not wait for a first mentor."""
    entry: Any = getattr(mentee, "mentee_entry", None)
    if entry is None or not entry.holds_on(on):
        told = newcomer(mentee, returned_on=None, is_student=False, limits=limits, today=on)
        entry = MenteeEntry(person=mentee, category=mentee_category(told, limits, on))
    given = given_by(on).filter(mentee=mentee).values_list("closed_on", flat=True)
    now = waits_on(on, employments_of(mentee), given)
    if now is None:
        return None
    entry.hired, entry.admitted = now.hired_on, now.admitted_on
    return admissions([entry], on)[mentee.pk]


def fix_url(pair: Pair, violation: Violation) -> str:
    """The page that mends a violation."""
    if violation.rule == "declined":
        return pair.get_absolute_url()
    if violation.rule == "mentor_consent":
        return reverse("pairs:record_mentor_consent", args=[pair.pk])
    if violation.rule == "mentee_consent":
        part = pair.participations.get(mentee=violation.subject)
        return reverse("pairs:record_mentee_consent", args=[part.pk])
    if violation.rule == "data_consent":
        return reverse("people:record_consent", args=[violation.subject])
    if violation.rule in ("mentor_training", "mentor_readiness", "mentor_bank", "professional_ready"):
        return reverse("people:keep_mentor", args=[pair.mentor_id])
    if violation.rule == "replacement":
        return reverse("pairs:card", args=[pair.replaces_id or pair.pk])
    if violation.rule == "replacement_day" or violation.rule in OF_TERMS:
        return reverse("pairs:edit", args=[pair.pk])
    return reverse("people:card", args=[violation.subject]) if violation.subject else ""
