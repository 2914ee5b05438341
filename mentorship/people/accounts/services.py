"""Logins, invitations on paper and offices: the writing side of access."""

import secrets
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.history import erase, record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.core.terms import not_past
from mentorship.people.accounts import queries, rules
from mentorship.people.accounts.signals import signatures
from mentorship.people.alerts.services import did, settle, tell, write
from mentorship.people.models import Invitation, OfficeTerm, Person, User
from mentorship.people.passwords.services import keep_password
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Institution

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without letters that look like digits
CONSOLE = "из командной строки"
VALID_FOR = timedelta(days=14)
WRONG_CODE = "Код не подходит: он введён с ошибкой, уже использован или устарел. Попросите новый у куратора."


@transaction.atomic
def invite(person: Person, *, username: str, by: User | None, now: datetime) -> str:
    """Give the person a login, if they have none, and a one-time code to print.

    Earlier unused codes stop working. Returns the code; only its hash is kept. A code opens the account: those who
    sign orders or run the system get theirs from the administrator only. Whoever has a password already is told who
    printed one, and a second person confirms it (`confirm_code`).
    """
    today = timezone.localdate(now)
    works, guarded = person.employed_on(today), queries.is_guarded(person, by, today)
    enforce(
        rules.invitation_violations(
            person.short_name, works=works, guarded=guarded, hired_on=person.hired_on, today=today
        )
    )
    user = User.objects.filter(person=person).first()
    if user is None:
        user = User(username=username, person=person)
        user.set_unusable_password()
        record(user, "Создана учётная запись", by)
    Invitation.objects.filter(user=user, used_at=None).update(expires_at=now)
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    kept = rules.code_hash(code, salt=secrets.token_hex(rules.SALT))
    Invitation.objects.create(user=user, code_hash=kept, created_by=by, expires_at=now + VALID_FOR)
    record(user, "Напечатан код для входа" + ("" if by else f": {CONSOLE}"), by)
    if user.has_usable_password():
        _tell_of_code(user, by, today)
    return code


def _tell_of_code(user: User, by: User | None, today: date) -> None:
    """The owner of a password learns who could enter by a code; who is to confirm it is asked."""
    assert user.person
    page = reverse("people:account", args=[user.pk])
    tell(user.person, f"{did(by, 'напечатал')} код для входа под вашим логином {user.username}.", url=page)
    if by is None:
        return
    asked = (
        f"{did(by, 'напечатал')} код для входа ({user.person.short_name}). Код заработает, когда вы его подтвердите."
    )
    tell_guardians(asked, today, but=(by.person_id, user.person_id), url=page)


@transaction.atomic
def confirm_code(user: User, *, by: User, now: datetime) -> Invitation:
    """A second person says that the printed code is meant; for a holder of an office none whom the printer has made.

    Where the program is new everybody has the way in from one hand, and colleagues forget their passwords all the same.
    """
    user = locked(user)
    holds = queries.has_office(user.person, timezone.localdate(now))
    code = queries.open_code(user, now)
    printer = code.created_by if code else None
    facts = {
        "open_": code is not None,
        "own": printer == by,
        "own_man": holds and printer is not None and by.pk in queries.own_men(printer.pk, now),
    }
    enforce(rules.confirmation_violations(**facts, printer=str(printer)))
    assert code
    code.confirmed_by = by
    code.save(update_fields=["confirmed_by"])
    record(user, "Код для входа подтверждён", by)
    settle(reverse("people:account", args=[user.pk]), but=user.person, now=now)
    return code


def _stop_codes(person: Person) -> None:
    """A code printed before an office does not open it: a new one is printed by whoever may."""
    now = timezone.now()
    Invitation.objects.filter(user__person=person, used_at=None, expires_at__gt=now).update(expires_at=now)


@transaction.atomic
def use_invitation(code: str, *, password: str, now: datetime) -> User:
    """Make a password with a printed code at once: where no second step stands between."""
    invitation = invited(code, password=password, now=now)
    return finish_invitation(invitation.pk, make_password(password), now=now)


