"""The institution is renamed or reorganised: from which day papers bear other requisites."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import recorded_institution
from mentorship.regulation.renaming import services
from mentorship.regulation.renaming.forms import RenamingForm


@require_http_methods(["GET", "POST"])
@permit("paper.layout")
def rename(request: Request) -> HttpResponse:
    place = recorded_institution()

    def act(data: dict[str, Any]) -> Institution:
        requisites, when = RenamingForm().split(data)
        return services.rename(place, requisites=requisites, **when, by=request.user, today=timezone.localdate())

    return form_page(
        request,
        RenamingForm,
        act,
        to=reverse("regulation:layout"),
        done="Новые реквизиты записаны.",
        initial=services.requisites_of(place),
        of_record=True,
        template="regulation/renaming/rename.html",
        former=place.former_requisites.order_by("-until_on"),
        place=place,
        cancel_url=reverse("regulation:layout"),
    )


@require_http_methods(["GET", "POST"])
@permit("paper.layout")
def undo(request: Request) -> HttpResponse:
    place = recorded_institution()
    return form_page(
        request,
        ReasonForm,
        lambda data: services.undo(place, reason=data["reason"], by=request.user),
        to=reverse("regulation:layout"),
        done="Смена реквизитов отменена.",
        template="regulation/renaming/undo.html",
        place=place,
        former=place.former_requisites.order_by("until_on").last(),
        cancel_url=reverse("regulation:rename"),
    )
