"""Logins, invitations on paper and offices: the writing side of access."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.history import erase, record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.core.terms import not_past
from mentorship.people.accounts import queries, rules
from mentorship.people.accounts.signals import signatures
from mentorship.people.models import Invitation, OfficeTerm, Person, User
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Institution

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without letters that look like digits
VALID_FOR = timedelta(days=14)
WRONG_CODE = "Код не подходит: он введён с ошибкой, уже использован или устарел. Попросите новый у куратора."

NOT_BY_ADMIN = (
    "Код не подходит: руководителю и администратору его печатает только администратор, а этот напечатал другой "
    "сотрудник. Попросите новый у администратора."
)


def digest(code: str) -> str:
    """What is kept of a code; spaces, dashes and case do not matter."""
    return hashlib.sha256(code.upper().replace("-", "").replace(" ", "").encode()).hexdigest()


@transaction.atomic
def invite(person: Person, *, username: str, by: User | None, now: datetime) -> str:
    """Give the person a login, if they have none, and a one-time code to print.

    Earlier unused codes stop working. Returns the code; only its hash is kept. A code opens the
    account, so those who sign orders or run the system get theirs from the administrator only.
    """
    today = timezone.localdate(now)
    works, guarded = person.employed_on(today), _is_guarded(person, by, today)
    enforce(
        rules.invitation_violations(
            person.short_name, works=works, guarded=guarded, hired_on=person.hired_on, today=today
        )
    )
    user = User.objects.filter(person=person).first()
    if user is None:
        user = User(username=username, person=person, email=person.email)
        user.set_unusable_password()
        record(user, "Создана учётная запись", by)
    Invitation.objects.filter(user=user, used_at=None).update(expires_at=now)
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    Invitation.objects.create(user=user, code_hash=digest(code), created_by=by, expires_at=now + VALID_FOR)
    return code


def _is_guarded(person: Person, by: User | None, today: date) -> bool:
    """The person's door is opened by an administrator, and this user is none; an office to come guards it already."""
    held = OfficeTerm.objects.filter(not_past(today), person=person, office__in=[Office.DIRECTOR, Office.ADMIN])
    return by is not None and Office.ADMIN not in by.offices and held.exists()


def _stop_codes(person: Person) -> None:
    """A code printed before an office does not open it: a new one is printed by whoever may."""
    now = timezone.now()
    Invitation.objects.filter(user__person=person, used_at=None, expires_at__gt=now).update(expires_at=now)


def _has_left(user: User, today: date) -> bool:
    return user.person is not None and not user.person.employed_on(today)


@transaction.atomic
def use_invitation(code: str, *, password: str, now: datetime) -> User:
    """Set the first password with a printed code; a code works once."""
    invitation = (
        Invitation.objects.select_for_update().filter(code_hash=digest(code), used_at=None, expires_at__gt=now).first()
    )
    if invitation is None or not invitation.user.is_active or _has_left(invitation.user, timezone.localdate(now)):
        raise ValidationError({"code": WRONG_CODE})
    user = invitation.user
    if user.person and _is_guarded(user.person, invitation.created_by, timezone.localdate(now)):
        raise ValidationError({"code": NOT_BY_ADMIN})
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    invitation.used_at = now
    invitation.save(update_fields=["used_at"])
    user.set_password(password)
    record(user, "Пароль задан по приглашению", user)
    return user


@transaction.atomic
def set_active(user: User, *, active: bool, by: User) -> User:
    """Open or close the door for a login; nothing else about it changes."""
    enforce(rules.door_violations(user.pk == by.pk, active))
    user = locked(user)
    user.is_active = active
    record(user, "Вход разрешён" if active else "Вход запрещён", by)
    return user


