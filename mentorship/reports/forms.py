"""Shapes of input about reports. A draft may be incomplete; handing in checks what is obligatory."""

from django import forms

from mentorship.core.forms.fields import Form, TextField
from mentorship.core.tables.listing import Filters
from mentorship.pairs.forms import PaperDayForm
from mentorship.reports.models import Report


class MentorReportForm(Form):
    facts = TextField(label="Что выполнено", rows=8, required=False, help_text="Заполнено по отметкам программы")
    solved = TextField(label="Преодолённые затруднения", required=False)
    unsolved = TextField(label="Оставшиеся затруднения", required=False)
    achievements = TextField(label="Достижения: мероприятия, конкурсы, публикации", required=False)
    recommendations = TextField(
        label="Рекомендации по дальнейшему развитию", required=False, help_text="Без них отчёт сдать нельзя"
    )
    conclusion = TextField(label="Вывод", required=False)


class InterimReportForm(MentorReportForm):
    """The mentor's report on an interval: nothing of it but the facts is obligatory."""

    recommendations = TextField(label="Рекомендации на следующий период", required=False)


class MenteeReportForm(Form):
    facts = TextField(label="Что выполнено", rows=8, required=False, help_text="Заполнено по отметкам программы")
    useful = TextField(label="Что было полезно", required=False)
    solved = TextField(label="Преодолённые затруднения", required=False)
    unsolved = TextField(label="Оставшиеся затруднения", required=False)
    score = forms.IntegerField(
        label="Оценка работы наставника от 1 до 10",
        required=False,
        min_value=1,
        max_value=10,
        help_text="Без оценки отчёт сдать нельзя. Наставник увидит её, когда сданы оба отчёта",
    )
    evaluation = TextField(label="Оценка работы наставника словами", required=False)
    proposals = TextField(label="Предложения", required=False)


class MentorPaperForm(PaperDayForm, MentorReportForm):
    """The mentor's report as it stands on paper, with its day."""

    field_order = ("on",)


class MenteePaperForm(PaperDayForm, MenteeReportForm):
    """The mentee's report as it stands on paper, with its day."""

    field_order = ("on",)


class InterimPaperForm(PaperDayForm, InterimReportForm):
    """The mentor's interim report as it stands on paper, with its day."""

    field_order = ("on",)


class ReportFilters(Filters):
    status = forms.ChoiceField(label="Состояние", required=False, choices=[("", "любое"), *Report.Status.choices])
    side = forms.ChoiceField(label="Чей", required=False, choices=[("", "любой"), *Report.Side.choices])

    def apply(self, rows):
        return rows.filter(**self.chosen())
