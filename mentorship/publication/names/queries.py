"""The names of the staff as texts are searched for them: read anew only when somebody's name has changed."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from mentorship.documents.grammar import CASES, decline_first_name, decline_patronymic, decline_surname
from mentorship.people.models import FormerName, Person
from mentorship.publication.names.rules import Bearer, Register, parts_of, plain

COLUMNS = ("last_name", "first_name", "patronymic")


def register() -> Register:
    """All names of everybody on file, the former ones too."""
    return _register(*(_last_change(model) for model in (Person, FormerName)))


def _last_change(model: Any) -> tuple | None:
    """What tells this state of the names from any other, also from that of another database in its place."""
    return model.history.order_by("-history_id").values_list("history_id", "history_date", *COLUMNS).first()


@lru_cache(maxsize=1)
def _register(people: tuple | None, former: tuple | None) -> Register:
    return Register.of(_bearers())


def _bearers() -> Iterator[Bearer]:
    rows = Person.objects.order_by().values_list("pk", "sex", *COLUMNS)
    earlier = FormerName.objects.order_by().values_list("person", "person__sex", *COLUMNS)
    for pk, sex, surname, name, patronymic in (*rows, *earlier):
        yield Bearer(pk, _surname(surname, sex), _name(name, sex), _patronymic(patronymic, sex))


@lru_cache(maxsize=20_000)
def _surname(word: str, sex: str) -> tuple[str, ...]:
    return _forms(*(decline_surname(part, sex, case) for part in parts_of(word) for case in CASES))


@lru_cache(maxsize=5_000)
def _name(word: str, sex: str) -> tuple[str, ...]:
    return _forms(*(decline_first_name(part, sex, case) for part in parts_of(word) for case in CASES))


@lru_cache(maxsize=5_000)
def _patronymic(word: str, sex: str) -> tuple[str, ...]:
    return _forms(*(decline_patronymic(part, sex, case) for part in parts_of(word) for case in CASES)) if word else ()


def _forms(*words: str) -> tuple[str, ...]:
    """Each once, the first as it is written in the card."""
    return tuple(dict.fromkeys(plain(word) for word in words))
