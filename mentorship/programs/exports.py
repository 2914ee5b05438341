"""The list of programmes as a table to download."""

from django.db.models import Prefetch, QuerySet

from mentorship.core.tables.writing import Sheet
from mentorship.core.words import titles
from mentorship.pairs.models import Participation
from mentorship.people.models import User
from mentorship.programs.models import Program
from mentorship.programs.queries import done_counts


def programs(rows: QuerySet[Program], user: User) -> Sheet:
    """Programmes with the mentees whom this user may see and how much of the plan is done."""
    parts = Participation.objects.visible_to(user).select_related("mentee")
    full = rows.defer(None).select_related("pair__mentor").prefetch_related(Prefetch("pair__participations", parts))
    programs = list(full)
    done = done_counts(programs)
    headings = (
        "Наставник",
        titles.say("{Mentees.nom}"),
        "Начало",
        "Окончание",
        "Состояние",
        "Цель",
        "Утверждена",
        "Выполнено мероприятий",
    )
    lines = (
        (
            program.pair.mentor.full_name,
            ", ".join(mentee.full_name for mentee in program.pair.mentees),
            program.starts_on,
            program.ends_on,
            program.get_status_display(),
            program.goal,
            program.approved_on,
            done.get(program.pk, ""),
        )
        for program in programs
    )
    return Sheet("Программы", headings, lines)
