"""The second step of signing in: whose it must be, what its codes look like. Plain Python: no database."""

import hashlib
import re
from base64 import b32encode
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import timedelta

from mentorship.access.roles import Office
from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.people.attempts.rules import NONE, wait_words
from mentorship.regulation.limits import COMMON_SENSE

OBLIGED: Set[str] = {Office.DIRECTOR, Office.CURATOR, Office.CLERK, Office.ADMIN}
CODES, SIGNS = 10, 12  # on a sheet, in each of its codes
SALT = 8  # random bytes beside every sheet
FEW = 3  # so many left are said to be few
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without letters that look like digits
WRONG = "Код не подходит: он введён с ошибкой, уже использован или устарел. Введите другой."


@dataclass(frozen=True, slots=True)
class Factor:
    """What an account is entered with besides its password: an app on a phone, a printed sheet, or both."""

    app: bool = False
    sheet: bool = False
    left: int = 0  # codes on the sheet

    def __bool__(self) -> bool:
        return self.app or self.sheet


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a code was right. `wait`: how long no other is looked at; `left`: codes on the sheet used."""

    right: bool
    wait: timedelta = NONE
    left: int | None = None

    @property
    def words(self) -> str:
        """Why the code was not accepted."""
        if not self.wait:
            return WRONG
        return f"Слишком много неверных кодов. Подождите {wait_words(self.wait)} и введите новый код."


def tidy(code: str) -> str:
    """What was typed, without spaces, dashes and case."""
    return re.sub(r"[\s-]", "", code).upper()


def is_of_app(code: str) -> bool:
    """Six digits come from the app: codes of the sheet are longer."""
    return re.fullmatch(r"[0-9]{6}", code) is not None


def digest(salt: str, code: str) -> str:
    """What is kept of a code of the sheet: 80 bits of a hash with the random salt of the sheet."""
    return b32encode(hashlib.sha256(f"{salt} {tidy(code)}".encode()).digest()[:10]).decode()


def grouped(secret: str, between: str = " ") -> str:
    """«ABCD EFGH»: to be typed by hand."""
    return between.join(secret[start : start + 4] for start in range(0, len(secret), 4))


def sheet_words(left: int) -> str:
    """What whoever uses the sheet is told; empty while it is long enough."""
    if left == 0:
        return "Это был последний код на листке. Напечатайте новый листок."
    if left <= FEW:
        return (
            f"На листке осталось {left} {plural(left, 'код', 'кода', 'кодов')}. Напечатайте новый листок: «Мой вход»."
        )
    return ""


def is_obliged(offices: Iterable[str]) -> bool:
    """Whether one of the offices asks for a second step, where the institution says so."""
    return not OBLIGED.isdisjoint(offices)


def drop_violations(*, obliged: bool) -> Iterator[Violation]:
    """Who must have a second step changes it, but does not take it off."""
    if obliged:
        yield COMMON_SENSE.forbids(
            "second_step",
            "Для вашей должности второй шаг при входе обязателен: так решил администратор учреждения",
            "Новый телефон или новый листок с кодами заменит прежний.",
        )


def app_violations(*, known: bool) -> Iterator[Violation]:
    """The same key is not connected twice: its last code would work again."""
    if known:
        yield COMMON_SENSE.forbids(
            "second_step",
            "Это приложение уже подключено",
            "Код из него спросят при следующем входе. Листок с кодами можно сделать заново на странице «Мой вход».",
        )
