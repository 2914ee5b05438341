"""Shapes of input: what would happen from which day, and what is needed to record it."""

from django import forms

from mentorship.core.forms.fields import DateField, Form, LineField, TextField
from mentorship.leaving.rules import ABSENCE, LEAVE, TRANSFER
from mentorship.people.accounts.forms import confirmation
from mentorship.people.forms import PositionForm
from mentorship.people.models import Absence
from mentorship.regulation.models import Option
from mentorship.regulation.queries import options

EVENTS = {LEAVE: "увольнение", ABSENCE: "длительное отсутствие", TRANSFER: "перевод"}


class WhatIfForm(Form):
    """What is asked before anything is recorded; it goes in the address."""

    event = forms.ChoiceField(
        label="Что произойдёт",
        widget=forms.RadioSelect,
        choices=[
            (LEAVE, "Увольнение"),
            (ABSENCE, "Длительное отсутствие: отпуск по уходу, больничный и подобное"),
            (TRANSFER, "Перевод на другую должность или в другое подразделение"),
        ],
    )
    on = DateField(
        label="День", help_text="Для увольнения — последний рабочий день, для остального — первый. Например, 31.08.2026"
    )
    until = DateField(
        label="Когда вернётся", required=False, help_text="Только для отсутствия; если неизвестно, оставьте пустым"
    )

    def clean(self):
        data = super().clean()
        on, until = data.get("on"), data.get("until")
        if data.get("event") == ABSENCE and on and until and until <= on:
            self.add_error("until", "День выхода должен быть позже первого дня отсутствия.")
        return data


class Confirmed(Form):
    confirmed = forms.BooleanField(
        label="День необычный, но верный",
        required=False,
        help_text="Отмечайте, только если программа об этом попросит",
    )


class LeaveForm(Confirmed):
    reason = LineField(label="Причина увольнения", help_text="Например, «по собственному желанию»")
    emptied = confirmation()
    field_order = ["reason", "confirmed", "emptied"]

    def __init__(self, *args, leads, **kwargs):
        """Only of whoever holds an office that is needed it may be asked whether it is left to nobody."""
        super().__init__(*args, **kwargs)
        if not leads:
            del self.fields["emptied"]


class AbsenceForm(Confirmed):
    kind = forms.ChoiceField(label="Вид отсутствия", choices=Absence.Kind)
    note = LineField(label="Заметка", required=False, help_text="Например, номер приказа об отпуске")
    field_order = ["kind", "note", "confirmed"]


class TransferForm(Confirmed, PositionForm):
    field_order = [*PositionForm.base_fields, "confirmed"]


class BackForm(Confirmed):
    returned_on = DateField(label="Первый день на работе после отсутствия")
    field_order = ["returned_on", "confirmed"]


class RehireForm(Confirmed):
    hired_on = DateField(label="Снова принят на работу")
    admitted_on = DateField(
        label="Фактически допущен к работе", required=False, help_text="Если пусто, считаем день приёма"
    )
    reason = LineField(label="Основание", max_length=80, help_text="Например, «приказ от 01.09.2026 № 12-к»")
    field_order = ["hired_on", "admitted_on", "reason", "confirmed"]


class StayForm(Form):
    reason = LineField(
        label="Почему", max_length=70, help_text="Например, «заявление отозвано» или «записано по ошибке»"
    )


class DecisionForm(Form):
    reason = TextField(label="Почему продолжаем", rows=3, max_length=1000)


class EndingsForm(Form):
    """One draft order that completes all the pairs of somebody who leaves."""

    case = forms.ModelChoiceField(Option.objects.none(), label="Случай", empty_label=None, widget=forms.RadioSelect)
    on = DateField(label="Последний день", help_text="Не позже последнего рабочего дня")
    reason = TextField(label="Причина", rows=3, max_length=2000, help_text="Она войдёт в приказ")

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        early = options(edition, Option.Group.COMPLETION).exclude(behaviour=Option.Behaviour.PLAN_DONE)
        self.offer("case", early)
