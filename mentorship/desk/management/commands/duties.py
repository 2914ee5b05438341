import json
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from mentorship.access.roles import OFFICE_NAMES, Office
from mentorship.core.calendar.dates import parse_date
from mentorship.core.refusal import clause_words
from mentorship.desk.duties import collect, scope_for
from mentorship.people.models import Person, User
from mentorship.people.queries import names_of
from mentorship.regulation.duty import Duty, Scope
from mentorship.regulation.queries import limits_on

YEARS = range(1900, 2101)


def row(duty: Duty, on: date, names: dict[int, str]) -> dict:
    """One duty as data: who, what, about whom, clause, due day, days left."""
    who = names.get(duty.owner) if duty.owner else OFFICE_NAMES[Office(str(duty.office))]
    return {
        "who": str(who),
        "what": duty.what,
        "about": duty.about,
        "clause": duty.clause,
        "due_on": duty.due_on.isoformat() if duty.due_on else None,
        "days_left": duty.days_left(on),
    }


class Command(BaseCommand):
    help = "Кто кому что должен на день: --on 01.10.2026 [--person логин или фамилия] [--json]."

    def add_arguments(self, parser):
        parser.add_argument("--on", help="день, по умолчанию сегодня")
        parser.add_argument("--person", help="логин или фамилия: только дела этого сотрудника")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        on = parse_date(options["on"]) if options["on"] else timezone.localdate()
        if on is None or on.year not in YEARS:
            self._refuse("Такого дня нет. Пример: --on 01.10.2026")
        scope = scope_for(self._person(options["person"]), on) if options["person"] else Scope(everything=True, on=on)
        found = [
            duty
            for duty in collect(limits_on(on, or_first=True), scope)
            if not (scope.everything and duty.closed)  # told of to nobody but its owner (MNT-10, MO-12)
        ]
        names = names_of({duty.owner for duty in found if duty.owner})
        rows = [row(duty, on, names) for duty in found]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for line in rows:
            left = "без срока" if line["days_left"] is None else f"{line['due_on']} ({line['days_left']:+d} дн.)"
            clause = f" {clause_words(line['clause'])}" if line["clause"] else ""
            self.stdout.write(f"{left:24} {line['who']}: {line['what']} — {line['about']}{clause}")

    def _person(self, text: str) -> int | None:
        """The key of the only person with the login or the surname."""
        login = User.objects.filter(username=text, person__isnull=False).first()
        found = [login.person_id] if login else list(Person.objects.search(text).values_list("pk", flat=True)[:2])
        if len(found) != 1:
            self._refuse(f"«{text}»: {'таких несколько, добавьте имя или возьмите логин' if found else 'никого нет'}.")
        return found[0]

    def _refuse(self, words: str) -> None:
        self.stderr.write(words)
        raise SystemExit(2)
