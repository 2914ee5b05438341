"""Shapes of input about dissemination; nothing is ticked beforehand, and what is not ticked is not permitted."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import QuerySet

from mentorship.core.forms.fields import DateField, Form, LineField, ManyField, SiteField, TextField
from mentorship.core.forms.ruled import RuledForm
from mentorship.core.refusal import Violation
from mentorship.people.dissemination import rules
from mentorship.people.dissemination.queries import page_of
from mentorship.people.dissemination.rules import Choice
from mentorship.people.models import ConsentItem, Resource

NONE = "none"
BANS = (
    (NONE, "условий и запретов не устанавливаю"),
    ("no_transfer", "запрещаю передачу данных неограниченному кругу лиц, кроме предоставления доступа"),
    ("no_processing", "запрещаю обработку данных неограниченным кругом лиц, кроме получения доступа"),
)
SAID = ("conditions", "other")
Days = Callable[[date], Iterable[Violation]]
ITEMS = [(value, str(label)[:1].upper() + str(label)[1:]) for value, label in ConsentItem.Item.choices]


def any_day(day: date) -> Iterable[Violation]:
    """Nobody types the day."""
    return ()


class TermsForm(RuledForm):
    """What a person permits, where, under which conditions and until when; `choice` makes of it what is printed.

    `days` says what forbids a day that is typed.
    """

    speaks_of: ClassVar[Mapping[str, str]] = {
        "dissemination_items": "items",
        "dissemination_pages": "pages",
        "dissemination_term": "expires_on",
        "consent_day": "given_on",
    }

    items = forms.MultipleChoiceField(
        label="Какие данные разрешено размещать",
        choices=ITEMS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Каждая отметка — отдельное разрешение. Что не отмечено, то размещать нельзя.",
    )
    pages = ManyField(
        Resource.objects.none(), label="Где", required=False, help_text="Страницы, на которых можно размещать данные."
    )
    bans = forms.MultipleChoiceField(
        label="Условия и запреты для всех данных",
        choices=BANS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Отметьте то, что выбрано, хотя бы первую строку.",
    )
    conditions = TextField(label="Условия обработки другими людьми", required=False, rows=2, max_length=1000)
    other = TextField(label="Иные условия и запреты", required=False, rows=2, max_length=1000)
    expires_on = DateField(label="Согласие действует по", help_text="Последний день. Например, 31.08.2027")
    phone = LineField(label="Телефон", required=False, max_length=40)
    address = LineField(label="Электронная почта или почтовый адрес", required=False, max_length=300)

    def __init__(
        self,
        *args: Any,
        pages: QuerySet[Resource],
        given_on: date | None = None,
        days: Days = any_day,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.given_on, self.days = given_on, days
        self.fields["pages"].queryset = pages

    @property
    def helper(self):
        helper = super().helper
        opened = {"open": "open"} if any(self[name].value() for name in OWN) else {}
        own = Fieldset(
            "Условия для отдельных данных, если они нужны",
            *OWN,
            template="people/dissemination/_own.html",
            **opened,
        )
        bans = Fieldset("Условия и запреты", "bans", *SAID, css_class="form-part")
        contact = Fieldset("Как связаться", "phone", "address", css_class="form-part")
        day = [name for name in ("given_on", "place") if name in self.fields]
        helper.layout = Layout(*day, "items", "pages", own, bans, "expires_on", contact)
        return helper

    def clean(self):
        data = super().clean()
        chosen = set(data.get("bans") or ())
        said = chosen - {NONE} or any(data.get(name) for name in SAID)
        if NONE in chosen and said:
            self.add_error("bans", "Отмечено и что условий нет, и сами условия. Оставьте что-то одно.")
        elif not chosen and not said:
            self.add_error("bans", "Отметьте, есть ли условия и запреты: хотя бы первую строку.")
        unreachable = not data.get("phone") and not data.get("address")
        if unreachable and not {"phone", "address"} & self.errors.keys():
            self.add_error("phone", "Укажите телефон, электронную почту или почтовый адрес: без них согласия нет.")
        for name, item in OWN.items():
            if data.get(name) and item not in (data.get("items") or ()):
                self.add_error(name, "Условие записано, а сами данные не отмечены. Отметьте их или уберите условие.")
        self._say_of_choice(data)
        return data

    def _say_of_choice(self, data: Mapping[str, Any]) -> None:
        """All that the rules say of what is clean, whatever else is wrong."""
        if "items" in data:
            self.say(rules.items_violations(data["items"]))
        if "pages" in data:
            self.say(rules.resource_violations(data["pages"]))
        if given_on := self.given_on or data.get("given_on"):
            closed = [page.url for page in data.get("pages") or () if not page.lasts_on(given_on)]
            expires_on = data.get("expires_on") or given_on
            self.say(rules.page_violations(closed, given_on))
            self.say(rules.term_violations(given_on, expires_on))
            self.say(self.days(given_on))

    def choice(self, data: Mapping[str, Any]) -> Choice:
        """What clean data say; where the form does not ask for the day, it is given under the own login on its own."""
        own = {item: data[name] for name, item in OWN.items()}
        return Choice(
            items={item: own[item] for item in data["items"]},
            pages=[page_of(resource) for resource in data["pages"]],
            given_on=self.given_on or data["given_on"],
            expires_on=data["expires_on"],
            phone=data["phone"],
            address=data["address"],
            no_transfer="no_transfer" in data["bans"],
            no_processing="no_processing" in data["bans"],
            conditions=data["conditions"],
            other=data["other"],
            online=self.given_on is not None,
        )


OWN = {f"about_{item}": item for item in ConsentItem.Item.values}
OWN_FIELDS = {f"about_{item}": LineField(label=label, required=False, max_length=300) for item, label in ITEMS}

GivingForm: type[TermsForm] = type("GivingForm", (TermsForm,), dict(OWN_FIELDS))
RecordingForm: type[TermsForm] = type(
    "RecordingForm",
    (TermsForm,),
    {
        **OWN_FIELDS,
        "given_on": DateField(label="Дата на бумаге"),
        "place": LineField(label="Где хранится подлинник", required=False, max_length=200),
    },
)


class WithdrawalForm(RuledForm):
    """Which of the items that are still permitted are taken back."""

    speaks_of: ClassVar[Mapping[str, str]] = {"dissemination_items": "items", "consent_day": "on"}

    items = forms.MultipleChoiceField(
        label="Какие данные больше нельзя размещать",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Чтобы отозвать согласие целиком, отметьте все.",
    )

    def __init__(self, *args: Any, left: list[ConsentItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(row.item, row.get_item_display()) for row in left]

    def clean(self):
        data = super().clean()
        if "items" in data:
            self.say(rules.withdrawal_violations(data["items"], left=len(self.fields["items"].choices), ended=False))
        return data


class PaperWithdrawalForm(WithdrawalForm):
    """A demand on paper; `days` says what forbids a day of receipt."""

    on = DateField(label="Когда получено", help_text="От этого дня считаются три рабочих дня. Например, 01.09.2026")

    def __init__(self, *args: Any, days: Days, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days

    def clean(self):
        data = super().clean()
        if data.get("on"):
            self.say(self.days(data["on"]))
        return data


class ConditionsForm(Form):
    """Whether the planned showing keeps the conditions; neither answer is ticked beforehand."""

    met = forms.TypedChoiceField(
        label="Что решено",
        choices=(
            ("yes", "Условия учтены: данные показываем так, как просит человек"),
            ("no", "Держим закрытым: этих данных на страницах не будет"),
        ),
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    words = TextField(
        label="Как условия учтены или почему закрыто",
        rows=3,
        max_length=1000,
        help_text="Например, «Фотография размещена только на странице раздела, в сообщество не передаётся»",
    )


class StopForm(RuledForm):
    speaks_of: ClassVar[Mapping[str, str]] = {"stop_day": "done_on"}

    done_on = DateField(label="Когда данные удалены")
    done = TextField(
        label="Что сделано",
        rows=3,
        max_length=2000,
        help_text="Например, «Фотография и фамилия убраны со страницы раздела, запись в сообществе удалена»",
    )


class ResourceForm(Form):
    kind = forms.ChoiceField(label="Что это", choices=Resource.Kind, widget=forms.RadioSelect)
    title = LineField(label="Название", max_length=200, help_text="Например, «Раздел „Наставничество“ сайта»")
    url = SiteField(label="Полный адрес", help_text="Скопируйте из строки браузера: он печатается в согласии")
    starts_on = DateField(label="Ведётся с")


class LastDayForm(Form):
    ends_on = DateField(label="Последний день", help_text="Согласия, где страница названа, на ней больше не действуют")
