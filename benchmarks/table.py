"""The table: rows of figures, each beside its limit."""

from dataclasses import dataclass

WIDTHS = (17, 12, 12, 16, 12, 12)
NAME = 48


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it may be at most."""

    value: float
    limit: float | None = None
    digits: int = 1

    @property
    def is_broken(self) -> bool:
        return self.limit is not None and round(self.value, self.digits) > self.limit

    def __str__(self) -> str:
        said = f"{self.value:.{self.digits}f}"
        return said if self.limit is None else f"{said} {'>' if self.is_broken else '≤'} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; what could not be measured says why."""

    name: str
    figures: tuple[Figure | None, ...] = ()
    failure: str = ""

    @property
    def is_kept(self) -> bool:
        return not self.failure and not any(figure and figure.is_broken for figure in self.figures)

    def __str__(self) -> str:
        if self.failure:
            return f"{self.name:{NAME}} не измерено: {self.failure}"
        return line(self.name, *("" if figure is None else str(figure) for figure in self.figures)) + (
            "" if self.is_kept else "  НЕТ"
        )


def line(name: str, *cells: str) -> str:
    return f"{name:{NAME}}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=False))
