from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentorship.regulation.edition.presets import preset_codes
from mentorship.regulation.models import Institution
from mentorship.setup.services import begin_as_shipped, setup_code


class Command(BaseCommand):
    help = "Первый запуск: код для настройки в браузере; с кодом учреждения — готовое и код входа администратора."

    def add_arguments(self, parser):
        parser.add_argument("institution", nargs="?")
        parser.add_argument("--name", default="Администратор Системный", help="фамилия имя отчество")
        parser.add_argument("--sex", choices=["m", "f"], default="m")
        parser.add_argument("--login", default="admin")

    def handle(self, *args, **options):
        call_command("migrate", verbosity=0)
        call_command("keep_issued", stdout=self.stdout, stderr=self.stderr)
        if options["institution"]:
            self.begin(options)
        elif Institution.objects.exists():
            raise CommandError("Учреждение уже заведено.")
        else:
            self.stdout.write(f"Откройте программу в браузере. Код первого запуска: {setup_code()}")

    def begin(self, options):
        if options["institution"] not in preset_codes():
            raise CommandError(f"Нет такого учреждения. Есть: {', '.join(preset_codes())}")
        if Institution.objects.exists():
            raise CommandError("Учреждение уже заведено.")
        preset, card, login = options["institution"], self.card(options), options["login"]
        code = begin_as_shipped(preset, card=card, username=login, now=timezone.localtime())
        self.stdout.write(
            f"Откройте /login/code/ и введите код: {code}\nЛогин: {options['login']}. Код действует 14 дней."
        )

    def card(self, options) -> dict[str, str]:
        """What the administrator's card says."""
        words = options["name"].split()
        if len(words) < 2:
            raise CommandError("--name: нужны хотя бы фамилия и имя в кавычках.")
        return {
            "last_name": words[0],
            "first_name": words[1],
            "patronymic": " ".join(words[2:]),
            "sex": options["sex"],
        }
