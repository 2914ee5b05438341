"""Amendments as a user may see them, what they make of their programme, the facts that their rules decide on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core import history
from mentorship.core.reading import read_once
from mentorship.core.refusal import Violation
from mentorship.pairs.models import Pair
from mentorship.pairs.pauses.queries import line_spans
from mentorship.pairs.pauses.rules import days_of, last_allowed
from mentorship.pairs.queries import line, load_in
from mentorship.pairs.rules import mentor_cap
from mentorship.people.models import Person, User
from mentorship.programs import privacy
from mentorship.programs.amendments import rules
from mentorship.programs.models import Activity, Amendment, Assent, PlanChange, Program
from mentorship.programs.queries import began_on, missing_parts
from mentorship.programs.rules import ProgramDraft
from mentorship.programs.versions.contents import Content, Difference, differences
from mentorship.programs.versions.queries import content_of, item_of
from mentorship.regulation.queries import named_groups

Item = TypeVar("Item", Activity, PlanChange)


def amendment_for(user: User, pk: int, permission: str = "program.amendment") -> Amendment:
    """The amendment with the people this user may see: 404 when they may not know of it, 403 to look only."""
    amendment = get_object_or_404(Amendment.objects.visible_to(user).with_people(), pk=pk)
    amendment.program.pair = Pair.objects.with_people_for(user).get(pk=amendment.program.pair_id)
    require(user, permission, amendment)
    return amendment


def plan_change_for(user: User, pk: int) -> PlanChange:
    """One change of the plan in an amendment that this user may prepare."""
    visible = PlanChange.objects.filter(amendment__in=Amendment.objects.visible_to(user))
    change = get_object_or_404(visible.select_related("amendment", "activity"), pk=pk)
    require(user, "program.amend", change)
    if not readable(amendment_for(user, change.amendment_id), [change]):
        raise Http404
    return change


def drafted_for(user: User, pk: int) -> tuple[Amendment, Activity]:
    """An activity with the correction of its programme that is being prepared."""
    activity = get_object_or_404(Activity.objects.filter(program__in=Program.objects.visible_to(user)), pk=pk)
    require(user, "program.amend", activity)
    draft = get_object_or_404(Amendment, program=activity.program_id, status=Amendment.Status.DRAFT, corrects=True)
    found = amendment_for(user, draft.pk, "program.amend")
    if not readable(found, [activity]):
        raise Http404
    return found, activity


def assent_for(user: User, pk: int, permission: str) -> Assent:
    """One participant's answer to an amendment that this user may see."""
    visible = Assent.objects.filter(amendment__in=Amendment.objects.visible_to(user))
    assent = get_object_or_404(visible.select_related("amendment", "person"), pk=pk)
    require(user, permission, assent)
    return assent


def amendments_of(program: Program, user: User) -> QuerySet[Amendment]:
    """Every amendment of the programme that the user may see, newest first."""
    return Amendment.objects.visible_to(user).filter(program=program).select_related("order")


@read_once
def assents(amendment: Amendment) -> list[Assent]:
    """The answers of those participants whom the reader of the amendment may see."""
    seen = privacy.participants(amendment.program.pair)
    return list(amendment.assents.filter(person__in=seen).select_related("person"))


def timeline(amendment: Amendment, user: User) -> list[history.Entry]:
    """What happened to it, to its plan and to the visible answers; to others from when they were asked about it."""
    told, plan = history.versions(Amendment).filter(id=amendment.pk), history.versions(PlanChange)
    answers = history.versions(Assent).filter(id__in=[assent.pk for assent in assents(amendment)])
    if privacy.prepares(amendment, user):
        rows = history.timeline(told, plan.filter(amendment=amendment), answers)
    else:  # its plan is written before anybody is asked
        rows = history.timeline(told.exclude(status=Amendment.Status.DRAFT), answers)
    return privacy.entries(amendment.program.pair, rows)


@read_once
def plan_of(amendment: Amendment) -> list[PlanChange]:
    """The changes of the plan that still hold."""
    rows = amendment.plan.select_related("activity", "section", "responsible", "need")
    return [row for row in rows if row.holds]


