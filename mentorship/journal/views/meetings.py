"""Writing meetings down: the quick entry, the full form, plans, marks, corrections."""

from datetime import date
from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.calendar.dates import term_end
from mentorship.core.forms.fields import parse_keys
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.words.text import plural
from mentorship.journal import forms, queries, rules
from mentorship.journal.models import Meeting
from mentorship.journal.services import meetings as services
from mentorship.pairs.models import Pair
from mentorship.people.models import User


@require_http_methods(["GET", "POST"])
@permit("journal.quick")
def quick(request: Request) -> HttpResponse:
    """One page for a mentor with a phone: whatever can be known is chosen already."""
    today = timezone.localdate()
    late = queries.led_lately(request.user, today)
    pairs = [pair for pair in queries.led_pairs(request.user, late) if pair.is_running]
    if not pairs:
        return render(request, "journal/meetings/no_pair.html")
    asked = parse_keys(request.GET.getlist("pair"))
    pair = next((pair for pair in pairs if pair.pk in asked), pairs[0])
    chosen = [pair] if len(pairs) == 1 or asked else pairs
    offered = queries.open_activities([row for row in chosen if row not in late])
    nearest = [activity.pk for activity in offered[: queries.SUGGESTED]]
    is_late = pair in late
    usual = _late(pair, request.user, today) if is_late else {**_usual(pair), "held_on": today}
    usual["minutes"] = min(forms.USUAL, key=lambda length: abs(length - usual["minutes"]))

    def act(data: dict[str, Any]) -> Any:
        return services.write_down(data.pop("pair"), fields=data, today=today, by=request.user)

    def led_to(meeting: Meeting) -> str:
        return reverse("desk:today") if meeting.pair in late else reverse("journal:saved", args=[meeting.pk])

    return form_page(
        request,
        forms.QuickForm,
        act,
        to=led_to,
        done="Встреча записана.",
        initial={**usual, "pair": str(pair.pk)},
        form_args={"pairs": pairs, "activities": offered.filter(pk__in=nearest)},
        template="journal/meetings/quick.html",
        pair=pair,
        is_one=len(pairs) == 1,
        is_late=is_late,
        autosave=False,
    )


