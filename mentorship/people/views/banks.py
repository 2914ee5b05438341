"""The banks of mentors and mentees, and what a mentee needs."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.core.words import titles
from mentorship.documents.responses import sheet_response
from mentorship.people import exports, forms, queries, rules, services
from mentorship.regulation.models import Option
from mentorship.regulation.queries import edition_on, options

MENTOR_SORTS = {
    "name": ("person__search_key", "pk"),
    "experience": ("-experience_years", "person__search_key", "pk"),
}
MENTEE_SORTS = {
    "countdown": ("mentoring", "waits_since", "pk"),
    "name": ("person__search_key", "pk"),
    "confirmed": ("confirmed_on", "pk"),
}


def by_name(rows, text):
    people = queries.Person.objects.search(text)
    return rows.filter(person__in=people)


def hint(lacking, rule):
    """What the gate will warn about, said before somebody fills the form; empty when it has nothing to say."""
    why = ", ".join(lacking.values())
    return f"{rule}: {why}. Записать можно; перед приказом программа попросит объяснение." if why else ""


@require_GET
@permit("bank.view")
def mentors(request):
    listing = Listing(
        request,
        queries.mentor_rows(),
        sorts=MENTOR_SORTS,
        default="name",
        search=by_name,
        filters=forms.MentorFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.mentors(listing.rows), format)
    context = {
        "listing": listing,
        "downloads": True,
        "limits": edition_on(timezone.localdate()).limits(),
        "titles": queries.competence_titles(listing.page),
        "loads": queries.loads(entry.person_id for entry in listing.page),
    }
    return render(request, "people/mentors.html", context)


@require_GET
@permit("bank.view")
def mentees(request):
    today = timezone.localdate()
    listing = Listing(
        request,
        queries.mentee_rows(),
        sorts=MENTEE_SORTS,
        default="countdown",
        search=by_name,
        filters=forms.MenteeFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.mentees(listing.rows), format)
    limits = edition_on(today).limits()
    countdowns = queries.countdowns(listing.page, limits, today)
    mentors_of = queries.current_mentors(entry.person_id for entry in listing.page)
    context = {"listing": listing, "countdowns": countdowns, "limits": limits, "today": today, "mentors": mentors_of}
    context["downloads"] = True
    return render(request, "people/mentees.html", context)


@require_http_methods(["GET", "POST"])
@permit("bank.edit")
def keep_mentor(request, pk):
    person = queries.person_for(request.user, pk, "bank.edit")
    today = timezone.localdate()
    edition = edition_on(today)
    limits = edition.limits()
    choices = {
        f"{group}_choices": [(option.code, option.title) for option in options(edition, group)]
        for group in (Option.Group.FORM.value, Option.Group.KIND.value)
    }

    def act(data):
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
        notice=hint(queries.missing_in(person, limits, today), "Наставником по Положению может быть не каждый"),
        title=f"Банк наставников: {person.short_name}",
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("bank.edit")
def keep_mentee(request, pk):
    person = queries.person_for(request.user, pk, "bank.edit")
    today = timezone.localdate()
    limits, initial = edition_on(today).limits(), queries.mentee_initial(person)
    lacking = rules.mentee_lacks(queries.pools(person), initial.get("category", ""), limits)
    return form_page(
        request,
        forms.MenteeEntryForm,
        lambda data: services.keep_mentee(person, entry=data, limits=limits, by=request.user, today=today),
        to=person,
        done=titles.say("Запись банка {mentees.gen} сохранена."),
        initial=initial,
        notice=hint(lacking, "Наставника по Положению назначают не каждому"),
        title=f"Банк {titles.mentees('gen')}: {person.short_name}",
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("bank.edit")
def confirm_mentee(request, pk):
    entry = queries.mentee_entry_for(request.user, pk)
    return form_page(
        request,
        forms.Form,
        lambda data: services.confirm_mentee(entry, by=request.user, today=timezone.localdate()),
        to=entry.person,
        done="Сведения подтверждены.",
        title=f"Сведения верны? {entry.person.short_name}",
        submit="Да, всё верно",
        cancel_url=entry.person.get_absolute_url(),
        notice=f"Категория: {entry.get_category_display()}. Запрос: {entry.request or 'не записан'}. "
        f"Последний раз подтверждены {entry.confirmed_on:%d.%m.%Y}. Неверно — измените на карточке.",
    )


@require_http_methods(["GET", "POST"])
@permit("bank.edit")
def leave_bank(request, pk, bank):
    find = {"mentor": queries.mentor_entry_for, "mentee": queries.mentee_entry_for}[bank]
    entry = find(request.user, pk)
    return form_page(
        request,
        forms.BankExitForm,
        lambda data: services.leave_bank(entry, by=request.user, **data),
        to=entry.person,
        done="Исключение из банка записано.",
        initial={"ends_on": timezone.localdate()},
        title=f"Исключить из банка: {entry.person.short_name}",
        submit="Исключить",
        danger=True,
        cancel_url=entry.person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("need.edit")
def add_need(request, pk):
    person = queries.person_for(request.user, pk, "need.edit")
    return form_page(
        request,
        forms.NeedForm,
        lambda data: services.add_need(person, need=data, by=request.user),
        to=person,
        done="Записано.",
        title=f"Затруднение, запрос или сильная сторона: {person.short_name}",
        cancel_url=reverse("people:card", args=[pk]),
    )


@require_POST
@permit("need.edit")
def close_need(request, pk):
    need = queries.need_for(request.user, pk)
    return act_page(
        request,
        lambda: services.close_need(need, on=timezone.localdate(), by=request.user),
        to=need.person,
        done="Отмечено: затруднение снято.",
    )
