import json

from django.core.management.base import BaseCommand

from mentorship.documents.catalogue import papers


class Command(BaseCommand):
    help = "Перечень видов документов с кодами."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        rows = [{"code": paper.code, "title": paper.title} for paper in papers()]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(f"{row['code']}  {row['title']}" for row in rows))