@require_GET
@permit("journal.write")
def saved(request: Request, pk: int) -> HttpResponse:
    """What happened and what comes next; the hours of the month."""
    meeting = queries.meeting_for(request.user, pk, "journal.write")
    first = meeting.held_on.replace(day=1)
    month = queries.month_of(meeting.led_by_id, first, term_end(first, 1))
    return render(request, "journal/meetings/saved.html", {"meeting": meeting, "pair": meeting.pair, "month": month})


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def add(request: Request, pk: int) -> HttpResponse:
    """For whoever stood in lately the address still works, with nothing of the journal on the page."""
    today = timezone.localdate()
    late = queries.late_pair(request.user, pk, today)
    pair = late or queries.journal_for(request.user, pk, "journal.write")
    desk = reverse("desk:today")
    return form_page(
        request,
        forms.MeetingForm,
        lambda data: services.write_down(pair, fields=data, today=today, by=request.user),
        to=lambda meeting: desk if late else reverse("journal:saved", args=[meeting.pk]),
        done="Встреча записана.",
        initial=_late(pair, request.user, today) if late else {**_usual(pair), "held_on": today},
        form_args=_form_args(pair, is_late=bool(late), asks_reason=not pair.is_not_over),
        template="journal/meetings/add.html",
        pair=pair,
        cancel_url=desk if late else reverse("journal:pair", args=[pk]),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def plan(request: Request, pk: int) -> HttpResponse:
    pair = queries.journal_for(request.user, pk, "journal.write")
    today = timezone.localdate()
    return form_page(
        request,
        forms.PlanForm,
        lambda data: services.plan(pair, fields=data, today=today, by=request.user),
        to=reverse("journal:pair", args=[pk]),
        done="Встреча запланирована.",
        initial={**_usual(pair), "times": 1, "every": 1},
        template="journal/meetings/plan.html",
        pair=pair,
        cancel_url=reverse("journal:pair", args=[pk]),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def edit(request: Request, pk: int) -> HttpResponse:
    """The same form; what both sides have confirmed asks for a reason."""
    meeting = queries.meeting_for(request.user, pk, "journal.write")
    pair, today = meeting.pair, timezone.localdate()
    asks = meeting.is_confirmed or not pair.is_not_over
    form_args = _form_args(pair, meeting, asks_reason=asks) if meeting.is_held else {"planned": True}
    return form_page(
        request,
        forms.MeetingForm if meeting.is_held else forms.PlanForm,
        lambda data: services.edit(meeting, fields=data, today=today, by=request.user),
        to=meeting,
        done="Запись исправлена.",
        initial=model_to_dict(meeting),
        of_record=True,
        form_args=form_args,
        template="journal/meetings/edit.html",
        pair=pair,
        cancel_url=meeting.get_absolute_url(),
        autosave=True,
        warning=rules.CORRECTED if meeting.is_confirmed else "",
    )


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def hold(request: Request, pk: int) -> HttpResponse:
    """What was planned has taken place."""
    meeting = queries.meeting_for(request.user, pk, "journal.write")
    today = timezone.localdate()
    initial = {**model_to_dict(meeting), "held_on": min(meeting.held_on, today)}
    return form_page(
        request,
        forms.MeetingForm,
        lambda data: services.hold(meeting, fields=data, today=today, by=request.user),
        to=lambda held: reverse("journal:saved", args=[held.pk]),
        done="Встреча записана.",
        initial=initial,
        of_record=True,
        form_args=_form_args(meeting.pair, meeting, asks_reason=not meeting.pair.is_not_over),
        template="journal/meetings/hold.html",
        pair=meeting.pair,
        cancel_url=meeting.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def cancel(request: Request, pk: int) -> HttpResponse:
    meeting = queries.meeting_for(request.user, pk, "journal.write")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.cancel(meeting, today=timezone.localdate(), by=request.user, **data),
        to=reverse("journal:card", args=[pk]),
        done="Встреча отменена. Она осталась в журнале с причиной.",
        template="journal/meetings/cancel.html",
        meeting=meeting,
        cancel_url=meeting.get_absolute_url(),
    )


@require_POST
@permit("journal.mark")
def mark(request: Request, pk: int) -> HttpResponse:
    meeting = queries.meeting_for(request.user, pk, "journal.mark")
    attended = "absent" not in request.POST
    return act_page(
        request,
        lambda: services.mark(meeting, attended=attended, today=timezone.localdate(), by=request.user),
        to=meeting,
        done="Ваша отметка записана.",
    )


@require_POST
@permit("journal.mark")
def mark_all(request: Request, pk: int) -> HttpResponse:
    pair = queries.journal_for(request.user, pk, "journal.mark")
    count = queries.to_mark(pair, request.user)
    return act_page(
        request,
        lambda: services.mark_all(pair, today=timezone.localdate(), by=request.user),
        to=reverse("journal:pair", args=[pk]),
        done=f"Отмечено: {count} {plural(count, 'встреча', 'встречи', 'встреч')}.",
    )


@require_http_methods(["GET", "POST"])
@permit("journal.correct")
def mark_paper(request: Request, pk: int) -> HttpResponse:
    """The curator records whose signatures stand on paper."""
    meeting = queries.meeting_for(request.user, pk, "journal.correct")
    today = timezone.localdate()

    def act(data: dict[str, Any]) -> Any:
        services.mark_paper(
            meeting,
            on=data["on"],
            mentor=data.get("mentor", False),
            mentees=data.get("mentees", ()),
            today=today,
            by=request.user,
        )

    return form_page(
        request,
        forms.PaperMarkForm,
        act,
        to=reverse("journal:card", args=[pk]),
        done="Отметки записаны.",
        initial={"on": max(meeting.held_on, today) if meeting.is_held else today},
        form_args={"meeting": meeting},
        template="journal/meetings/paper.html",
        meeting=meeting,
        cancel_url=meeting.get_absolute_url(),
    )


def _usual(pair: Pair) -> dict[str, Any]:
    """What the last meeting was like, so that nobody types it again; at first, what its kind suggests."""
    last = queries.last_of(pair)
    if last:
        return {"minutes": last.minutes, "format": last.format, "place": last.place}
    return _at_first(pair)


def _at_first(pair: Pair) -> dict[str, Any]:
    return {"minutes": 45, "format": "remote" if pair.behaviour == "remote" else "in_person"}


def _late(pair: Pair, user: User, today: date) -> dict[str, Any]:
    """The day that is most likely meant by whoever no longer stands in."""
    return {**_at_first(pair), "held_on": queries.last_stood_in(pair, user, today)}


def _form_args(
    pair: Pair, meeting: Meeting | None = None, *, asks_reason: bool, is_late: bool = False
) -> dict[str, Any]:
    offered = [] if is_late else [pair]
    activities = queries.open_activities(offered, also=meeting.activity_id if meeting else None)
    short_term = pair.kind is not None and pair.kind.code == "short"
    return {"activities": activities, "asks_reason": asks_reason, "short_term": short_term}
