"""The banks of mentors and mentees, and what a mentee needs."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.fields import Form
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.core.words import titles
from mentorship.documents.responses import sheet_response
from mentorship.people import exports, forms, queries, rules, services
from mentorship.people.admissions.rules import countdown
from mentorship.people.models import MentorEntry, Person
from mentorship.regulation.limits import COMMON_SENSE, limits_of_day
from mentorship.regulation.models import Option
from mentorship.regulation.queries import edition_on, limits_by_edition, limits_on, options

MENTOR_SORTS = {
    "name": ("person__search_key", "pk"),
    "experience": ("-experience_years", "person__search_key", "pk"),
}
MENTEE_SORTS = {
    "countdown": ("mentoring", "waits_since", "pk"),
    "name": ("person__search_key", "pk"),
    "confirmed": ("confirmed_on", "pk"),
}


def by_name(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(person__in=Person.objects.search(text))


@require_GET
@permit("bank.view")
def mentors(request: Request) -> HttpResponse:
    today = timezone.localdate()
    listing = Listing(
        request,
        queries.mentor_rows(today),
        sorts=MENTOR_SORTS,
        default="name",
        search=by_name,
        filters=forms.MentorFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.mentors(listing.rows, today), format)
    context = {
        "listing": listing,
        "downloads": True,
        "limits": limits_on(today),
        "titles": queries.competence_titles(listing.page),
        "loads": queries.loads((entry.person_id for entry in listing.page), today),
    }
    return render(request, "people/banks/mentors.html", context)


@require_GET
@permit("bank.view")
def mentees(request: Request) -> HttpResponse:
    today = timezone.localdate()
    listing = Listing(
        request,
        queries.mentee_rows(today),
        sorts=MENTEE_SORTS,
        default="countdown",
        search=by_name,
        filters=forms.MenteeFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.mentees(listing.rows, today), format)
    editions = limits_by_edition()
    limits = limits_of_day(today, editions.values()) or COMMON_SENSE
    waiting = queries.waiting(listing.page, today)
    countdowns = {key: countdown(told, limits, today, editions.values()) for key, told in waiting.items()}
    people = [entry.person_id for entry in listing.page]
    context = {
        "listing": listing,
        "downloads": True,
        "countdowns": countdowns,
        "limits": limits,
        "today": today,
        "led": queries.mentors_of(people, today),
        "undated": any(admission.admitted_on is None for admission in waiting.values()),
    }
    return render(request, "people/banks/mentees.html", context)


@require_http_methods(["GET", "POST"])
@permit("bank.edit")
def keep_mentor(request: Request, pk: int) -> HttpResponse:
    person = queries.person_for(request.user, pk, "bank.edit")
    today = timezone.localdate()
    edition = edition_on(today)
    limits = edition.limits()
    choices = {
        f"{group.value}_choices": [(option.code, option.title) for option in options(edition, group)]
        for group in (Option.Group.FORM, Option.Group.KIND)
    }

    def act(data: dict[str, Any]) -> MentorEntry:
        entry = {**data, "forms": data["forms_"]}
        competences = entry.pop("competences")
        del entry["forms_"]
        return services.keep_mentor(person, entry=entry, competences=competences, limits=limits, by=request.user)

    return form_page(
        request,
        forms.MentorEntryForm,
        act,
        to=person,
        done="Запись банка наставников сохранена.",
        initial=queries.mentor_initial(person, today),
        form_args=choices,
        of_record=True,
        template="people/banks/mentor.html",
        person=person,
        lacking=list(queries.missing_in(person, limits, today).values()),
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("bank.edit")
def keep_mentee(request: Request, pk: int) -> HttpResponse:
    person = queries.person_for(request.user, pk, "bank.edit")
    today = timezone.localdate()
    limits, initial = edition_on(today).limits(), queries.mentee_initial(person)
    lacking = rules.mentee_lacks(queries.pools(person, today), initial.get("category", ""), limits)
    return form_page(
        request,
        forms.MenteeEntryForm,
        lambda data: services.keep_mentee(person, entry=data, limits=limits, by=request.user, today=today),
        to=person,
        done=titles.say("Запись банка {mentees.gen} сохранена."),
        initial=initial,
        of_record=True,
        template="people/banks/mentee.html",
        person=person,
        lacking=list(lacking.values()),
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("bank.edit")
def confirm_mentee(request: Request, pk: int) -> HttpResponse:
    entry = queries.mentee_entry_for(request.user, pk)
    today = timezone.localdate()
    return form_page(
        request,
        Form,
        lambda data: services.confirm_mentee(entry, limits=edition_on(today).limits(), by=request.user, today=today),
        to=entry.person,
        done="Сведения подтверждены.",
        template="people/banks/confirm.html",
        entry=entry,
        cancel_url=entry.person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("bank.edit")
def leave_bank(request: Request, pk: int, bank: str) -> HttpResponse:
    find = queries.mentor_entry_for if bank == "mentor" else queries.mentee_entry_for
    entry = find(request.user, pk)
    return form_page(
        request,
        forms.BankExitForm,
        lambda data: services.leave_bank(entry, by=request.user, **data),
        to=entry.person,
        done="Исключение из банка записано.",
        initial={"ends_on": timezone.localdate()},
        template="people/banks/leave.html",
        person=entry.person,
        cancel_url=entry.person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("need.edit")
def add_need(request: Request, pk: int) -> HttpResponse:
    person = queries.person_for(request.user, pk, "need.edit")
    return form_page(
        request,
        forms.NeedForm,
        lambda data: services.add_need(person, need=data, by=request.user),
        to=person,
        done="Записано.",
        template="people/needs/add.html",
        person=person,
        cancel_url=reverse("people:card", args=[pk]),
    )


@require_POST
@permit("need.edit")
def close_need(request: Request, pk: int) -> HttpResponse:
    need = queries.need_for(request.user, pk)
    return act_page(
        request,
        lambda: services.close_need(need, on=timezone.localdate(), by=request.user),
        to=need.person,
        done="Отмечено: затруднение снято.",
    )
