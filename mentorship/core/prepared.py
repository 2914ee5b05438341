"""Queries that are put into SQL once a process: a page that asks twenty sources spends its time on wording them."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import Any

from django.db import connection
from django.db.models import DateField, Field, QuerySet
from django.db.models.expressions import Expression

Ask = Callable[..., Iterator[tuple]]


class Slot(Expression):
    """The place of a value that is given when the query runs: `filter(person=Slot("person"))`."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


def day_slot(name: str) -> Slot:
    """The place of a day."""
    return Slot(name, DateField())


def prepared(build: Callable[..., QuerySet]) -> Callable[..., Ask]:
    """The rows of `build(*shape)`, a QuerySet of `values_list`; each shape is put into SQL once.

    The shape is what decides about the SQL itself (who asks, how many rows); what only fills its slots comes with
    the call: `_unread(everything, most)(person=5)`.
    """
    known: dict[tuple, Ask] = {}

    @wraps(build)
    def shaped(*shape: Any) -> Ask:
        key = (connection.vendor, *shape)
        if key not in known:
            known[key] = _compiled(build(*shape))
        return known[key]

    return shaped


def _compiled(rows: QuerySet) -> Ask:
    compiler = rows.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_ in compiler.select])

    def ask(**values: Any) -> Iterator[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql, [_value(values[param.name]) if isinstance(param, Slot) else param for param in params])
            found = cursor.fetchall()
        return map(tuple, compiler.apply_converters(found, converters)) if converters else iter(found)

    return ask


def _value(value: Any) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
