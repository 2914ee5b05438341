"""Shapes of input about amendments of programmes."""

from django import forms

from mentorship.core.forms.fields import DateField, Form, LineField, TextField
from mentorship.pairs.models import Pair
from mentorship.programs.amendments.queries import latest_ends
from mentorship.programs.models import Program
from mentorship.programs.versions.contents import TEXTS
from mentorship.regulation.models import Option
from mentorship.regulation.queries import options

WHAT = [("extension", "Продлить срок"), ("correction", "Изменить содержание: текст, план, форму или вид")]


class AmendForm(Form):
    """What is wanted: a longer term, a correction or both, and why."""

    what = forms.MultipleChoiceField(label="Что нужно", choices=WHAT, widget=forms.CheckboxSelectMultiple)
    program_ends_on = DateField(label="Новое окончание программы", required=False)
    pair_ends_on = DateField(label="Новое окончание пары", required=False)
    reason = TextField(label="Причина", rows=3, max_length=2000)

    def __init__(self, *args, program: Program, **kwargs):
        super().__init__(*args, **kwargs)
        self.program = program
        pair_last, last = latest_ends(program)
        until = f", по Положению — не позже {last:%d.%m.%Y}" if last else ""
        pair_until = f" По Положению — не позже {pair_last:%d.%m.%Y}." if pair_last else ""
        self.fields["program_ends_on"].help_text = f"Если продлеваете. Сейчас — по {program.ends_on:%d.%m.%Y}{until}"
        self.fields["pair_ends_on"].help_text = (
            f"Сейчас — по {program.pair.ends_on:%d.%m.%Y}. Если программа продлится дольше, пустое поле продлит и пару "
            f"до того же дня.{pair_until}"
        )

    def clean(self):
        data = super().clean()
        if "extension" not in data.get("what", []):
            data |= {"program_ends_on": None, "pair_ends_on": None}
        elif not data.get("program_ends_on"):
            if "program_ends_on" not in self.errors:
                self.add_error("program_ends_on", "Укажите, по какой день продлить программу.")
        else:
            self._clean_ends(data)
        return data

    def _clean_ends(self, data):
        end, pair = data["program_ends_on"], self.program.pair
        if end <= self.program.ends_on:
            self.add_error(
                "program_ends_on", f"Новое окончание должно быть позже прежнего, {self.program.ends_on:%d.%m.%Y}."
            )
        data["pair_ends_on"] = data.get("pair_ends_on") or max(pair.ends_on, end)
        if data["pair_ends_on"] < max(pair.ends_on, end):
            self.add_error("pair_ends_on", f"Пара не может закончиться раньше {max(pair.ends_on, end):%d.%m.%Y}.")


def terms_of(data: dict) -> dict:
    """What the service keeps of the form."""
    kept = {name: data[name] for name in ("program_ends_on", "pair_ends_on", "reason")}
    return {**kept, "corrects": "correction" in data["what"]}


class AmendTextForm(Form):
    """The programme's text, form and kind as they should become."""

    form = forms.ModelChoiceField(Option.objects.none(), label="Форма наставничества", empty_label=None)
    kind = forms.ModelChoiceField(Option.objects.none(), label="Вид наставничества", empty_label=None)

    def __init__(self, *args, pair: Pair, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("form", options(pair.edition, Option.Group.FORM))
        self.offer("kind", options(pair.edition, Option.Group.KIND))
        for name, title in TEXTS.items():
            self.fields[name] = TextField(label=title, required=False)


class RecordAssentForm(Form):
    on = DateField(label="Дата на бумаге")
    place = LineField(label="Где хранится подлинник", max_length=200, help_text="Например: личное дело, папка № 4")
