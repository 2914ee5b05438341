"""Which passwords are refused, for Django's own machinery (`AUTH_PASSWORD_VALIDATORS`)."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from mentorship.core.words import titles
from mentorship.people.models import User
from mentorship.people.passwords import rules

HOW = "Придумайте три слова, которые ничего не связывает: например, «кедр молоток облако» — но не эти"

HELP = f"От {rules.SHORTEST} до {rules.LONGEST} знаков, пробелы тоже знаки. {HOW}."


class Length:
    """Twelve signs at least, and no more than 128."""

    def validate(self, password: str, user: Any = None) -> None:
        signs = len(password)
        if rules.length(password) < rules.SHORTEST:
            raise ValidationError(
                f"Пароль короток: нужно {rules.SHORTEST} знаков, несколько пробелов подряд — один знак. {HOW}.",
                code="password_too_short",
            )
        if signs > rules.LONGEST:
            raise ValidationError(
                f"Пароль слишком длинный: можно до {rules.LONGEST} знаков, у вас {signs}. Сократите его.",
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        return HELP


class NotGuessable:
    """Nothing made of usual words, keys in a row, names, the institution and years."""

    def validate(self, password: str, user: Any = None) -> None:
        if rules.is_guessable(password, own_words(user)):
            raise ValidationError(
                "Такой пароль легко подобрать: в нём нет почти ничего, кроме обычных слов, имён, годов, названия "
                f"учреждения или клавиш подряд. {HOW}.",
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return "Не имя, не год рождения, не название учреждения и не «пароль», в том числе латиницей."


def own_words(user: Any) -> Iterator[str]:
    """What others know of the person and of the house: names, login, mail, day of birth, name of the institution."""
    yield from titles.words().institution.replace("«", " ").replace("»", " ").replace("-", " ").split()
    if not isinstance(user, User):
        return
    yield from (user.username, user.email.partition("@")[0])
    if person := user.person:
        yield from (person.last_name, person.first_name, person.patronymic)
        if person.birth_date:
            yield from (
                f"{person.birth_date:{form}}" for form in ("%d%m%Y", "%d.%m.%Y", "%d%m%y", "%Y%m%d", "%Y", "%d%m")
            )
