"""Sources of duties whose rows speak of a pair: its mentor and mentees are named in the same query."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar

from django.db.models import QuerySet

from mentorship.core.prepared import paths_of, reader
from mentorship.people.models.person import name_columns, short_of
from mentorship.regulation.sources import Source


class PairSource(Source):
    """Rows that also know `mentor`, `mentees` and `title` of their pair, to which `pair` is the path.

    `rows` may be of any model, ordered and without columns; `pk` is always among these. `counted` are expressions
    that the query adds under the names of columns, made of the same slots or values as `rows`.
    """

    pair: ClassVar[str] = ""

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return ("pk", *cls.columns, "mentor", "mentees", "title")

    def counted(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Columns that the query counts itself, once for the rows that are asked for."""
        return {}

    def build(self, shape: tuple, most: int | None, values: Mapping[str, Any]) -> QuerySet:
        """A row a mentee, for at most so many records."""
        return self.with_names(self.rows(*shape, **values), most, self.counted(values))

    def with_names(self, rows: QuerySet, most: int | None, counted: Mapping[str, Any]) -> QuerySet:
        """The columns of at most so many rows and whom their pairs name."""
        at = f"{self.pair}__" if self.pair else ""
        names = (*name_columns(f"{at}mentor"), *name_columns(f"{at}participations__mentee"))
        found = rows.model._default_manager.filter(pk__in=rows.values("pk")[:most]).annotate(**counted)
        found = found.order_by(*rows.query.order_by, f"{at}participations__pk")
        return found.values_list("pk", *paths_of(self.columns), *names)

    def read(self, found: Iterable[tuple]) -> Iterator[Any]:
        """One row a record, its mentees together."""
        columns = reader(self.columns, lambda *values: values)
        for pk, group in groupby(found, key=itemgetter(0)):
            lines = list(group)
            mentees = [short_of(*line[-5:]) for line in lines if line[-1]]
            mentor = short_of(*lines[0][-10:-5])
            title = f"{mentor} и {', '.join(mentees)}"
            yield self.Row(pk, *columns(lines[0][1:-10]), mentor, mentees, title)
