"""The request of a page that is open only to those who are signed in."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from mentorship.people.models import User


class Request(HttpRequest):
    """What a view behind `@permit` is given: its user is signed in."""

    user: "User"
