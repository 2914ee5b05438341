from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from mentorship.people.models import Person
from mentorship.safekeeping import backup


class Command(BaseCommand):
    help = "Восстанавливает всё из файла, сделанного командой backup. Нынешние данные заменяются."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--replace", action="store_true", help="заменить данные, которые уже есть")

    def handle(self, *args, **options):
        call_command("migrate", verbosity=0)
        if Person.objects.exists() and not options["replace"]:
            raise CommandError("В базе уже есть данные. Сохраните их (backup) и повторите с --replace.")
        try:
            backup.read(Path(options["file"]))
        except (FileNotFoundError, backup.NotABackup) as error:
            raise CommandError(f"Это не файл, сделанный командой backup: {options['file']}") from error
        self.stdout.write(f"Восстановлено сотрудников: {Person.objects.count()}")
