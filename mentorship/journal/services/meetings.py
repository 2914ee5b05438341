"""Everything that changes meetings: one function, one action of a user, one transaction."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.access.grants import can
from mentorship.core.history import record
from mentorship.journal import rules
from mentorship.journal.models import Meeting, MeetingMark
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.people.models import Person, User
from mentorship.programs import services as programs
from mentorship.programs.models import Activity

CORRECTED = "Обе стороны уже отметили эту встречу. Напишите, почему её нужно исправить."
ONE_MEETING = "Скоростное наставничество — это одна встреча, и она уже записана. Исправьте её или отмените."


@transaction.atomic
def write_down(pair: Pair, *, fields: dict[str, Any], today: date, by: User) -> Meeting:
    """A meeting that has been held; whoever led it has marked it by writing it down (D33).

    `done` marks the chosen activity of the programme in the same act, by the rules of the programme.
    """
    pair = locked(pair)
    fields = dict(fields)
    done, reason = fields.pop("done", False), fields.pop("reason", "")
    require_day(pair, fields["held_on"], field="held_on", today=today, reason=reason, by=by)
    _require_first(pair)
    _require_own_activity(pair, fields.get("activity"))
    leads = is_leading(pair, by)
    meeting = Meeting(
        pair=pair,
        led_by=by.person if leads else pair.mentor,
        recorded_by=by.person,
        mentor_marked_on=today if leads else None,
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
    fields = dict(fields)
    times, weeks = fields.pop("times", None) or 1, int(fields.pop("every", 1) or 1)
    first = fields.pop("held_on")
    days = [first + timedelta(weeks=weeks * number) for number in range(times)]
    for day in days:
        require_day(pair, day, field="held_on", today=today, planned=True, by=by)
    _require_first(pair, len(days))
    _require_own_activity(pair, fields.get("activity"))
    leader = by.person if is_leading(pair, by) else pair.mentor
    planned = [
        Meeting(pair=pair, status=Meeting.Status.PLANNED, held_on=day, led_by=leader, recorded_by=by.person, **fields)
        for day in days
    ]
    for meeting in planned:
        record(meeting, "Встреча запланирована", by)
    return planned


@transaction.atomic
def hold(meeting: Meeting, *, fields: dict[str, Any], today: date, by: User) -> Meeting:
    """A planned meeting has been held; of two tabs only the first does anything."""
    meeting = _locked(meeting)
    if not meeting.is_planned:
        raise ValidationError(f"Эта встреча уже {meeting.get_status_display()}. Обновите страницу.")
    fields = dict(fields)
    done, reason = fields.pop("done", False), fields.pop("reason", "")
    require_day(meeting.pair, fields["held_on"], field="held_on", today=today, reason=reason, by=by)
    _require_own_activity(meeting.pair, fields.get("activity"))
    _set(meeting, fields)
    meeting.status = Meeting.Status.HELD
    if is_leading(meeting.pair, by):
        meeting.led_by, meeting.mentor_marked_on = by.person, today
    record(meeting, "Встреча проведена", by)
    if done:
        _perform(meeting, today, by)
    return meeting


@transaction.atomic
def edit(meeting: Meeting, *, fields: dict[str, Any], today: date, by: User) -> Meeting:
    """Until both marks stand freely, after that with a reason that stays beside the meeting."""
    meeting = _locked(meeting)
    _require_kept(meeting)
    fields = dict(fields)
    done, reason = fields.pop("done", False), fields.pop("reason", "")
    require_day(
        meeting.pair, fields["held_on"], field="held_on", today=today, planned=meeting.is_planned, reason=reason, by=by
    )
    if meeting.is_confirmed and not reason.strip():
        raise ValidationError({"reason": CORRECTED})
    _require_own_activity(meeting.pair, fields.get("activity"))
    if meeting.is_confirmed:
        meeting.corrected_on, meeting.correct_reason = today, reason[:300]
    _set(meeting, fields)
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
    _require_kept(meeting)
    _require_open(meeting.pair, today, reason, by)
    meeting.status, meeting.cancelled_on, meeting.cancel_reason = Meeting.Status.CANCELLED, today, reason[:300]
    record(meeting, "Встреча отменена", by)
    return meeting


@transaction.atomic
def mark(meeting: Meeting, *, attended: bool, today: date, by: User) -> Meeting:
    """Either side confirms a held meeting under the own login; a second click changes nothing."""
    meeting = _locked(meeting)
    _require_held(meeting)
    if is_leading(meeting.pair, by):
        _mark_mentor(meeting, today, by)
    if any(part.mentee_id == by.person_id for part in meeting.pair.participations.all()):
        _mark_mentee(meeting, by.person, today, by, attended=attended)
    return meeting


@transaction.atomic
def mark_all(pair: Pair, *, today: date, by: User) -> int:
    """Everything in the pair that waits for this person's mark; how many meetings that were."""
    pair = locked(pair)
    own = pair.participations.filter(mentee=by.person_id).exists()
    waiting = Meeting.objects.held().filter(pair=pair)
    waiting = waiting.exclude(marks__mentee=by.person_id) if own else waiting.filter(mentor_marked_on=None)
    rows = list(waiting.order_by("pk"))
    for meeting in rows:
        if own:
            _mark_mentee(meeting, by.person, today, by)
        else:
            _mark_mentor(meeting, today, by)
    return len(rows)


