"""Reading agreements and notices: whether the article applies, what the card shows, who owes what."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.shortcuts import get_object_or_404

from mentorship.access.acts import Act, Button, buttons
from mentorship.access.grants import can, require
from mentorship.core import history
from mentorship.core.refusal import Violation
from mentorship.pairs.agreements import acts, rules
from mentorship.pairs.agreements import notices as notice_rules
from mentorship.pairs.models import Agreement, Notice, Pair, Waiver
from mentorship.pairs.models.agreement import AGREED, KEEPING_OFFICES
from mentorship.pairs.queries import pair_for
from mentorship.people.models import MentorEntry, OfficeTerm, Person, User
from mentorship.regulation.limits import Limits
from mentorship.regulation.payment import payment, size


def agreement_for(user: User, pk: int, permission: str = "paper.mentor") -> Agreement:
    """The agreement: 404 when this user may not know of it, 403 when they may only look."""
    agreement = get_object_or_404(Agreement.objects.visible_to(user).with_people().select_related("amends"), pk=pk)
    require(user, permission, agreement)
    return agreement


def notice_for(user: User, pk: int, permission: str) -> Notice:
    """The notice, by the same rule."""
    notice = get_object_or_404(Notice.objects.visible_to(user).with_people(), pk=pk)
    require(user, permission, notice)
    return notice


def labour(pair: Pair, on: date, limits: Limits | None = None) -> rules.Labour:
    """What decides whether the article speaks of this mentor."""
    entry = getattr(pair.mentor, "mentor_entry", None)
    waiver = next((row for row in pair.waivers.all() if row.rule == Waiver.NO_AGREEMENT), None)
    employee = entry.engagement == MentorEntry.Engagement.EMPLOYEE if entry else not pair.mentor.organisation
    return rules.Labour(
        limits=limits or pair.edition.limits(),
        name=pair.mentor.short_name,
        ordered_on=pair.order.signed_on if pair.order else None,
        is_employee=employee,
        outside_basis=entry.outside_basis if entry else "",
        in_job=bool(entry and entry.in_job),
        in_job_basis=entry.in_job_basis if entry else "",
        is_head=is_head(pair.mentor, on),
        waived=waiver.reason if waiver else "",
    )


def is_head(person: Person, on: date) -> bool:
    """Whether the mentor heads the institution on the day («руководитель – педагог»)."""
    return OfficeTerm.objects.on(on).filter(office="director", person=person).exists()


def signed(pair: Pair) -> Agreement | None:
    return pair.agreements.filter(status=Agreement.Status.SIGNED).first()


def current(pair: Pair, on: date) -> Agreement | None:
    """The draft that is being prepared, where the pair's reader may know of it, else the one in force on the day."""
    found = [row for row in pair.agreements.all() if row.is_draft or row.in_force_on(on)]
    return min(found, key=lambda row: (row.status, -row.pk), default=None)


def in_force(pair: Pair, on: date) -> Agreement | None:
    """The agreement that binds the sides on the day."""
    return next((row for row in pair.agreements.all() if row.in_force_on(on)), None)


def paper_pair(user: User, pk: int, permission: str) -> Pair:
    """The pair as its papers tell of it: with the agreements that this user may know of."""
    pair = pair_for(user, pk, permission)
    prefetch_related_objects([pair], Prefetch("agreements", Agreement.objects.visible_to(user)))
    return pair


def standing(pair: Pair, side: str) -> Notice | None:
    """The notice of that side that has not been withdrawn."""
    return pair.notices.standing().filter(side=side).first()


def gate_notes(pair: Pair, on: date, limits: Limits) -> list[Violation]:
    """What the gate reminds of without holding the order up."""
    has = signed(pair) is not None
    return list(rules.agreement_notes(labour(pair, on, limits), signed=has, starts_on=pair.starts_on))


def notice_violations(pair: Pair, on: date, initiative: str, *, final: bool = False) -> list[Violation]:
    """Why the mentor's work may not end early on that day; `initiative` is «employer», «employee» or empty.

    `final`: the order is being signed, so the notice must be in the mentor's hands.
    """
    notice = standing(pair, Notice.Side.EMPLOYER)
    facts = notice_rules.Cancelling(
        labour=labour(pair, on),
        title=str(pair),
        initiative=initiative,
        ends_on=pair.ends_on,
        on=on,
        given_on=notice.given_on if notice else None,
        last_day=notice.last_day if notice else None,
        received_on=notice.received_on if notice else None,
        final=final,
    )
    return list(notice_rules.notice_violations(facts))


def ending_notice(pair: Pair, on: date) -> str:
    """What to know before an early ending."""
    notice = standing(pair, Notice.Side.EMPLOYER)
    return notice_rules.ending_notice(labour(pair, on), pair.ends_on, on, notice.last_day if notice else None)


