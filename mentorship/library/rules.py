"""What is asked of materials of the library. Plain Python: no database, no clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

# The Положение names no term: these are working days after what the duty follows from.
REVIEW_DAYS, APPROVAL_DAYS, REWORK_DAYS = 10, 10, 10
MOST_FILES, MOST_AUTHORS = 10, 6
REFRESH = "Обновите страницу."


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a material holds: `parts` are the obligatory ones of a practice, by their names."""

    is_practice: bool
    authors: int
    outside: str
    files: int
    links: int
    parts: Mapping[str, str]


def contents_violations(contents: Contents) -> Iterator[Violation]:
    """What is missing before it can be handed in (BNK-06, BNK-07)."""
    if not contents.authors and not contents.outside.strip():
        yield COMMON_SENSE.forbids("material_author", "У материала нет автора", "Укажите хотя бы одного.")
    if contents.is_practice:
        if empty := [name for name, text in contents.parts.items() if not text.strip()]:
            yield COMMON_SENSE.forbids(
                "material_parts", f"Не заполнено: {', '.join(empty)}", "Допишите: без этого практику не повторить."
            )
    elif not contents.files and not contents.links:
        yield COMMON_SENSE.forbids(
            "material_contents", "В материале нет ни файла, ни ссылки", "Приложите файл или укажите ссылку."
        )


def author_violations(authors: int) -> Iterator[Violation]:
    """The card of a practice has so many lines for signatures."""
    if authors > MOST_AUTHORS:
        yield COMMON_SENSE.forbids(
            "material_author",
            f"Отмечено авторов: {authors}, в карточке помещается {MOST_AUTHORS}",
            "Остальных назовите в поле «Другие авторы».",
        )


def file_violations(files: int) -> Iterator[Violation]:
    """A material is not an archive."""
    if files > MOST_FILES:
        yield COMMON_SENSE.forbids(
            "material_file",
            f"К материалу можно приложить не больше {MOST_FILES} файлов, а будет {files}",
            "Соберите страницы в один PDF или уберите лишнее.",
        )


def editing_violations(is_editable: bool, state: str) -> Iterator[Violation]:
    """What has been handed in is not changed until it is returned; what is approved, by another version."""
    if not is_editable:
        yield COMMON_SENSE.forbids(
            "material",
            f"Текст менять нельзя: материал {state}",
            "Если он на рассмотрении, попросите вернуть его; если утверждён — нажмите «Внести правку».",
        )


def waiting_violations(waits: bool, state: str) -> Iterator[Violation]:
    """Only what has been handed in is reviewed, approved or returned."""
    if not waits:
        yield COMMON_SENSE.forbids("material", f"Решать нечего: материал {state}", REFRESH)


def force_violations(holds: bool, state: str) -> Iterator[Violation]:
    """What is not in force is neither changed by another version nor taken into a programme."""
    if not holds:
        yield COMMON_SENSE.forbids("material", f"Материал {state}", "Выберите в библиотеке утверждённый материал.")


def version_violations(has_version: bool) -> Iterator[Violation]:
    """One version is being written at a time."""
    if has_version:
        yield COMMON_SENSE.forbids(
            "material", "Правку этого материала уже готовят", "Дождитесь её утверждения или попросите автора отозвать."
        )


def withdrawing_violations(is_closed: bool, state: str) -> Iterator[Violation]:
    if is_closed:
        yield COMMON_SENSE.forbids("material", f"Отзывать нечего: материал {state}", REFRESH)


def own_violations(is_author: bool, others: bool) -> Iterator[Violation]:
    """Nobody judges what they have written, as long as somebody else can."""
    if is_author and others:
        yield COMMON_SENSE.forbids(
            "material_own",
            "Вы автор этого материала: рассматривает и утверждает его другой",
            titles.say("Утвердит руководитель или куратор, рассмотрят другие члены {council.gen}."),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A day that somebody names for a decision about a material that was handed in."""

    what: str
    day: date
    submitted_on: date
    today: date


def day_violations(decision: Decision) -> Iterator[Violation]:
    """A decision is not made before the material was handed in, nor in the days ahead."""
    if not decision.submitted_on <= decision.day <= decision.today:
        yield COMMON_SENSE.forbids(
            "material_day",
            f"{decision.what}: день {decision.day:%d.%m.%Y} не подходит",
            f"Укажите день с {decision.submitted_on:%d.%m.%Y} по {decision.today:%d.%m.%Y}.",
        )


def unreviewed_violations(council: bool, is_reviewed: bool, reason: str) -> Iterator[Violation]:
    """Where there is a council, a material that it has not reviewed is approved with a written reason (MO-08)."""
    if council and not is_reviewed and not reason.strip():
        yield COMMON_SENSE.forbids(
            "material_unreviewed",
            titles.say("Рекомендации {council.gen} ещё нет"),
            "Дождитесь её или напишите, почему материал утверждается без неё.",
        )


def paper_violations(on: date, today: date) -> Iterator[Violation]:
    """A paper is dated by today at the latest."""
    if on > today:
        yield COMMON_SENSE.forbids(
            "material_day", f"Бумага датирована будущим днём: {on:%d.%m.%Y}", "Проверьте дату на бумаге."
        )


def taking_violations(is_over: bool, state: str, fits: bool) -> Iterator[Violation]:
    """A material is taken into a programme of a pair that is not over, for an item that is its own and open."""
    if is_over:
        yield COMMON_SENSE.forbids("material_use", f"Материал не взять: пара {state}", "Выберите другую программу.")
    if not fits:
        yield COMMON_SENSE.forbids(
            "material_use", "Этого мероприятия в программе уже нет", "Выберите другое или программу целиком."
        )


def review_duty(pk: int, title: str, submitted_on: date, limits: Limits, barred: tuple[int, ...]) -> Duty:
    """The council looks through what was handed in (MO-08, MO-14)."""
    return limits.owes(
        "material_review",
        what="Рассмотреть материал",
        about=title,
        due_on=limits.due(submitted_on, REVIEW_DAYS, working=True),
        target="library:review",
        pk=pk,
        office="council",
        working=True,
        since=submitted_on,
        barred=barred,
    )


def approval_duty(
    pk: int, title: str, since: date, limits: Limits, office: str = "curator", barred: tuple[int, ...] = ()
) -> Duty:
    """The curator approves, or the head where the curator is an author (CUR-09, DIR-10)."""
    return limits.owes(
        "material_approval",
        what="Утвердить материал",
        about=title,
        due_on=limits.due(since, APPROVAL_DAYS, working=True),
        target="library:approve",
        pk=pk,
        office=office,
        working=True,
        since=since,
        barred=barred,
    )


def rework_duty(pk: int, title: str, returned_on: date, limits: Limits, owner: int | None) -> Duty:
    """An author mends what was returned; where nobody of them can, the curator sees to it."""
    return limits.owes(
        "material_rework",
        what="Доработать материал",
        about=title,
        due_on=limits.due(returned_on, REWORK_DAYS, working=True),
        target="library:card",
        pk=pk,
        owner=owner,
        office=None if owner else "curator",
        working=True,
        since=returned_on,
    )
