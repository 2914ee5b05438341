from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from mentorship.core.refusal import Refusal
from mentorship.core.words.text import fold
from mentorship.people.accounts.services import CONSOLE, restore_administrator
from mentorship.people.factors.services import drop_for
from mentorship.people.models import Person, User


class Command(BaseCommand):
    help = "Когда войти администратором некому: его роль и код входа работающему сотруднику, без второго шага."

    def add_arguments(self, parser):
        parser.add_argument("who", help="логин или фамилия имя отчество в кавычках")

    def handle(self, *args, **options):
        try:
            user, code, dropped = self.let_in(self.found(options["who"]))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(
            f"Откройте /login/code/ и введите код: {code}\nЛогин: {user.username}. Код действует 14 дней."
        )
        if dropped:
            self.stdout.write("Второй шаг при входе снят: сделайте его заново на странице «Мой вход».")

    @transaction.atomic
    def let_in(self, person: Person) -> tuple[User, str, bool]:
        """The login, its code, and whether a second step that may be lost was taken off."""
        user, code = restore_administrator(person, now=timezone.localtime())
        return user, code, drop_for(user, reason=CONSOLE, by=None)

    def found(self, who: str) -> Person:
        """Of a login or a full name: one person, or words that say why not."""
        user = User.objects.filter(username=who, person__isnull=False).first()
        if user and user.person:
            return user.person
        people = [person for person in Person.objects.search(who) if fold(person.full_name) == fold(who)]
        if len(people) != 1:
            why = "Таких сотрудников несколько" if people else "Нет такого логина и такого сотрудника"
            raise CommandError(f"{why}: «{who}». Укажите логин или фамилию, имя и отчество целиком.")
        return people[0]
