"""Everything that changes meetings: one function, one action of a user, one transaction."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import Refusal, enforce
from mentorship.journal import acts, rules
from mentorship.journal.models import Meeting, MeetingMark
from mentorship.journal.services.guards import (
    leader_on,
    leads,
    locked,
    mentee_among,
    require_day,
    require_open,
    require_own_days,
    require_words,
)
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import behalf_bars
from mentorship.people.models import Person, User
from mentorship.programs import services as programs
from mentorship.programs.models import Activity


@transaction.atomic
def write_down(pair: Pair, *, fields: dict[str, Any], today: date, by: User) -> Meeting:
    """A meeting that has been held; the mentor or whoever stands in has marked it by writing it down (D33).

    It is led by whoever stood in on its day, whoever writes it. `done` marks the chosen activity of the programme in
    the same act, by the rules of the programme.
    """
    pair = locked(pair)
    fields = dict(fields)
    done, reason = fields.pop("done", False), fields.pop("reason", "")
    day = fields["held_on"]
    require_open(pair, by=by, today=today, reason=reason)
    require_day(pair, day, field="held_on", today=today)
    require_own_days(pair, day, today=today, by=by)
    _require_single(pair)
    _require_own_activity(pair, fields.get("activity"))
    led_by = leader_on(pair, day)
    require_words(pair, day, led_by, reason)
    meeting = Meeting(
        pair=pair,
        led_by=led_by,
        recorded_by=by.person,
        mentor_marked_on=today if leads(pair, by) or by.person_id == led_by.pk else None,
        **fields,
    )
    record(meeting, f"Записана встреча. {reason}" if reason else "Записана встреча", by)
    if done:
        _perform(meeting, today, by)
    return meeting


@transaction.atomic
def plan(pair: Pair, *, fields: dict[str, Any], today: date, by: User) -> list[Meeting]:
    """Meetings ahead, one or several at equal intervals (FRM-11)."""
    pair = locked(pair)
    acts.PLAN.require(pair)
    enforce(behalf_bars(pair, pair.mentor_id, by))
    fields = dict(fields)
    times, weeks = fields.pop("times", None) or 1, int(fields.pop("every", 1) or 1)
    first = fields.pop("held_on")
    days = [first + timedelta(weeks=weeks * number) for number in range(times)]
    for day in days:
        require_day(pair, day, field="held_on", today=today, planned=True)
    _require_single(pair, len(days))
    _require_own_activity(pair, fields.get("activity"))
    made = {"pair": pair, "status": Meeting.Status.PLANNED, "recorded_by": by.person, **fields}
    planned = [Meeting(held_on=day, led_by=leader_on(pair, day), **made) for day in days]
    for meeting in planned:
        record(meeting, "Встреча запланирована", by)
    return planned


@transaction.atomic
def hold(meeting: Meeting, *, fields: dict[str, Any], today: date, by: User) -> Meeting:
    """A planned meeting has been held; of two tabs only the first does anything."""
    meeting = _locked(meeting)
    acts.HOLD.require(meeting)
    fields = dict(fields)
    done, reason = fields.pop("done", False), fields.pop("reason", "")
    require_open(meeting.pair, by=by, today=today, reason=reason)
    require_day(meeting.pair, fields["held_on"], field="held_on", today=today)
    _require_own_activity(meeting.pair, fields.get("activity"))
    _set(meeting, fields)
    require_words(meeting.pair, meeting.held_on, meeting.led_by, reason)
    meeting.status = Meeting.Status.HELD
    if leads(meeting.pair, by):
        meeting.mentor_marked_on = today
    record(meeting, f"Встреча проведена. {reason}" if reason else "Встреча проведена", by)
    if done:
        _perform(meeting, today, by)
    return meeting


@transaction.atomic
def edit(meeting: Meeting, *, fields: dict[str, Any], today: date, by: User) -> Meeting:
    """Until both marks stand freely, after that with a reason that stays beside the meeting."""
    meeting = _locked(meeting)
    acts.EDIT.require(meeting)
    fields = dict(fields)
    done, reason = fields.pop("done", False), fields.pop("reason", "")
    require_open(meeting.pair, by=by, today=today, planned=not meeting.is_held, reason=reason)
    require_day(meeting.pair, fields["held_on"], field="held_on", today=today, planned=not meeting.is_held)
    if meeting.is_confirmed and not reason.strip():
        raise ValidationError({"reason": rules.CORRECTED})
    _require_own_activity(meeting.pair, fields.get("activity"))
    if meeting.is_confirmed:
        meeting.corrected_on, meeting.correct_reason = today, reason
    is_moved = meeting.held_on != fields["held_on"]
    _set(meeting, fields)
    if meeting.is_held and is_moved:
        require_words(meeting.pair, meeting.held_on, meeting.led_by, reason)
    if meeting.is_held:
        _renew_mark(meeting, today, by)
    record(meeting, f"Исправлена: {reason}" if reason else "Исправлена запись о встрече", by)
    if done and meeting.is_held:
        _perform(meeting, today, by)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, today: date, by: User) -> Meeting:
    """Did not take place, or was written down by mistake; it stays with its reason."""
    meeting = _locked(meeting)
    acts.CANCEL.require(meeting)
    require_open(meeting.pair, by=by, today=today, reason=reason)
    meeting.status, meeting.cancelled_on, meeting.cancel_reason = Meeting.Status.CANCELLED, today, reason
    record(meeting, "Встреча отменена", by)
    return meeting


@transaction.atomic
def mark(meeting: Meeting, *, attended: bool, today: date, by: User) -> Meeting:
    """Either side confirms a held meeting under the own login; a second click changes nothing."""
    meeting = _locked(meeting)
    acts.CONFIRM.require(meeting)
    if leads(meeting.pair, by):
        _mark_mentor(meeting, today, by)
    if mentee := mentee_among(meeting.pair, by):
        _mark_mentee(meeting, mentee, today, by, attended=attended)
    return meeting


@transaction.atomic
def mark_all(pair: Pair, *, today: date, by: User) -> int:
    """Everything in the pair that waits for this person's mark; how many meetings that were."""
    pair = locked(pair)
    mentee = mentee_among(pair, by)
    waiting = Meeting.objects.held().filter(pair=pair)
    waiting = waiting.exclude(marks__mentee=mentee) if mentee else waiting.filter(mentor_marked_on=None)
    rows = list(waiting.order_by("pk"))
    for meeting in rows:
        if mentee:
            _mark_mentee(meeting, mentee, today, by)
        else:
            _mark_mentor(meeting, today, by)
    return len(rows)


