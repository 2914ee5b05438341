"""Where duties come from: every room declares its sources in its `duties.py`, the desk asks them all."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from mentorship.core.past import end_of
from mentorship.core.prepared import Prepared
from mentorship.regulation.duties import Done, Duty, Scope
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
    `person`, `on`, `over` (when that day is over) and `until` (the last due day that is asked for) are values.
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
            return end_of(day) if name == "over" else day
        if name == "offices":
            return tuple(office for office in self.of if scope.holds(office))
        return getattr(scope, name)

    def found(self, asked: Asked) -> Iterable[Any]:
        """What the scope owes of it, or has done."""
        if self.concerns(asked):
            for row in self.asked_rows(asked):
                yield from self.tell(row, asked)


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
