from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentorship.core.calendar.dates import parse_date
from mentorship.core.words.text import plural
from mentorship.people.passwords import services as passwords
from mentorship.reminders.services import daily, outbox

MOST_NAMES = 20


class Command(BaseCommand):
    help = "Пишет и отправляет напоминания на день: --on 01.10.2026 (по умолчанию сегодня). Можно запускать повторно."

    def add_arguments(self, parser):
        parser.add_argument("--on", help="день, по умолчанию сегодня")

    def handle(self, *args, **options):
        now = timezone.now()
        on = parse_date(options["on"]) if options["on"] else timezone.localdate(now)
        if on is None:
            raise CommandError("Такого дня нет. Пример: --on 01.10.2026")
        if on > timezone.localdate(now):
            raise CommandError(
                f"{on:%d.%m.%Y} ещё не наступил: напоминания вперёд не пишут, иначе о днях до него никто не узнает."
            )
        self.written(daily.remind(on, now))
        passwords.answer(now)
        self.left(outbox.deliver(timezone.now()))

    def written(self, summary: daily.Summary) -> None:
        words = plural(summary.letters, "письмо", "письма", "писем")
        self.stdout.write(f"Написано: {summary.letters} {words}, напоминаний в них: {summary.reminders}.")
        for reason, names in summary.without.items():
            rest = f" и ещё {len(names) - MOST_NAMES}" if len(names) > MOST_NAMES else ""
            told = f"{', '.join(names[:MOST_NAMES])}{rest}".removesuffix(".")
            self.stdout.write(f"Без письма ({reason}): {len(names)} — {told}.")

    def left(self, delivery: outbox.Delivery) -> None:
        self.stdout.write(f"Отправлено: {delivery.sent}.")
        if delivery.refused:
            self.stdout.write(f"Не принято сервером: {delivery.refused}; причины — на странице «Письма».")
        if delivery.trouble:
            self.stdout.write(f"{delivery.trouble} Остальные письма ждут и уйдут позже.")