def earliest(pair: Pair, by_employer: bool, on: date) -> date | None:
    """The earliest last day of a notice given on the day; None where there is no such term."""
    facts = labour(pair, on)
    days = facts.limits.employer_notice_days if by_employer else facts.limits.employee_notice_days
    return None if days is None or rules.exempt(facts) else notice_rules.earliest_end(on, days)


@dataclass(frozen=True, slots=True)
class EmployerSection:
    """What the card of a pair says between the mentor and the employer."""

    why_not: str
    needed: bool
    is_head: bool
    agreements: list[Agreement]
    notices: list[tuple[Notice, list[Button]]]
    current: Agreement | None
    other_term: bool
    on_agreement: list[Button]
    on_notice: list[Button]


def section(pair: Pair, user: User, on: date) -> EmployerSection | None:
    """Nothing for whoever may not know of it, nor where there is nothing to say."""
    if not can(user, "paper.mentor", pair) or not pair.pk:
        return None
    facts = labour(pair, on)
    agreements, notices = list(pair.agreements.visible_to(user)), list(pair.notices.all())
    now = next((found for found in agreements if found.in_force_on(on)), None)
    needed = rules.needs_agreement(facts)
    if not (needed or agreements or notices or (facts.limits.agreement_required and rules.exempt(facts))):
        return None
    other_term = now is not None and pair.is_appointed and now.ends_on != pair.ends_on
    drafted = any(found.is_draft for found in agreements)
    begin = [acts.REPLACE if now and not other_term else acts.BEGIN]
    begin += [acts.SKIP] if facts.is_head and not now else []
    return EmployerSection(
        why_not=rules.exempt(facts),
        needed=needed,
        is_head=facts.is_head,
        agreements=agreements,
        notices=[(notice, buttons(acts.OF_NOTICE, notice, user)) for notice in notices],
        current=now,
        other_term=other_term,
        on_agreement=buttons(begin, pair, user) if needed and not drafted else [],
        on_notice=buttons(_warnings(pair, user, notices, exempt=bool(rules.exempt(facts))), pair, user),
    )


def _warnings(pair: Pair, user: User, notices: list[Notice], *, exempt: bool) -> list[Act[Pair]]:
    """One standing notice of a side is enough; the employer gives none where the article is not applied."""
    given = {notice.side for notice in notices if notice.withdrawn_on is None}
    offered = []
    if Notice.Side.EMPLOYER not in given and not exempt:
        offered.append(acts.NOTIFY)
    if Notice.Side.EMPLOYEE not in given:
        offered.append(acts.RECORD_REFUSAL if can(user, "notice.give", pair) else acts.REFUSE)
    return offered


def proposed(pair: Pair) -> dict[str, Any]:
    """What the form of a new agreement begins with: the pair, the edition's payment, the agreement it replaces."""
    before, edition = signed(pair), pair.edition
    values = {
        "number": str(Agreement.objects.exclude(number="").filter(pair__mentor=pair.mentor_id).count() + 1),
        "content": pair.goal,
        "starts_on": pair.starts_on,
        "ends_on": pair.ends_on,
        "pay_kind": edition.pay_kind,
        "pay_value": edition.pay_value,
        "pay_per": Agreement.Per.EACH,
    }
    if before is None:
        return values
    kept = ("contract", "content", "form", "pay_kind", "pay_value", "pay_per", "pay_terms", "pay_basis", "founder")
    values |= {name: getattr(before, name) for name in (*kept, "signatory")}
    if before.starts_on <= before.ends_on < pair.ends_on:
        values["starts_on"] = before.ends_on + timedelta(days=1)
    return values


def pay_words(agreement: Agreement) -> str:
    """«2 000 рублей в месяц за каждого …», or for all together; empty where the size is left to be written."""
    if not agreement.pay_kind or agreement.pay_value is None:
        return ""
    if agreement.pay_per == Agreement.Per.TOTAL:
        return f"{size(agreement.pay_kind, agreement.pay_value)} в целом"
    limits = Limits(pay_kind=agreement.pay_kind, pay_value=Decimal(agreement.pay_value))
    found = payment(limits, len(agreement.pair.mentees))
    return found.words if found else ""


def rows(user: User) -> QuerySet[Agreement]:
    """Rows of the register of agreements."""
    return Agreement.objects.visible_to(user).select_related("pair__mentor")


def timeline(agreement: Agreement, user: User) -> list[history.Entry]:
    """What happened to it; its drafts are told to those who prepare them."""
    told = history.versions(Agreement).filter(id=agreement.pk)
    return history.timeline(told if user.offices & KEEPING_OFFICES else told.filter(status__in=AGREED))
