"""Shapes of input about the journal."""

import re

from django import forms

from mentorship.core.forms.fields import DateField, Form, LineField, LinkField, ManyField, TextField, TimeField
from mentorship.core.tables.listing import Filters
from mentorship.core.words.labels import worded
from mentorship.journal.models import HelpRequest, Meeting, Task
from mentorship.journal.models.meeting import FALLEN, LONGEST
from mentorship.people.models import Person
from mentorship.programs.models import Activity

USUAL = (15, 30, 45, 60, 90)
LENGTH = re.compile(r"(?:(\d{1,3})\s*(?::|ч\w*\.?)\s*)?(?:(\d{1,4})\s*(?:м\w*\.?)?)?$")
LENGTH_WORDS = "Напишите, сколько длилась встреча: например, 45 или 1 ч 30 мин."
EVERY = ((1, "каждую неделю"), (2, "раз в две недели"), (4, "раз в четыре недели"))


class MinutesField(LineField):
    """Minutes as people write them: «45», «1:30», «1 ч 30 мин»."""

    def __init__(self, **kwargs):
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs["inputmode"] = "text"

    def clean(self, value):
        text = super().clean(value).lower()
        if not text:
            return None
        found = LENGTH.match(text)
        if found is None or not (found[1] or found[2]) or not text.isprintable():
            raise forms.ValidationError(LENGTH_WORDS)
        minutes = int(found[1] or 0) * 60 + int(found[2] or 0)
        if not 1 <= minutes <= LONGEST:
            raise forms.ValidationError("Встреча длится от 1 минуты до 12 часов. Проверьте длительность.")
        return minutes


class Explained(Form):
    """`reason` is asked for from the start, or once the rules have asked for it."""

    def __init__(self, *args, asks_reason=False, **kwargs):
        super().__init__(*args, **kwargs)
        self._reason = self.fields["reason"]
        if not asks_reason:
            self._reason.label = "Пояснение"
            if "reason" not in self.data:
                del self.fields["reason"]

    def refuse(self, refusal):
        if "reason" in getattr(refusal, "error_dict", {}):
            self.fields.setdefault("reason", self._reason)
        super().refuse(refusal)


class QuickForm(Explained):
    """Half a minute on a phone: how long, in what way, about what."""

    pair = forms.ChoiceField(label=worded("С кем"), widget=forms.RadioSelect)
    held_on = DateField(label="Когда", help_text="")
    minutes = forms.TypedChoiceField(
        label="Сколько минут", widget=forms.RadioSelect, coerce=int, choices=[(n, str(n)) for n in USUAL]
    )
    format = forms.ChoiceField(label="Как", widget=forms.RadioSelect, choices=Meeting.Format)
    activity = forms.ModelChoiceField(
        Activity.objects.none(),
        label="Тема из плана",
        required=False,
        blank=True,
        widget=forms.RadioSelect,
        empty_label="другая: напишу ниже",
    )
    topic = LineField(label="Тема", required=False, max_length=500)
    done = forms.BooleanField(label="Отметить это мероприятие плана выполненным", required=False)
    result = TextField(label="Результат", required=False, rows=2, max_length=4000)
    next_step = TextField(label="Следующий шаг", required=False, rows=2, max_length=4000)
    reason = LineField(label="Пояснение", max_length=300)

    def __init__(self, *args, pairs, activities, **kwargs):
        super().__init__(*args, **kwargs)
        self.pairs = {str(pair.pk): pair for pair in pairs}
        self.fields["pair"].choices = [(key, ", ".join(pair.mentee_names)) for key, pair in self.pairs.items()]
        if len(self.pairs) == 1:
            self.fields["pair"].widget = forms.HiddenInput()
        if activities:
            self.fields["activity"].queryset = activities
        else:
            del self.fields["activity"], self.fields["done"]

    def clean(self):
        data = super().clean()
        data["pair"] = self.pairs.get(data.get("pair", ""))
        activity = data.get("activity")
        if activity and not data.get("topic"):
            data["topic"] = activity.title
        if not data.get("topic") and "topic" not in self.errors:
            self.add_error("topic", "Напишите, о чём была встреча.")
        return data


class MeetingForm(Explained):
    """Everything about a held meeting; a reason too, when somebody has already relied on the record."""

    held_on = DateField(label="День встречи")
    starts_at = TimeField(label="Время начала", required=False)
    minutes = MinutesField(label="Сколько длилась", help_text="В минутах или «1 ч 30 мин»")
    format = forms.ChoiceField(label="Формат", choices=Meeting.Format, widget=forms.RadioSelect)
    place = LineField(
        label="Где", required=False, max_length=200, help_text="Кабинет или площадка для связи: «Сферум», телефон"
    )
    link = LinkField(
        label="Ссылка", required=False, max_length=500, source="приглашения", help_text="Если встречались дистанционно"
    )
    topic = LineField(label="Тема", max_length=500)
    aim = TextField(label="Задачи встречи", required=False, rows=2, max_length=4000)
    result = TextField(label="Результат", required=False, rows=3, max_length=4000)
    next_step = TextField(label="Следующий шаг", required=False, rows=2, max_length=4000)
    activity = forms.ModelChoiceField(
        Activity.objects.none(), label="Мероприятие программы", required=False, empty_label="не по плану"
    )
    done = forms.BooleanField(label="Отметить это мероприятие выполненным", required=False)
    reason = LineField(label="Почему исправляете", max_length=300)

    def __init__(self, *args, activities, short_term=False, **kwargs):
        super().__init__(*args, **kwargs)
        if activities.exists():
            self.fields["activity"].queryset = activities
        else:
            del self.fields["activity"], self.fields["done"]
        if short_term:
            self.fields["next_step"].label = "Цель до следующей встречи"


