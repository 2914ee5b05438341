"""Shapes of input about agreements and notices."""

from django import forms
from django.utils import timezone

from mentorship.core.forms.fields import DateField, Form, LineField, TextField
from mentorship.core.tables.listing import Filters
from mentorship.core.words.labels import worded
from mentorship.pairs.models import Agreement, Notice
from mentorship.regulation.edition.forms import DecimalField


class AgreementForm(Form):
    """Content, term and form are obligatory; payment may be left to be written on the paper."""

    number = LineField(
        label="Номер соглашения", max_length=40, required=False, help_text="Можно указать позже, при подписании"
    )
    contract = LineField(
        label="К какому трудовому договору",
        max_length=200,
        required=False,
        help_text="Например, «от 01.09.2020 № 12». Если оставить пустым, на бумаге будет строка",
    )
    content = TextField(
        label="Содержание работы", rows=4, max_length=4000, help_text=worded("Чему и как наставник учит {mentee.acc}")
    )
    starts_on = DateField(label="Срок: с")
    ends_on = DateField(label="Срок: по")
    form = TextField(
        label="Форма и график работы",
        rows=3,
        max_length=2000,
        help_text="Очно или дистанционно, где, когда: «очно, по средам с 15:00 до 16:00, методический кабинет»",
    )
    pay_kind = forms.ChoiceField(
        label="Чем измеряют выплату",
        required=False,
        choices=[("", "впишем на бумаге"), *Agreement.Pay.choices],
    )
    pay_value = DecimalField(label="Размер выплаты")
    pay_per = forms.ChoiceField(label="За кого выплата", choices=Agreement.Per, widget=forms.RadioSelect)
    pay_terms = TextField(label="Условия и сроки выплаты", rows=2, max_length=1000, required=False)
    pay_basis = LineField(
        label="Локальный акт об оплате, пункт",
        required=False,
        help_text="Например, «Положение об оплате труда, п. 4.7»",
    )
    signatory = forms.ChoiceField(
        label="Кто подписывает от имени работодателя",
        choices=Agreement.Signatory,
        widget=forms.RadioSelect,
        help_text="Если наставник — сам руководитель, подписывает учредитель",
    )
    founder = LineField(
        label="Учредитель",
        required=False,
        help_text="Кто и на основании чего: «Управление образования в лице начальника …, действующего на основании …»",
    )


class SignForm(Form):
    """What stands on the signed paper."""

    number = LineField(label="Номер соглашения", max_length=40)
    signed_on = DateField(label="Дата подписания")
    copy_on = DateField(label="Экземпляр вручён наставнику", required=False, help_text="Можно записать позже")
    confirmed = forms.BooleanField(
        label="День необычный, но верный",
        required=False,
        help_text="Отмечайте, только если программа об этом попросит",
    )


class CopyForm(Form):
    copy_on = DateField(label="Когда наставник получил экземпляр")


class NoticeForm(Form):
    """The employer's notice."""

    number = LineField(label="Номер уведомления", max_length=40, required=False)
    given_on = DateField(label="Дата уведомления")
    last_day = DateField(label="Последний день работы по наставничеству")
    ground = TextField(label="Основание", rows=3, max_length=2000, help_text="Оно войдёт в уведомление")


class RefusalForm(Form):
    """The mentor's own notice."""

    given_on = DateField(label="Дата заявления")
    last_day = DateField(label="Последний день работы по наставничеству")
    ground = TextField(label="Причина", rows=3, max_length=2000, help_text="За отказ не наказывают")
    agreed = LineField(
        label="Если день раньше обычного: как о нём договорились",
        required=False,
        help_text="Например, «по соглашению с руководителем»",
    )


class ReceiptForm(Form):
    received_on = DateField(label="Когда получено")
    method = forms.ChoiceField(label="Как", choices=Notice.Method, widget=forms.RadioSelect)


class AgreementFilters(Filters):
    status = forms.ChoiceField(label="Состояние", required=False, choices=[("", "любое"), *Agreement.Status.choices])

    def apply(self, rows):
        status, today = self.chosen().get("status"), timezone.localdate()
        by_day = {Agreement.Status.SIGNED: rows.in_force, Agreement.Status.ENDED: rows.ended}
        if status in by_day:
            return by_day[status](today)
        return rows.filter(status=status) if status else rows