def invited(code: str, *, password: str, now: datetime) -> Invitation:
    """The invitation of the typed code, if it opens the account and the password will do; nothing changes yet."""
    found = queries.open_codes(now).filter(pk__in=queries.typed_code(code, now)).first()
    invitation = _usable(found, now)
    try:
        validate_password(password, invitation.user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    return invitation


@transaction.atomic
def finish_invitation(invitation: int, hashed: str, *, now: datetime) -> User:
    """Keep the password (its hash) made by the code, which works once and is worth what its printer may do now.

    The history says by whose code somebody has entered: whoever printed it could have done so too.
    """
    used = _usable(queries.open_codes(now).select_for_update().filter(pk=invitation).first(), now)
    used.used_at = now
    used.save(update_fields=["used_at"])
    return keep_password(used.user, hashed, why=_whose_code(used))


def _usable(invitation: Invitation | None, now: datetime) -> Invitation:
    today = timezone.localdate(now)
    if invitation is None or not queries.enters(invitation.user, today):
        raise ValidationError({"code": WRONG_CODE})
    if trouble := rules.code_trouble(queries.printed_code(invitation, today)):
        raise ValidationError({"code": trouble})
    return invitation


def _whose_code(code: Invitation) -> str:
    """«Вход по коду, который напечатала Иванова И. И.; пароль задан по нему»."""
    if code.created_by is None:
        return f"Вход по коду {CONSOLE}; пароль задан по нему"
    second = f", а {did(code.confirmed_by, 'подтвердил', after=True)}" if code.confirmed_by else ""
    return f"Вход по коду, который {did(code.created_by, 'напечатал', after=True)}{second}; пароль задан по нему"


@transaction.atomic
def set_active(user: User, *, active: bool, by: User, confirmed: bool = False) -> User:
    """Open or close the door for a login; nothing else about it changes.

    Whoever would leave an office that is needed to nobody who can sign in is shut out as their term would be ended:
    only when `confirmed`, and the last administrator not at all.
    """
    enforce(rules.door_violations(user.pk == by.pk, active))
    if not active:
        for office in (Office.ADMIN, Office.CURATOR):
            hold_terms(office)
        hold_heads()
    user = locked(user)
    if not active:
        enforce_meant(queries.blocking_bars(user, timezone.localdate()), confirmed)
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
    seat: str = "",
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
        seat=seat,
    )
    check_term(term)
    _stop_codes(person)
    record(term, f"Назначена роль «{term.title}»" + (f": {basis}" if given_by else ""), by)
    tell_of_office(term, "назначил", "роль", by)
    return term


@transaction.atomic
def restore_administrator(person: Person, *, now: datetime) -> tuple[User, str]:
    """From the command line, when no administrator can sign in: the office from today, an open door, a one-time code.

    Whoever has the computer with the program has all of it anyway; the history says whence the office came.
    """
    today = timezone.localdate(now)
    hold_terms(Office.ADMIN)
    code = invite(person, username=queries.free_username(person), by=None, now=now)
    user = User.objects.get(person=person)
    user.is_active = True
    record(user, f"Вход разрешён, выдан код: {CONSOLE}", None)
    own = OfficeTerm.objects.filter(not_past(today), person=person, office=Office.ADMIN)
    term = own.order_by("starts_on").first() or OfficeTerm(person=person, office=Office.ADMIN, basis=CONSOLE)
    if term.pk is None or term.starts_on > today:
        term.starts_on = today
        check_term(term)
        record(term, f"Роль «{term.title}» с {today:%d.%m.%Y}: {CONSOLE}", None)
        tell_of_office(term, "назначил", "роль", None)
    return user, code


