"""The table of a roadmap: the same cells on the paper and on the page (RM-01, RM-04)."""

from collections.abc import Iterable
from dataclasses import dataclass

from mentorship.access.roles import OFFICE_NAMES, Office
from mentorship.people.names import paper_name
from mentorship.regulation.models import Institution
from mentorship.roadmap.models import Activity, Responsible, Roadmap, Stage
from mentorship.roadmap.queries import activities_of

MARKS = {"": "", "paren": "{}) ", "dot": "{}. ", "dash": "– "}
# Shares of the page in per cent; the contents take what is left.
WIDTHS = {"number": 5, "stage": 18, "term": 13, "responsible": 18, "result": 16, "done": 13}
WIDE_STAGE = 26  # where there is room
WIDE_FROM = 5  # so many columns lie across the sheet


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a stage with everything in its cells, a section's heading, or one activity of a section."""

    cells: dict[str, str]
    stage: Stage
    activity: Activity | None = None

    @property
    def is_heading(self) -> bool:
        return self.stage.is_section and self.activity is None


class Printer:
    """Words for the cells, as this institution writes people and days."""

    def __init__(self, roadmap: Roadmap, place: Institution) -> None:
        self.roadmap, self.place, self.profile = roadmap, place, place.profile()

    def rows(self) -> list[Row]:
        """The table from top to bottom."""
        list(activities_of(self.roadmap))  # every activity learns its stage from what has been read already
        return [
            row for number, stage in enumerate(self.roadmap.stages.all(), start=1) for row in self._rows(number, stage)
        ]

    def _rows(self, number: int, stage: Stage) -> list[Row]:
        if not stage.is_section:
            return [Row(self.stage_cells(number, stage), stage)]
        heading = Row({"number": self._number(number), "stage": stage.title}, stage)
        activities = enumerate(stage.activities.all(), start=1)
        return [heading, *(Row(self._activity_cells(f"{number}.{at}", row), stage, row) for at, row in activities)]

    def stage_cells(self, number: int, stage: Stage) -> dict[str, str]:
        """Every cell of a stage; what is not printed is there too (RM-02)."""
        activities = list(stage.activities.all())
        return {
            "number": self._number(number),
            "stage": stage.title,
            "content": self._listed(activity.text for activity in activities),
            "term": self.term(stage) or self._gathered(map(self.term, activities)),
            "responsible": self.people(stage) or self._gathered(map(self.people, activities)),
            "result": stage.expected or self._gathered(activity.expected for activity in activities),
            "done": self._gathered(map(self.mark, activities)),
        }

    def _activity_cells(self, number: str, activity: Activity) -> dict[str, str]:
        stage = activity.stage
        return {
            "number": self._number(number),
            "stage": "",
            "content": activity.text,
            "term": self.term(activity) or self.term(stage),
            "responsible": self.people(activity) or self.people(stage),
            "result": activity.expected or stage.expected,
            "done": self.mark(activity),
        }

    def not_printed(self, stage: Stage) -> list[tuple[str, str]]:
        """What is kept about the stage though the table has no column for it (RM-02)."""
        kept = (
            ("term", "срок", self.term(stage)),
            ("responsible", "отвечает", self.people(stage)),
            ("result", "результат", stage.expected),
        )
        return [(label, words) for key, label, words in kept if words and key not in self.roadmap.keys]

    def _number(self, number: int | str) -> str:
        return f"{number}." if self.roadmap.number_dot else str(number)

    def _listed(self, texts: Iterable[str]) -> str:
        """Each on a line of its own, with its sign; a single one needs none."""
        lines = list(texts)
        sign = MARKS[self.roadmap.numbering] if len(lines) > 1 else ""
        return "\n".join(sign.format(number) + text for number, text in enumerate(lines, start=1))

    def _gathered(self, texts: Iterable[str]) -> str:
        """What the activities say each: once when they agree, otherwise under the number of each."""
        said = list(texts)
        if len(set(said)) <= 1:
            return said[0] if said else ""
        return "\n".join(f"{number}) {text}" for number, text in enumerate(said, start=1) if text)

    def term(self, timed: Stage | Activity) -> str:
        return timed.term.words(self.profile.day)

    def mark(self, activity: Activity) -> str:
        """«выполнено 12.10.2026. Проведён семинар»."""
        if activity.cancelled_on:
            return f"отменено: {activity.cancel_reason}"
        day = f"выполнено {self.profile.day(activity.done_on)}" if activity.done_on else ""
        return ". ".join(filter(None, [day, activity.result]))

    def people(self, owner: Stage | Activity) -> str:
        """«директор Тихонова А.П., наставники: учитель Птицына А.П., учитель Новикова М.С.»."""
        groups: dict[str, list[str]] = {}
        for row in owner.responsible.all():
            groups.setdefault(row.group, []).append(self._person(row))
        said = []
        for group, names in groups.items():
            listed = ", ".join(filter(None, names))
            said.append(": ".join(filter(None, [group, listed])))
        return ", ".join(said)

    def _person(self, row: Responsible) -> str:
        if row.post:
            name = paper_name(row.post.person, initials_first=self.profile.text_initials_first)
            return " ".join(filter(None, [row.title, name]))
        return office_word(row.office, self.place) if row.office else ""


def office_word(office: str, place: Institution) -> str:
    """How an office is called in a table: the head by the title of the post."""
    if office == Office.DIRECTOR:
        return place.head_title[:1].lower() + place.head_title[1:]
    if office == Office.COUNCIL:
        return "методический совет"
    return OFFICE_NAMES[Office(office)].lower()


def widths(columns: list[list[str]]) -> tuple[int, ...]:
    """The shares of the columns in per cent; «№ п/п» needs more room than «№»."""
    wide = len(columns) >= WIDE_FROM
    long_number = any(key == "number" and len(title) > 1 for key, title in columns)
    shares = {**WIDTHS, "stage": WIDTHS["stage"] if wide else WIDE_STAGE}
    if long_number:
        shares["number"] = 7 if wide else 9
    taken = sum(shares[key] for key, _ in columns if key != "content")
    return tuple(100 - taken if key == "content" else shares[key] for key, _ in columns)
