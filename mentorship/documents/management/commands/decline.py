import json
import sys

from django.core.management.base import BaseCommand

from mentorship.documents.grammar import CASES, decline_name, decline_position

FORMAT = "нужно «m», «f» или «t», табуляция и текст"
ENCODING = "это не UTF-8"


def forms(line: str) -> list[str] | None:
    """[им, род, дат, вин, твор] of one line, None when the line is malformed."""
    kind, tab, text = line.partition("\t")
    words = text.split()
    if not tab or not words or kind not in ("m", "f", "t"):
        return None
    if kind == "t":
        return [decline_position(" ".join(words), case) for case in CASES]
    surname, name = [*words, ""][:2]
    patronymic = " ".join(words[2:])
    return [decline_name(surname, name, patronymic, kind, case) for case in CASES]


def answer(line: bytes) -> tuple[list[str] | None, str]:
    """The forms and nothing to complain of, or None and what is wrong."""
    try:
        row = forms(line.decode())
    except UnicodeDecodeError:
        return None, ENCODING
    return row, "" if row else FORMAT


class Command(BaseCommand):
    help = "Склоняет имена (m|f<TAB>Фамилия Имя Отчество) и должности (t<TAB>должность) из stdin."

    def handle(self, *args, **options):
        broken = 0
        for number, line in enumerate(sys.stdin.buffer, start=1):
            row, complaint = answer(line)
            if complaint:
                broken += 1
                self.stderr.write(f"Строка {number}: {complaint}.")
            self.stdout.write(json.dumps(row, ensure_ascii=False))
        if broken:
            sys.exit(1)
