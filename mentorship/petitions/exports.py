"""The list of petitions as a table to download: what the user sees on the page, and nothing written in them."""

from django.db.models import QuerySet

from mentorship.core.tables.writing import Sheet
from mentorship.petitions.models import Petition


def petitions(rows: QuerySet[Petition]) -> Sheet:
    headings = (
        "Вид",
        "Заявитель",
        "Пара",
        "Подано",
        "Как подано",
        "Входящий номер",
        "Состояние",
        "Решено",
        "С какого дня",
    )
    lines = (
        (
            row.get_kind_display(),
            row.author.full_name,
            str(row.pair),
            row.filed_on,
            row.get_method_display(),
            row.incoming,
            row.state_words,
            row.decided_on,
            row.effective_on,
        )
        for row in rows
    )
    return Sheet("Заявления", headings, lines)
