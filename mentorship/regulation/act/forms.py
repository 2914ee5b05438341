"""Shapes of input about the versions of the Положение."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from mentorship.core.forms.fields import (
    DateField,
    Form,
    LineField,
    LinesField,
    SiteField,
    TextField,
    parse_date,
)
from mentorship.core.forms.uploads import DocumentUpload
from mentorship.regulation.wording.texts import SUBJECTS, unknown_words

MARK_WORDS = ("СОГЛАСОВАНО", "ПРИНЯТ", "ПРИНЯТО", "РАССМОТРЕНО", "УТВЕРЖДЕНО")
SIDE_WORDS = {"слева": "left", "справа": "right"}


class ApprovalsField(LinesField):
    """«справа | УТВЕРЖДЕНО | приказом; № ___» on each line."""

    def write(self, row):
        side, word, lines = row
        names = {code: name for name, code in SIDE_WORDS.items()}
        return " | ".join((names.get(side, side), word, lines))

    def read(self, line):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) not in (2, 3) or parts[0].lower() not in SIDE_WORDS or not parts[1]:
            raise ValidationError(f"Строка «{line}»: нужно «слева | СЛОВО | строка; строка» или «справа | …».")
        lines = "; ".join(filter(None, (part.strip() for part in "".join(parts[2:]).split(";"))))
        for wrong in unknown_words(line, SUBJECTS["institution"](None, timezone.localdate())):
            raise ValidationError(str(wrong))
        return [SIDE_WORDS[parts[0].lower()], parts[1], lines]


class MarksField(ApprovalsField):
    """Up to four marks of approval, each with one of the words that papers use."""

    def read(self, line):
        side, word, lines = super().read(line)
        if word not in MARK_WORDS:
            raise ValidationError(f"Строка «{line}»: слово грифа — одно из: {', '.join(MARK_WORDS)}.")
        return [side, word, lines]


class AmendmentsField(LinesField):
    """«15.01.2026 | 12 | что изменено» on each line."""

    def write(self, row):
        return " | ".join(row)

    def read(self, line):
        parts = [part.strip() for part in line.split("|")]
        day = parse_date(parts[0])
        if len(parts) != 3 or day is None or not all(parts):
            raise ValidationError(f"Строка «{line}»: нужно «день приказа | номер | что изменено».")
        return [f"{day:%d.%m.%Y}", *parts[1:]]


class ActUpload(DocumentUpload):
    """The Положение as the institution keeps it."""

    kinds = (".pdf", ".docx")


class VersionForm(Form):
    """What is common to a typed and to an uploaded version."""

    title = LineField(label="Название", help_text="Как на первой странице Положения")
    changes = TextField(
        label="Что изменилось",
        rows=3,
        max_length=4000,
        required=False,
        help_text="Коротко, чтобы через год было понятно. У первой версии поле можно не заполнять",
    )
    amendments = AmendmentsField(
        label="Приказы о внесении изменений",
        rows=3,
        most=30,
        longest=300,
        help_text="По одному в строке: день | номер | что изменено. Например, 15.01.2026 | 12 | новый пункт 3.6",
    )
    marks = MarksField(
        label="Грифы",
        rows=4,
        most=4,
        longest=400,
        help_text=(
            "До четырёх, по одному в строке: где | слово | строки через точку с запятой. Например, слева | ПРИНЯТО | "
            "на педагогическом совете; протокол № ___ от «__» _____ 20__ г. Если пусто — грифы из «Оформления бумаг». "
            "Номер и день в грифе «УТВЕРЖДЕНО» программа впишет при утверждении"
        ),
    )


class TypedForm(VersionForm):
    body = TextField(
        cites=True,
        label="Текст",
        max_length=200_000,
        rows=24,
        help_text="Номера пунктов, как вы их наберёте, сохраняются, если перед ними стоит знак \\, например \\1.1. "
        "Грифы встанут на место строки [грифы]; если грифы не нужны, уберите её",
    )


class FileForm(VersionForm):
    file = ActUpload(label="Файл Положения", help_text="PDF или DOCX до 20 МБ, без пароля и макросов")

    def __init__(self, *args: Any, keeps_file: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if keeps_file:
            self.fields["file"].required = False
            self.fields["file"].help_text += ". Если не выбирать, останется прежний"


class ApproveForm(Form):
    basis = LineField(
        label="Чем утверждено", max_length=200, help_text="Например, «приказ» или «решение педагогического совета»"
    )
    approved_on = DateField(label="День утверждения")
    approval_number = LineField(label="Номер", max_length=40, help_text="Номер приказа или протокола, например 15")
    starts_on = DateField(label="Действует с", help_text="Обычно это день утверждения. Например, 01.09.2026")
    publish_by = DateField(
        label="Разместить на сайте до",
        required=False,
        help_text="Если срок установлен приказом. До этого дня программа будет напоминать",
    )
    publisher = LineField(
        label="Кто размещает", max_length=200, required=False, help_text="Должность и имя, как в приказе"
    )
    confirmed = forms.BooleanField(
        label="Даты необычные, но верные",
        required=False,
        help_text="Отмечайте, только если программа об этом попросит",
    )


class PublishForm(Form):
    url = SiteField(help_text="Скопируйте из строки браузера, например https://sad.example.ru/nastavnichestvo")
    on = DateField(label="День размещения")
