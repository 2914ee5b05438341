from django.core.management.base import BaseCommand

from mentorship.regulation.edition.presets import preset_codes, read_preset


class Command(BaseCommand):
    help = "Перечень готовых учреждений (presets)."

    def handle(self, *args, **options):
        for code in preset_codes():
            self.stdout.write(f"{code}  {read_preset(code)['institution']['short_name']}")
