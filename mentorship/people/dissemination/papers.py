"""What the consent to dissemination (D21) and its withdrawal (D22) say of a person's own choice.

The texts stand in `fixtures/papers`; without a choice both print as forms to fill by hand.
"""

from collections.abc import Iterable
from datetime import date

from mentorship.core.forms.shown import Shown
from mentorship.core.naming import names_of
from mentorship.core.reading import reading
from mentorship.documents.shown import shown
from mentorship.documents.tree import Document
from mentorship.documents.wording import Value, Values
from mentorship.people.dissemination import queries, rules
from mentorship.people.dissemination.rules import Choice, Demand, Page
from mentorship.people.models import Consent, ConsentItem, Person, Resource, Stop
from mentorship.people.queries import person_for
from mentorship.people.values import person_values
from mentorship.regulation.wording.texts import form_of_text, register_texts

CONSENT, WITHDRAWAL = "D21", "D22"
# Consents about the person alone, whatever the pair: a sheet given in the program is kept under the key of the consent.
OWN_SHEETS: dict[str, str] = {Consent.Kind.DATA: "D20", Consent.Kind.SPREAD: CONSENT}
Kind = Resource.Kind
ASKED = ("страницы сайта", "страницы сети")  # a form has lines for these; of others it says nothing
CHOSEN = ("согласие", "без запретов", "запрет передачи", "запрет обработки", "условия обработки", "иные условия")


OF_NOTHING: Values = {
    "согласие отзыва": "",
    "дата согласия": None,
    "данные отзыва": None,
    "страницы отзыва": None,
}
UNSAID: Values = {
    "отзыв": "",
    "выбор отзыва": "",
    "срок отзыва": None,
    "отзыв получен": None,
    "отзыв принят": None,
    "отзыв исполнен": "",
    "подан в программе": "",
}


def consent_values(person: Person | None, on: date, choice: Choice | None = None) -> Values:
    """The words of D21: of the choice, else of the consent in force on the day, else a form with today's pages."""
    if person and choice is None and (given := queries.standing(person, on)):
        choice = queries.choice_in(given)
    pages = choice.pages if choice else [queries.page_of(row) for row in Resource.objects.on(on)]
    return {**person_values(person, on), **_pages(pages), **_items(choice), **_terms(person, choice)}


def _pages(pages: Iterable[Page]) -> dict[str, Value]:
    """The full addresses by what they are; None where there are none."""
    found = list(pages)
    names = {"страницы сайта": Kind.SITE, "страницы сети": Kind.NETWORK, "иные страницы": Kind.OTHER}
    urls = {name: "; ".join(page.url for page in found if page.kind == kind) for name, kind in names.items()}
    return {name: text or (None if name in ASKED else "") for name, text in urls.items()}


def _items(choice: Choice | None) -> dict[str, Value]:
    """By the number of its line: «да» or «нет», and the conditions of each item."""
    found: dict[str, Value] = {}
    for number, item in enumerate(ConsentItem.Item.values, start=1):
        given = choice is not None and item in choice.items
        found[f"да {number}"] = "да" if given else None
        found[f"нет {number}"] = "нет" if choice and not given else None
        found[f"условия {number}"] = (choice.items.get(item) if choice else None) or None
    return found


def _terms(person: Person | None, choice: Choice | None) -> dict[str, Value]:
    """Contacts, conditions and the term; what only a choice says is an empty word on a form, a blank one too."""
    if choice is None:
        contacts = {"телефон согласия": person.phone, "адрес согласия": person.email} if person else {}
        asked = ("телефон согласия", "адрес согласия", "согласие с", "согласие по")
        return {
            "дано в программе": "",
            **dict.fromkeys(CHOSEN, ""),
            **{name: contacts.get(name) or None for name in asked},
        }
    bans = (choice.no_transfer, choice.no_processing, choice.conditions, choice.other)
    return {
        "согласие": "да",
        "телефон согласия": choice.phone or None,
        "адрес согласия": choice.address or None,
        "без запретов": "" if any(bans) else "да",
        "запрет передачи": "да" if choice.no_transfer else "",
        "запрет обработки": "да" if choice.no_processing else "",
        "условия обработки": choice.conditions,
        "иные условия": choice.other,
        "согласие с": f"{choice.given_on:%d.%m.%Y}",
        "согласие по": f"{choice.expires_on:%d.%m.%Y}",
        "дано в программе": f"{choice.given_on:%d.%m.%Y}" if choice.online else "",
    }


def demand_values(person: Person | None, on: date, demand: Demand | None = None) -> Values:
    """The words of D22: of the demand, else a form.

    The form is about the consent in force; where there is nothing to take back, the last demand prints, else a blank.
    """
    values = person_values(person, on)
    contacts = {"телефон отзыва": values["телефон сотрудника"], "адрес отзыва": values["почта сотрудника"]}
    if demand:
        return {**values, **contacts, **_of_consent(demand), **_demand(demand)}
    if person and (given := queries.withdrawable(person, on)):
        offered = queries.demand_for(given, ConsentItem.Item.values, on)
        return {**values, **contacts, **_of_consent(offered), **UNSAID, "выбор отзыва": "да"}
    if person and (stop := queries.demand_of(person, on)):
        return demand_values(person, on, queries.demand_in(stop))
    return {**values, **contacts, **OF_NOTHING, **UNSAID}


def _of_consent(demand: Demand) -> dict[str, Value]:
    """Which consent is taken back, what of it, and how to reach the person where the consent says it."""
    contacts = {"телефон отзыва": demand.phone, "адрес отзыва": demand.address}
    return {
        "согласие отзыва": "да",
        "дата согласия": f"{demand.given_on:%d.%m.%Y}",
        "данные отзыва": ", ".join(demand.items) or None,
        "страницы отзыва": "; ".join(demand.urls) or None,
        **{name: text for name, text in contacts.items() if text},
    }


def _demand(demand: Demand) -> dict[str, Value]:
    """When the demand came and what the operator has done."""
    return {
        "отзыв": "да",
        "выбор отзыва": "",
        "срок отзыва": f"{rules.stop_due(demand.on):%d.%m.%Y}",
        "отзыв получен": f"{demand.on:%d.%m.%Y}",
        "отзыв принят": demand.received or None,
        "подан в программе": f"{demand.on:%d.%m.%Y}" if demand.received else "",
        "отзыв исполнен": f"{demand.done_on:%d.%m.%Y}: {demand.done}" if demand.done_on else "",
    }


def consent_document(consent: Consent) -> Document:
    """This very consent, as it was given."""
    on = consent.given_on
    return form_of_text(CONSENT, consent_values(consent.person, on, queries.choice_in(consent)))


def demand_document(stop: Stop) -> Document:
    """This very withdrawal, with what has been done by now."""
    return form_of_text(WITHDRAWAL, demand_values(stop.person, stop.on, queries.demand_in(stop)))


@reading()
def shown_choice(person: Person, choice: Choice) -> Shown:
    """The consent with what has been chosen, as it will print, before it is given."""
    with names_of(choice.given_on):
        document = form_of_text(CONSENT, consent_values(person, choice.given_on, choice))
    return shown(document, person.pk)


@reading()
def shown_demand(person: Person, demand: Demand) -> Shown:
    """The withdrawal as it will print, before it is made."""
    with names_of(demand.on):
        document = form_of_text(WITHDRAWAL, demand_values(person, demand.on, demand))
    return shown(document, person.pk)


def declare() -> None:
    for subject, values in (("dissemination", consent_values), ("withdrawal", demand_values)):
        register_texts(subject, values=values, subjects=Person.objects.all, find=person_for, permission="consent.view")
