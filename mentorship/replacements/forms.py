"""Shapes of input about replacements; what the rules say of an answer stands beside its field."""

from datetime import date

from django import forms

from mentorship.core.forms.fields import DateField, Form, TextField
from mentorship.core.forms.ruled import RuledForm
from mentorship.pairs.matching.queries import others_of_bank
from mentorship.people.models import Person
from mentorship.regulation.models import Option
from mentorship.regulation.queries import options
from mentorship.replacements import queries, rules


class StepForm(RuledForm):
    """A page of the wizard of replacement; it knows the pair, and what was answered on the pages before."""

    speaks_of = {
        "replacement_reason": "reason",
        "replacement_evidence": "evidence",
        "replacement_day": "from_on",
        "replacement_mentor": "mentor",
        "replacement_term": "ends_on",
    }

    def __init__(self, *args, pair, facts: rules.Running, known: dict, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.pair, self.facts, self.known, self.today = pair, facts, known, today


class GroundForm(StepForm):
    """Why and from when; the grounds are those of the pair's edition, which may have none (REP-07)."""

    ground = forms.ModelChoiceField(
        Option.objects.none(), label="Основание замены", empty_label=None, widget=forms.RadioSelect
    )
    reason = TextField(
        label="Причина",
        required=False,
        rows=3,
        max_length=1000,
        help_text="Войдёт в приказ в скобках. Обязательна, если наставник не выполняет обязанностей "
        "или основания нет среди названных",
    )
    evidence = TextField(
        label="Чем подтверждается",
        required=False,
        rows=2,
        max_length=1000,
        help_text="Документ и дата: заявление, справка, приказ. В приказ о замене не войдёт",
    )
    from_on = DateField(label="С какого дня работает новый наставник")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("ground", options(self.pair.edition, Option.Group.REPLACEMENT))
        if "ground" not in self.fields:
            self.fields["reason"].required, self.fields["reason"].help_text = True, "Она войдёт в приказ"

    def clean(self):
        data = super().clean()
        from_on = data.get("from_on")
        if from_on and ("ground" in data or "ground" not in self.fields):
            ground = data.get("ground")
            said = (ground.code if ground else "", data.get("reason", ""), data.get("evidence", ""))
            self.say(rules.ground_violations(self.facts, *said, from_on))
        return data


class CandidateForm(StepForm):
    """Who takes over."""

    mentor = forms.ModelChoiceField(
        Person.objects.none(),
        label="Новый наставник",
        error_messages={"required": "Выберите нового наставника.", "invalid_choice": "Этого человека нет в банке."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The present mentor may be named, so that the refusal says why and not merely «нет в банке».
        present = Person.objects.filter(pk=self.pair.mentor_id)
        self.fields["mentor"].queryset = others_of_bank(self.pair, self.day).distinct() | present.distinct()

    def clean_mentor(self):
        mentor = self.cleaned_data["mentor"]
        self.say(rules.mentor_violations(self.facts, mentor.pk))
        return mentor

    @property
    def day(self) -> date:
        """The day for which a mentor is looked for: the first one of the new mentor, if it is still to come."""
        return max(self.today, self.known.get("from_on") or self.today)

    @property
    def candidates(self) -> list[dict]:
        return queries.candidates(self.pair, self.day)


class TermForm(StepForm):
    """Until when; by default the rest of the term."""

    ends_on = DateField(label="Окончание", help_text="Последний день работы нового наставника")

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if from_on := self.known.get("from_on"):
            self.say(rules.term_violations(self.facts, from_on, ends_on))
        return ends_on


class NoteForm(Form):
    """What the mentor before leaves to the next one."""

    done = TextField(label="Что сделано", rows=6, max_length=5000)
    left = TextField(
        label="Что осталось", rows=6, max_length=5000, help_text="И на что новому наставнику обратить внимание"
    )
    on = DateField(label="Дата записки")
