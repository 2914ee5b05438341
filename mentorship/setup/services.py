"""The writing side of the first run: one function, one step."""

import hashlib
import hmac
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.access.roles import Office
from mentorship.core.history import record
from mentorship.core.refusal import Refusal
from mentorship.people.accounts.services import grant_office, invite
from mentorship.people.models import Competence, Person, User
from mentorship.people.services import add_person
from mentorship.regulation.edition.presets import read_preset
from mentorship.regulation.edition.services import begin_from, load_preset, set_facts, set_rules
from mentorship.regulation.models import Edition, Institution
from mentorship.regulation.queries import edition_on
from mentorship.regulation.services import set_layout
from mentorship.regulation.wording.forms import TermsForm
from mentorship.regulation.wording.services import set_words
from mentorship.regulation.wording.titles import words_of

ALREADY = "Учреждение уже заведено. Войдите под своим логином."
WRONG_CODE = "Код не подходит. Его печатает команда запуска на компьютере, где стоит программа."


def setup_code() -> str:
    """What the person at the computer with the program knows: «1A2B-3C4D-5E6F», the same until the key changes."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"first run", hashlib.sha256).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}-{digest[8:12]}"


def is_setup_code(typed: str) -> bool:
    """Spaces, dashes and case do not matter."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum())
    return hmac.compare_digest(bare.encode(), setup_code().replace("-", "").encode())


@transaction.atomic
def begin(
    *,
    code: str,
    preset: str,
    clauses: bool,
    names: dict[str, str],
    card: dict[str, Any],
    position: str,
    offices: list[str],
    username: str,
    password: str,
    today: date,
) -> User:
    """The institution by a preset's rules under its own names, and whoever sets it up with a login.

    `clauses` accepts the preset's clause table, numbers and declarations.
    """
    if Institution.objects.exists():
        raise Refusal(ALREADY)
    if not is_setup_code(code):
        raise ValidationError({"code": WRONG_CODE})
    edition = begin_from(preset, names=names, clauses=clauses, today=today)
    if preset:
        _add_competences(preset)
    person = add_person(card=card, position=_post(position, Office.DIRECTOR in offices), by=None, today=today)
    user = User(username=username, person=person)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    user.set_password(password)
    record(user, "Создана учётная запись", None)
    for office in {Office.ADMIN, *map(Office, offices)}:
        _give(person, office, edition, today, user)
    return user


@transaction.atomic
def begin_as_shipped(preset: str, *, card: dict[str, Any], username: str, now: datetime) -> str:
    """The institution as the preset is, and the one-time code of its first administrator."""
    if Institution.objects.exists():
        raise Refusal(ALREADY)
    today = now.date()
    edition = load_preset(preset)
    _add_competences(preset)
    position = {"title": "системный администратор", "is_teaching": False}
    person = add_person(card=card, position=position, by=None, today=today)
    grant_office(person, office=Office.ADMIN, starts_on=today, basis="", limits=edition.limits(), by=None)
    return invite(person, username=username, by=None, now=now)


def _add_competences(preset: str) -> None:
    for title in read_preset(preset)["people"]["competences"]:
        Competence.objects.get_or_create(title=title)


@transaction.atomic
def add_leader(*, card: dict[str, Any], position: str, office: Office, today: date, by: User) -> Person:
    """The head or the curator: a card and the office; the login is given later."""
    person = add_person(card=card, position=_post(position, office == Office.DIRECTOR), by=by, today=today)
    _give(person, office, edition_on(today), today, by)
    return person


@transaction.atomic
def make_curator(person: Person, *, today: date, by: User) -> None:
    """Somebody who has a card already becomes the curator."""
    _give(person, Office.CURATOR, edition_on(today), today, by)


def _post(title: str, head: bool) -> dict[str, Any]:
    """The post with its marks: a deputy is called so; on the card the marks can be changed."""
    deputy = title.lower().startswith("зам")
    return {"title": title, "is_deputy": deputy, "is_administrative": head or deputy, "is_teaching": False}


def _give(person: Person, office: Office, edition: Edition, today: date, by: User) -> None:
    basis = "первая настройка программы"
    grant_office(person, office=office, starts_on=today, basis=basis, limits=edition.limits(), by=by)


@transaction.atomic
def name_act(
    place: Institution,
    edition: Edition,
    *,
    act_title: str,
    approved_by: str,
    starts_on: date,
    by: User,
    today: date,
) -> None:
    """What the Положение is called on papers and here, and from when it counts."""
    set_layout(place, facts={"act_title": act_title}, layout={}, by=by)
    title = f"Положение от {starts_on:%d.%m.%Y}"
    set_facts(edition, title=title, approved_by=approved_by, starts_on=starts_on, by=by, today=today)


@transaction.atomic
def set_bodies(
    place: Institution,
    edition: Edition,
    *,
    mentee_word: str,
    council: bool,
    council_name: str,
    curator_pool: str,
    today: date,
    by: User,
    reason: str = "",
) -> None:
    """The words of the institution and the bodies of its Положение, both as their own pages change them."""
    shown = {**TermsForm.initial_of(words_of(place)), "mentee_word": mentee_word}
    if council_name:
        shown["council_name"] = council_name
    set_words(place, typed=shown, by=by)
    values = {"council": council, "curator_pool": curator_pool}
    set_rules(edition, values=values, clauses={}, reason=reason, confirmed=False, today=today, by=by)
