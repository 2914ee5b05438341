"""The pages of another name from a day on, and of taking it back."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.people import names, queries
from mentorship.people.models import Person
from mentorship.people.models.person import NAME, full_name
from mentorship.people.renaming import services
from mentorship.people.renaming.forms import RenamingForm


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def rename(request: Request, pk: int) -> HttpResponse:
    person = queries.person_for(request.user, pk, "person.edit")

    def act(data: dict[str, Any]) -> Person:
        return services.rename(person, **RenamingForm().split(data), by=request.user, today=timezone.localdate())

    return form_page(
        request,
        RenamingForm,
        act,
        to=person,
        done="Новое имя записано.",
        initial={part: getattr(person, part) for part in NAME},
        form_args={"sex": person.sex},
        of_record=True,
        template="people/renaming/rename.html",
        person=person,
        newest=full_name(person),
        cases=names.case_rows(person),
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def undo(request: Request, pk: int) -> HttpResponse:
    person = queries.person_for(request.user, pk, "person.edit")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.undo(person, reason=data["reason"], by=request.user, today=timezone.localdate()),
        to=person,
        done="Смена имени отменена.",
        template="people/renaming/undo.html",
        person=person,
        newest=full_name(person),
        former=person.former_names.last(),
        cancel_url=person.get_absolute_url(),
    )
