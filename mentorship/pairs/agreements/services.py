"""Everything that changes agreements and notices. One function, one action of a user, one transaction."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import record
from mentorship.core.refusal import Refusal, enforce
from mentorship.documents import keeping
from mentorship.orders import services as orders_services
from mentorship.orders.models import Order
from mentorship.pairs.agreements import acts, issues, notices, papers, queries, rules
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Agreement, Notice, Pair, Waiver
from mentorship.pairs.queries import behalf_bars
from mentorship.people.models import User


@transaction.atomic
def keep_draft(
    pair: Pair, agreement: Agreement | None = None, *, fields: dict[str, Any], on: date, by: User
) -> Agreement:
    """Prepare an agreement, or change its draft; a signed one is replaced by another (legal.md 1.3)."""
    pair = _locked(pair)
    acts.BEGIN.require(pair)
    if agreement is None:
        if pair.agreements.filter(status=Agreement.Status.DRAFT).exists():
            raise Refusal("Проект соглашения для этой пары уже есть: откройте его на странице пары.")
        agreement = Agreement(pair=pair, amends=queries.signed(pair))
    else:
        agreement = _fresh(agreement)
        acts.EDIT.require(agreement)
    for name, value in fields.items():
        setattr(agreement, name, value)
    enforce(rules.draft_violations(_draft(agreement, pair, on)))
    record(agreement, "Изменён проект соглашения" if agreement.pk else "Подготовлено соглашение", by)
    return agreement


def _draft(agreement: Agreement, pair: Pair, on: date) -> rules.AgreementDraft:
    return rules.AgreementDraft(
        labour=queries.labour(pair, on),
        content=agreement.content,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        form=agreement.form,
        pay_kind=agreement.pay_kind,
        pay_value=agreement.pay_value,
        pay_basis=agreement.pay_basis,
        by_founder=agreement.signatory == Agreement.Signatory.FOUNDER,
        founder=agreement.founder,
        pair_starts_on=pair.starts_on,
        pair_ends_on=pair.ends_on,
        left_on=pair.mentor.left_on,
    )


@transaction.atomic
def sign(
    agreement: Agreement,
    *,
    number: str,
    signed_on: date,
    copy_on: date | None = None,
    on: date,
    by: User,
    confirmed: bool = False,
    seen: str | None = None,
) -> Agreement:
    """Both sides have signed on paper; the agreement before it ends on the eve.

    `confirmed` answers what is asked about an unusual day, `seen` is the fingerprint of the text that was shown.
    """
    pair = _locked(agreement.pair)
    enforce(behalf_bars(pair, pair.mentor_id, by))
    agreement = _fresh(agreement)
    limits = pair.edition.limits()
    signing = rules.signing_violations(
        is_draft=agreement.is_draft,
        number=number,
        signed_on=signed_on,
        on=on,
        limits=limits,
        ordered_on=pair.order.signed_on if pair.order else None,
    )
    asked = [violation for violation in signing if not (confirmed and violation.overridable)]
    enforce([*asked, *rules.draft_violations(_draft(agreement, pair, on))])
    require_shown(seen, papers.shown_agreement(agreement, signed_on).mark)
    before = queries.signed(pair)
    if before:
        eve = agreement.starts_on - timedelta(days=1)
        _end(before, on=max(eve, before.starts_on), reason=f"Заменено соглашением № {number}", by=by)
    agreement.status, agreement.number, agreement.signed_on = Agreement.Status.SIGNED, number, signed_on
    record(agreement, f"Соглашение подписано {signed_on:%d.%m.%Y}", by)
    keeping.keep(issues.of_agreement(agreement))
    return hand_copy(agreement, copy_on=copy_on, on=on, by=by) if copy_on else agreement


@transaction.atomic
def hand_copy(agreement: Agreement, *, copy_on: date, on: date, by: User) -> Agreement:
    """The employee has got a copy (legal.md 1.15)."""
    agreement = _fresh(agreement)
    acts.HAND_COPY.require(agreement)
    enforce(behalf_bars(agreement.pair, agreement.pair.mentor_id, by))
    assert agreement.signed_on is not None  # just required
    if not agreement.signed_on <= copy_on <= on:
        raise ValidationError(
            {"copy_on": f"День — с {agreement.signed_on:%d.%m.%Y}, когда подписано соглашение, по сегодняшний."}
        )
    agreement.copy_on = copy_on
    record(agreement, f"Экземпляр вручён {copy_on:%d.%m.%Y}", by)
    return agreement


@transaction.atomic
def drop(agreement: Agreement, *, reason: str, by: User) -> Agreement:
    """The draft comes to nothing; it stays on file."""
    _locked(agreement.pair)
    agreement = _fresh(agreement)
    acts.DROP.require(agreement)
    return _cancel(agreement, reason, by)


def close(pair: Pair, *, on: date, reason: str, by: User) -> None:
    """The pair has ended: so does what was agreed about it. Called inside the pair's own transaction."""
    for agreement in pair.agreements.select_for_update().filter(status__in=["draft", "signed"]):
        if agreement.is_draft:
            _cancel(agreement, reason, by)
        else:
            _end(agreement, on=on, reason=reason, by=by)


