"""When the institution, or a person, may begin to be called otherwise. Plain Python: no database."""

from collections.abc import Iterator, Mapping
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE

FAR_DAYS = 366  # nobody knows a new name for longer ahead; a later day is a slip of the pen
OBLIQUE = {"full_name_gen": "родительный", "full_name_loc": "предложный"}


def day_violations(rule: str, on: date, since: date | None, today: date) -> Iterator[Violation]:
    """A change comes after the one before it, each on a day of its own, and not in the far future."""
    if since and on <= since:
        when = "с того же дня" if on == since else f"с более раннего дня {on:%d.%m.%Y}"
        yield COMMON_SENSE.forbids(
            rule,
            f"Уже записана смена с {since:%d.%m.%Y}, вторую {when} записать нельзя",
            "Исправьте дату или сначала отмените ту смену.",
        )
    if (on - today).days > FAR_DAYS:
        yield COMMON_SENSE.forbids(
            rule, f"{on:%d.%m.%Y} ещё не скоро: до этого дня больше года", "Исправьте дату или запишите позже."
        )


def renaming_violations(on: date, since: date | None, today: date, *, same: bool) -> Iterator[Violation]:
    """Something changes, on a day that may be (INS-01)."""
    if same:
        yield COMMON_SENSE.forbids(
            "institution_name",
            "Все реквизиты те же, что сейчас: менять нечего",
            "Впишите новые реквизиты.",
        )
    yield from day_violations("institution_name", on, since, today)


def case_violations(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Violation]:
    """A new full name has new cases too: an old one would go into papers unnoticed."""
    left = [word for name, word in OBLIQUE.items() if before.get(name) == after.get(name)]
    if before.get("full_name") != after.get("full_name") and left:
        cases, stayed = " и ".join(left), "падежи остались" if len(left) > 1 else "падеж остался"
        yield COMMON_SENSE.forbids(
            "institution_name",
            f"Полное наименование новое, а {cases} {stayed} от прежнего",
            "Впишите новое наименование и в этих падежах.",
        )


def undoing_violations(since: date | None) -> Iterator[Violation]:
    """Only a change that stands is taken back."""
    if since is None:
        yield COMMON_SENSE.forbids(
            "institution_name", "Смена реквизитов не записана или её уже отменили", "Обновите страницу."
        )
