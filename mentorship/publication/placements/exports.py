"""The log of publications as a table to take away."""

from collections.abc import Iterable

from mentorship.core.tables.writing import Sheet
from mentorship.publication.models import Placement

COLUMNS = ("Что размещено", "Где", "Уровень", "День", "Ссылка", "Что этим выполнено", "Удалено", "Почему")


def log_sheet(rows: Iterable[Placement]) -> Sheet:
    """The lines of the list, as it shows them."""
    cells = (
        (
            row.title,
            row.get_channel_display(),
            row.get_level_display(),
            row.placed_on,
            row.link,
            row.fulfils,
            row.removed_on,
            row.remove_reason,
        )
        for row in rows
    )
    return Sheet("Журнал публикаций", COLUMNS, cells)
