from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.people.accounts.services import grant_office, invite
from mentorship.people.models import Competence, Person
from mentorship.people.services import add_person
from mentorship.regulation.edition.presets import preset_codes, read_preset
from mentorship.regulation.edition.services import load_preset
from mentorship.regulation.models import Institution
from mentorship.setup.services import setup_code


class Command(BaseCommand):
    help = "Первый запуск: код для настройки в браузере; с кодом учреждения — готовое и код входа администратора."

    def add_arguments(self, parser):
        parser.add_argument("institution", nargs="?")
        parser.add_argument("--name", default="Администратор Системный", help="фамилия имя отчество")
        parser.add_argument("--sex", choices=["m", "f"], default="m")
        parser.add_argument("--login", default="admin")

    def handle(self, *args, **options):
        call_command("migrate", verbosity=0)
        if options["institution"]:
            self.begin(options)
        elif Institution.objects.exists():
            raise CommandError("Учреждение уже заведено.")
        else:
            self.stdout.write(f"Откройте программу в браузере. Код первого запуска: {setup_code()}")

    @transaction.atomic
    def begin(self, options):
        if options["institution"] not in preset_codes():
            raise CommandError(f"Нет такого учреждения. Есть: {', '.join(preset_codes())}")
        if Institution.objects.exists():
            raise CommandError("Учреждение уже заведено.")
        limits = load_preset(options["institution"]).limits()
        for title in read_preset(options["institution"])["people"]["competences"]:
            Competence.objects.get_or_create(title=title)
        person = self.administrator(options)
        today = timezone.localdate()
        grant_office(person, office=Office.ADMIN, starts_on=today, basis="", limits=limits, by=None)
        code = invite(person, username=options["login"], by=None, now=timezone.now())
        self.stdout.write(
            f"Откройте /login/code/ и введите код: {code}\nЛогин: {options['login']}. Код действует 14 дней."
        )

    def administrator(self, options) -> Person:
        words = options["name"].split()
        if len(words) < 2:
            raise CommandError("--name: нужны хотя бы фамилия и имя в кавычках.")
        card = {
            "last_name": words[0],
            "first_name": words[1],
            "patronymic": " ".join(words[2:]),
            "sex": options["sex"],
        }
        position = {"title": "системный администратор", "is_teaching": False}
        return add_person(card=card, position=position, by=None, today=timezone.localdate())
