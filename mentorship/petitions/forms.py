"""Shapes of input about petitions."""

from django import forms

from mentorship.core.forms.fields import DateField, Form, LineField, TextField
from mentorship.core.tables.listing import Filters
from mentorship.people.models import Person
from mentorship.petitions.kinds import KINDS, PetitionKind
from mentorship.petitions.models import Petition

TEXTS = ("reason", "details", "wishes", "support")
MISSING = {
    "reason": "Отказ без причины не принимается: напишите, почему отказано.",
    "effective_on": "Укажите, с какого дня.",
}
PAPER_FIELDS = ("author", "filed_on", "place", "incoming")


class PetitionForm(Form):
    """What the kind asks; recording from paper also asks who signed it, when, and where the sheet is."""

    author = forms.ModelChoiceField(Person.objects.none(), label="Кто подал", empty_label=None)
    filed_on = DateField(label="Дата на бумаге")
    about = forms.ModelChoiceField(Person.objects.none(), label="О ком", empty_label=None)
    points = forms.MultipleChoiceField(label="", required=False, widget=forms.CheckboxSelectMultiple)
    wanted_on = DateField(required=False)
    reason = TextField(rows=5, required=False)
    details = TextField(rows=3, required=False)
    wishes = TextField(rows=3, required=False)
    support = TextField(rows=3, required=False)
    place = LineField(label="Где хранится подлинник", required=False, max_length=200)
    incoming = LineField(label="Входящий номер", required=False, max_length=40)

    def __init__(
        self, *args, kind: PetitionKind, people: list[Person], mentees: list[Person], on_paper: bool, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self._ask(kind)
        self.fields["author"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])
        self.fields["about"].queryset = Person.objects.filter(pk__in=[person.pk for person in mentees])
        unasked = {name for name in (*TEXTS, "wanted_on") if name not in {row.name for row in kind.asks}}
        unasked |= set() if on_paper else set(PAPER_FIELDS)
        unasked |= {"about"} if not kind.about or len(mentees) < 2 else set()
        unasked |= set() if kind.points else {"points"}
        for name in unasked:
            del self.fields[name]

    def _ask(self, kind: PetitionKind) -> None:
        for row in kind.asks:
            field = self.fields[row.name]
            field.label, field.required = row.label, row.required
            field.help_text = row.hint or field.help_text
        self.fields["points"].label, self.fields["points"].required = kind.points_label, bool(kind.points)
        self.fields["points"].choices = [(point, point) for point in kind.points]


class ReviewForm(Form):
    opinion = TextField(
        label="Мнение куратора",
        rows=3,
        required=False,
        max_length=2000,
        help_text="По желанию: его увидят заявитель и тот, кто решает",
    )


class DecisionForm(Form):
    """Granted or refused, when and why; for a petition about a day also from which day."""

    outcome = forms.ChoiceField(
        label="Решение", choices=[("grant", "Удовлетворить"), ("refuse", "Отказать")], widget=forms.RadioSelect
    )
    reason = TextField(
        label="Ответ заявителю",
        rows=4,
        required=False,
        max_length=4000,
        help_text="При отказе причина обязательна",
    )
    effective_on = DateField(
        label="С какого дня", required=False, help_text="Если удовлетворяете. Например, 01.09.2026"
    )
    decided_on = DateField(label="День решения")

    def __init__(self, *args, dated: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not dated:
            del self.fields["effective_on"]

    def clean(self):
        data = super().clean()
        needed = {"refuse": "reason", "grant": "effective_on"}.get(data.get("outcome", ""))
        if needed in self.fields and needed not in self.errors and not data.get(needed):
            self.add_error(needed, MISSING[needed])
        return data


class WithdrawForm(Form):
    reason = TextField(label="Почему", rows=3, required=False, max_length=2000, help_text="По желанию")


class ExecutionForm(Form):
    executed_on = DateField(label="Когда исполнено")
    execution = TextField(label="Что сделано", rows=3, max_length=2000)


class ViewingForm(Form):
    seen_on = DateField(label="Когда ознакомлен")
    materials = TextField(label="С чем ознакомлен", rows=3, max_length=2000)
    shown_by = LineField(label="Кто показал", max_length=200, help_text="Должность, фамилия и инициалы")


class PetitionFilters(Filters):
    """By kind, by the state as people see it, and what is one's own or waits for one's answer."""

    state = forms.ChoiceField(label="Состояние", required=False, choices=[("", "любое"), *Petition.State.choices])
    kind = forms.ChoiceField(
        label="Вид", required=False, choices=[("", "любой"), *((kind.code, kind.title) for kind in KINDS.values())]
    )
    whose = forms.ChoiceField(
        label="Чьи", required=False, choices=[("", "все"), ("mine", "мои"), ("decide", "ждут моего ответа")]
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def apply(self, rows):
        chosen = self.chosen()
        rows = rows.filter(kind=chosen["kind"]) if "kind" in chosen else rows
        rows = rows.in_state(chosen["state"]) if "state" in chosen else rows
        if chosen.get("whose") == "mine":
            return rows.filter(author=self.user.person_id)
        return rows.to_decide(self.user) if chosen.get("whose") == "decide" else rows