def reopen(pair: Pair, *, by: User) -> None:
    """The pair works on as if its end had not been signed: so does the agreement that ended with it."""
    replaced = [Agreement.Status.SIGNED, Agreement.Status.ENDED]
    ended = pair.agreements.select_for_update().filter(status=Agreement.Status.ENDED)
    for agreement in ended.exclude(amended_by__status__in=replaced):
        agreement.status, agreement.ended_on, agreement.end_reason = Agreement.Status.SIGNED, None, ""
        record(agreement, "Действует дальше: приказ о завершении отменён", by)


def _cancel(agreement: Agreement, reason: str, by: User) -> Agreement:
    agreement.status, agreement.end_reason = Agreement.Status.CANCELLED, reason
    record(agreement, "Проект соглашения отклонён", by)
    return agreement


def _end(agreement: Agreement, *, on: date, reason: str, by: User) -> None:
    """An agreement never outlasts its own term, whatever day has ended it."""
    agreement.status, agreement.end_reason = Agreement.Status.ENDED, reason
    agreement.ended_on = min(on, agreement.ends_on)
    record(agreement, reason, by)


@transaction.atomic
def skip(pair: Pair, *, reason: str, on: date, by: User) -> Waiver:
    """A head who mentors: no agreement is made, and why is kept (legal.md 1.13)."""
    pair = _locked(pair)
    if not queries.is_head(pair.mentor, on):
        raise Refusal("Без соглашения обходятся, только когда наставник — сам руководитель.")
    if queries.signed(pair):
        raise Refusal("Соглашение уже подписано.")
    waiver = Waiver(pair=pair, rule=Waiver.NO_AGREEMENT, subject=pair.mentor_id, reason=reason, given_on=on)
    record(waiver, "Соглашение с руководителем не применяется", by)
    return waiver


@transaction.atomic
def draft_payment(agreement: Agreement, *, by: User) -> Order:
    """The order of payment (D11) with what has been agreed; a second click finds the draft."""
    _locked(agreement.pair)
    agreement = _fresh(agreement)
    acts.PAY.require(agreement)
    values = {
        "акт об оплате": agreement.pay_basis,
        "соглашение": f"от {agreement.signed_on:%d.%m.%Y} № {agreement.number}",
        "размер": queries.pay_words(agreement),
        "начало": f"{agreement.starts_on:%d.%m.%Y}",
        "окончание": f"{agreement.last_day:%d.%m.%Y}",
    }
    begun = Order.objects.drafts().filter(kind="payment", values__соглашение=values["соглашение"])
    if found := begun.filter(roles__person=agreement.pair.mentor_id).first():
        return found
    people = {"работник": [agreement.pair.mentor]}
    return orders_services.draft_worded("payment", values={k: v for k, v in values.items() if v}, people=people, by=by)


@transaction.atomic
def give_notice(pair: Pair, *, side: str, fields: dict[str, Any], on: date, by: User) -> Notice:
    """Warn that the mentoring ends early; one standing notice of a side (legal.md 1.8)."""
    pair = _locked(pair)
    if side == Notice.Side.EMPLOYEE:
        enforce(behalf_bars(pair, pair.mentor_id, by))
    if standing := queries.standing(pair, side):
        raise Refusal(
            f"Уведомление от {standing.given_on:%d.%m.%Y} по этой паре уже есть, последний день — "
            f"{standing.last_day:%d.%m.%Y}. Чтобы подготовить другое, сначала отзовите это."
        )
    notice = Notice(pair=pair, side=side, **fields)
    draft = notices.NoticeDraft(
        labour=queries.labour(pair, on),
        by_employer=notice.by_employer,
        given_on=notice.given_on,
        last_day=notice.last_day,
        agreed=notice.agreed,
        is_active=pair.is_appointed,
        ends_on=pair.ends_on,
        on=on,
    )
    enforce(notices.giving_violations(draft))
    record(notice, f"Уведомление: последний день {notice.last_day:%d.%m.%Y}", by)
    if notice.by_employer:
        keeping.keep(issues.of_notice(notice))
    return notice


@transaction.atomic
def receive(notice: Notice, *, received_on: date, method: str, on: date, by: User) -> Notice:
    """The other side has it; late is recorded as late, the ending waits accordingly."""
    notice = _standing(notice)
    if notice.by_employer:
        enforce(behalf_bars(notice.pair, notice.pair.mentor_id, by))
    if not notice.given_on <= received_on <= on:
        raise ValidationError({"received_on": f"День — с {notice.given_on:%d.%m.%Y} по сегодняшний."})
    notice.received_on, notice.method = received_on, method
    record(notice, f"Уведомление получено {received_on:%d.%m.%Y}", by)
    return notice


@transaction.atomic
def withdraw(notice: Notice, *, reason: str, on: date, by: User) -> Notice:
    """The notice does not stand; it stays on file."""
    notice = _standing(notice)
    if not notice.by_employer:
        enforce(behalf_bars(notice.pair, notice.pair.mentor_id, by))
    notice.withdrawn_on, notice.withdraw_reason = on, reason
    record(notice, "Уведомление отозвано", by)
    return notice


def _standing(notice: Notice) -> Notice:
    _locked(notice.pair)
    fresh = Notice.objects.select_related("pair__mentor", "pair__edition", "pair__order").get(pk=notice.pk)
    acts.WITHDRAW.require(fresh)
    return fresh


def _fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.with_people().get(pk=agreement.pk)


def _locked(pair: Pair) -> Pair:
    return lock_pairs([pair])[0]
