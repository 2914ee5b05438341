"""The list of reports as a table to download: who, about whom and when; what they wrote stays on the pages."""

from django.db.models import QuerySet

from mentorship.core.tables.writing import Sheet
from mentorship.core.words import titles
from mentorship.reports.models import Report


def reports(rows: QuerySet[Report]) -> Sheet:
    people = ("author", "participation__mentor", "participation__mentee")
    headings = (
        "Автор",
        "Чей",
        "Наставник",
        titles.say("{Mentee.nom}"),
        "Состояние",
        "Сдан",
        "Принят",
        "Открыт другой стороне",
    )
    lines = (
        (
            report.author.full_name,
            report.get_side_display(),
            report.participation.mentor.full_name,
            report.participation.mentee.full_name,
            report.get_status_display(),
            report.submitted_on,
            report.accepted_on,
            report.opened_on,
        )
        for report in rows.defer(None).select_related(*people)
    )
    return Sheet("Отчёты", headings, lines)
