"""The list of pairs as a table to download; a mentee of a group never learns who the others are."""

from django.db.models import QuerySet

from mentorship.core.tables.writing import Sheet
from mentorship.core.words import titles
from mentorship.pairs.models import Pair


def pairs(rows: QuerySet[Pair]) -> Sheet:
    """Pairs with the mentees whom the rows let this user see."""
    headings = (
        "Наставник",
        titles.say("{Mentees.nom}"),
        "Форма",
        "Вид",
        "Цель",
        "Начало",
        "Окончание по плану",
        "Состояние",
        "Приказ о закреплении",
        "Дата приказа",
        "Завершена",
    )
    full = rows.defer(None).select_related("mentor", "form", "kind", "order").defer("order__snapshot")
    lines = (
        (
            pair.mentor.full_name,
            ", ".join(mentee.full_name for mentee in pair.mentees),
            pair.form.name if pair.form else "",
            pair.kind.name if pair.kind else "",
            pair.goal,
            pair.starts_on,
            pair.ends_on,
            pair.now,
            pair.order.number if pair.order else "",
            pair.order.signed_on if pair.order else None,
            pair.ended_on,
        )
        for pair in full
    )
    return Sheet("Пары и группы", headings, lines)