def readable(amendment: Amendment, rows: Iterable[Item]) -> list[Item]:
    """The items without those that are about a mentee of the group whom the reader may not know of."""
    return [row for row in rows if not privacy.is_of_other(amendment.program.pair, row)]


def untouched(amendment: Amendment) -> QuerySet[Activity]:
    """The open activities that the correction leaves as they are so far."""
    rows = amendment.program.activities.filter(done_on=None, cancelled_on=None)
    return rows.exclude(pk__in=amendment.plan.exclude(activity=None).values("activity"))


def proposed(amendment: Amendment) -> Content:
    """What the programme would say if the amendment took effect now."""
    now = content_of(amendment.program)
    changes = plan_of(amendment)
    changed = {change.activity_id: change for change in changes if change.activity_id}
    plan = [item for item in now.plan if item.key not in changed or not changed[item.key].drops]
    plan = [item_of(changed[item.key], item.key) if item.key in changed else item for item in plan]
    plan += [item_of(change, None) for change in changes if change.activity_id is None]
    return replace(
        now,
        ends_on=amendment.program_ends_on or now.ends_on,
        pair_ends_on=amendment.pair_ends_on or now.pair_ends_on,
        form=amendment.form.name if amendment.form else now.form,
        kind=amendment.kind.name if amendment.kind else now.kind,
        texts={**now.texts, **amendment.texts},
        plan=tuple(plan),
    )


def changes(amendment: Amendment) -> list[Difference]:
    """What it changes: as kept when it was closed, as counted from the programme until then."""
    if not amendment.is_open:
        return [Difference(*row) for row in amendment.changes]
    return differences(content_of(amendment.program), proposed(amendment))


def fallen(amendment: Amendment) -> list[PlanChange]:
    """Changes of what has been done or cancelled meanwhile: they fall away."""
    rows = amendment.plan.select_related("activity") if amendment.is_open else []
    return [row for row in rows if not row.holds]


def standing(program: Program) -> list[Violation]:
    """Why the programme cannot be amended at all now."""
    pair = program.pair
    return list(
        rules.standing_violations(
            rules.Amendable(
                limits=pair.edition.limits(),
                pair_active=pair.is_appointed,
                pair_state=pair.now,
                approved=program.is_approved,
                state=program.get_status_display(),
                ending=pair.ending_on is not None,
                closing=pair.is_not_over and not pair.is_appointed,
            )
        )
    )


@read_once
def violations(amendment: Amendment) -> list[Violation]:
    """Everything that stands in its way now; asked at the start, at the decision and at the signature."""
    found = standing(amendment.program)
    if amendment.extends:
        found += extension_violations(amendment)
    if amendment.corrects:
        found += rules.correction_violations(correction(amendment))
    return found


def extension_violations(amendment: Amendment) -> list[Violation]:
    """Why the programme may not run on until the new day."""
    return list(rules.extension_violations(longer_term(amendment)))


def granted_violations(pair: Pair) -> list[Violation]:
    """Why the pair may not be ended or handed over just now: a draft order of its amendment is to be signed first."""
    granted = Amendment.objects.filter(program__pair=pair, status=Amendment.Status.GRANTED)
    amendment = granted.select_related("order").first()
    heading = amendment.order.heading if amendment and amendment.order else ""
    return list(rules.granted_violations(pair.edition.limits(), heading))


def moving_violations(pair: Pair) -> list[Violation]:
    """Why a pause may not move the terms of the pair just now: a change of its programme is being agreed on."""
    return list(rules.moving_violations(Amendment.objects.open().filter(program__pair=pair).exists()))


