"""What the council, the curator and the head decide about a material; taking it back."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.library import forms, queries, services
from mentorship.library.models import Material
from mentorship.library.papers import shown_material


@require_http_methods(["GET", "POST"])
@permit("library.review")
def review(request: Request, pk: int) -> HttpResponse:
    """The material to read, and the minutes by which it is recommended."""
    material, today = queries.material_for(request.user, pk, "library.review"), timezone.localdate()
    return form_page(
        request,
        forms.ReviewForm,
        lambda data: services.review(material, today=today, by=request.user, **data),
        to=material,
        done="Рекомендация записана.",
        template="library/review.html",
        shows=lambda: shown_material(pk),
        initial={"reviewed_on": today},
        material=material,
        cancel_url=material.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("library.approve")
def approve(request: Request, pk: int) -> HttpResponse:
    """The material to read, and a button; without the council's word also why."""
    material, today = queries.material_for(request.user, pk, "library.approve"), timezone.localdate()
    unreviewed = queries.has_council(today) and material.reviewed_on is None

    def act(data: dict[str, Any]) -> Material:
        return services.approve(material, today=today, by=request.user, **data)

    return form_page(
        request,
        forms.ApprovalForm,
        act,
        to=material,
        done="Материал утверждён и стоит в библиотеке.",
        template="library/approve.html",
        shows=lambda: shown_material(pk),
        form_args={"unreviewed": unreviewed},
        initial={"approved_on": today},
        material=material,
        cancel_url=material.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("library.return")
def send_back(request: Request, pk: int) -> HttpResponse:
    material = queries.material_for(request.user, pk, "library.return")
    return form_page(
        request,
        forms.RemarksForm,
        lambda data: services.send_back(material, on=timezone.localdate(), by=request.user, **data),
        to=material,
        done="Материал возвращён авторам.",
        template="library/return.html",
        material=material,
        cancel_url=material.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("library.withdraw")
def withdraw(request: Request, pk: int) -> HttpResponse:
    material = queries.material_for(request.user, pk, "library.withdraw")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.withdraw(material, on=timezone.localdate(), by=request.user, **data),
        to=material,
        done="Материал отозван.",
        template="library/withdraw.html",
        material=material,
        cancel_url=material.get_absolute_url(),
    )
