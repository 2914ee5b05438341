from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentorship.archive.services import paper_bytes
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.responses import render
from mentorship.regulation.queries import institution

FORMATS = ("pdf", "pdfa", "docx", "xlsx")


class Command(BaseCommand):
    help = "Печатает документ по коду: из данных показа или пустой бланк (--blank)."

    def add_arguments(self, parser):
        parser.add_argument("code")
        parser.add_argument("--out", required=True)
        parser.add_argument("--format", choices=FORMATS, default="pdf")
        parser.add_argument("--blank", action="store_true")

    def handle(self, *args, **options):
        paper = PAPERS.get(options["code"])
        if paper is None:
            raise CommandError(f"Нет документа {options['code']}. Перечень: manage.py papers")
        subject = None if options["blank"] else paper.subjects().first()
        if subject is None and not options["blank"]:
            raise CommandError("В базе нет данных для этого документа. Загрузите показ (make demo) или --blank.")
        today, format = timezone.localdate(), options["format"]
        if subject is None:
            content = render(paper.document(None, today), institution().profile(), format)
        else:
            content = paper_bytes(paper, subject, format, today)
        Path(options["out"]).write_bytes(content)
        self.stdout.write(f"{paper.code} {paper.title}: {options['out']}, {len(content)} байт")
