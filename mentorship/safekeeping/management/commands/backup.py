from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mentorship.safekeeping import backup


class Command(BaseCommand):
    help = "Сохраняет всё в один файл: данные, приказы, подтверждающие файлы. Программа может работать."

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *args, **options):
        target = Path(options["file"]).resolve()
        if not target.parent.is_dir():
            raise CommandError(f"Нет такой папки: {target.parent}")
        size = backup.write(target)
        self.stdout.write(f"Сохранено: {target}, {size // 1024 + 1} КБ")
