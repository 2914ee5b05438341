"""Everything that changes pairs. One function, one action of a user, one transaction."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import Refusal, Violation, enforce
from mentorship.core.words import titles
from mentorship.documents import keeping
from mentorship.orders import services as orders_services
from mentorship.orders.models import Order
from mentorship.pairs import issues, queries, rules
from mentorship.pairs.agreements import queries as agreements_queries
from mentorship.pairs.agreements import services as agreements_services
from mentorship.pairs.gate import queries as gate_queries
from mentorship.pairs.locking import lock_pairs, lock_people
from mentorship.pairs.models import Pair, Participation, Waiver
from mentorship.pairs.signals import pair_closed, pair_reopened, records_of
from mentorship.people.models import Consent, Person, User
from mentorship.people.services import record_consent, refresh_waiting
from mentorship.regulation.limits import COMMON_SENSE, Limits
from mentorship.regulation.models import Edition, Option

REVOKED = "Приказ о закреплении отменён"


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
def consent_as_mentor(pair: Pair, *, on: date, method: str, by: User, today: date, place: str = "") -> Consent:
    """The mentor's written consent to this very pair (п. 3.2, 3.7); given once, and anew when it has an end."""
    pair = _locked(pair)
    if known := _given(pair.mentor_consent, on, method):
        return known
    given = record_consent(
        pair.mentor, kind=Consent.Kind.MENTOR, given_on=on, method=method, place=place, by=by, today=today
    )
    pair.mentor_consent = given
    record(pair, "Получено согласие наставника", by)
    if method == Consent.Method.ONLINE:
        keeping.keep(issues.of_mentor(pair))
    return given


@transaction.atomic
def consent_as_mentee(part: Participation, *, on: date, method: str, by: User, today: date, place: str = "") -> Consent:
    """A mentee's written consent to this very pair (п. 3.3, 3.7); given once, and anew when it has an end."""
    lock_pairs([Pair(pk=part.pair_id)])
    part = Participation.objects.select_for_update().get(pk=part.pk)
    if known := _given(part.consent, on, method):
        return known
    given = record_consent(
        part.mentee, kind=Consent.Kind.MENTEE, given_on=on, method=method, place=place, by=by, today=today
    )
    part.consent = given
    record(part, f"Получено согласие {titles.mentee('gen')}", by)
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
    return _close(pair, Pair.Status.CANCELLED, on, f"Пара не состоялась: {reason}", by)


@transaction.atomic
def draft_appointment(pairs: Sequence[Pair], *, on: date, by: User) -> Order:
    """One draft order for one or several pairs, each of which has passed the gate (п. 3.3, 6.2)."""
    if not pairs:
        raise Refusal("Отметьте хотя бы одну пару.")
    locked = lock_pairs(pairs)
    for pair in locked:
        enforce([*_free_violations(pair), *_replacement_violations(pair)])
    enforce(gate_queries.joint_violations(locked, on))
    renew(locked, on, by=by)
    order = orders_services.draft("appointment", by=by)
    for pair in locked:
        pair.order = order
        record(pair, "Включена в проект приказа", by)
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
        record(pair, "Исключена из проекта приказа", by)


def annul(pairs: Sequence[Pair], *, order: Order, on: date, by: User) -> None:
    """The appointment order is revoked by `order`: pairs that have not begun did not come about.

    A pair that has worked keeps its days: it ends on the day of the order that revokes.
    """
    for pair in pairs:
        if not rules.has_worked(pair.starts_on, on, records_of(pair)):
            _close(pair, Pair.Status.CANCELLED, on, REVOKED, by)
        else:
            pair.closing_order, pair.ending_on, pair.ending_reason = order, on, REVOKED
            complete([pair], by=by)


@transaction.atomic
def request_ending(
    pair: Pair, *, case: Option | None = None, on: date, reason: str, plan_left: int | None, by: User
) -> Pair:
    """Ask for the end of a pair by a case of п. 7.1, or where there are no cases by the reason alone."""
    pair = _locked(pair)
    facts = rules.Ending(
        limits=pair.edition.limits(),
        is_active=pair.is_appointed,
        began_on=queries.line(pair)[0].starts_on,
        records=tuple(records_of(pair)),
        already=pair.closing_order_id is not None,
        behaviour=case.behaviour if case else "",
        reason=reason,
        starts_on=pair.starts_on,
        on=on,
        plan_left=plan_left,
        last_days=queries.last_days(pair),
        replacing=pair.successors.filter(status=Pair.Status.PROPOSED).exists(),
    )
    notice = agreements_queries.notice_violations(pair, on, queries.initiative(pair, facts.behaviour))
    enforce([*rules.ending_violations(facts), *notice])
    pair.ending_case, pair.ending_on, pair.ending_reason = case, on, reason
    record(pair, "Предложено завершить пару", by)
    return pair


@transaction.atomic
def draft_closing(pairs: Sequence[Pair], *, by: User) -> Order:
    """One draft order that completes the pairs whose ending has been asked for (п. 7.1)."""
    if not pairs:
        raise Refusal("Отметьте хотя бы одну пару.")
    locked = lock_pairs(pairs)
    for pair in locked:
        if not pair.is_appointed or pair.ending_on is None or pair.closing_order_id is not None:
            raise Refusal(f"{pair}: завершение не предложено или уже в проекте приказа.")
    order = orders_services.draft("completion", by=by)
    for pair in locked:
        pair.closing_order = order
        record(pair, "Включена в проект приказа о завершении", by)
    return orders_services.word(order, by=by)


def complete(pairs: Sequence[Pair], *, by: User) -> None:
    """The closing order is signed: the pairs work through their last day. Called inside the signing."""
    for pair in pairs:
        assert pair.ending_on is not None  # a pair without the day of its end is in no closing order
        pair.ended_on = pair.ending_on
        said = f"Приказ о завершении подписан, последний день {pair.ending_on:%d.%m.%Y}"
        _close(pair, Pair.Status.CLOSED, pair.ending_on, said, by)


def reopen(pairs: Sequence[Pair], *, by: User) -> None:
    """The closing order is revoked before the last day has passed: the pairs work on as if it had not been."""
    for pair in pairs:
        pair.status, pair.ended_on = Pair.Status.APPOINTED, None
        _forget_ending(pair)
        record(pair, "Приказ о завершении отменён, пара работает дальше", by)
        for part in pair.participations.all():
            part.closed_on = None
            record(part, "Приказ о завершении отменён", by)
        agreements_services.reopen(pair, by=by)
        pair_reopened.send(Pair, pair=pair, by=by)
        refresh_waiting(mentee.pk for mentee in pair.mentees)


def keep_running(pairs: Sequence[Pair], *, by: User) -> None:
    """The closing draft is discarded: the pairs run on, and their ending is no longer asked for."""
    for pair in pairs:
        _forget_ending(pair)
        record(pair, "Завершение отклонено", by)


def _forget_ending(pair: Pair) -> None:
    pair.closing_order = pair.ending_case = pair.ending_on = None
    pair.ending_reason = ""


def _close(pair: Pair, status: str, on: date, reason: str, by: User) -> Pair:
    pair.status = status
    record(pair, reason, by)
    for part in pair.participations.open():
        part.closed_on = on
        record(part, reason, by)
    agreements_services.close(pair, on=on, reason=reason, by=by)
    pair_closed.send(Pair, pair=pair, on=on, by=by)
    refresh_waiting(part.mentee_id for part in pair.participations.all())
    return pair


def _locked(pair: Pair) -> Pair:
    return lock_pairs([pair])[0]
