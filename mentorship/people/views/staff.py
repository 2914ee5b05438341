"""The staff list and the card of a person."""

from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.core import history
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.responses import sheet_response
from mentorship.people import exports, forms, names, queries, services

SORTS = {"name": ("search_key", "pk"), "admitted": ("admitted_on", "search_key", "pk")}


@require_GET
@permit("person.list")
def staff_list(request):
    listing = Listing(
        request,
        queries.staff_rows(request.user, timezone.localdate()),
        sorts=SORTS,
        default="name",
        search=lambda rows, text: rows.search(text),
        filters=forms.StaffFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.people(listing.rows, request.user), format)
    return render(request, "people/list.html", {"listing": listing, "downloads": True})


@require_GET
@permit("person.view")
def card(request, pk):
    person = queries.person_for(request.user, pk)
    context = {"person": person, "today": timezone.localdate()}
    context["details"] = can(request.user, "person.details", person)
    if can(request.user, "need.view", person):
        context["needs"] = person.needs.select_related("competence")
    if can(request.user, "consent.view", person):
        context["consents"] = person.consents.all()
    if can(request.user, "person.history", person):
        context["timeline"] = history.timeline(person, *queries.histories(person))
    if can(request.user, "person.edit", person):
        context["cases"] = names.case_rows(person)
        context["unchanged"] = names.is_unchanged(person, context["cases"])
    context["pairs"] = queries.pairs_of(person, request.user)
    return render(request, "people/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def add(request):
    def act(data):
        card, position = forms.NewPersonForm().split(data)
        return services.add_person(card=card, position=position, by=request.user, today=timezone.localdate())

    return form_page(
        request,
        forms.NewPersonForm,
        act,
        to=lambda person: person,
        done="Карточка заведена.",
        initial={"is_teaching": True},
        title="Новый сотрудник",
        submit="Завести карточку",
        cancel_url=reverse("people:list"),
    )


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def edit(request, pk):
    person = queries.person_for(request.user, pk, "person.edit")
    return form_page(
        request,
        forms.CardForm,
        lambda data: services.edit_person(person, card=data, by=request.user, today=timezone.localdate()),
        to=reverse("people:card", args=[pk]),
        done="Карточка сохранена.",
        initial=model_to_dict(person),
        title=f"Карточка: {person.short_name}",
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def cases(request, pk):
    """The name and the position in every case; what the rules get wrong is mended here once for all papers."""
    person = queries.person_for(request.user, pk, "person.edit")
    rows = names.case_rows(person)

    def act(data):
        typed = {row.case: tuple(data[f"{part}_{row.case}"] for part in forms.CASE_PARTS) for row in rows}
        return services.set_forms(person, typed=typed, by=request.user)

    return form_page(
        request,
        forms.CasesForm,
        act,
        to=person.get_absolute_url(),
        done="Падежи сохранены.",
        initial={f"{part}_{row.case}": getattr(row, part) for row in rows for part in forms.CASE_PARTS},
        title=f"В падежах: {person.full_name}",
        cancel_url=person.get_absolute_url(),
        notice="Так имя и должность встанут в приказы и согласия. Пустое поле вернёт форму по правилам.",
    )


@require_GET
@permit("person.edit")
def leave(request, pk):
    """The former address of the page «Что будет, если…»."""
    return redirect("leaving:what_if", pk)


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def add_position(request, pk):
    person = queries.person_for(request.user, pk, "person.edit")
    return form_page(
        request,
        forms.MorePositionForm,
        lambda data: services.add_position(person, position=data, by=request.user),
        to=person,
        done="Должность добавлена.",
        initial={"is_teaching": True},
        title=f"Ещё одна должность: {person.short_name}",
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def end_position(request, pk, position):
    person = queries.person_for(request.user, pk, "person.edit")
    found = get_object_or_404(person.positions, pk=position)
    return form_page(
        request,
        forms.DayForm,
        lambda data: services.end_position(found, ends_on=data["on"], by=request.user),
        to=person,
        done="Последний день записан.",
        title=f"Последний день в должности «{found.title}»",
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def record_consent(request, pk):
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
        title=f"Получено согласие: {person.short_name}",
        submit="Записать",
        cancel_url=person.get_absolute_url(),
    )


@require_POST
@permit("consent.give")
def give_data_consent(request, pk):
    person = queries.person_for(request.user, pk, "consent.give")
    today = timezone.localdate()
    return act_page(
        request,
        lambda: services.record_consent(
            person, kind="data", given_on=today, today=today, method="online", by=request.user
        ),
        to=person,
        done="Согласие записано.",
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def withdraw_consent(request, pk):
    consent = queries.consent_for(request.user, pk, "consent.record")
    return form_page(
        request,
        forms.DayForm,
        lambda data: services.withdraw_consent(consent, on=data["on"], by=request.user),
        to=consent.person,
        done="Отзыв записан.",
        initial={"on": timezone.localdate()},
        title=f"Отзыв согласия {consent.get_kind_display()}",
        submit="Записать отзыв",
        danger=True,
        cancel_url=consent.person.get_absolute_url(),
    )
