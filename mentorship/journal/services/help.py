"""Everything that changes the help log: one function, one action of a user, one transaction."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.history import record
from mentorship.journal import acts
from mentorship.journal.models import HelpRequest
from mentorship.journal.services.guards import leader_on, locked, require_day, require_open
from mentorship.pairs.models import Pair
from mentorship.people.models import Person, User


@transaction.atomic
def ask(pair: Pair, *, text: str, urgency: str, today: date, by: User) -> HelpRequest:
    """The mentee asks the mentor for help (п. 5.1, MTE-03)."""
    pair = locked(pair)
    acts.ASK.require(pair)
    asked = HelpRequest(pair=pair, mentee=by.person, asked_on=today, text=text, urgency=urgency)
    record(asked, "Просьба о помощи", by)
    return asked


@transaction.atomic
def answer(request: HelpRequest, *, fields: dict[str, Any], today: date, by: User) -> HelpRequest:
    """The mentor says what was done, when and how long it took; of two tabs only the first does anything."""
    request = _locked(request)
    acts.ANSWER.require(request)
    reason = fields.get("reason", "")
    require_open(request.pair, by=by, today=today, reason=reason)
    require_day(request.pair, fields["answered_on"], field="answered_on", today=today)
    if fields["answered_on"] < request.asked_on:
        words = f"Помощь не могла быть раньше обращения: оно от {request.asked_on:%d.%m.%Y}."
        raise ValidationError({"answered_on": words})
    _close(request, fields)
    record(request, "Помощь оказана", by)
    return request


@transaction.atomic
def log(pair: Pair, *, mentee: Person, fields: dict[str, Any], today: date, by: User) -> HelpRequest:
    """Help that was given without a request in the program (FRM-13)."""
    pair = locked(pair)
    if mentee.pk not in {part.mentee_id for part in pair.participations.all()}:
        raise ValidationError({"mentee": "Выберите участника этой пары."})
    day, reason = fields["answered_on"], fields.get("reason", "")
    require_open(pair, by=by, today=today, reason=reason)
    require_day(pair, day, field="answered_on", today=today)
    given = HelpRequest(
        pair=pair, mentee=mentee, asked_on=day, asked=False, text=fields["text"], urgency=HelpRequest.Urgency.TODAY
    )
    _close(given, fields)
    record(given, f"Записана помощь. {reason}" if reason else "Записана помощь", by)
    return given


@transaction.atomic
def let_go(request: HelpRequest, *, today: date, by: User) -> HelpRequest:
    """The mentee no longer needs the help."""
    request = _locked(request)
    acts.LET_GO.require(request)
    request.status, request.withdrawn_on = HelpRequest.Status.WITHDRAWN, today
    record(request, "Помощь больше не нужна", by)
    return request


def _close(request: HelpRequest, fields: dict[str, Any]) -> None:
    request.status = HelpRequest.Status.ANSWERED
    request.answered_on, request.minutes, request.answer = fields["answered_on"], fields["minutes"], fields["answer"]
    request.led_by = leader_on(request.pair, request.answered_on)


def _locked(request: HelpRequest) -> HelpRequest:
    pair = locked(request.pair)
    found = HelpRequest.objects.get(pk=request.pk)
    found.pair = pair
    return found
