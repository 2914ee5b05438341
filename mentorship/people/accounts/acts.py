"""What may be done about the login and the offices of a person."""

from mentorship.access.acts import Act
from mentorship.people.models import Person, User

INVITE = Act[Person](permission="account.invite", page="people:invite", label="Напечатать листок для входа в программу")
GRANT_OFFICE = Act[Person](permission="office.grant", page="people:grant_office", label="Назначить роль")
BLOCK = Act[User](
    permission="account.block",
    page="people:block_account",
    label="Запретить",
    asks=lambda account, user: account.is_active,
    post=True,
)
OPEN = Act[User](
    permission="account.block",
    page="people:open_account",
    label="Разрешить",
    asks=lambda account, user: not account.is_active,
    post=True,
)
