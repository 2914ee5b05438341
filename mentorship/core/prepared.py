"""Queries that are put into SQL once a process: a page that asks forty of them spends its time on wording them."""

from abc import ABC, abstractmethod
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from inspect import Parameter, signature
from typing import Any, ClassVar, get_args

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, QuerySet
from django.db.models.expressions import Expression

Ask = Callable[[Mapping[str, Any]], Iterable[tuple]]


class Slot(Expression):
    """The place of a value that is given when the query runs."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


@dataclass(frozen=True, slots=True)
class Joined:
    """One value of a row made of several columns."""

    paths: tuple[str, ...]
    made: Callable[..., Any]


Columns = Mapping[str, str | Joined]


class Prepared(ABC):
    """A question to the database with named rows.

    A subclass names its `columns` and builds `rows`. What decides about the SQL itself are positional parameters,
    each combination of them is worded once; what only fills a place in it are keyword ones, annotated with `date`
    where they are days and with `datetime` where they are moments; a moment may be None, and is then worded as such.
    Nothing that is read while the rows are built may depend on the clock.

        class Unread(Prepared):
            columns = {"order": "order", "person": name_of("person")}

            def rows(self, everything, *, person: int): ...

        for row in Unread()(False, person=5):
            row.order, row.person
    """

    columns: ClassVar[Columns]
    shape: ClassVar[tuple[str, ...]]  # the names of the positional parameters of `rows`
    slots: ClassVar[Mapping[str, Slot]]  # by name those of the keyword ones
    moments: ClassVar[tuple[str, ...]]  # the names of those that are moments
    Row: ClassVar[Callable[..., Any]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        parameters = [row for row in signature(cls.rows).parameters.values() if row.name != "self"]
        cls.shape = tuple(row.name for row in parameters if row.kind is Parameter.POSITIONAL_OR_KEYWORD)
        cls.slots = {row.name: _slot(row) for row in parameters if row.kind is Parameter.KEYWORD_ONLY}
        cls.moments = tuple(row.name for row in parameters if row.name in cls.slots and datetime in _kinds(row))
        if "columns" in cls.__dict__:
            cls.Row = namedtuple("Row", cls.names())  # type: ignore[misc]

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """What a row has."""
        return tuple(cls.columns)

    def __init__(self) -> None:
        self._known: dict[tuple, Ask] = {}

    @abstractmethod
    def rows(self, *shape: Any, **values: Any) -> QuerySet:
        """The rows, as far as they are asked for: with slots or with real values in their places."""

    def build(self, shape: tuple, most: int | None, values: Mapping[str, Any]) -> QuerySet:
        """The rows as a list of columns, at most so many."""
        return self.rows(*shape, **values).values_list(*paths_of(self.columns))[:most]

    def read(self, found: Iterable[tuple]) -> Iterator[Any]:
        """What the database has answered, row by row with names."""
        return map(reader(self.columns, self.Row), found)

    def __call__(self, *shape: Any, most: int | None = None, **values: Any) -> Iterator[Any]:
        """The rows of the shape for the values."""
        unset = tuple(name for name in self.moments if values[name] is None)
        key = (connection.vendor, most, unset, *shape)
        if key not in self._known:
            self._known[key] = _compiled(self.build(shape, most, {**self.slots, **dict.fromkeys(unset)}))
        return self.read(self._known[key](values))

    def plain(self, *shape: Any, most: int | None = None, **values: Any) -> Iterator[Any]:
        """The same without anything prepared, as Django itself asks it."""
        return self.read(self.build(shape, most, values))


FIELDS: Mapping[Any, type[Field]] = {date: DateField, datetime: DateTimeField}


def _kinds(parameter: Parameter) -> tuple[Any, ...]:
    return (parameter.annotation, *get_args(parameter.annotation))


def _slot(parameter: Parameter) -> Slot:
    field = next((FIELDS[kind] for kind in _kinds(parameter) if kind in FIELDS), None)
    return Slot(parameter.name, field() if field else None)


def paths_of(columns: Columns) -> list[str]:
    """The columns that the database is asked for."""
    return [path for column in columns.values() for path in ((column,) if isinstance(column, str) else column.paths)]


def reader(columns: Columns, row: Callable[..., Any]) -> Callable[[tuple], Any]:
    """What makes a row with names of a tuple of the database."""
    if not any(isinstance(column, Joined) for column in columns.values()):
        return lambda found: row(*found)
    places: list[tuple[Callable[..., Any] | None, int, int]] = []
    at = 0
    for column in columns.values():
        made, width = (None, 1) if isinstance(column, str) else (column.made, len(column.paths))
        places.append((made, at, at + width))
        at += width
    return lambda found: row(*(made(*found[start:end]) if made else found[start] for made, start, end in places))


def _compiled(rows: QuerySet) -> Ask:
    compiler = rows.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_ in compiler.select])

    def ask(values: Mapping[str, Any]) -> Iterable[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql, [_value(values[param.name]) if isinstance(param, Slot) else param for param in params])
            found = cursor.fetchall()
        return map(tuple, compiler.apply_converters(found, converters)) if converters else found

    return ask


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
