"""What is asked about the acts of the legal base. Plain Python: no database, no clock."""

from collections.abc import Iterator
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

ABOVE = ("federal", "regional", "municipal")  # whose newer acts may change the Положение
REVIEW_DAYS = 30  # calendar days in which the Положение is compared with an act, from the day it was written down


def adoption_violations(adopted_on: date, today: date) -> Iterator[Violation]:
    """An act is written down once it has been adopted; its force may begin later."""
    if adopted_on > today:
        yield COMMON_SENSE.forbids(
            "legal_act",
            f"Дата акта — {adopted_on:%d.%m.%Y}, а сегодня {today:%d.%m.%Y}",
            "Внесите акт, когда его примут; день вступления в силу может быть впереди.",
        )


def ended_violations(ended_on: date | None) -> Iterator[Violation]:
    """An act loses its force once."""
    if ended_on:
        yield COMMON_SENSE.forbids(
            "legal_act",
            f"Уже записано, что акт действует по {ended_on:%d.%m.%Y}",
            "Если это ошибка, верните акт в действие и запишите заново.",
        )


def ending_violations(starts_on: date | None, ends_on: date) -> Iterator[Violation]:
    """No act loses its force before it had any."""
    if starts_on and ends_on < starts_on:
        yield COMMON_SENSE.forbids(
            "legal_act",
            f"Акт вступает в силу {starts_on:%d.%m.%Y}, утратить её {ends_on:%d.%m.%Y} он не может",
            "Проверьте оба дня.",
        )


def restoring_violations(ended_on: date | None) -> Iterator[Violation]:
    """Only what was ended can be put in force again."""
    if ended_on is None:
        yield COMMON_SENSE.forbids("legal_act", "Акт и так действует", "Обновите страницу.")


def checked_violations(level: str, checked_on: date | None, over_on: date | None) -> Iterator[Violation]:
    """With an act from above the Положение is compared once, while the act has not lost its force (`over_on`)."""
    if level not in ABOVE:
        yield COMMON_SENSE.forbids("legal_check", "С актом учреждения Положение не сверяют", "Откройте карточку акта.")
    elif checked_on:
        yield COMMON_SENSE.forbids(
            "legal_check", f"Итог сверки уже записан {checked_on:%d.%m.%Y}", "Откройте карточку акта."
        )
    elif over_on:
        yield COMMON_SENSE.forbids(
            "legal_check",
            f"Акт действовал по {over_on:%d.%m.%Y}, сверять с ним Положение уже не нужно",
            "Внесите в нормативную базу акт, который его заменил, и сверьте Положение с ним.",
        )


def review_by(added_on: date) -> date:
    """The last day for comparing the Положение with an act that was written down on the day (INS-10)."""
    return added_on + timedelta(days=REVIEW_DAYS)


def check_violations(adopted_on: date, on: date, today: date) -> Iterator[Violation]:
    """The Положение is compared with an act on a day between its adoption and today (INS-10)."""
    if not adopted_on <= on <= today:
        yield COMMON_SENSE.forbids(
            "legal_check",
            f"День сверки — {on:%d.%m.%Y}; он бывает не раньше принятия акта ({adopted_on:%d.%m.%Y}) "
            f"и не позже сегодняшнего ({today:%d.%m.%Y})",
            "Исправьте день.",
        )


def review_duty(limits: Limits, *, pk: int, name: str, added_on: date) -> Duty:
    """A newer act may ask for another Положение: somebody looks, and says what came of it (INS-10)."""
    return limits.owes(
        "legal_review",
        what="Проверить Положение: появился новый акт",
        about=name,
        due_on=review_by(added_on),
        since=added_on,
        target="regulation:check_legal_act",
        pk=pk,
        office="curator",
    )