@transaction.atomic
def mark_paper(meeting: Meeting, *, on: date, mentor: bool, mentees: Iterable[Person], today: date, by: User) -> None:
    """The curator records the marks that stand on paper."""
    meeting = _locked(meeting)
    acts.MARK_PAPER.require(meeting)
    if not meeting.held_on <= on <= today:
        raise ValidationError({"on": f"День отметки — с {meeting.held_on:%d.%m.%Y} по сегодняшний."})
    people = list(mentees)
    if not (mentor or people):
        raise Refusal("Отметьте, чья подпись стоит на бумаге.")
    whose = [*([meeting.pair.mentor_id] if mentor else []), *(person.pk for person in people)]
    enforce([bar for pk in whose for bar in behalf_bars(meeting.pair, pk, by)])
    if mentor:
        _mark_mentor(meeting, on, by, recorded_by=by)
    for person in people:
        _mark_mentee(meeting, person, on, by, recorded_by=by)


def _require_single(pair: Pair, wanted: int = 1) -> None:
    if pair.behaviour == "speed":
        enforce(rules.single_violations(Meeting.objects.kept().filter(pair=pair).count() + wanted))


def _require_own_activity(pair: Pair, activity: Activity | None) -> None:
    if activity and activity.program.pair_id != pair.pk:
        raise ValidationError({"activity": "Это мероприятие из программы другой пары."})


def _set(meeting: Meeting, fields: dict[str, Any]) -> None:
    """The new words and day; whoever stood in on that day has led it."""
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.led_by = leader_on(meeting.pair, meeting.held_on)


def _renew_mark(meeting: Meeting, today: date, by: User) -> None:
    """Whoever leads the pair confirms what they write; a mark older than the new day no longer stands."""
    is_led = leads(meeting.pair, by)
    if is_led:
        meeting.mentor_marked_on = meeting.mentor_marked_on or today
    if meeting.mentor_marked_on and meeting.mentor_marked_on < meeting.held_on:
        meeting.mentor_marked_on, meeting.mark_recorded_by = today if is_led else None, None


def _perform(meeting: Meeting, today: date, by: User) -> None:
    """Mark the activity of the meeting done, with what came out of it (PRG-15)."""
    if meeting.activity is None:
        raise ValidationError({"activity": "Выберите мероприятие, которое выполнено."})
    result = meeting.result or f"Встреча {meeting.held_on:%d.%m.%Y}: {meeting.topic}"
    try:
        programs.perform(meeting.activity, done_on=meeting.held_on, result=result, evidence=None, today=today, by=by)
    except (Refusal, ValidationError) as refusal:
        words = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        raise ValidationError({"activity": words}) from refusal


def _mark_mentor(meeting: Meeting, on: date, by: User, recorded_by: User | None = None) -> None:
    if meeting.mentor_marked_on is None:
        meeting.mentor_marked_on, meeting.mark_recorded_by = on, recorded_by
        record(meeting, "Отметка наставника", by)


def _mark_mentee(
    meeting: Meeting, mentee: Person, on: date, by: User, *, attended: bool = True, recorded_by: User | None = None
) -> None:
    if not MeetingMark.objects.filter(meeting=meeting, mentee=mentee).exists():
        on_paper = {"on_paper": recorded_by is not None, "recorded_by": recorded_by}
        made = MeetingMark(meeting=meeting, mentee=mentee, marked_on=on, attended=attended, **on_paper)
        record(made, "Отметка о встрече" if attended else "Отметка: на встрече не был(а)", by)


def _locked(meeting: Meeting) -> Meeting:
    """The meeting under the lock of its pair, with its marks."""
    pair = locked(meeting.pair)
    found = Meeting.objects.select_related("activity__program").prefetch_related("marks").get(pk=meeting.pk)
    found.pair = pair
    return found
