"""Two users at once: a row is locked and read again before it is written, and no change of the other is lost."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model

from mentorship.core.refusal import Refusal

Row = TypeVar("Row", bound=Model)
GONE = "Этой записи уже нет: пока вы работали, её убрал кто-то другой."


def locked(row: Row) -> Row:
    """The row as it is now, held until the end of the transaction."""
    found = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise Refusal(GONE)
    return found


def apply(row: Row, typed: Mapping[str, Any], *, seen: Row) -> None:
    """Set on the locked row what the user has changed in the one that he saw; what another has changed stays.

    Of two who change one thing to different things the second is told.
    """
    for name, value in typed.items():
        before, now = getattr(seen, name), getattr(row, name)
        if value in (before, now):
            continue
        if now != before:
            field: Any = row._meta.get_field(name)
            raise Refusal(
                f"Пока вы работали, поле «{field.verbose_name}» изменил кто-то другой. Обновите страницу и сверьте."
            )
        setattr(row, name, value)
