from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mentorship.core.refusal import Refusal
from mentorship.safekeeping import schema
from mentorship.safekeeping.copies import rules, services


class Command(BaseCommand):
    help = (
        "Сохраняет всё в один файл: данные, приказы, подтверждающие файлы. Программа может работать. "
        "Если задан BACKUP_KEY, файл закрыт этим ключом."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *args, **options):
        target = Path(options["file"]).resolve()
        if not target.parent.is_dir():
            raise CommandError(f"Нет такой папки: {target.parent}")
        try:
            schema.require_open()
            services.recover()
            size = services.write(target)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"Копия не записана: {target} ({error.strerror}).") from error
        self.stdout.write(f"Сохранено: {target}, {rules.size_words(size)}")
