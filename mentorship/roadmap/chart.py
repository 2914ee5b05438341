"""The roadmap along the months: bars for a picture, and the same as words."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.calendar.dates import add_months
from mentorship.roadmap.models import Activity, Roadmap
from mentorship.roadmap.queries import activities_of
from mentorship.roadmap.terms import MONTHS, Period

LABEL, MONTH, LINE, TOP = 60, 55, 26, 34  # sizes of the picture, in its own units
MONTHS_A_PICTURE = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage in one picture; `level` is ok, bad, warn or muted."""

    x: float
    y: float
    width: float
    level: str
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Twelve months at most: columns with their names, a line for each stage, bars, and the line of today."""

    title: str
    width: int
    height: int
    months: list[tuple[int, str]]
    labels: list[tuple[float, str]]
    bars: list[Bar]
    today: float | None


def pictures(roadmap: Roadmap, today: date) -> list[Picture]:
    """One picture for every twelve months of the period; none where no stage has such a term."""
    if not any(activity.whole_term.spans(roadmap.period) for activity in activities_of(roadmap)):
        return []
    months = list(roadmap.period.months())
    cut = range(0, len(months), MONTHS_A_PICTURE)
    return [_picture(roadmap, months[at : at + MONTHS_A_PICTURE], today) for at in cut]


def _picture(roadmap: Roadmap, months: list[date], today: date) -> Picture:
    shown = Period(months[0], add_months(months[-1], 1) - timedelta(days=1))
    stages = list(roadmap.stages.all())
    bars = []
    for line, stage in enumerate(stages):
        spans = {span for row in stage.activities.all() for span in row.whole_term.spans(roadmap.period)}
        for span in sorted(spans or stage.term.spans(roadmap.period), key=lambda span: span.starts_on):
            if span.starts_on <= shown.ends_on and span.ends_on >= shown.starts_on:
                part = shown.clip(span.starts_on, span.ends_on)
                x, end = _x(part.starts_on, shown), _x(part.ends_on + timedelta(days=1), shown)
                level = _level(
                    [row for row in stage.activities.all() if span in row.whole_term.spans(roadmap.period)], today
                )
                bars.append(Bar(x, TOP + LINE * line + 4, max(end - x, 6), level, stage.title))
    return Picture(
        title=f"{_month(months[0])} – {_month(months[-1])}",
        width=LABEL + MONTH * len(months),
        height=TOP + LINE * len(stages) + 6,
        months=[(LABEL + MONTH * at, MONTHS[month.month - 1][:3]) for at, month in enumerate(months)],
        labels=[(TOP + LINE * at + 20, str(at + 1)) for at in range(len(stages))],
        bars=bars,
        today=_x(today, shown) if shown.starts_on <= today <= shown.ends_on else None,
    )


def _x(day: date, shown: Period) -> float:
    month = (day.year - shown.starts_on.year) * 12 + day.month - shown.starts_on.month
    length = (add_months(day.replace(day=1), 1) - day.replace(day=1)).days
    return round(LABEL + MONTH * (month + (day.day - 1) / length), 1)


def _level(rows: list[Activity], today: date) -> str:
    kept = [row for row in rows if row.cancelled_on is None]
    if kept and not any(row.is_open for row in kept):
        return "ok"
    return "bad" if any(row.is_open and row.due and row.due.ends_on < today for row in kept) else "info"


def _month(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def by_months(roadmap: Roadmap) -> list[tuple[str, list[Activity]]]:
    """The same in words: what is to be finished in each month; at the end what has no month."""
    months: dict[str, list[Activity]] = {_month(month): [] for month in roadmap.period.months()}
    without = []
    for activity in activities_of(roadmap):
        spans = activity.whole_term.spans(roadmap.period)
        for span in spans:
            months[_month(span.ends_on)].append(activity)
        if not spans:
            without.append(activity)
    found = [(title, rows) for title, rows in months.items() if rows]
    return [*found, *([("Без месяца", without)] if without else [])]
