"""Everything that changes partners and agreements with them: one function, one action, one transaction."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.forms.shown import require
from mentorship.core.history import record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.documents import keeping
from mentorship.documents.shown import shown_paper
from mentorship.events.models import Event
from mentorship.partners import acts, issues, rules
from mentorship.partners.models import Agreement, Partner
from mentorship.partners.papers import COOPERATION
from mentorship.people.models import Person, User


@transaction.atomic
def add_partner(*, fields: Mapping[str, Any], by: User) -> Partner:
    """An organisation or a community that one works with (GOAL-04, CUR-11)."""
    return _write(Partner(), "Партнёр добавлен", fields, by)


@transaction.atomic
def edit_partner(partner: Partner, *, fields: Mapping[str, Any], by: User) -> Partner:
    """Mend the requisites and contacts; agreements that are signed keep what they said."""
    return _write(locked(partner), "Изменены сведения о партнёре", fields, by)


@transaction.atomic
def link_partner(partner: Partner, *, events: Iterable[Event], mentors: Iterable[Person], by: User) -> Partner:
    """Which events are held together with the partner, which outside mentors come from it."""
    partner = locked(partner)
    acts.LINK.require(partner)
    record(partner, "Изменены общие события и наставники партнёра", by)
    partner.events.set(events)
    partner.mentors.set(mentors)
    return partner


@transaction.atomic
def end_partner(partner: Partner, *, ended_on: date, end_reason: str, by: User) -> Partner:
    """The work with the partner is over after a day; the card and its agreements stay."""
    partner = locked(partner)
    acts.END.require(partner)
    fields = {"ended_on": ended_on, "end_reason": end_reason}
    return _write(partner, f"Работа с партнёром закончена {ended_on:%d.%m.%Y}: {end_reason}", fields, by)


@transaction.atomic
def resume_partner(partner: Partner, *, reason: str, by: User) -> Partner:
    """One works with the partner again."""
    partner = locked(partner)
    acts.RESUME.require(partner)
    return _write(partner, f"Партнёр снова в работе: {reason}", {"ended_on": None, "end_reason": ""}, by)


@transaction.atomic
def draft_agreement(partner: Partner, *, fields: Mapping[str, Any], by: User) -> Agreement:
    """An agreement of cooperation to be printed and signed (D55, DIR-09)."""
    partner = locked(partner)
    acts.AGREE.require(partner)
    return _write(Agreement(partner=partner), "Подготовлен проект соглашения", fields, by)


@transaction.atomic
def edit_agreement(agreement: Agreement, *, fields: Mapping[str, Any], by: User) -> Agreement:
    """Change a draft."""
    agreement = locked(agreement)
    acts.CHANGE.require(agreement)
    return _write(agreement, "Изменён проект соглашения", fields, by)


@transaction.atomic
def sign_agreement(
    agreement: Agreement, *, number: str, signed_on: date, today: date, by: User, seen: str | None = None
) -> Agreement:
    """Both sides have signed: the agreement has its number and day, and is kept as it was shown (`seen`)."""
    agreement = locked(agreement)
    acts.SIGN.require(agreement)
    require(seen, shown_paper(COOPERATION, agreement.pk, today).mark)
    enforce(rules.signing_violations(signed_on, agreement.ends_on, today))
    fields = {"number": number, "signed_on": signed_on}
    signed = _write(agreement, f"Соглашение подписано {signed_on:%d.%m.%Y}, № {number}", fields, by)
    keeping.keep(issues.of_agreement(signed))
    return signed


@transaction.atomic
def end_agreement(agreement: Agreement, *, ended_on: date, end_reason: str, by: User) -> Agreement:
    """Ended before its last day, or a draft that came to nothing."""
    agreement = locked(agreement)
    acts.STOP.require(agreement)
    enforce(rules.ending_violations(ended_on, agreement.signed_on, agreement.ends_on))
    what = "Проект не состоялся" if agreement.is_draft else f"Соглашение прекращено {ended_on:%d.%m.%Y}"
    return _write(agreement, f"{what}: {end_reason}", {"ended_on": ended_on, "end_reason": end_reason}, by)


def _write(row: Any, reason: str, fields: Mapping[str, Any], by: User) -> Any:
    for name, value in fields.items():
        setattr(row, name, value)
    record(row, reason, by)
    return row
