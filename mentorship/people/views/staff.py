"""The staff list and the card of a person."""

from collections.abc import Iterator
from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.fields import Form
from mentorship.core.forms.pages import form_page
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.core.words.text import years_and_months
from mentorship.documents import keeping
from mentorship.documents.responses import sheet_response
from mentorship.documents.shown import shown_paper
from mentorship.people import acts, exports, forms, issues, names, queries, services
from mentorship.people.dissemination.acts import CLOSE
from mentorship.people.dissemination.papers import OWN_SHEETS, WITHDRAWAL
from mentorship.people.dissemination.queries import left_in, with_terms
from mentorship.people.dissemination.rules import stop_due
from mentorship.people.models import Consent, Person, User
from mentorship.people.models.person import full_name

SORTS = {"name": ("search_key", "pk"), "admitted": ("admitted_on", "search_key", "pk")}


@require_GET
@permit("person.list")
def staff_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.staff_rows(request.user, timezone.localdate()),
        sorts=SORTS,
        default="name",
        search=lambda people, text: people.search(text),
        filters=forms.StaffFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.people(listing.rows, request.user), format)
    found = listing.page if listing.query else ()
    context = {"listing": listing, "downloads": True, "names": queries.earlier_names(found, timezone.localdate())}
    return render(request, "people/list.html", context)


@require_GET
@permit("person.view")
def card(request: Request, pk: int) -> HttpResponse:
    person, user = queries.person_for(request.user, pk), request.user
    context: dict[str, Any] = {
        "person": person,
        "acts": buttons(acts.ON_CARD, person, user),
        "more": buttons(acts.MORE, person, user),
        "positions": [(row, buttons([acts.END_POSITION], row, user)) for row in person.positions.all()],
        "details": can(user, "person.details", person),
        "today": timezone.localdate(),
        "offices": person.office_terms.all(),
    }
    if context["details"]:
        context["earlier"] = person.earlier.all()
        months = person.experience_months_on(context["today"])
        context["experience"] = "" if months is None else years_and_months(months)
        context["names"] = person.former_names.order_by("-until_on") if person.renamed_on else ()
        context["newest"] = full_name(person)
    if can(user, "bank.view"):
        context |= {
            "mentor": acts.mentor_entry(person),
            "mentor_acts": buttons(acts.OF_MENTOR, person, user),
            "mentee": acts.mentee_entry(person),
            "mentee_acts": buttons(acts.OF_MENTEE, person, user),
            "confirm": buttons([acts.CONFIRM_MENTEE], person, user),
        }
    if can(user, "need.view", person):
        needs = person.needs.shown_to(user, person).select_related("competence")
        context |= {
            "needs": [(row, buttons([acts.CLOSE_NEED], row, user)) for row in needs],
            "add_need": buttons([acts.ADD_NEED], person, user),
        }
    if can(user, "consent.view", person):
        context |= {
            "consents": list(_consents(person, user)),
            "record_consent": buttons([acts.RECORD_CONSENT], person, user),
            "spread": buttons(acts.SPREADING, person, user),
            "give_consent": buttons([acts.GIVE_CONSENT], person, user),
        }
    if can(user, "person.history", person):
        context["timeline"] = history.timeline(person, *queries.histories(person, user))
    if can(user, "person.edit", person):
        context["cases"] = names.case_rows(person)
        context["unchanged"] = names.is_unchanged(person, context["cases"])
    return render(request, "people/card.html", context)


def _consents(person: Person, user: User) -> Iterator[tuple[Any, ...]]:
    """Each consent with what may be done with it, what it says besides, and the paper whose sheet of it is kept."""
    kept = keeping.numbers(person, *OWN_SHEETS.values(), WITHDRAWAL)
    for row in with_terms(person.consents.all()):
        paper = OWN_SHEETS.get(row.kind, "")
        sheet = paper if (paper, row.pk) in kept else ""
        yield row, buttons(acts.OF_CONSENT, row, user), _terms(row, user, kept), sheet


