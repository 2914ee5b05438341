from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentorship.core.refusal import Refusal
from mentorship.safekeeping import schema
from mentorship.safekeeping.copies import services


class Command(BaseCommand):
    help = "Восстанавливает всё из файла, сделанного командой backup. Остановите программу на это время."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--replace", action="store_true", help="заменить данные и файлы, которые уже есть")
        parser.add_argument("--key", help="файл с ключом, если копия закрыта (команда new_key)")

    def handle(self, *args, **options):
        key = Path(options["key"]) if options["key"] else None
        try:
            schema.require_open()
            done = services.restore(Path(options["file"]), key=key, replace=options["replace"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(
                f"Восстановление не окончено: {error.strerror} ({error.filename}). Устраните это и повторите: "
                "начатое закончится или отменится само."
            ) from error
        if done.before:
            self.stdout.write(f"Прежнее сохранено: {done.before}")
        made = timezone.localtime(done.made_at)
        self.stdout.write(f"Восстановлено состояние на {made:%d.%m.%Y %H:%M}, сотрудников: {done.people}.")
        self.stdout.write("Всем нужно войти в программу снова.")
