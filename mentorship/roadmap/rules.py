"""What the Положение says about the roadmap (п. 3.3, 3.4; RM-01…24). Plain Python: no database, no clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mentorship.core.calendar.dates import add_months, school_year_start
from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits
from mentorship.roadmap.terms import Period

LEAST_COLUMNS, MOST_COLUMNS = 3, 6
LONGEST_YEARS = 5
MOST_STAGES = 60
MOST_ACTIVITIES = 60  # of one stage


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFacts:
    """A stage as approval sees it; `outside` are its terms that do not fit into the period, in words."""

    number: int
    title: str
    activities: int
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that stands between a roadmap and its order."""

    limits: Limits
    period: Period
    columns: tuple[str, ...]
    stages: tuple[StageFacts, ...]
    overlaps: str = ""  # the roadmap whose period crosses this one


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where a roadmap is on its way: a draft, in force or put away; `held` by the draft of its order."""

    draft: bool
    approved: bool
    held: bool
    ends_on: date


def change_violations(state: State) -> Iterator[Violation]:
    """Only a draft that no order holds is changed."""
    if state.approved:
        yield COMMON_SENSE.forbids(
            "roadmap_state", "Утверждённую дорожную карту не меняют", "Составьте её новую редакцию."
        )
    elif not state.draft:
        yield COMMON_SENSE.forbids("roadmap_state", "Дорожная карта в архиве, её не меняют", "Составьте по ней новую.")
    elif state.held:
        yield _held()


def _held() -> Violation:
    return COMMON_SENSE.forbids(
        "roadmap_state", "К этой дорожной карте подготовлен приказ", "Сначала отклоните проект приказа."
    )


def revision_violations(state: State) -> Iterator[Violation]:
    """A new edition is for what is in force."""
    if not state.approved:
        yield COMMON_SENSE.forbids(
            "roadmap_state",
            "Новую редакцию составляют для утверждённой дорожной карты",
            "Черновик можно изменить прямо.",
        )


def archive_violations(state: State) -> Iterator[Violation]:
    """Put away is what is not put away yet, and what no order holds."""
    if not (state.draft or state.approved):
        yield COMMON_SENSE.forbids("roadmap_state", "Эта дорожная карта уже в архиве", "")
    elif state.held:
        yield _held()


def early_archive_violations(state: State, today: date) -> Iterator[Violation]:
    """What is in force is put away when its period is over."""
    if state.approved and today <= state.ends_on:
        yield COMMON_SENSE.forbids(
            "roadmap_state",
            f"Дорожная карта действует до {state.ends_on:%d.%m.%Y}",
            "В архив её убирают после этого дня; раньше её отменяет только приказ.",
        )


def marking_violations(approved: bool, state: str, cancelled: str) -> Iterator[Violation]:
    """Marks are put into a plan in force, beside what takes place; `cancelled` says when and why it does not."""
    if not approved:
        yield COMMON_SENSE.forbids(
            "roadmap_mark", f"Отмечать можно мероприятия утверждённой дорожной карты, а эта {state}", ""
        )
    elif cancelled:
        yield COMMON_SENSE.forbids("roadmap_mark", f"Мероприятие отменено {cancelled}", "")


def cancelling_violations(done: bool) -> Iterator[Violation]:
    """What has been done is not cancelled."""
    if done:
        yield COMMON_SENSE.forbids("roadmap_mark", "Мероприятие уже выполнено", "Сначала снимите отметку.")


def room_violations(*, stages: int = 0, activities: int = 0) -> Iterator[Violation]:
    """How many stages a roadmap holds, and activities a stage; the numbers are those that are there already."""
    if stages >= MOST_STAGES:
        yield COMMON_SENSE.forbids(
            "roadmap_size", f"В дорожной карте уже {MOST_STAGES} этапов, больше не поместится", "Объедините этапы."
        )
    if activities >= MOST_ACTIVITIES:
        yield COMMON_SENSE.forbids(
            "roadmap_size", f"В этапе уже {MOST_ACTIVITIES} мероприятий, больше не поместится", "Добавьте этап."
        )


def approval_violations(facts: Facts) -> Iterator[Violation]:
    """Why the roadmap cannot be approved (п. 3.3, DIR-06); every reason at once."""
    for words in (period_problem(facts.period), columns_problem(facts.columns), facts.overlaps):
        if words:
            message, _, fix = words.partition(". ")
            yield facts.limits.forbids(
                "roadmap",
                message,
                fix,
                by="roadmap_approval",
            )
    if not facts.stages:
        yield facts.limits.forbids(
            "roadmap",
            "В дорожной карте нет ни одного этапа",
            "Добавьте этапы или возьмите образец.",
            by="roadmap_approval",
        )
    for stage in facts.stages:
        if not stage.activities:
            yield facts.limits.forbids(
                "roadmap",
                f"В этапе {stage.number} «{stage.title}» нет ни одного мероприятия",
                "Добавьте мероприятие или уберите этап.",
                by="roadmap_approval",
            )
        for words in stage.outside:
            message, _, fix = words.partition(". ")
            yield facts.limits.forbids(
                "roadmap",
                f"Этап {stage.number} «{stage.title}»: {message}",
                fix or "Исправьте срок.",
                by="roadmap_approval",
            )


def period_problem(period: Period) -> str:
    """Why a roadmap cannot last so; empty when it can."""
    if period.ends_on < period.starts_on:
        return "Окончание не может быть раньше начала. Исправьте одну из дат."
    if period.ends_on >= add_months(period.starts_on, 12 * LONGEST_YEARS):
        return f"Период длиннее {LONGEST_YEARS} лет. Составьте дорожную карту на меньший срок."
    return ""


def columns_problem(keys: Sequence[str]) -> str:
    """Why a table cannot have these columns (RM-01); empty when it can."""
    count = len(keys)
    if not LEAST_COLUMNS <= count <= MOST_COLUMNS:
        word = plural(count, "графа", "графы", "граф")
        return (
            f"В дорожной карте от {LEAST_COLUMNS} до {MOST_COLUMNS} граф, а выбрано: {count} {word}. "
            "Добавьте или уберите графы."
        )
    if "content" not in keys:
        return "Без графы с содержанием мероприятия не напечатаются. Выберите её."
    return ""


def overlap_problem(title: str, period: Period) -> str:
    """Two roadmaps never cover the same day."""
    return (
        f"Период пересекается с дорожной картой «{title}» ({period}). "
        "Выберите другой период, составьте её новую редакцию или уберите её в архив."
    )


def activity_duty(
    activity_id: int, title: str, span: Period, limits: Limits, *, owner: int | None = None, office: str | None = None
) -> Duty:
    """An item of the approved roadmap is done by the last day of its term, seen from the first one on."""
    about = "дорожная карта"
    if span.starts_on < span.ends_on:
        about += f", с {span.starts_on:%d.%m.%Y} по {span.ends_on:%d.%m.%Y}"
    return limits.owes(
        "roadmap_activity",
        what=f"Выполнить: {title}",
        about=about,
        due_on=span.ends_on,
        target="roadmap:perform",
        pk=activity_id,
        owner=owner,
        office=office,
        warns=(span.starts_on,) if span.starts_on < span.ends_on else (),
        by="roadmap",
    )


def approval_duty(roadmap_id: int, title: str, starts_on: date, limits: Limits) -> Duty:
    """The roadmap is approved by an order before it begins (DIR-06)."""
    return limits.owes(
        "roadmap_approval",
        what="Подготовить приказ об утверждении дорожной карты",
        about=title,
        due_on=starts_on,
        target="roadmap:card",
        pk=roadmap_id,
        office="curator",
    )


def next_duty(last_day: date | None, limits: Limits) -> Duty:
    """The next roadmap is drawn up by the end of June of the last year covered (RM-17, CUR-06)."""
    what = "Составить дорожную карту на следующий учебный год" if last_day else "Составить дорожную карту"
    about = f"нынешняя действует по {last_day:%d.%m.%Y}" if last_day else "её ещё нет"
    return limits.owes(
        "roadmap",
        what=what,
        about=about,
        due_on=next_due(last_day) if last_day else None,
        target="roadmap:new",
        office="curator",
    )


def next_due(last_day: date) -> date:
    """30 June of the school year in which the roadmaps end, or their very last day when that is sooner."""
    return min(last_day, date(school_year_start(last_day) + 1, 6, 30))


def period_words(period: Period) -> str:
    """«2026/2027 учебный год», «2026/2027–2028/2029 учебные годы»: an order approves the roadmap «на …»."""
    first, last = school_year_start(period.starts_on), school_year_start(period.ends_on)
    if first == last:
        return f"{first}/{first + 1} учебный год"
    return f"{first}/{first + 1}–{last}/{last + 1} учебные годы"
