from django.core.management.base import BaseCommand
from django.db import transaction

from mentorship.documents import keeping


class Command(BaseCommand):
    help = "Сохраняет бумаги, выданные до версии 0.4: такими, как они печатаются сейчас. Повторять безопасно."

    def handle(self, *args, **options):
        kept = failed = 0
        for source in keeping.SOURCES:
            for issue in list(source()):
                try:
                    with transaction.atomic():
                        keeping.keep_late(issue)
                    kept += 1
                except Exception as problem:  # one record of long ago must not hold up all the others
                    failed += 1
                    self.stderr.write(f"{issue.paper}, запись {issue.subject.pk}: не удалось сохранить ({problem}).")
        if kept or failed:
            self.stdout.write(f"Сохранено бумаг, выданных раньше: {kept}. Не удалось: {failed}.")
