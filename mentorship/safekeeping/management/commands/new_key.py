from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mentorship.safekeeping.copies import sealing


class Command(BaseCommand):
    help = "Делает ключ для резервных копий: секретную часть пишет в файл, открытую печатает для BACKUP_KEY."

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *args, **options):
        target = Path(options["file"]).resolve()
        try:
            public = sealing.new_key(target)
        except FileExistsError as error:
            raise CommandError(f"Такой файл уже есть: {target}. Ключ в нём, может быть, ещё нужен.") from error
        except OSError as error:
            raise CommandError(f"Файл не записан: {target} ({error.strerror}).") from error
        self.stdout.write(f"BACKUP_KEY={public}")
        self.stdout.write(
            f"Строку выше впишите в настройки программы. Файл {target} унесите с этого компьютера: на флешку в сейф "
            "и распечатайте. Без него закрытые копии не откроет никто."
        )
