"""Shapes of input about an edition: its rules by groups, its lists, its clauses, a new edition."""

from decimal import Decimal
from typing import Any

from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.db import models
from django.utils.html import escape

from mentorship.core.forms.fields import DateField, Form, LineField, TextField
from mentorship.core.words.text import capital
from mentorship.documents.wording import named
from mentorship.regulation.edition.limits import CATEGORIES
from mentorship.regulation.edition.rulebook import Rule, rules_of
from mentorship.regulation.models import Clause, Edition, Option

BEHAVES = "Что программа делает по-особому"
NO_RULE = "Если такого правила у вас нет, оставьте пустым"
MOST = {"months": 120, "days": 365, "age": 99, "years": 60, "mentees": 99, "min": 99}
ZERO_COUNTS = {"beginner_max_years"}  # «стаж до 0 лет»: only those without any


class FactsForm(Form):
    """What an edition is called and from when it counts."""

    title = LineField(label="Название редакции", max_length=200, help_text="Например, «Положение от 31.08.2026»")
    approved_by = LineField(label="Чем утверждена", required=False, help_text="Например, «приказ от 31.08.2026 № 15»")
    starts_on = DateField(label="Действует с")


class OptionForm(Form):
    """One item of a list of the edition."""

    title = LineField(label="Название", help_text="Так оно будет стоять в приказах и на страницах")
    description = TextField(label="Пояснение", required=False, rows=2, max_length=1000)

    BEHAVIOURS = {
        Option.Group.KIND: ("", "group", "reverse", "speed", "situational", "remote"),
        Option.Group.COMPLETION: ("initiative", "plan_done", "curator"),
        Option.Group.ACT: ("federal", "regional", "municipal", "local"),
    }
    ASKED = {Option.Group.ACT: "Уровень акта"}

    def __init__(self, *args: Any, group: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = self.BEHAVIOURS.get(Option.Group(group), ())
        if codes:
            kinds = [(code, Option.Behaviour(code).label) for code in codes]
            self.fields["behaviour"] = forms.ChoiceField(
                label=self.ASKED.get(Option.Group(group), BEHAVES), required=False, choices=kinds
            )


class ClauseForm(Form):
    """A clause that no rule of the program keeps."""

    number = LineField(label="Пункт", max_length=60, help_text="Например, 4.1")
    gist = TextField(label="Суть своими словами", rows=3, max_length=1000, cites=True)


class RulesForm(Form):
    """The rules of one group: numbers and switches of the edition, and where the Положение says so."""

    reason = LineField(
        label="Что исправлено и почему",
        max_length=90,
        help_text=(
            "По этой редакции уже есть пары, и изменение коснётся их. "
            "Если изменилось само Положение, заведите новую редакцию"
        ),
    )

    confirmed = forms.BooleanField(
        label="Всё равно сохранить так",
        required=False,
        help_text="Отметьте, если программа предупредила о законе или о словах пункта, а решение всё равно верное",
    )

    def __init__(self, *args: Any, group: str, in_use: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules_of(group)
        asked = {name: self.fields.pop(name) for name in ("reason", "confirmed")}
        self.last = ["reason", "confirmed"] if in_use else ["confirmed"]
        for rule in self.rules:
            self.fields.update(_fields_of(rule))
        self.fields.update({name: asked[name] for name in self.last})

    @property
    def helper(self):
        helper = super().helper
        parts = [
            Fieldset(
                rule.title, HTML(f'<p class="quiet">{escape(rule.does)}</p>'), *_fields_of(rule), css_class="form-part"
            )
            for rule in self.rules
        ]
        helper.layout = Layout(*parts, *self.last)
        return helper

    def clean(self):
        data = super().clean()
        for least, most in (
            ("mentoring_min_months", "mentoring_max_months"),
            ("program_min_months", "program_max_months"),
        ):
            if data.get(least) and data.get(most) and data[least] > data[most]:
                self.add_error(
                    most, f"Наибольший срок ({data[most]}) меньше наименьшего ({data[least]}). Исправьте одно из чисел."
                )
        if data.get("appoint_warn_days"):
            self._check_warning(data["appoint_warn_days"], data.get("appoint_within_days"))
        if data.get("pay_kind") and data.get("pay_value") is None and "pay_value" not in self.errors:
            self.add_error("pay_value", "Укажите размер или выберите «выплаты нет».")
        if data.get("pay_cap") and data.get("pay_value") and data["pay_cap"] < data["pay_value"]:
            self.add_error("pay_cap", "Меньше, чем за одного: увеличьте предел или оставьте поле пустым.")
        if "pay_kind" in data and not data["pay_kind"]:
            data["pay_value"] = data["pay_cap"] = None
        for rule in self.rules:
            if data.get(f"gist_{rule.key}") and not data.get(f"clause_{rule.key}"):
                self.add_error(f"clause_{rule.key}", "Укажите номер пункта, из которого эти слова.")
        return data

    def _check_warning(self, warns: int, within: int | None) -> None:
        if "appoint_within_days" in self.errors:
            return
        if within is None:
            self.add_error("appoint_warn_days", "Сначала укажите, за сколько дней назначают наставника.")
        elif warns >= within:
            self.add_error(
                "appoint_warn_days",
                f"День предупреждения ({warns}) должен быть раньше конца срока ({within}). Исправьте одно из чисел.",
            )

    @staticmethod
    def split(data: dict[str, Any], group: str) -> tuple[dict[str, Any], dict[str, tuple[str, str]]]:
        """What goes into the edition; and by rule its clause and words (no number: there is no clause)."""
        rules = rules_of(group)
        values = {name: data[name] for rule in rules for name in rule.fields}
        return values, {rule.key: (data[f"clause_{rule.key}"], data[f"gist_{rule.key}"]) for rule in rules}

    @classmethod
    def initial_of(cls, edition: Edition, group: str) -> dict[str, Any]:
        """The group's rules as the edition has them now."""
        values: dict[str, Any] = {}
        clauses = {clause.rule: clause for clause in edition.clauses.exclude(rule="")}
        for rule in rules_of(group):
            clause = clauses.get(rule.key, Clause())
            values |= {name: getattr(edition, name) for name in rule.fields}
            values |= {f"clause_{rule.key}": clause.number, f"gist_{rule.key}": named(clause.gist)}
        return values


def _fields_of(rule: Rule) -> dict[str, forms.Field]:
    """The fields of a rule on a form: its limits, its clause, its words."""
    return {
        **{name: _field(name) for name in rule.fields},
        f"clause_{rule.key}": LineField(
            label="Пункт Положения",
            required=False,
            max_length=60,
            help_text="Например, 3.7. Он будет стоять в отказах и напоминаниях",
        ),
        f"gist_{rule.key}": TextField(label="Что в нём сказано, коротко", required=False, rows=2, max_length=1000),
    }


def _field(name: str) -> forms.Field:
    """The form field of a limit of the edition."""
    source: Any = Edition._meta.get_field(name)
    label = capital(str(source.verbose_name))
    if name == "mentee_categories":
        return forms.MultipleChoiceField(
            label=label,
            choices=list(CATEGORIES.items()),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Если не отмечена ни одна, наставника можно назначить любому",
        )
    if source.choices:
        empty = [("", "выплаты нет" if name == "pay_kind" else "не требуется")] if source.blank else []
        return forms.ChoiceField(label=label, choices=[*empty, *source.choices], required=not source.blank)
    if isinstance(source, models.BooleanField):
        return forms.BooleanField(label=label, required=False)
    if isinstance(source, models.DecimalField):
        return DecimalField(label=label)
    return LimitField(label=label, least=0 if name in ZERO_COUNTS else 1, most=_most(name))


def _most(name: str) -> int:
    return next(most for word, most in MOST.items() if word in name)


class LimitField(forms.IntegerField):
    """A whole number within sensible bounds; empty means that there is no such rule."""

    def __init__(self, *, label: str, least: int, most: int) -> None:
        super().__init__(label=label, required=False, min_value=least, max_value=most, help_text=NO_RULE)
        words = f"Можно целое число от {least} до {most}. {NO_RULE}."
        self.error_messages.update(min_value=words, max_value=words, invalid=words)


class DecimalField(forms.DecimalField):
    """Money, per cent or a coefficient, with a comma or a point."""

    def __init__(self, *, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=Decimal("0.01"),
            max_value=1_000_000,
            max_digits=9,
            decimal_places=2,
            localize=True,
        )
        words = "Напишите число больше нуля, например 2000 или 0,15."
        self.error_messages.update(min_value=words, max_value=words, invalid=words)
