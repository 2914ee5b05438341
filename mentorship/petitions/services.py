"""Everything that changes petitions: one function, one action of a user, one transaction."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html

from mentorship.core.history import record
from mentorship.core.refusal import Refusal, enforce
from mentorship.documents import keeping
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.pairs.models.pair import NOT_OVER
from mentorship.pairs.queries import behalf_bars
from mentorship.people.accounts.queries import power_bars
from mentorship.people.accounts.services import hold_heads
from mentorship.people.models import Person, User
from mentorship.petitions import acts, issues, kinds, queries, rules
from mentorship.petitions.models import Petition, Viewing


@transaction.atomic
def file(
    pair: Pair,
    kind: str,
    *,
    author: Person,
    filed_on: date,
    today: date,
    by: User,
    about: Person | None = None,
    method: str = Petition.Method.ONLINE,
    **fields: Any,
) -> Petition:
    """A petition of somebody of the pair; `by` is the author, or the office that records what came on paper.

    Nobody of the pair records it for another.
    """
    [pair] = lock_pairs([pair])
    if method == Petition.Method.PAPER:
        enforce(behalf_bars(pair, author.pk, by))
    row = kinds.KINDS[kind]
    about = about if row.about else None
    wanted_on = fields.get("wanted_on")
    facts = _filing(pair, row, author, about, filed_on=filed_on, today=today, wanted_on=wanted_on)
    enforce(rules.filing_violations(facts))
    _refuse_second(pair, kind, author, about)
    petition = Petition(
        kind=kind,
        pair=pair,
        author=author,
        about=about,
        filed_on=filed_on,
        method=method,
        **fields,
    )
    how = "Записано с бумаги" if method == Petition.Method.PAPER else "Заявление подано"
    record(petition, how, by)
    if row.paper and method == Petition.Method.ONLINE:
        keeping.keep(issues.of_filing(petition))
    return petition


def _filing(
    pair: Pair,
    row: kinds.PetitionKind,
    author: Person,
    about: Person | None,
    *,
    filed_on: date,
    today: date,
    wanted_on: date | None,
) -> rules.Filing:
    """What the rules of filing decide on."""
    return rules.Filing(
        limits=pair.edition.limits(),
        is_active=pair.state_on(filed_on) in NOT_OVER,
        state=pair.words_on(filed_on),
        author_fits=author.pk in {person.pk for person in queries.authors(pair, row)},
        about_fits=about.pk in {mentee.pk for mentee in pair.mentees} if about else not row.about,
        needs_council=row.needs_council,
        ordered_on=min(pair.order.signed_on or pair.starts_on, pair.starts_on) if pair.order else pair.starts_on,
        filed_on=filed_on,
        today=today,
        wanted_on=wanted_on,
    )


def _refuse_second(pair: Pair, kind: str, author: Person, about: Person | None) -> None:
    first = Petition.objects.open().filter(pair=pair, kind=kind, author=author, about=about).first()
    if first:
        words = 'Такое заявление уже подано {} и ещё не решено: <a href="{}">откройте его</a>. Второе не записано.'
        raise Refusal(format_html(words, f"{first.filed_on:%d.%m.%Y}", first.get_absolute_url()))


@transaction.atomic
def review(petition: Petition, *, opinion: str, by: User) -> Petition:
    """Taken up; the curator may add an opinion for whoever decides."""
    petition = _locked(petition)
    acts.REVIEW.require(petition)
    enforce(queries.answering_bars(petition, by))
    petition.status, petition.opinion = Petition.Status.REVIEW, opinion or petition.opinion
    record(petition, "Заявление рассматривается", by)
    return petition


@transaction.atomic
def decide(
    petition: Petition,
    *,
    granted: bool,
    reason: str,
    decided_on: date,
    today: date,
    by: User,
    effective_on: date | None = None,
) -> Petition:
    """Grant or refuse; of two who decide at once the second is told what the first one decided."""
    petition = _locked(petition)
    dated = petition.rule.dated
    facts = rules.Decision(
        limits=petition.pair.edition.limits(),
        is_open=petition.is_open,
        state=petition.state_words,
        granted=granted,
        reason=reason,
        dated=dated,
        filed_on=petition.filed_on,
        decided_on=decided_on,
        today=today,
        effective_on=effective_on,
    )
    hold_heads()
    power = power_bars("решение", decided_on, by.person_id) if queries.as_head(petition, by) else []
    enforce([*queries.answering_bars(petition, by), *rules.decision_violations(facts), *power])
    petition.status = Petition.Status.GRANTED if granted else Petition.Status.REFUSED
    petition.answer, petition.decided_on, petition.decided_by = reason, decided_on, by
    petition.effective_on = effective_on if granted and dated else None
    record(petition, "Заявление удовлетворено" if granted else "В заявлении отказано", by)
    if petition.rule.paper:
        keeping.keep(issues.of_decision(petition))
    return petition


@transaction.atomic
def withdraw(petition: Petition, *, reason: str, on: date, by: User) -> Petition:
    """The author takes it back while nothing is decided; it stays on file."""
    petition = _locked(petition)
    acts.WITHDRAW.require(petition)
    enforce(queries.paper_bars(petition, by))
    petition.status, petition.answer, petition.decided_on = Petition.Status.WITHDRAWN, reason, on
    record(petition, "Заявление отозвано", by)
    return petition


@transaction.atomic
def execute(petition: Petition, *, executed_on: date, execution: str, today: date, by: User) -> Petition:
    """What was granted is done."""
    petition = _locked(petition)
    acts.EXECUTE.require(petition)
    _require_day(executed_on, petition, today, "executed_on")
    petition.executed_on, petition.execution = executed_on, execution
    record(petition, "Решение исполнено", by)
    return petition


@transaction.atomic
def log_viewing(petition: Petition, *, fields: dict[str, Any], today: date, by: User) -> Viewing:
    """The mentor has been shown materials of the personal file, after the permission (MNT-02)."""
    petition = _locked(petition)
    acts.LOG.require(petition)
    enforce(queries.paper_bars(petition, by))
    _require_day(fields["seen_on"], petition, today, "seen_on")
    viewing = Viewing(petition=petition, **fields)
    record(viewing, "Записано ознакомление с личным делом", by)
    return viewing


@transaction.atomic
def mark_read(petition: Petition, *, on: date, by: User) -> Petition:
    """The author has read the answer; a second click changes nothing."""
    petition = _locked(petition)
    if petition.read_on is None and petition.decided_on:
        petition.read_on = on
        record(petition, "Заявитель прочитал ответ", by)
    return petition


def _locked(petition: Petition) -> Petition:
    Petition.objects.select_for_update().get(pk=petition.pk)
    return Petition.objects.with_people().get(pk=petition.pk)


def _require_day(day: date, petition: Petition, today: date, name: str) -> None:
    """What follows a decision is not done before it, nor in the days ahead."""
    since = petition.decided_on
    assert since is not None  # it is granted, and the database asks for the day of every decision
    if not since <= day <= today:
        words = f"День {day:%d.%m.%Y} не подходит: укажите день с {since:%d.%m.%Y} по {today:%d.%m.%Y}."
        raise ValidationError({name: words})
