import json
import sys

from django.core.management.base import BaseCommand

from mentorship.access.matrix import ROLES, rows

SIGNS = {"allow": "+", "own": "свои", "deny": "·"}


class Command(BaseCommand):
    help = "Каждый адрес × каждая роль: можно, только своё, нельзя. Код 1, если у адреса нет строки."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        found = rows()
        table = [
            {"name": row.name, "path": row.path, "permission": row.permission}
            | {str(role): row.answer(role) for role in ROLES}
            for row in found
        ]
        if options["json"]:
            self.stdout.write(json.dumps(table, ensure_ascii=False))
        else:
            self.stdout.write(f"{'адрес':32}" + "".join(f"{role:10}" for role in ROLES))
            for line in table:
                self.stdout.write(f"{line['name']:32}" + "".join(f"{SIGNS[line[str(role)]]:10}" for role in ROLES))
        missing = [row.name for row in found if row.permission is None]
        if missing:
            self.stderr.write(f"Нет строки в таблице доступа: {', '.join(missing)}")
            sys.exit(1)
