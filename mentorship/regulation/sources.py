"""Where duties come from: every room declares its sources in its `duties.py`, the desk asks them all."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.db.models import Q
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.past import since_over
from mentorship.core.prepared import Prepared, Slot
from mentorship.core.terms import Day, not_past
from mentorship.regulation.duty import Done, Duty, Scope
from mentorship.regulation.limits import Limits

MENTORS, MENTEES, ANYBODY = "mentors", "mentees", "anybody"  # whom a source concerns, apart from offices


@dataclass(frozen=True, slots=True)
class Asked:
    """What every source is asked with.

    `limits` are those in force; what runs already keeps to the edition it began under: `own`, by edition.
    """

    scope: Scope
    limits: Limits
    own: Mapping[int, Limits]


class Source(Prepared):
    """One kind of obligation: whom it concerns, which rows owe it (nearest first), what is said of a row.

    Parameters of `rows` are called as what fills them: `everything` and `offices` of the scope decide about the SQL;
    `person`, `on`, `over` (when that day was over, if it has passed), `until` (the last due day asked for) and
    `works_on` (the day asked about, or today: who works then owes what is a person's own) are values.
    The rows are those of the day that is asked about, whatever has been recorded since.
    """

    of: ClassVar[tuple[str, ...]]  # offices, MENTORS, MENTEES, ANYBODY
    ahead: ClassVar[int | None] = None  # asked for only so many days before the due day
    cut: ClassVar[bool] = True  # whether a page that shows few asks for few

    @property
    def room(self) -> str:
        """The app that it belongs to."""
        return type(self).__module__.split(".")[1]

    def concerns(self, asked: Asked) -> bool:
        """Whether the scope can owe anything of it, so that nothing is asked in vain."""
        scope = asked.scope
        sides = {MENTORS: scope.mentors, MENTEES: scope.mentees, ANYBODY: scope.everything or scope.person is not None}
        return any(sides[whom] if whom in sides else scope.holds(whom) for whom in self.of)

    @abstractmethod
    def tell(self, row: Any, asked: Asked) -> Iterable[Duty | Done]:
        """The obligations of one row."""

    def asked_rows(self, asked: Asked) -> Iterator[Any]:
        """The rows that the scope asks for."""
        scope = asked.scope
        shape = [self.known(name, scope) for name in self.shape]
        values = {name: self.known(name, scope) for name in self.slots}
        return self(*shape, most=scope.most if self.cut else None, **values)

    def known(self, name: str, scope: Scope) -> Any:
        """What fills a parameter of `rows`."""
        if name == "until":
            return scope.last if self.ahead is None else scope.ahead(self.ahead)
        if name in ("on", "over"):
            day = scope.on or date.max  # whoever asks about no day asks of everything recorded so far
            return since_over(day) if name == "over" else day
        if name == "works_on":
            return scope.on or timezone.localdate()
        if name == "offices":
            return tuple(office for office in self.of if scope.holds(office))
        return getattr(scope, name)

    def found(self, asked: Asked) -> Iterable[Any]:
        """What the scope owes of it, or has done."""
        if self.concerns(asked):
            for row in self.asked_rows(asked):
                yield from self.tell(row, asked)


def owing(everything: bool, offices: Sequence[str], person: int | Slot, works_on: Day, owner: str, left_on: str) -> Q:
    """In the rows of a source: those that the person owes; those of owners who have left are the curator's.

    `owner` and `left_on` are the columns of whoever owes it and of the last working day.
    """
    if everything:
        return Q()
    mine = Q(**{owner: person}) & not_past(works_on, left_on)
    return mine | Q(**{f"{left_on}__lt": works_on}) if Office.CURATOR in offices else mine


def handed_over(duty: Duty, left_on: date | None, works_on: date, *, target: str = "") -> Duty:
    """The duty as it is on the day: of its owner, or of the curator, on the `target` page, when that one has left."""
    if left_on is None or works_on <= left_on:
        return duty
    return replace(duty, owner=None, office=Office.CURATOR.value, target=target or duty.target)


OWED: list[Source] = []
DONE: list[Source] = []


def of_room(room: str, asked: Asked) -> list[Duty]:
    """What is owed by the sources of one room."""
    return [duty for source in OWED if source.room == room for duty in source.found(asked)]


def owed(source: type[Source]) -> type[Source]:
    """Register what tells duties."""
    OWED.append(source())
    return source


def done(source: type[Source]) -> type[Source]:
    """Register what tells which duties were fulfilled, and when."""
    DONE.append(source())
    return source
