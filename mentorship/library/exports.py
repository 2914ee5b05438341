"""The list of materials as a table to download."""

from datetime import date

from django.db.models import QuerySet

from mentorship.core.tables.writing import Sheet
from mentorship.library.models import Material


def materials(rows: QuerySet[Material], today: date) -> Sheet:
    """What the user sees in the list, with the summary and the tags."""
    headings = ("Название", "Вид", "Авторы", "Уровень", "Кратко", "Ключевые слова", "Состояние", "Утверждён")
    lines = (
        (
            row.title,
            row.kind_words,
            ", ".join(filter(None, [*(author.full_name for author in row.authors.all()), row.outside])),
            row.level_words,
            row.summary,
            row.tags,
            str(row.state_on(today).label),
            row.approved_on,
        )
        for row in rows.defer(None).prefetch_related("authors")
    )
    return Sheet("Библиотека", headings, lines)