class PlanForm(Form):
    """A meeting ahead, or a schedule of them (FRM-11)."""

    held_on = DateField(label="День встречи")
    starts_at = TimeField(label="Время начала", required=False)
    minutes = MinutesField(label="Сколько продлится", help_text="В минутах или «1 ч 30 мин»")
    format = forms.ChoiceField(label="Формат", choices=Meeting.Format, widget=forms.RadioSelect)
    place = LineField(label="Где", required=False, max_length=200, help_text="Кабинет или площадка для связи")
    link = LinkField(
        label="Ссылка", required=False, max_length=500, source="приглашения", help_text="Если встреча дистанционная"
    )
    topic = LineField(label="Тема", max_length=500)
    aim = TextField(label="Задачи встречи или цель этого промежутка", required=False, rows=2, max_length=4000)
    times = forms.IntegerField(
        label="Сколько таких встреч", initial=1, min_value=1, max_value=40, help_text="Для встреч по расписанию"
    )
    every = forms.TypedChoiceField(label="Как часто", choices=EVERY, coerce=int, initial=1)

    def __init__(self, *args, planned=False, **kwargs):
        super().__init__(*args, **kwargs)
        if planned:
            del self.fields["times"], self.fields["every"]


class PaperMarkForm(Form):
    on = DateField(label="День на бумаге")
    mentor = forms.BooleanField(label="Подписал(а) наставник", required=False)
    mentees = ManyField(Person.objects.none(), label=worded("Подписали: {mentees.nom}"), required=False)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        unmarked = [person.pk for person in meeting.pair.mentees if person.pk not in meeting.marked]
        if meeting.mentor_marked_on:
            del self.fields["mentor"]
        self.offer("mentees", Person.objects.filter(pk__in=unmarked))


class TaskForm(Form):
    text = TextField(label="Задание", rows=3, max_length=4000)
    due_on = DateField(label="Срок", required=False)
    mentees = ManyField(Person.objects.none(), label="Кому")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        if len(people) > 1:
            self.fields["mentees"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])
        else:
            del self.fields["mentees"]


class DoTaskForm(Form):
    done_on = DateField(label="Когда выполнено")
    comment = TextField(label="Что сделано", rows=3, max_length=4000, required=False)


class CheckTaskForm(Form):
    verdict = forms.ChoiceField(
        label="Проверка", choices=[choice for choice in Task.Verdict.choices if choice[0]], widget=forms.RadioSelect
    )
    comment = TextField(
        label="Что сказать", rows=3, max_length=4000, required=False, help_text="Обязательно, если нужно доработать"
    )
    due_on = DateField(label="Новый срок", required=False, help_text="Если нужно доработать")


class AskForm(Form):
    text = TextField(label="В чём нужна помощь", rows=3, max_length=4000)
    urgency = forms.ChoiceField(
        label="Насколько срочно", choices=HelpRequest.Urgency, widget=forms.RadioSelect, initial="soon"
    )


class AnswerForm(Explained):
    answered_on = DateField(label="Когда помогли")
    minutes = MinutesField(label="Сколько это заняло", help_text="В минутах или «1 ч 30 мин»")
    answer = TextField(label="Что сделано", rows=3, max_length=4000)
    reason = LineField(label="Почему записываете после завершения пары", max_length=300)


class LogHelpForm(AnswerForm):
    """Help that nobody has asked for in the program."""

    mentee = forms.ModelChoiceField(Person.objects.none(), label="Кому помогли", empty_label=None)
    text = TextField(label="С чем помогли", rows=2, max_length=4000)
    field_order = ("mentee", "text", "answered_on", "minutes", "answer", "reason")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentee"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])


class MeetingFilters(Filters):
    """By state, by month of the last two years, by the people of the pair or whoever led the meeting."""

    STATES = (  # each is a method of MeetingQuerySet
        ("", "любое"),
        ("held", "проведена"),
        ("unmarked", "нет отметок"),
        ("planned", "запланирована"),
        ("cancelled", "отменена"),
        ("fallen", FALLEN),
    )
    state = forms.ChoiceField(label="Состояние", required=False, choices=STATES)
    month = forms.ChoiceField(label="Месяц", required=False)
    who = forms.CharField(
        label="Пара или участник",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, params, *, months, user, today):
        super().__init__(params)
        self.fields["month"].choices = [("", "любой"), *months]
        self.user = user

    def apply(self, rows):
        chosen = self.chosen()
        if state := chosen.get("state"):
            rows = getattr(rows, state)()
        if month := chosen.get("month"):
            year, number = month.split("-")
            rows = rows.filter(held_on__year=int(year), held_on__month=int(number))
        if who := chosen.get("who"):
            rows = rows.of_people(who, self.user)
        return rows
