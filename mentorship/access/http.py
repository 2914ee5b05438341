"""The request of a page that is open only to those who are signed in."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

if TYPE_CHECKING:
    from mentorship.people.models import Person, User


class NoLonger(Http404):
    """The page is no longer open to a reader who knew of it: `words` say why, on the page of the error."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Request(HttpRequest):
    """What a view behind `@permit` is given: its user is signed in."""

    user: "User"


def person_of(request: Request) -> "Person":
    """Who has opened the page, where it is open only to those who are somebody to its record."""
    assert request.user.person is not None  # a relation is one of a person
    return request.user.person
