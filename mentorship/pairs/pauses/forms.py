"""Shapes of input about pauses; what the rules say of an answer stands beside its field."""

from mentorship.core.forms.fields import DateField, LineField
from mentorship.core.forms.ruled import RuledForm
from mentorship.core.words.labels import worded


class PauseForm(RuledForm):
    """From when to when the pair stands still, and why."""

    speaks_of = {"pause_start": "starts_on", "pause_end": "ends_on"}

    starts_on = DateField(label="С какого дня", help_text="Первый день без занятий")
    ends_on = DateField(
        label="По какой день",
        help_text="Последний день без занятий. Если день выхода ещё неизвестен, укажите ближайший по документу: "
        "продлить или закончить раньше можно другим приказом",
    )
    basis = LineField(
        label="Основание",
        max_length=400,
        help_text="Войдёт в приказ. Например: листок нетрудоспособности от 30.11.2026; приказ об отпуске от "
        "25.11.2026 № 41-л. Диагноз не пишите",
    )
    support = LineField(
        label=worded("Кто поможет {mentee.dat} в эти дни"),
        required=False,
        max_length=300,
        help_text="Например: заместитель директора Козлова О. В. Если никто, оставьте пустым",
    )


class ReturnForm(RuledForm):
    """On which day the pair works again earlier than the order says."""

    speaks_of = {"pause_return": "resumes_on"}

    resumes_on = DateField(label="С какого дня пара снова работает", help_text="Первый день работы")
    basis = LineField(
        label="Основание", max_length=400, help_text="Войдёт в приказ. Например: досрочный выход на работу"
    )
