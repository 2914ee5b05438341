import json
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from mentorship.access.roles import OFFICE_NAMES, Office
from mentorship.core.dates import parse_date
from mentorship.desk.duties import collect
from mentorship.people.models import Person
from mentorship.regulation.clauses import Duty, Scope, clause_words
from mentorship.regulation.queries import edition_on


def row(duty: Duty, on: date, names: dict[int, str]) -> dict:
    """One duty as data: who, what, about whom, clause, due day, days left."""
    who = names.get(duty.owner) if duty.owner else OFFICE_NAMES[Office(duty.office)]
    return {
        "who": who,
        "what": duty.what,
        "about": duty.about,
        "clause": duty.clause,
        "due_on": duty.due_on.isoformat() if duty.due_on else None,
        "days_left": duty.days_left(on),
    }


class Command(BaseCommand):
    help = "Кто кому что должен на день: --on 01.10.2026 [--json]."

    def add_arguments(self, parser):
        parser.add_argument("--on", help="день, по умолчанию сегодня")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        on = parse_date(options["on"]) if options["on"] else timezone.localdate()
        if on is None:
            self.stderr.write("Такого дня нет. Пример: --on 01.10.2026")
            raise SystemExit(2)
        found = collect(edition_on(on).limits(), Scope(everything=True, on=on))
        owners = Person.objects.filter(pk__in={duty.owner for duty in found if duty.owner})
        names = {person.pk: person.short_name for person in owners}
        rows = [row(duty, on, names) for duty in found]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for line in rows:
            left = "без срока" if line["days_left"] is None else f"{line['due_on']} ({line['days_left']:+d} дн.)"
            clause = f" {clause_words(line['clause'])}" if line["clause"] else ""
            self.stdout.write(f"{left:24} {line['who']}: {line['what']} — {line['about']}{clause}")
