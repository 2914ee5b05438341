"""One list page: search, filters, sorting, pages. 25 rows, one COUNT, no query a row."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

PER_PAGE = 25


class Filters(forms.Form):
    """Filters of a list: choices only; `apply` narrows the rows."""

    def apply(self, rows: QuerySet) -> QuerySet:
        return rows

    def chosen(self) -> dict[str, Any]:
        """The filters in use; a value that is not among the choices is ignored."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class Listing:
    """`sorts` maps a key to the ORDER BY of the column; `search` narrows by the typed text."""

    def __init__(
        self,
        request: Any,
        rows: QuerySet,
        *,
        sorts: Mapping[str, tuple],
        default: str,
        search: Callable[[Any, str], QuerySet] | None = None,
        filters: Callable[[Any], Filters] = Filters,
    ) -> None:
        self._read(request, filters)
        self.sorts = sorts
        asked = self.params.get("sort", default)
        self.sort = asked.removeprefix("-") if asked.removeprefix("-") in sorts else default
        self.descending = asked.startswith("-") and asked.removeprefix("-") in sorts
        chosen = self.form.chosen()
        self.is_filtered = bool(chosen)
        rows = self.form.apply(rows) if chosen else rows
        rows = search(rows, self.query) if search and self.query else rows
        # All that the search and the filters leave, not only this page's.
        self.rows = rows.order_by(*self._order())
        self.page = self._page(self.rows)

    def _read(self, request: Any, filters: Callable[[Any], Filters]) -> None:
        self.params = request.GET
        self.query = " ".join(self.params.get("q", "").replace("\0", "").split())[:200]
        self.form = filters(self.params)

    @property
    def total(self) -> int:
        return self.page.paginator.count

    def url_with(self, **changes: Any) -> str:
        """The query string of this list with some parameters changed."""
        params = {name: value for name, value in self.params.items() if value and name != "page"}
        params.update({name: value for name, value in changes.items() if value is not None})
        return "?" + urlencode(params)

    def _order(self) -> list[Any]:
        order = self.sorts[self.sort]
        return [_reversed(part) for part in order] if self.descending else list(order)

    def _page(self, rows: QuerySet | list) -> Page:
        return Paginator(rows, PER_PAGE).get_page(self.params.get("page"))


class MadeListing(Listing):
    """The same page over rows that no table holds: whoever makes them narrows and orders them, then shows them."""

    rows: list[Any]  # type: ignore[assignment]

    def __init__(self, request: Any, *, filters: type[Filters]) -> None:
        self._read(request, filters)
        self.chosen = self.form.chosen()
        self.is_filtered = bool(self.chosen)

    def show(self, rows: list[Any]) -> None:
        """Take the rows, all of them: the page cuts its own."""
        self.rows = rows
        self.page = self._page(rows)


def _reversed(part: str) -> str:
    return part[1:] if part.startswith("-") else f"-{part}"
