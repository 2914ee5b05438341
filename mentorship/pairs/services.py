"""Everything that changes pairs. One function, one action of a user, one transaction."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import record
from mentorship.core.refusal import Refusal, Violation, enforce
from mentorship.core.words import titles
from mentorship.documents import keeping
from mentorship.documents.shown import shown_paper
from mentorship.orders import services as orders_services
from mentorship.orders.models import Order
from mentorship.pairs import issues, rules
from mentorship.pairs.declining.services import take_back
from mentorship.pairs.ending.services import close
from mentorship.pairs.gate import queries as gate_queries
from mentorship.pairs.locking import lock_pairs, lock_people
from mentorship.pairs.models import Pair, Participation, Waiver
from mentorship.pairs.queries import behalf_bars
from mentorship.people.models import Consent, Person, User
from mentorship.people.services import record_consent, refresh_waiting
from mentorship.regulation.limits import COMMON_SENSE, Limits
from mentorship.regulation.models import Edition

MINUTES_DAY, MINUTES_NUMBER = "день протокола", "номер протокола"  # among the values of the order


@transaction.atomic
def propose(
    mentor: Person, mentees: Sequence[Person], *, edition: Edition, conditions: dict[str, Any], by: User
) -> Pair:
    """Put a mentor and mentees together as a proposal; it takes effect only by an order (п. 6.2).

    `conditions`: form, kind, goal, starts_on, ends_on. The same person on both sides and a pair that is
    already open are refused at once, everything else is shown by the readiness gate.
    """
    lock_people([mentor.pk, *(mentee.pk for mentee in mentees)])
    term = conditions["starts_on"], conditions["ends_on"]
    enforce(_double_violations(mentor, mentees, term, edition.limits()))
    pair = Pair(mentor=mentor, edition=edition, **conditions)
    record(pair, "Пара предложена", by)
    for mentee in mentees:
        record(Participation(pair=pair, mentor=mentor, mentee=mentee), f"В паре: {mentee.short_name}", by)
    return pair


def _double_violations(
    mentor: Person, mentees: Sequence[Person], term: tuple[date, date], limits: Limits
) -> Iterable[Violation]:
    if not mentees:
        yield limits.forbids("two_people", f"Не выбран {titles.mentee('nom')}", "Выберите хотя бы одного.")
    of_mentor = Participation.objects.filter(mentor=mentor)
    taken = set((of_mentor.open() | of_mentor.meeting(*term)).values_list("mentee", flat=True))
    for mentee in mentees:
        if mentee.pk == mentor.pk:
            yield limits.forbids(
                "two_people",
                f"{mentee.short_name}: наставник и {titles.mentee('nom')} — один и тот же человек",
                "Выберите другого наставника.",
            )
        elif mentee.pk in taken:
            yield limits.forbids(
                "two_people",
                f"Пара {mentor.short_name} и {mentee.short_name} уже есть и ещё не завершена",
                "Откройте её в списке пар.",
            )


@transaction.atomic
def edit_conditions(pair: Pair, *, edition: Edition, conditions: dict[str, Any], by: User) -> Pair:
    """Change form, kind, goal or dates of a proposal that is not in an order yet, by the lists of that edition."""
    pair = _locked(pair)
    enforce(_free_violations(pair))
    pair.edition, pair.form, pair.kind = edition, None, None
    for name, value in conditions.items():
        setattr(pair, name, value)
    record(pair, "Изменены условия", by)
    return pair


def _free_violations(pair: Pair) -> Iterable[Violation]:
    return rules.free_violations(pair.is_proposed, pair.now, pair.order_id is not None)


@transaction.atomic
def consent_as_mentor(
    pair: Pair, *, on: date, method: str, by: User, today: date, place: str = "", seen: str | None = None
) -> Consent:
    """The mentor's written consent to this very pair (п. 3.2, 3.7); given once, and anew when it has an end.

    `seen` is the fingerprint of the text to which the mentor consents under the own login.
    """
    pair = _locked(pair)
    enforce(behalf_bars(pair, pair.mentor_id, by))
    if known := _given(pair.mentor_consent, on, method):
        return known
    if seen is not None:
        require_shown(seen, shown_paper(issues.MENTOR, pair.pk, on).mark)
    given = record_consent(
        pair.mentor, kind=Consent.Kind.MENTOR, given_on=on, method=method, place=place, by=by, today=today
    )
    pair.mentor_consent = given
    record(pair, "Получено согласие наставника", by)
    take_back(pair, pair.mentor, on=on, by=by)
    if method == Consent.Method.ONLINE:
        keeping.keep(issues.of_mentor(pair))
    return given


@transaction.atomic
def consent_as_mentee(
    part: Participation, *, on: date, method: str, by: User, today: date, place: str = "", seen: str | None = None
) -> Consent:
    """A mentee's written consent to this very pair (п. 3.3, 3.7); given once, and anew when it has an end.

    `seen` is the fingerprint of the text to which the mentee consents under the own login.
    """
    lock_pairs([Pair(pk=part.pair_id)])
    part = Participation.objects.select_for_update().get(pk=part.pk)
    enforce(behalf_bars(part.pair, part.mentee_id, by))
    if known := _given(part.consent, on, method):
        return known
    if seen is not None:
        require_shown(seen, shown_paper(issues.MENTEE, part.pk, on).mark)
    given = record_consent(
        part.mentee, kind=Consent.Kind.MENTEE, given_on=on, method=method, place=place, by=by, today=today
    )
    part.consent = given
    record(part, f"Получено согласие {titles.mentee('gen')}", by)
    take_back(part.pair, part.mentee, on=on, by=by)
    if method == Consent.Method.ONLINE:
        keeping.keep(issues.of_mentee(part))
    return given


def _given(consent: Consent | None, on: date, method: str) -> Consent | None:
    """What is on file already and has no end; a paper of another day is not passed over in silence."""
    if consent is None or consent.has_end:
        return None
    if method == Consent.Method.PAPER and on != consent.given_on:
        raise Refusal(
            f"Согласие уже записано: {consent.given_on:%d.%m.%Y}. Если день неверен, отзовите его на карточке "
            "сотрудника и запишите снова."
        )
    return consent


@transaction.atomic
def waive(pair: Pair, *, rule: str, subject: int, reason: str, on: date, by: User) -> Waiver:
    """Go on in spite of a warning, with a written reason that is kept. What forbids is not waived."""
    pair = _locked(pair)
    open_warnings = {(v.rule, v.subject or 0) for v in gate_queries.gate(pair, on) if v.overridable}
    if (rule, subject) not in open_warnings:
        raise Refusal("Такого предупреждения у пары уже нет. Обновите страницу.")
    waiver = Waiver(pair=pair, rule=rule, subject=subject, reason=reason, given_on=on)
    record(waiver, f"Записано объяснение: {reason}", by)
    return waiver


@transaction.atomic
def cancel(pair: Pair, *, reason: str, on: date, by: User) -> Pair:
    """The proposal comes to nothing; it stays on file."""
    pair = _locked(pair)
    enforce(_free_violations(pair))
    return close(pair, Pair.Status.CANCELLED, on, f"Пара не состоялась: {reason}", by)


@transaction.atomic
def draft_appointment(
    pairs: Sequence[Pair], *, on: date, by: User, minutes_on: date | None = None, minutes_number: str = ""
) -> Order:
    """One draft order for one or several pairs, each of which has passed the gate (п. 3.3, 6.2).

    `minutes_on` and `minutes_number`: the council has assigned the pairs by these minutes (MO-05).
    """
    if not pairs:
        raise Refusal("Отметьте хотя бы одну пару.")
    enforce(rules.minutes_violations(minutes_on, on))
    locked = lock_pairs(pairs)
    for pair in locked:
        enforce([*_free_violations(pair), *_replacement_violations(pair)])
    enforce(gate_queries.joint_violations(locked, on))
    renew(locked, on, by=by)
    minutes = {MINUTES_DAY: f"{minutes_on:%d.%m.%Y}", MINUTES_NUMBER: minutes_number} if minutes_on else {}
    order = orders_services.draft("appointment", by=by, values=minutes)
    for pair in locked:
        pair.order = order
        record(pair, rules.IN_DRAFT, by)
    return orders_services.word(order, by=by)


def _replacement_violations(pair: Pair) -> Iterable[Violation]:
    if pair.replaces_id:
        yield COMMON_SENSE.forbids(
            "order_needed",
            f"{pair}: это замена наставника, для неё — свой приказ",
            "Откройте готовность пары и нажмите «Подготовить приказ о замене».",
        )


def renew(pairs: Sequence[Pair], on: date, *, by: User) -> None:
    """Proposals come under the edition in force on the day; what it no longer names is left to the gate.

    The editions are locked: while an order is being signed, no new edition begins over it.
    """
    keys = sorted({pair.edition_id for pair in pairs})
    list(Edition.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    for pair in pairs:
        now = gate_queries.conditions_on(pair, on)
        if now.edition != pair.edition and not now.lost:
            pair.edition, pair.form, pair.kind = now.edition, now.form, now.kind
            record(pair, f"Пара перешла под редакцию «{now.edition}»", by)


def activate(pairs: Sequence[Pair], *, by: User) -> None:
    """The appointment order is signed: the pairs work from their first day on. Called inside the signing."""
    for pair in pairs:
        pair.status = Pair.Status.APPOINTED
        record(pair, f"Приказ подписан, пара действует с {pair.starts_on:%d.%m.%Y}", by)
        refresh_waiting(mentee.pk for mentee in pair.mentees)


def release(pairs: Sequence[Pair], *, by: User) -> None:
    """The draft is discarded: the pairs are free for another order."""
    for pair in pairs:
        pair.order = None
        record(pair, rules.OUT_OF_DRAFT, by)


def _locked(pair: Pair) -> Pair:
    return lock_pairs([pair])[0]