@transaction.atomic
def grant_office(
    person: Person,
    *,
    office: Office,
    starts_on: date,
    basis: str,
    limits: Limits,
    by: User | None,
    ends_on: date | None = None,
    acting: bool = False,
    until_return: bool = False,
    given_by: str = "",
) -> OfficeTerm:
    """Give an office from a day. What the Положение did not mean needs a written basis (CUR-01, MO-01)."""
    hold_terms(office)
    enforce(queries.acting_bars(person, office, by, timezone.localdate()))
    if not basis:
        enforce(rules.office_violations(queries.office_grant(person, office, starts_on), limits))
    term = OfficeTerm(
        person=person,
        office=office,
        starts_on=starts_on,
        ends_on=ends_on,
        basis=basis,
        acting=acting,
        until_return=until_return,
        given_by=given_by,
    )
    check_term(term)
    _stop_codes(person)
    record(term, f"Назначена роль «{term.title}»" + (f": {basis}" if given_by else ""), by)
    return term


@transaction.atomic
def edit_office(term: OfficeTerm, *, fields: dict[str, Any], by: User) -> OfficeTerm:
    """Correct the days, the basis and the mark «и. о.» of a term."""
    term = _held(term)
    enforce(queries.acting_bars(term.person, term.office, by, timezone.localdate()))
    for name, value in fields.items():
        setattr(term, name, value)
    check_term(term)
    _stop_codes(term.person)
    record(term, "Изменён срок или основание роли", by)
    return term


@transaction.atomic
def end_office(term: OfficeTerm, *, ends_on: date, by: User, why: str = "", ended_by: str = "") -> OfficeTerm:
    """The last day of an office; `why` and the code of the paper where an order ends it."""
    term = _held(term)
    if not why:
        enforce(queries.acting_bars(term.person, term.office, by, timezone.localdate()))
    term.ends_on, term.ended_by = ends_on, ended_by or term.ended_by
    check_term(term)
    _stop_codes(term.person)
    record(term, f"Роль по {ends_on:%d.%m.%Y}{f': {why}' if why else ''}", by)
    return term


@transaction.atomic
def resume_office(term: OfficeTerm, *, why: str, by: User) -> OfficeTerm:
    """The end that an order has set is taken back: the term lasts as it did before."""
    term = _held(term)
    term.ends_on, term.ended_by = queries.end_before_order(term), ""
    check_term(term)
    _stop_codes(term.person)
    record(term, f"Роль не снята: {why}", by)
    return term


@transaction.atomic
def withdraw_office(term: OfficeTerm, *, why: str, by: User) -> None:
    """A term that has not begun does not begin; its history stays."""
    erase(_held(term), f"Назначение отменено: {why}", by)


def hold_terms(office: str) -> None:
    """Hold every term of the office until the end of the transaction; of the head, also against another new one."""
    if office == Office.DIRECTOR:
        list(Institution.objects.select_for_update().values("pk"))
    list(OfficeTerm.objects.select_for_update().filter(office=office).order_by("pk").values("pk"))


def hold_heads() -> None:
    """Whoever signs as the head holds the terms of heads, after the people and pairs of the paper."""
    list(OfficeTerm.objects.select_for_update().filter(office=Office.DIRECTOR).order_by("pk").values("pk"))


def _held(term: OfficeTerm) -> OfficeTerm:
    """The term as it is now, with the others of its office."""
    hold_terms(term.office)
    return locked(term)


def check_term(term: OfficeTerm) -> None:
    """Whether the term may be kept as it is about to be."""
    new = queries.head_term(term)
    enforce(rules.term_violations(new, basis=term.basis, until_return=term.until_return))
    if term.office != Office.DIRECTOR:
        return
    before = queries.head_terms()
    others = [one for one in before if one.key != term.pk]
    found = list(rules.head_violations(new, others))
    changed = [new, *(one for one in before if one.key == term.pk)]
    last = None if any(one.ends_on is None for one in changed) else max(one.ends_on for one in changed if one.ends_on)
    first = min(one.starts_on for one in changed)
    enforce([*found, *rules.signature_violations(before, [*others, new], signatures(first, last))])