@transaction.atomic
def edit_office(term: OfficeTerm, *, fields: dict[str, Any], by: User, confirmed: bool = False) -> OfficeTerm:
    """Correct the days, the basis and the mark «и. о.» of a term.

    Whoever is the last in an office that is needed is taken a day of it only when `confirmed`, and the last
    administrator not at all (`rules.last_violations`).
    """
    term, today = _held(term), timezone.localdate()
    enforce(queries.acting_bars(term.person, term.office, by, today))
    starts_on, ends_on = fields.get("starts_on", term.starts_on), fields.get("ends_on", term.ends_on)
    enforce_meant(queries.last_bars(term, starts_on, ends_on, today), confirmed)
    for name, value in fields.items():
        setattr(term, name, value)
    check_term(term)
    _stop_codes(term.person)
    record(term, "Изменён срок или основание роли", by)
    tell_of_office(term, "изменил", "срок или основание роли", by)
    return term


@transaction.atomic
def end_office(
    term: OfficeTerm, *, ends_on: date, by: User, why: str = "", ended_by: str = "", confirmed: bool = False
) -> OfficeTerm:
    """The last day of an office; `why` and the code of the paper where an order ends it.

    Of whoever is the last in an office that is needed only when `confirmed`, and of the last administrator not at all
    (`rules.last_violations`).
    """
    term, today = _held(term), timezone.localdate()
    if not why:
        enforce(queries.acting_bars(term.person, term.office, by, today))
        enforce_meant(queries.last_bars(term, term.starts_on, ends_on, today), confirmed)
    term.ends_on, term.ended_by = ends_on, ended_by or term.ended_by
    check_term(term)
    _stop_codes(term.person)
    record(term, f"Роль по {ends_on:%d.%m.%Y}{f': {why}' if why else ''}", by)
    tell_of_office(term, "записал", "последний день роли", by)
    return term


@transaction.atomic
def resume_office(term: OfficeTerm, *, why: str, by: User) -> OfficeTerm:
    """The end that an order has set is taken back: the term lasts as it did before."""
    term = _held(term)
    term.ends_on, term.ended_by = queries.end_before_order(term), ""
    check_term(term)
    _stop_codes(term.person)
    record(term, f"Роль не снята: {why}", by)
    tell_of_office(term, "вернул", "роль", by)
    return term


@transaction.atomic
def withdraw_office(term: OfficeTerm, *, why: str, by: User) -> None:
    """A term that has not begun does not begin; its history stays."""
    term = _held(term)
    tell_of_office(term, "отменил", "назначение роли", by)
    erase(term, f"Назначение отменено: {why}", by)


def enforce_meant(found: Iterable[rules.Violation], confirmed: bool) -> None:
    """What is only warned of goes on when it was meant."""
    enforce(bar for bar in found if not (confirmed and bar.overridable))


def tell_of_office(term: OfficeTerm, man: str, what: str, by: User | None) -> None:
    """«Иванова И. И. назначила роль …»: its holder learns of it; of heads and of administrators all of them do.

    Whoever has done it for themselves gets the letter alone, so that they learn of it if somebody else was it; whatever
    the office is, the head and the administrators learn of that too.
    """
    till = f", {term.till}" if term.till else ""
    words = f"{did(by, man)} {what} «{term.title}» ({term.person.short_name}{till})."
    own = by is not None and by.person_id == term.person_id
    if own:
        write(term.person, words)
    else:
        tell(term.person, words)
    if own or term.office in queries.GUARDED:
        tell_guardians(words, timezone.localdate(), but=(term.person_id, by.person_id if by else None))


def tell_guardians(words: str, today: date, *, but: Collection[int | None], url: str = "") -> None:
    """The head and the administrators learn of it, without those who know already: keys of people."""
    for person in queries.guardians(today):
        if person.pk not in but:
            tell(person, words, url=url)


def hold_terms(office: str) -> None:
    """Hold every term of the office until the end of the transaction.

    Of the head and of the council, whose days are one for all, also against new ones.
    """
    if office in (Office.DIRECTOR, Office.COUNCIL):
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
