"""Giving an account its second step, looking at its codes, taking it off."""

import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from mentorship.core.history import record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.people.alerts import services as alerts
from mentorship.people.attempts.services import Key, claim, forgive, same_login
from mentorship.people.factors import queries, rules
from mentorship.people.models import User
from mentorship.people.sessions import services as sessions
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import recorded_institution


@transaction.atomic
def check_code(user: User, code: str, *, now: datetime, device: str = "") -> rules.Answer:
    """Try a code of the app or of the sheet: a right one works once, wrong ones make the next one wait.

    `device` is the mark of one on which the user has passed the step before: what others try does not delay it.
    """
    typed, of_app = rules.tidy(code), rules.is_of_app(rules.tidy(code))
    login = same_login(user.username)
    tries = Key("own_step", f"{login}:{device}") if device else Key("step", login)
    if wait := claim([tries], now):
        return rules.Answer(right=False, wait=wait)
    model = TOTPDevice if of_app else StaticDevice
    found = model.objects.select_for_update().filter(user=user).first()
    right = found is not None and found.verify_token(typed if of_app else rules.digest(found.name, typed))
    if right:
        forgive([tries])
    return rules.Answer(right, left=found.token_set.count() if right and not of_app else None)


@transaction.atomic
def connect_app(user: User, *, key: str, code: str) -> list[str]:
    """The app that knows the hex key is the second step from now on, instead of an earlier one.

    `code` proves that it does. Returns the codes of a new sheet to print, none where there is one already.
    """
    user = _held(user)
    enforce(rules.app_violations(known=TOTPDevice.objects.filter(user=user, key=key).exists()))
    TOTPDevice.objects.filter(user=user).delete()
    app = TOTPDevice.objects.create(user=user, name="Приложение", key=key)
    if not app.verify_token(rules.tidy(code)):
        raise ValidationError({"code": rules.WRONG})
    _recorded(user, "Второй шаг при входе: подключено приложение")
    return [] if StaticDevice.objects.filter(user=user).exists() else _print_sheet(user)


@transaction.atomic
def new_sheet(user: User) -> list[str]:
    """Ten codes to print, each works once; those of an earlier sheet stop working. Only hashes are kept."""
    user = _held(user)
    codes = _print_sheet(user)
    _recorded(user, "Второй шаг при входе: сделан листок с кодами")
    return codes


def _print_sheet(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    sheet = StaticDevice.objects.create(user=user, name=secrets.token_hex(rules.SALT))  # salts its codes
    signs = ("".join(secrets.choice(rules.ALPHABET) for _ in range(rules.SIGNS)) for _ in range(rules.CODES))
    codes = [rules.grouped(code, between="-") for code in signs]
    StaticToken.objects.bulk_create(StaticToken(device=sheet, token=rules.digest(sheet.name, code)) for code in codes)
    return codes


@transaction.atomic
def drop_own(user: User) -> None:
    """One's own second step is taken off: the password alone opens the account again."""
    user = _held(user)
    enforce(rules.drop_violations(obliged=queries.is_obliged(user)))
    _drop(user)
    _recorded(user, "Второй шаг при входе снят")


@transaction.atomic
def drop_for(user: User, *, reason: str, by: User | None) -> bool:
    """For who has lost the phone and the sheet: their sessions end, the reason stands in the history of their account.

    False where there was nothing to take off.
    """
    user = _held(user)
    had = queries.has_factor(user)
    if had:
        _drop(user)
        sessions.end_all(user)
        record(user, f"Второй шаг при входе снят: {reason}", by)
        if user.person:
            alerts.tell(user.person, f"Ваш второй шаг при входе снят: {reason}", url=reverse("people:own"))
    return had


def _held(user: User) -> User:
    """The account as it is now: of two at once the second one waits."""
    return User._base_manager.select_for_update().get(pk=user.pk)


def _recorded(user: User, what: str) -> None:
    """What somebody has done to their own account is written to them, in case it was not they."""
    record(user, what, user)
    if user.person:
        alerts.write(user.person, f"{what}.")


def _drop(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


@transaction.atomic
def set_policy(second_step: str, *, by: User) -> Institution:
    """Whose second step is obligatory: asked at their next sign-in."""
    place = locked(recorded_institution())
    place.second_step = second_step
    record(place, f"Второй шаг при входе: {place.get_second_step_display()}", by)
    return place
