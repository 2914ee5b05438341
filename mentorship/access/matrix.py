"""The access matrix: every URL × every role, read from the views and the table of grants."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from mentorship.access.grants import GRANTS
from mentorship.access.roles import Anyone, Derived, Office, Relation, Role

PUBLIC = "public"
ROLES: tuple[Role, ...] = (*Office, *Derived, *Relation)


@dataclass(frozen=True, slots=True)
class Row:
    """One URL: its permission (PUBLIC for the few open pages, None when the view names none)."""

    name: str
    path: str
    permission: str | None

    def answer(self, role: Role) -> str:
        """allow, own (only on one's own subjects) or deny."""
        if self.permission == PUBLIC:
            return "allow"
        granted: Set[Role] = GRANTS[self.permission] if self.permission else set()
        if Anyone.STAFF in granted:
            return "allow"
        if role not in granted:
            return "deny"
        return "own" if isinstance(role, Relation) else "allow"


def rows() -> list[Row]:
    """Every named URL of the product, in the order of the addresses."""
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: list[Any], namespace: str = "", prefix: str = "") -> Iterator[Row]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, path)
        elif isinstance(pattern, URLPattern):
            view = pattern.callback
            permission = PUBLIC if getattr(view, "public", False) else getattr(view, "permission", None)
            yield Row(f"{namespace}{pattern.name}", f"/{path}", permission)