def longer_term(amendment: Amendment) -> rules.LongerTerm:
    """The facts of an extension."""
    program = amendment.program
    assert amendment.pair_ends_on is not None  # what extends has both new ends
    assert amendment.program_ends_on is not None
    pair = Pair.objects.with_people().get(pk=program.pair_id)
    limits, entry = pair.edition.limits(), getattr(pair.mentor, "mentor_entry", None)
    was = pair.ends_on
    pair.ends_on = amendment.pair_ends_on  # never saved: the load is asked for the longer term
    load, _ = load_in(pair.mentor, pair)
    pair_began, program_began = began(program)
    return rules.LongerTerm(
        limits=limits,
        pair_starts_on=pair_began,
        pair_ends_on=was,
        program_starts_on=program_began,
        program_ends_on=program.ends_on,
        new_pair_ends_on=amendment.pair_ends_on,
        new_program_ends_on=amendment.program_ends_on,
        mentor=pair.mentor.short_name,
        load=load,
        mentees=len(pair.mentees),
        cap=mentor_cap(limits, entry.own_limit if entry and entry.holds_on(was) else None),
        paused=line_spans(pair),
    )


def lapsed(program: Program, on: date) -> str:
    """What an extension asked for on the day would mend; empty while the term runs."""
    return rules.lapsed_words(program.ends_on, on)


def began(program: Program) -> tuple[date, date]:
    """When the mentoring and the programme began, with whatever mentor: the longest terms count from there (п. 7.2)."""
    pair = program.pair
    return (line(pair)[0].starts_on, began_on(pair)) if pair.replaces_id else (pair.starts_on, program.starts_on)


def latest_ends(program: Program) -> tuple[date | None, date | None]:
    """Until when the pair and the programme may last at most; None where there is no such rule."""
    limits, (pair_began, program_began) = program.pair.edition.limits(), began(program)
    longest, of_program, paused = limits.mentoring_max_months, limits.program_max_months, line_spans(program.pair)
    pair_last = last_allowed(pair_began, longest, days_of(paused)) if longest else None
    last = last_allowed(program_began, of_program, days_of(paused, program_began)) if of_program else None
    return pair_last, min(filter(None, (pair_last, last)), default=None)


def correction(amendment: Amendment) -> rules.Correction:
    """The facts of the programme as it would become."""
    program, result = amendment.program, proposed(amendment)
    pair = Pair.objects.with_people().get(pk=program.pair_id)
    kind = amendment.kind or pair.kind
    chosen = [option for option in (amendment.form, amendment.kind) if option]
    now = content_of(program)
    # a longer term alone corrects nothing
    longer = replace(now, ends_on=result.ends_on, pair_ends_on=result.pair_ends_on)
    return rules.Correction(
        result=ProgramDraft(
            limits=pair.edition.limits(),
            behaviour=kind.behaviour if kind else "",
            starts_on=result.starts_on,
            ends_on=result.ends_on,
            pair_starts_on=pair.starts_on,
            pair_ends_on=result.pair_ends_on,
            missing=tuple(missing_parts(result.texts, named_groups(pair.edition))),
            activity_count=len(result.plan),
            outside=tuple(
                item.title
                for item in result.plan
                if item not in now.plan and not result.starts_on <= item.due_on <= result.ends_on
            ),
            unread=(),
            paused=days_of(line_spans(pair), result.starts_on),
        ),
        changes=len(differences(longer, result)),
        lost=tuple(option.name for option in chosen if not option.is_active or option.edition_id != pair.edition_id),
        mentees=len(pair.mentees),
    )


def needs_order(amendment: Amendment) -> bool:
    """Whether it takes effect by an order (D08), or by the curator's approval alone."""
    changes_pair = amendment.form_id is not None or amendment.kind_id is not None
    return rules.needs_order(
        extends=amendment.extends,
        changes_pair=changes_pair,
        approval=amendment.program.pair.edition.program_approval,
    )


def asked_of(amendment: Amendment) -> list[Person]:
    """Everybody who has to agree: the mentor and each mentee."""
    pair = Pair.objects.with_people().get(pk=amendment.program.pair_id)
    return [pair.mentor, *pair.mentees]


def agreed_on(amendment: Amendment) -> date | None:
    """The day on which the last participant agreed; None until all have."""
    days = list(amendment.assents.values_list("agreed_on", flat=True))
    given = [day for day in days if day is not None]
    return max(given, default=None) if len(given) == len(days) else None
