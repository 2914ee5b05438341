from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mentorship.demo.populate.people import populate
from mentorship.people.models import Person


class Command(BaseCommand):
    help = "Большое вымышленное учреждение для измерений; только в пустую базу показа."

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, default=1000)
        parser.add_argument("--years", type=int, default=3)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, **options):
        if not settings.DEMO or Person.objects.exists():
            raise CommandError("Нужны DEMO=1 и база без людей: измерения не смешивают с данными.")
        populate(people=options["people"], years=options["years"], seed=options["seed"])
        self.stdout.write(f"Сотрудников: {Person.objects.count()}")
