"""Shapes of input about the institution's own words: how it calls people, every case; the texts of its papers."""

import re
from typing import Any

from crispy_forms.layout import HTML, Fieldset, Layout
from django.core.exceptions import ValidationError

from mentorship.core.forms.fields import Form, LineField, TextField
from mentorship.core.words.titles import Words
from mentorship.regulation.legal.forms import BasesForm
from mentorship.regulation.wording.titles import case_keys, form_of


class TermField(LineField):
    """A word or a name that goes into sentences: Russian letters, a small one first."""

    def __init__(self, *, signs: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.allowed = re.compile(rf"[а-яё \-{signs}]+", re.IGNORECASE)
        self.words = "русские буквы, дефис и пробел" + (", кавычки, скобки, цифры и знак №" if signs else "")
        self.error_messages["required"] = "Напишите, как у вас говорят: без слова не сложится ни одна бумага."

    def clean(self, value):
        text = super().clean(value)
        if text and not (self.allowed.fullmatch(text) and re.search("[а-яё]{2}", text, re.IGNORECASE)):
            raise ValidationError(f"Здесь могут быть только {self.words}. Скобки вида {{ }} не нужны.")
        # «Стажёр» begins a sentence; «МО наставников» stays.
        return text[:1].lower() + text[1:] if text[1:2].islower() else text


TERM_LABELS = {"mentee": "один", "mentees": "несколько", "council": "совет"}
CASE_LABELS = {
    "nom": "именительный (кто? что?)", "gen": "родительный (кого? чего?)", "dat": "дательный (кому? чему?)",
    "acc": "винительный (кого? что?)", "ins": "творительный (кем? чем?)", "loc": "предложный (о ком? о чём?)",
}  # fmt: skip
COUNCIL_SIGNS = r"«»\"()№.,\d"


class TermsForm(Form):
    """How a mentee and the council are called; the cases are added below by `case_keys`."""

    mentee_word = TermField(
        label="Кому помогает наставник", max_length=60, help_text="Например, «стажёр», «подшефный», «молодой коллега»"
    )
    council_name = TermField(
        label="Совет, комиссия или объединение наставников",
        max_length=120,
        signs=COUNCIL_SIGNS,
        help_text="Например, «школьный методический совет наставников», «комиссия по наставничеству»",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in case_keys():
            term, _, case = key.partition("_")
            signs, longest = (COUNCIL_SIGNS, 150) if term == "council" else ("", 80)
            self.fields[key] = TermField(
                label=f"{CASE_LABELS[case].capitalize()}: {TERM_LABELS[term]}",
                max_length=longest,
                signs=signs,
                required=False,
            )

    @property
    def helper(self):
        """The cases are folded away unless one of them is wrong."""
        helper = super().helper
        opened = " open" if set(self.errors) & set(case_keys()) else ""
        helper.layout = Layout(
            Fieldset("Слова", "mentee_word", "council_name", css_class="form-part"),
            HTML(f'<details class="block"{opened}><summary>Исправить падежи</summary>'),
            *case_keys(),
            HTML("</details>"),
        )
        return helper

    @classmethod
    def initial_of(cls, words: Words) -> dict[str, str]:
        """The form as the words are now."""
        cases = {key: form_of(words, key) for key in case_keys()}
        return {"mentee_word": words.mentee.nom, "council_name": words.council.nom, **cases}


EMPTY_BODY = "Если очистить поле и сохранить, вернётся текст программы"


class TextForm(Form):
    """The words of a paper."""

    body = TextField(label="Текст", max_length=200_000, rows=24, required=False, cites=True, help_text=EMPTY_BODY)


class OrderTextForm(BasesForm):
    """The words of an order."""

    field_order = ("heading", "preamble", *BasesForm.base_fields)

    heading = LineField(
        label="Заголовок",
        max_length=250,
        required=False,
        help_text="«О …», без точки на конце. Если пусто, заголовок составит программа",
    )
    preamble = TextField(
        label="Основания",
        cites=True,
        rows=4,
        max_length=4000,
        required=False,
        help_text="Что стоит перед словом «ПРИКАЗЫВАЮ:». Если пусто — общие основания учреждения",
    )
    body = TextField(label="Пункты", max_length=200_000, rows=16, required=False, cites=True, help_text=EMPTY_BODY)
    control = TextField(
        label="Пункт о контроле",
        cites=True,
        rows=2,
        max_length=1000,
        required=False,
        help_text="Последний пункт. Если пусто — общий пункт учреждения",
    )
