"""What may be done about the login and the offices of a person."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.people.accounts import queries
from mentorship.people.models import Person, User


def _account(person: Person) -> User | None:
    return getattr(person, "user", None)


def _waits(account: User, user: Any) -> bool:
    """A code waits for a second person, and this user is one."""
    code = queries.open_code(account, timezone.now())
    if code is None or code.created_by_id in (None, user.pk) or code.confirmed_by_id:
        return False
    return queries.takes_a_second(account)


ACCOUNT = Act[Person](
    permission="account.view",
    page=lambda person: reverse("people:account", args=[person.user.pk]),
    label="Вход в программу и его история",
    asks=lambda person, user: _account(person) is not None,
)

INVITE = Act[Person](permission="account.invite", page="people:invite", label="Напечатать листок для входа в программу")
GRANT_OFFICE = Act[Person](permission="office.grant", page="people:grant_office", label="Назначить роль")
BLOCK = Act[User](
    permission="account.block",
    page="people:block_account",
    label="Запретить",
    asks=lambda account, user: account.is_active,
)
OPEN = Act[User](
    permission="account.block",
    page="people:open_account",
    label="Разрешить",
    asks=lambda account, user: not account.is_active,
    post=True,
)
CONFIRM_CODE = Act[User](
    permission="account.confirm",
    page="people:confirm_code",
    label="Подтвердить код",
    asks=_waits,
    post=True,
    level="primary",
)
