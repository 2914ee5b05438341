"""What may be done about the login and the offices of a person."""

from mentorship.access.acts import Act
from mentorship.people.models import Person

INVITE = Act[Person](permission="account.invite", page="people:invite", label="Напечатать листок для входа в программу")
GRANT_OFFICE = Act[Person](permission="office.grant", page="people:grant_office", label="Назначить роль")
