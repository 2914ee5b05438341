"""The list of agreements as a table to download."""

from django.db.models import QuerySet

from mentorship.core.tables.writing import Sheet
from mentorship.pairs.models import Agreement

HEADINGS = (
    "Наставник",
    "Номер",
    "Состояние",
    "Трудовой договор",
    "Содержание",
    "Срок с",
    "Срок по",
    "Форма и график",
    "Чем измеряют выплату",
    "Размер",
    "За кого",
    "Акт об оплате",
    "Подписано",
    "Экземпляр вручён",
    "Действовало по",
    "Почему закончилось",
)


def agreements(rows: QuerySet[Agreement]) -> Sheet:
    """Agreements with what was agreed."""
    lines = (
        (
            row.pair.mentor.full_name,
            row.number,
            row.now,
            row.contract,
            row.content,
            row.starts_on,
            row.ends_on,
            row.form,
            row.get_pay_kind_display(),
            row.pay_value,
            row.get_pay_per_display() if row.pay_kind else "",
            row.pay_basis,
            row.signed_on,
            row.copy_on,
            row.ended_on,
            row.end_reason,
        )
        for row in rows
    )
    return Sheet("Дополнительные соглашения", HEADINGS, lines)
