"""The mutual consent: every participant is asked, agrees or declines (п. 7.2)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import record
from mentorship.core.refusal import Refusal, enforce
from mentorship.documents import keeping
from mentorship.pairs.queries import behalf_bars
from mentorship.people.models import Person, User
from mentorship.programs.amendments import acts, issues, queries
from mentorship.programs.amendments.papers import shown_amendment
from mentorship.programs.amendments.services.decision import close
from mentorship.programs.amendments.services.locking import lock_amendment
from mentorship.programs.models import Amendment, Assent


@transaction.atomic
def ask(amendment: Amendment, *, on: date, by: User) -> Amendment:
    """The correction is ready: every participant is to agree."""
    return ask_everybody(lock_amendment(amendment), on, by)


def ask_everybody(amendment: Amendment, on: date, by: User) -> Amendment:
    """The same with the amendment locked."""
    acts.ASK.require(amendment)
    amendment.status = Amendment.Status.ASKED
    record(amendment, "Отправлено на согласование", by)
    for person in queries.asked_of(amendment):
        assent = Assent(amendment=amendment, person=person)
        if person.pk == by.person_id:  # who proposes it agrees
            assent.agreed_on, assent.method = on, Assent.Method.ONLINE
        record(assent, f"{person.short_name}: {assent.word}", by)
    return amendment


@transaction.atomic
def agree(
    amendment: Amendment,
    *,
    person: Person,
    on: date,
    by: User,
    method: str = "online",
    place: str = "",
    seen: str | None = None,
) -> Amendment:
    """A participant agrees; a second click changes nothing. With the last one it goes to the curator.

    `seen` is the fingerprint of the changes as they were shown.
    """
    amendment, assent = _locked(amendment, person)
    if assent.agreed_on:
        return amendment
    acts.AGREE.require(amendment)
    require_shown(seen, shown_amendment(amendment).mark)
    enforce(queries.standing(amendment.program))
    assent.agreed_on, assent.method, assent.place = on, method, place
    record(assent, f"{person.short_name}: согласие", by)
    if not amendment.assents.filter(agreed_on=None).exists():
        amendment.status = Amendment.Status.AGREED
        record(amendment, "Согласовано всеми участниками", by)
        if issues.is_online(amendment):
            keeping.keep(issues.of_agreement(amendment))
    return amendment


@transaction.atomic
def record_paper(assent: Assent, *, on: date, place: str, today: date, by: User) -> Amendment:
    """The participant has signed the agreement on paper (D26); nobody of the pair writes it down for another."""
    enforce(behalf_bars(assent.amendment.program.pair, assent.person_id, by))
    if not assent.amendment.started_on <= on <= today:
        raise ValidationError(
            {
                "on": f"День должен быть с {assent.amendment.started_on:%d.%m.%Y}, когда изменение предложили, "
                "по сегодняшний."
            }
        )
    return agree(assent.amendment, person=assent.person, on=on, by=by, method=Assent.Method.PAPER, place=place)


@transaction.atomic
def decline(amendment: Amendment, *, person: Person, reason: str, on: date, by: User) -> Amendment:
    """One participant says no: there is no mutual consent, and nothing changes."""
    amendment, assent = _locked(amendment, person)
    acts.DECLINE.require(amendment)
    assent.agreed_on, assent.declined_on, assent.reason = None, on, reason
    assent.method, assent.place = Assent.Method.ONLINE, ""
    record(assent, f"{person.short_name}: отказ", by)
    return close(amendment, Amendment.Status.DECLINED, on, "Не согласовано", by, reason=reason)


def _locked(amendment: Amendment, person: Person) -> tuple[Amendment, Assent]:
    amendment = lock_amendment(amendment)
    assent = amendment.assents.filter(person=person).first()
    if assent is None:
        raise Refusal("Согласия этого человека здесь не спрашивали.")
    return amendment, assent
