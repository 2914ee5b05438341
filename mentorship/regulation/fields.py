"""Form fields about the institution and its papers: codes, masks of numbers, lines, journals, marks of approval."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from mentorship.core.forms.fields import LineField, TextField
from mentorship.regulation.wording.texts import SUBJECTS, unknown_words

SIDES = {"слева": "left", "справа": "right"}
BRACES = re.compile(r"[{}]")


class CodeField(LineField):
    """INN, KPP, OGRN: digits of a known number, however they were spaced."""

    def __init__(self, *, lengths: tuple[int, ...], **kwargs: Any) -> None:
        self.lengths = lengths
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        text = re.sub(r"[\s-]", "", super().clean(value))
        if text and not (text.isascii() and text.isdigit() and len(text) in self.lengths):
            wanted = " или ".join(map(str, self.lengths))
            raise ValidationError(f"Здесь должно быть {wanted} цифр, у вас знаков: {len(text)}.")
        return text


class NumberField(forms.FloatField):
    """A number within its limits, with a comma or a point."""

    def __init__(self, *, least: float, most: float, **kwargs: Any) -> None:
        super().__init__(min_value=least, max_value=most, localize=True, **kwargs)
        words = f"Можно от {least:g} до {most:g}.".replace("1.5", "1,5")
        self.error_messages.update(min_value=words, max_value=words, invalid=f"Напишите число. {words}")

    def clean(self, value):
        number = super().clean(value)
        return int(number) if number == int(number) else number


class MaskField(LineField):
    """How a number is written: `{n}` once, other braces never."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)

    def clean(self, value):
        return checked_mask(super().clean(value))


def checked_mask(mask: str) -> str:
    """The mask, or a refusal in words: a wrong one would leave orders without numbers."""
    if mask.count("{n}") != 1 or BRACES.search(mask.replace("{n}", "")):
        raise ValidationError(f"В «{mask}» должно один раз стоять {{n}}: сюда встаёт номер. Например, {{n}}-к.")
    return mask


class LinesField(TextField):
    """Short lines, each about one thing; a list when clean."""

    def __init__(self, *, most: int = 12, longest: int = 200, **kwargs: Any) -> None:
        self.most, self.longest = most, longest
        super().__init__(max_length=most * (longest + 2), required=kwargs.pop("required", False), **kwargs)

    def prepare_value(self, value):
        return "\n".join(map(self.write, value)) if isinstance(value, list | tuple) else value

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > self.most:
            raise ValidationError(f"Можно не больше {self.most} строк, у вас {len(lines)}.")
        if any(len(line) > self.longest for line in lines):
            raise ValidationError(f"В строке можно не больше {self.longest} знаков.")
        return [self.read(line) for line in lines]

    def write(self, row: Any) -> str:
        return row

    def read(self, line: str) -> Any:
        return line


class WordsField(TextField):
    """A text with placeholders that every order knows."""

    def clean(self, value):
        text = super().clean(value)
        for wrong in unknown_words(text, SUBJECTS["institution"](None, timezone.localdate())):
            raise ValidationError(str(wrong))
        return text


class LetterheadField(LinesField):
    """The lines of the letterhead are kept as one text."""

    def clean(self, value):
        return "\n".join(super().clean(value))


class JournalsField(LinesField):
    """«личный состав = {n}-к» on each line."""

    def write(self, row):
        return " = ".join(row)

    def read(self, line):
        name, equals, mask = (part.strip() for part in line.partition("="))
        if not (name and equals):
            raise ValidationError(f"Строка «{line}»: напишите название журнала, знак = и вид номера.")
        if len(mask) > 30:
            raise ValidationError(f"Строка «{line}»: в виде номера можно не больше 30 знаков.")
        return [name, checked_mask(mask)]

    def clean(self, value):
        rows = super().clean(value)
        names = [name for name, _ in rows]
        if twice := [name for name in names if names.count(name) > 1]:
            raise ValidationError(f"Журнал «{twice[0]}» назван дважды. Оставьте одну строку.")
        return rows


class ApprovalsField(LinesField):
    """«справа | УТВЕРЖДЕНО | приказом; № ___» on each line."""

    def write(self, row):
        side, word, lines = row
        names = {code: name for name, code in SIDES.items()}
        return " | ".join((names.get(side, side), word, lines))

    def read(self, line):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) not in (2, 3) or parts[0].lower() not in SIDES or not parts[1]:
            raise ValidationError(f"Строка «{line}»: нужно «слева | СЛОВО | строка; строка» или «справа | …».")
        lines = "; ".join(filter(None, (part.strip() for part in "".join(parts[2:]).split(";"))))
        for wrong in unknown_words(line, SUBJECTS["institution"](None, timezone.localdate())):
            raise ValidationError(str(wrong))
        return [SIDES[parts[0].lower()], parts[1], lines]


def long_line(**kwargs: Any) -> LineField:
    """One line that is too long for a narrow box."""
    return LineField(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


def choice(label: str, choices: dict[str, str], hint: str = "") -> forms.ChoiceField:
    """One of a few; «» is a choice of its own where it stands among them."""
    return forms.ChoiceField(label=label, choices=list(choices.items()), help_text=hint, required="" not in choices)


def tick(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=hint, required=False)
