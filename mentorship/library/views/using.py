"""«Взять в программу»: from the card of a material, and from the card of a programme."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.grants import require
from mentorship.access.http import Request
from mentorship.core.forms.pages import act_page, form_page
from mentorship.library import forms, queries, services
from mentorship.library.models import Material
from mentorship.programs.models import Program


@require_http_methods(["GET", "POST"])
@permit("library.use")
def take(request: Request, pk: int) -> HttpResponse:
    """Into one of the own programmes."""
    material, today = queries.material_for(request.user, pk), timezone.localdate()
    require(request.user, "library.use", queries.SHELF)
    programs = queries.own_programs(request.user, today)
    if not programs or not material.holds_on(today):
        raise Http404
    return _page(request, programs, material)


@require_http_methods(["GET", "POST"])
@permit("library.use")
def choose(request: Request, pk: int) -> HttpResponse:
    """A material of the library for this programme."""
    return _page(request, [queries.taking_program(request.user, pk)], None)


def _page(request: Request, programs: list[Program], material: Material | None) -> HttpResponse:
    today = timezone.localdate()
    materials = None if material else Material.objects.approved_on(today).order_by("search_key", "pk")

    def act(data: dict) -> Program:
        program, activity = queries.place(programs, data["where"])
        taken = material or data["material"]
        services.take(taken, program=program, activity=activity, on=today, by=request.user)
        return program

    return form_page(
        request,
        forms.UseForm,
        act,
        to=lambda program: program,
        done="Материал взят в программу.",
        template="library/take.html",
        form_args={"places": queries.places(programs), "materials": materials},
        material=material,
        cancel_url=(material or programs[0]).get_absolute_url(),
    )


@require_POST
@permit("library.use")
def put_back(request: Request, pk: int) -> HttpResponse:
    use = queries.use_for(request.user, pk)
    return act_page(
        request,
        lambda: services.put_back(use, on=timezone.localdate(), by=request.user),
        to=use.program,
        done="Материал убран из программы.",
    )
