from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentorship.core.refusal import Refusal
from mentorship.people.accounts.services import invite
from mentorship.people.models import User


class Command(BaseCommand):
    help = "Одноразовый код к логину, у которого уже есть пароль, когда подтвердить код некому."

    def add_arguments(self, parser):
        parser.add_argument("login", help="логин")

    def handle(self, *args, **options):
        user = User.objects.filter(username=options["login"], person__isnull=False).first()
        if user is None:
            raise CommandError(f"Нет такого логина: «{options['login']}».")
        try:
            code = invite(user.person, username=user.username, by=None, now=timezone.now())
        except (Refusal, ValidationError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Откройте /login/code/ и введите код: {code}\nЛогин: {user.username}. Код действует 14 дней."
        )