@transaction.atomic
def mark_paper(meeting: Meeting, *, on: date, mentor: bool, mentees: Iterable[Person], today: date, by: User) -> None:
    """The curator records the marks that stand on paper."""
    meeting = _locked(meeting)
    _require_held(meeting)
    if not meeting.held_on <= on <= today:
        raise ValidationError({"on": f"День отметки — с {meeting.held_on:%d.%m.%Y} по сегодняшний."})
    people = list(mentees)
    if not (mentor or people):
        raise ValidationError("Отметьте, чья подпись стоит на бумаге.")
    if mentor:
        _mark_mentor(meeting, on, by)
    for person in people:
        _mark_mentee(meeting, person, on, by, on_paper=True)


def locked(pair: Pair) -> Pair:
    """The pair, held until the end of the act and read afresh."""
    return lock_pairs([pair])[0]


def is_leading(pair: Pair, by: User) -> bool:
    """The mentor of the pair, or whoever stands in for them today."""
    person = by.person_id
    mentee = any(part.mentee_id == person for part in pair.participations.all())
    return person is not None and not mentee and bool(pair.relations_of(person))


def require_day(
    pair: Pair, day: date, *, field: str, today: date, by: User, planned: bool = False, reason: str = ""
) -> None:
    """Refuse a day outside the pair beside its field, and the state of the pair above the form."""
    entry = rules.Entry(
        day=day,
        today=today,
        planned=planned,
        running=pair.is_active,
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        ended_on=pair.ended_on,
        corrects=can(by, "journal.correct"),
        reason=reason,
    )
    if closed := list(rules.state_violations(entry)):
        raise ValidationError([str(violation) for violation in closed])
    if wrong := list(rules.day_violations(entry)):
        raise ValidationError({field: [str(violation) for violation in wrong]})


def _require_open(pair: Pair, today: date, reason: str, by: User) -> None:
    day = min(today, pair.ended_on or today)
    require_day(pair, max(day, pair.starts_on), field="reason", today=max(today, pair.starts_on), by=by, reason=reason)


def _require_first(pair: Pair, wanted: int = 1) -> None:
    """Скоростное наставничество is a single event (FRM-14)."""
    if pair.behaviour == "speed" and (wanted > 1 or Meeting.objects.kept().filter(pair=pair).exists()):
        raise ValidationError(ONE_MEETING)


def _require_own_activity(pair: Pair, activity: Activity | None) -> None:
    if activity and activity.program.pair_id != pair.pk:
        raise ValidationError({"activity": "Это мероприятие из программы другой пары."})


def _require_kept(meeting: Meeting) -> None:
    if meeting.status == Meeting.Status.CANCELLED:
        raise ValidationError("Эта встреча отменена. Обновите страницу.")


def _require_held(meeting: Meeting) -> None:
    if not meeting.is_held:
        raise ValidationError(f"Отметить можно проведённую встречу, а эта {meeting.get_status_display()}.")


def _set(meeting: Meeting, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(meeting, name, value)


def _renew_mark(meeting: Meeting, today: date, by: User) -> None:
    """Whoever leads the pair confirms what they write; a mark older than the new day no longer stands."""
    if is_leading(meeting.pair, by):
        meeting.mentor_marked_on = meeting.mentor_marked_on or today
    if meeting.mentor_marked_on and meeting.mentor_marked_on < meeting.held_on:
        meeting.mentor_marked_on = today if is_leading(meeting.pair, by) else None


def _perform(meeting: Meeting, today: date, by: User) -> None:
    """Mark the activity of the meeting done, with what came out of it (PRG-15)."""
    if meeting.activity is None:
        raise ValidationError({"activity": "Выберите мероприятие, которое выполнено."})
    result = meeting.result or f"Встреча {meeting.held_on:%d.%m.%Y}: {meeting.topic}"
    try:
        programs.perform(meeting.activity, done_on=meeting.held_on, result=result, evidence=None, today=today, by=by)
    except ValidationError as refusal:
        raise ValidationError({"activity": refusal.messages}) from refusal


def _mark_mentor(meeting: Meeting, on: date, by: User) -> None:
    if meeting.mentor_marked_on is None:
        meeting.mentor_marked_on = on
        record(meeting, "Отметка наставника", by)


def _mark_mentee(
    meeting: Meeting, mentee: Person, on: date, by: User, *, attended: bool = True, on_paper: bool = False
) -> None:
    if not MeetingMark.objects.filter(meeting=meeting, mentee=mentee).exists():
        made = MeetingMark(meeting=meeting, mentee=mentee, marked_on=on, attended=attended, on_paper=on_paper)
        record(made, "Отметка о встрече" if attended else "Отметка: на встрече не был(а)", by)


def _locked(meeting: Meeting) -> Meeting:
    """The meeting under the lock of its pair, with its marks."""
    pair = locked(meeting.pair)
    found = Meeting.objects.select_related("activity__program").prefetch_related("marks").get(pk=meeting.pk)
    found.pair = pair
    return found
