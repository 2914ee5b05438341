"""The shape of input about the institution and the look of its papers."""

import re
from dataclasses import asdict
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.utils import timezone

from mentorship.core.forms.fields import Form, LineField, LinesField, TextField
from mentorship.documents.layout import Profile
from mentorship.regulation.act.forms import ApprovalsField
from mentorship.regulation.models import Institution
from mentorship.regulation.wording.texts import SUBJECTS, unknown_words

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


def long_line(**kwargs: Any) -> LineField:
    """One line that is too long for a narrow box."""
    return LineField(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


def choice(label: str, choices: dict[str, str], hint: str = "") -> forms.ChoiceField:
    """One of a few; «» is a choice of its own where it stands among them."""
    return forms.ChoiceField(label=label, choices=list(choices.items()), help_text=hint, required="" not in choices)


def tick(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=hint, required=False)


class LayoutForm(Form):
    """The facts of the institution and everything about the look of its papers."""

    full_name = long_line(label="Полное наименование", max_length=500, help_text="Как в уставе")
    full_name_gen = long_line(
        label="Полное наименование, кого? чего?",
        max_length=500,
        help_text="Например, «муниципального казённого дошкольного образовательного учреждения детский сад № 1»",
    )
    full_name_loc = long_line(
        label="Полное наименование, в ком? в чём?",
        max_length=500,
        help_text="Например, «муниципальном казённом дошкольном образовательном учреждении детский сад № 1»",
    )
    short_name = LineField(label="Краткое наименование", max_length=200, help_text="Например, «МКДОУ ДС № 1»")
    locality = LineField(label="Населённый пункт", max_length=200, required=False, help_text="Например, «с. Речное»")
    address = LineField(label="Адрес", max_length=300, required=False, help_text="С почтовым индексом")
    phone = LineField(label="Телефон", max_length=60, required=False, help_text="Например, 8 (86500) 1-23-45")
    email = forms.EmailField(label="Электронная почта", required=False, help_text="Например, sad@example.ru")
    site = LineField(label="Адрес сайта", max_length=200, required=False, help_text="Например, sad.example.ru")
    inn = CodeField(label="ИНН", lengths=(10, 12), help_text="10 или 12 цифр")
    kpp = CodeField(label="КПП", lengths=(9,), help_text="9 цифр")
    ogrn = CodeField(label="ОГРН", lengths=(13, 15), help_text="13 или 15 цифр")
    text_name = LineField(label="Как учреждение названо в тексте", max_length=100, help_text="Например, «ДОУ»")
    act_title = LineField(
        label="Название Положения",
        max_length=300,
        help_text="Например, «Положение о системе наставничества педагогических работников»",
    )
    head_title = LineField(
        label="Должность руководителя",
        max_length=150,
        help_text="Например, «Заведующий». Так печатают бумаги, а не должность из карточки; у исполняющего "
        "обязанности — «И. о. заведующего»",
    )

    letterhead = LetterheadField(
        label="Наименование на бланке", required=True, help_text="Каждая строка бланка — с новой строки"
    )
    letterhead_style = choice(
        "Где стоит наименование", {"long": "по всей ширине листа", "corner": "в левом верхнем углу"}
    )
    details = LinesField(
        label="Строки под наименованием",
        rows=3,
        help_text="Адрес, телефон, коды — по одной строке. Например, «ИНН 0000000000, КПП 000000000»",
    )
    place = tick("Печатать населённый пункт под датой и номером")

    standard = choice(
        "По какому ГОСТу",
        {"2025": "ГОСТ Р 7.0.97-2025", "2016": "ГОСТ Р 7.0.97-2016"},
        "От него зависит ширина наименования в углу листа",
    )
    margin_left = NumberField(least=10, most=40, label="Левое поле, мм", help_text="По ГОСТу не меньше 20; обычно 30")
    margin_right = NumberField(least=10, most=40, label="Правое поле, мм", help_text="Обычно 10 или 15")
    margin_top = NumberField(least=10, most=40, label="Верхнее поле, мм", help_text="Обычно 20")
    margin_bottom = NumberField(least=10, most=40, label="Нижнее поле, мм", help_text="Обычно 20")
    size = NumberField(least=12, most=14, label="Размер букв", help_text="12, 13 или 14")
    spacing = NumberField(least=1, most=1.5, label="Расстояние между строками", help_text="Например, 1 или 1,15")
    first_line = NumberField(least=0, most=25, label="Отступ первой строки, мм", help_text="Обычно 12,5")

    preamble = WordsField(
        cites=True,
        label="Общие основания приказов",
        rows=4,
        max_length=4000,
        required=False,
        help_text="Что стоит перед словом «ПРИКАЗЫВАЮ:», если у вида приказа нет своих оснований",
    )
    control = WordsField(
        cites=True,
        label="Общий пункт о контроле",
        rows=2,
        max_length=1000,
        required=False,
        help_text="Например, «Контроль за исполнением настоящего приказа оставляю за собой.»",
    )
    order_word = LineField(label="Слово над приказом", max_length=60, help_text="Например, «ПРИКАЗ»")
    heading_align = choice("Заголовок приказа стоит", {"left": "слева", "center": "посередине"})
    heading_bold = tick("Заголовок приказа жирный")
    preamble_end = choice(
        "Знак после оснований", {",": "запятая", ":": "двоеточие", "": "никакого"}, "Перед словом «ПРИКАЗЫВАЮ:»"
    )
    resolve_word = choice(
        "Слово перед пунктами",
        {word: word for word in ("ПРИКАЗЫВАЮ:", "приказываю:", "П Р И К А З Ы В А Ю:")},
    )
    appendix_word = choice(
        "Как подписано приложение", {"Приложение № {n}": "Приложение № 1", "Приложение {n}": "Приложение 1"}
    )
    text_initials_first = tick("В тексте инициалы перед фамилией", "«А.А. Иванову»; без галочки — «Иванову А.А.»")
    position_first = tick(
        "В пунктах должность перед именем",
        "«методисту А.А. Ивановой»; без галочки — «А.А. Ивановой, методисту,»",
    )

    date_style = choice("Дата приказа", {"digits": "31.03.2022", "words": "31 марта 2022 г."})
    reference = choice("Ссылка на приказ", {"date_first": "от 31.03.2022 № 15", "number_first": "№ 15 от 31.03.2022"})
    number_mask = MaskField(label="Вид номера приказа", help_text="Вместо {n} встанет номер. Например, {n} или {n}-од")
    journals = JournalsField(
        label="Номера в отдельных журналах",
        rows=3,
        help_text="По одной строке: название журнала = вид номера. Например, личный состав = {n}-к",
    )

    initials_first = tick("В подписи инициалы перед фамилией", "«А.А. Иванова»; без галочки — «Иванова А.А.»")
    signature_colon = tick("Двоеточие после должности в подписи", "«Заведующий:»")
    acting_basis = tick(
        "После должности и. о. печатать основание полномочий", "«И. о. заведующего (приказ отдела образования …)»"
    )
    seal = tick("Место печати «М.П.» под подписью")
    acquaintance = choice(
        "Отметка об ознакомлении",
        {"order": "на самом приказе", "sheet": "на отдельном листе", "none": "не печатать"},
    )
    visas = LinesField(
        label="Кто согласовывает приказ",
        rows=3,
        longest=150,
        help_text="Должности по одной строке. Например, «Председатель профсоюзного комитета»",
    )
    executor = tick("Внизу приказа — кто его подготовил, и телефон")

    code = tick("Печатать короткий код бумаги внизу", "По нему находят бумагу, когда прикладывают скан")
    qr = tick("Рядом с кодом — рисунок для камеры телефона (QR)")
    approvals = ApprovalsField(
        label="Грифы на Положении",
        rows=4,
        most=8,
        longest=400,
        help_text=(
            "По одному грифу в строке: где | слово | строки через точку с запятой. Например, справа | УТВЕРЖДЕНО | "
            "приказом заведующего; от «___» ________ 20___ г. № ____. Если пусто, грифы такие, как в тексте Положения. "
            "Номер и день утверждения у каждой версии свои, а протокол новой версии впишите в её собственные грифы"
        ),
    )

    approved_by_order = tick(
        "Положение утверждается приложением к приказу: грифов на нём нет", "Отметку «Приложение» печатает сам приказ"
    )

    FACTS = (
        "full_name", "full_name_gen", "full_name_loc", "short_name", "locality", "address", "phone", "email", "site",
        "inn", "kpp", "ogrn", "text_name", "act_title", "head_title", "letterhead", "number_mask", "preamble",
        "control",
    )  # fmt: skip
    GROUPS = {
        "Учреждение": FACTS[:15],
        "Бланк": ("letterhead", "letterhead_style", "details", "place"),
        "Лист и шрифт": (
            "standard",
            "margin_left",
            "margin_right",
            "margin_top",
            "margin_bottom",
            "size",
            "spacing",
            "first_line",
        ),
        "Слова приказа": (
            "preamble",
            "control",
            "order_word",
            "heading_align",
            "heading_bold",
            "preamble_end",
            "resolve_word",
            "appendix_word",
            "text_initials_first",
            "position_first",
        ),
        "Даты и номера": ("date_style", "reference", "number_mask", "journals"),
        "Подписи": ("initials_first", "signature_colon", "acting_basis", "seal", "acquaintance", "visas", "executor"),
        "Код и грифы": ("code", "qr", "approved_by_order", "approvals"),
    }

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in look_initial(profile).items():
            field = self.fields.get(name)
            # What the institution already has stays a choice, though it is not among the usual ones.
            if isinstance(field, forms.ChoiceField) and not field.valid_value(value):
                field.choices = [*field.widget.choices, (value, value)]

    @property
    def helper(self):
        helper = super().helper
        helper.layout = Layout(
            *(Fieldset(title, *names, css_class="form-part") for title, names in self.GROUPS.items())
        )
        return helper

    @classmethod
    def initial_of(cls, place: Institution) -> dict[str, Any]:
        """The form as the institution is now."""
        facts = model_to_dict(place, cls.FACTS)
        return {**look_initial(place.profile()), **facts}

    @classmethod
    def split(cls, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The facts and the look, each under the names they are kept by."""
        facts = {name: data[name] for name in cls.FACTS}
        look = {name: value for name, value in data.items() if name not in facts}
        return facts, {**look, "letterhead": look.pop("letterhead_style")}


def look_initial(profile: Profile) -> dict[str, Any]:
    """The profile by the names of the form's fields: `letterhead` there is the lines."""
    look = asdict(profile)
    return {**look, "letterhead_style": look.pop("letterhead")}