def _terms(consent: Consent, user: User, kept: set[tuple[str, int]]) -> dict[str, Any]:
    """What a consent to dissemination says besides, with what has been stopped; nothing of another one.

    `kept` are the sheets given in the program, by paper and number.
    """
    if consent.kind != Consent.Kind.SPREAD:
        return {}
    stops = [
        (stop, buttons([CLOSE], stop, user), stop_due(stop.on), (WITHDRAWAL, stop.pk) in kept)
        for stop in consent.stops.all()
    ]
    holds = consent.in_force(timezone.localdate())
    return {"left": left_in(consent), "holds": holds, "terms": consent.dissemination, "stops": stops}


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def add(request: Request) -> HttpResponse:
    def act(data: dict[str, Any]) -> Person:
        card, position = forms.NewPersonForm().split(data)
        return services.add_person(card=card, position=position, by=request.user, today=timezone.localdate())

    return form_page(
        request,
        forms.NewPersonForm,
        act,
        to=lambda person: person,
        done="Карточка заведена.",
        initial={"is_teaching": True},
        template="people/new.html",
        cancel_url=reverse("people:list"),
    )


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def edit(request: Request, pk: int) -> HttpResponse:
    person = queries.person_for(request.user, pk, "person.edit")
    return form_page(
        request,
        forms.CardForm,
        lambda data: services.edit_person(person, card=data, by=request.user, today=timezone.localdate()),
        to=lambda saved: _after(person, saved),
        done="Карточка сохранена.",
        initial=model_to_dict(person),
        of_record=True,
        template="people/edit.html",
        person=person,
        cancel_url=person.get_absolute_url(),
    )


def _after(before: Person, saved: Person) -> str:
    """A mended name has other cases: they are looked at next."""
    named = full_name(before) != full_name(saved)
    return reverse("people:cases" if named else "people:card", args=[saved.pk])


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def cases(request: Request, pk: int) -> HttpResponse:
    """The name and the position in every case; what the rules get wrong is mended here once for all papers."""
    person = queries.person_for(request.user, pk, "person.edit")
    rows = names.case_rows(person)

    def act(data: dict[str, Any]) -> Person:
        typed = {row.case: tuple(data[f"{part}_{row.case}"] for part in forms.CASE_PARTS) for row in rows}
        return services.set_forms(person, typed=typed, by=request.user)

    return form_page(
        request,
        forms.CasesForm,
        act,
        to=person.get_absolute_url(),
        done="Падежи сохранены.",
        initial={f"{part}_{row.case}": getattr(row, part) for row in rows for part in forms.CASE_PARTS},
        of_record=True,
        template="people/cases.html",
        newest=full_name(person),
        person=person,
        cancel_url=person.get_absolute_url(),
    )


@require_GET
@permit("person.edit")
def leave(request: Request, pk: int) -> HttpResponse:
    """The former address of the page «Что будет, если…»."""
    return redirect("leaving:what_if", pk)


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def add_position(request: Request, pk: int) -> HttpResponse:
    person = queries.person_for(request.user, pk, "person.edit")
    return form_page(
        request,
        forms.MorePositionForm,
        lambda data: services.add_position(person, position=data, by=request.user, today=timezone.localdate()),
        to=person,
        done="Должность добавлена.",
        initial={"is_teaching": True},
        template="people/positions/add.html",
        person=person,
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def end_position(request: Request, pk: int, position: int) -> HttpResponse:
    person = queries.person_for(request.user, pk, "person.edit")
    found = get_object_or_404(person.positions, pk=position)
    return form_page(
        request,
        forms.DayForm,
        lambda data: services.end_position(found, ends_on=data["on"], by=request.user),
        to=person,
        done="Последний день записан.",
        template="people/positions/end.html",
        position=found,
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def record_consent(request: Request, pk: int) -> HttpResponse:
    person = queries.person_for(request.user, pk, "consent.record")
    return form_page(
        request,
        forms.ConsentForm,
        lambda data: services.record_consent(
            person, method="paper", today=timezone.localdate(), by=request.user, **data
        ),
        to=person,
        done="Согласие записано.",
        initial={"given_on": timezone.localdate()},
        template="people/consents/record.html",
        person=person,
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.give")
def give_data_consent(request: Request, pk: int) -> HttpResponse:
    """The person reads the consent and gives it under the own login."""
    person, today = queries.person_for(request.user, pk, "consent.give"), timezone.localdate()
    given: dict[str, Any] = {"kind": "data", "given_on": today, "today": today, "method": "online", "by": request.user}
    return form_page(
        request,
        Form,
        lambda data: services.record_consent(person, **given, **data),
        to=person,
        done="Согласие записано.",
        template="pages/shown.html",
        shows=lambda: shown_paper(issues.DATA, pk, today),
        label="Дать согласие",
        about="Обработка персональных данных",
        paper_title="Текст согласия",
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def withdraw_consent(request: Request, pk: int) -> HttpResponse:
    consent = queries.consent_for(request.user, pk, "consent.record")
    return form_page(
        request,
        forms.DayForm,
        lambda data: services.withdraw_consent(consent, today=timezone.localdate(), by=request.user, **data),
        to=consent.person,
        done="Отзыв записан.",
        initial={"on": timezone.localdate()},
        template="people/consents/withdraw.html",
        consent=consent,
        cancel_url=consent.person.get_absolute_url(),
    )
