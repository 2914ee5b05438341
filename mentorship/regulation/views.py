"""How the papers of the institution look: its facts, its layout, a sample."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.pages import form_page
from mentorship.documents.html import preview
from mentorship.documents.responses import file_response, render
from mentorship.regulation import services
from mentorship.regulation.forms import LayoutForm
from mentorship.regulation.models import Institution
from mentorship.regulation.papers import sample_order
from mentorship.regulation.queries import recorded_institution


@require_http_methods(["GET", "POST"])
@permit("paper.layout")
def layout(request: Request) -> HttpResponse:
    place = recorded_institution()

    def act(data: dict[str, Any]) -> Institution:
        facts, look = LayoutForm.split(data)
        return services.set_layout(place, facts=facts, layout=look, by=request.user)

    return form_page(
        request,
        LayoutForm,
        act,
        to=reverse("regulation:layout"),
        done="Оформление бумаг сохранено.",
        initial=LayoutForm.initial_of(place),
        of_record=True,
        form_args={"profile": place.profile()},
        template="regulation/layout.html",
        cancel_url=reverse("regulation:rules"),
        autosave=True,
        sample=preview(sample_order(place, timezone.localdate())),
        timeline=history.timeline(place),
        place=place,
        today=timezone.localdate(),
    )


@require_GET
@permit("paper.layout")
def sample(request: Request) -> HttpResponse:
    """The sample as it will be printed."""
    place = recorded_institution()
    content = render(sample_order(place, timezone.localdate()), place.profile(), "pdf")
    return file_response(content, "pdf", "Образец приказа", inline=True)
