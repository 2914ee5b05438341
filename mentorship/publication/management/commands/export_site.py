from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentorship.core.refusal import Refusal
from mentorship.core.words.text import plural
from mentorship.publication.site.export import export_folder
from mentorship.regulation.models import Institution


class Command(BaseCommand):
    help = "Раздел «Наставничество» для посетителей: папка готовых страниц. Пример: export_site /srv/nastavnichestvo"

    def add_arguments(self, parser):
        parser.add_argument("folder", help="новая или пустая папка, или та, куда раздел выгружали прежде")

    def handle(self, *args, **options):
        if not Institution.objects.exists():
            raise CommandError("Учреждение ещё не настроено: сначала выполните первую настройку.")
        try:
            pages = export_folder(Path(options["folder"]).resolve(), timezone.localdate())
        except (Refusal, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        words = plural(pages, "страница", "страницы", "страниц")
        self.stdout.write(f"Готово: {pages} {words} в папке {options['folder']}. Откройте в ней index.html.")
