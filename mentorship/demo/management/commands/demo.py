from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentorship.core.calendar.dates import parse_date
from mentorship.demo import institution
from mentorship.people.models import Person, User
from mentorship.regulation.edition.presets import preset_codes


class Command(BaseCommand):
    help = "Готовит базу и загружает учреждение с вымышленными людьми; без --no-serve запускает сервер."

    def add_arguments(self, parser):
        parser.add_argument("--institution", default="gofitskoe")
        parser.add_argument("--no-serve", action="store_true")
        parser.add_argument("--password", default="nastavnik")
        parser.add_argument("--today", help="день показа, например 21.11.2026")

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Показ включается переменной DEMO=1 (так делает make demo).")
        if options["institution"] not in preset_codes():
            raise CommandError(f"Нет такого учреждения. Есть: {', '.join(preset_codes())}")
        today = parse_date(options["today"]) if options["today"] else timezone.localdate()
        if today is None:
            raise CommandError("Такого дня нет. Пример: --today 21.11.2026")
        call_command("migrate", verbosity=0)
        if Person.objects.exists() and not User.objects.filter(username="curator").exists():
            raise CommandError("В базе уже есть настоящие данные: показ в неё не загружается.")
        institution.load(options["institution"], today=today, password=options["password"])
        self.print_logins(options["password"])
        if not options["no_serve"]:
            self.stdout.write("Откройте http://127.0.0.1:8000 (остановить: Ctrl+C)")
            call_command("runserver", "127.0.0.1:8000", use_reloader=False, insecure_serving=True, verbosity=0)

    def print_logins(self, password):
        self.stdout.write(f"Пароль у всех: {password}")
        for user in User.objects.order_by("pk"):
            self.stdout.write(f"  {user.username:10} {user.person.full_name}, {user.person.position}")
