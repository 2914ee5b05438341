"""What an amendment makes of its programme, and the facts that the rules of amending decide on."""

from datetime import date
from typing import Any

from mentorship.core.calendar.dates import term_end
from mentorship.core.refusal import Violation
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import line, load_in
from mentorship.pairs.rules import mentor_cap
from mentorship.people.models import Person
from mentorship.programs.amendments import rules
from mentorship.programs.models import Amendment, PlanChange, Program
from mentorship.programs.queries import PARTS, began_on, open_needs
from mentorship.programs.rules import Draft
from mentorship.programs.versions import contents
from mentorship.programs.versions.contents import Change, Content, Item, Request, differences
from mentorship.regulation.models import Option
from mentorship.regulation.queries import named_groups

FORM_AND_KIND = {Option.Group.FORM, Option.Group.KIND}


def content_of(program: Program) -> Content:
    """What the programme says now."""
    pair = program.pair
    rows = program.activities.filter(cancelled_on=None).select_related("section", "responsible", "need")
    return Content(
        starts_on=program.starts_on,
        ends_on=program.ends_on,
        pair_ends_on=pair.ends_on,
        form=pair.form.name if pair.form else "",
        kind=pair.kind.name if pair.kind else "",
        texts={name: getattr(program, name) for name in contents.TEXTS},
        directions=tuple(option.name for option in program.directions.all()),
        needs=tuple(Request(need.person_id, need.text) for need in open_needs(program)),
        plan=tuple(_item(row, row.pk) for row in rows),
    )


def _item(row: Any, key: int | None) -> Item:
    """An activity, or a change of one, as it stands in the plan."""
    return Item(
        key=key,
        section=row.section.name if row.section else "",
        title=row.title,
        content=row.content,
        starts_on=row.starts_on,
        due_on=row.due_on,
        responsible=row.responsible_id,
        responsible_name=row.responsible.short_name,
        expected=row.expected,
        need=row.need.text if row.need else "",
        done_on=getattr(row, "done_on", None),
    )


def plan_of(amendment: Amendment) -> list[PlanChange]:
    """The changes of the plan that still hold."""
    rows = amendment.plan.select_related("activity", "section", "responsible", "need")
    return [row for row in rows if row.holds]


def proposed(amendment: Amendment) -> Content:
    """What the programme would say if the amendment took effect now."""
    now = content_of(amendment.program)
    changes = plan_of(amendment)
    changed = {change.activity_id: change for change in changes if change.activity_id}
    plan = [item for item in now.plan if item.key not in changed or not changed[item.key].drops]
    plan = [_item(changed[item.key], item.key) if item.key in changed else item for item in plan]
    plan += [_item(change, None) for change in changes if change.activity_id is None]
    return Content(
        starts_on=now.starts_on,
        ends_on=amendment.program_ends_on or now.ends_on,
        pair_ends_on=amendment.pair_ends_on or now.pair_ends_on,
        form=amendment.form.name if amendment.form else now.form,
        kind=amendment.kind.name if amendment.kind else now.kind,
        texts={**now.texts, **amendment.texts},
        directions=now.directions,
        needs=now.needs,
        plan=tuple(plan),
    )


def changes(amendment: Amendment) -> list[Change]:
    """What it changes: as kept when it was closed, as counted from the programme until then."""
    if not amendment.is_open:
        return [Change(*row) for row in amendment.changes]
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
            rules.Standing(
                limits=pair.edition.limits(),
                pair_active=pair.is_active,
                pair_state=pair.get_status_display(),
                approved=program.is_approved,
                state=program.get_status_display(),
                ending=pair.ending_on is not None,
            )
        )
    )


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
    return list(rules.extension_violations(extension(amendment)))


def extension(amendment: Amendment) -> rules.Extension:
    """The facts of the longer term."""
    program = amendment.program
    pair = Pair.objects.with_people().get(pk=program.pair_id)
    limits, entry = pair.edition.limits(), getattr(pair.mentor, "mentor_entry", None)
    was = pair.ends_on
    pair.ends_on = amendment.pair_ends_on  # never saved: the load is asked for the longer term
    load, _ = load_in(pair.mentor, pair)
    pair_began, program_began = began(program)
    return rules.Extension(
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
        cap=mentor_cap(limits, entry.own_limit if entry and entry.ends_on is None else None),
    )


def began(program: Program) -> tuple[date, date]:
    """When the mentoring and the programme began, with whatever mentor: the longest terms count from there (п. 7.2)."""
    pair = program.pair
    return (line(pair)[0].starts_on, began_on(pair)) if pair.replaces_id else (pair.starts_on, program.starts_on)


def latest_ends(program: Program) -> tuple[date | None, date | None]:
    """Until when the pair and the programme may last at most; None where there is no such rule."""
    limits, (pair_began, program_began) = program.pair.edition.limits(), began(program)
    pair_last = term_end(pair_began, limits.mentoring_max_months) if limits.mentoring_max_months else None
    last = term_end(program_began, limits.program_max_months) if limits.program_max_months else None
    return pair_last, min(filter(None, (pair_last, last)), default=None)


def correction(amendment: Amendment) -> rules.Correction:
    """The facts of the programme as it would become."""
    program, result = amendment.program, proposed(amendment)
    pair = Pair.objects.with_people().get(pk=program.pair_id)
    kind, named = amendment.kind or pair.kind, named_groups(pair.edition)
    missing = [title for name, title in PARTS.items() if not result.texts[name].strip()]
    if not named & FORM_AND_KIND and PARTS["forms_note"] in missing:
        missing.remove(PARTS["forms_note"])
    chosen = [option for option in (amendment.form, amendment.kind) if option]
    now = content_of(program)
    return rules.Correction(
        result=Draft(
            limits=pair.edition.limits(),
            behaviour=kind.behaviour if kind else "",
            starts_on=result.starts_on,
            ends_on=result.ends_on,
            pair_starts_on=pair.starts_on,
            pair_ends_on=result.pair_ends_on,
            missing=tuple(missing),
            activity_count=len(result.plan),
            outside=tuple(
                item.title
                for item in result.plan
                if item not in now.plan and not result.starts_on <= item.due_on <= result.ends_on
            ),
            unread=(),
        ),
        changes=len(differences(_with_terms(now, result), result)),
        lost=tuple(option.name for option in chosen if not option.is_active or option.edition_id != pair.edition_id),
        mentees=len(pair.mentees),
    )


def _with_terms(now: Content, result: Content) -> Content:
    """The present content with the new terms: a longer term alone corrects nothing."""
    rows = {name: getattr(now, name) for name in now.__slots__}
    return Content(**{**rows, "ends_on": result.ends_on, "pair_ends_on": result.pair_ends_on})


def needs_order(amendment: Amendment) -> bool:
    """Whether it takes effect by an order (D08), or by the curator's approval alone."""
    pair = amendment.program.pair
    changes_pair = amendment.form_id is not None or amendment.kind_id is not None
    return rules.needs_order(
        extends=amendment.extends, changes_pair=changes_pair, approval=pair.edition.program_approval
    )


def asked_of(amendment: Amendment) -> list[Person]:
    """Everybody who has to agree: the mentor and each mentee."""
    pair = Pair.objects.with_people().get(pk=amendment.program.pair_id)
    return [pair.mentor, *pair.mentees]


def agreed_on(amendment: Amendment) -> date | None:
    """The day on which the last participant agreed; None until all have."""
    days = list(amendment.assents.values_list("agreed_on", flat=True))
    return max(days) if days and None not in days else None
