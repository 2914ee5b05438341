"""The lists of an edition: forms, kinds, cases, sections, directions."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import act_page, form_page
from mentorship.documents.wording import named
from mentorship.regulation.edition import queries, services
from mentorship.regulation.edition.forms import OptionForm
from mentorship.regulation.edition.rules import pupil_warnings
from mentorship.regulation.models import Edition, Option


@require_GET
@permit("regulation.rules")
def option_list(request: Request, pk: int, group: str) -> HttpResponse:
    edition, chosen = _list(request, pk, group)
    options = list(edition.options.of(chosen).order_by("position", "pk"))
    offered = [option.name for option in options if option.is_active and chosen == Option.Group.FORM]
    context = {"edition": edition, "group": chosen, "options": options, "warnings": list(pupil_warnings(offered))}
    return render(request, "regulation/edition/list.html", context)


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def add(request: Request, pk: int, group: str) -> HttpResponse:
    edition, chosen = _list(request, pk, group)
    return _option_page(request, edition, None, chosen)


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def edit(request: Request, pk: int) -> HttpResponse:
    option = queries.option_for(request.user, pk)
    return _option_page(request, option.edition, option, Option.Group(option.group))


def _option_page(request: Request, edition: Edition, option: Option | None, group: Option.Group) -> HttpResponse:
    back = reverse("regulation:option_list", args=[edition.pk, group])
    return form_page(
        request,
        OptionForm,
        lambda data: services.keep_option(edition, option, group=group, by=request.user, **data),
        to=back,
        done="Перечень сохранён.",
        form_args={"group": group},
        cancel_url=back,
        initial=_shown(option) if option else None,
        of_record=option is not None,
        template="regulation/edition/option.html",
        option=option,
        group=group,
    )


def _shown(option: Option) -> dict[str, str]:
    return {"title": option.name, "description": named(option.description), "behaviour": option.behaviour}


@require_POST
@permit("regulation.rules")
def switch(request: Request, pk: int, active: int) -> HttpResponse:
    option = queries.option_for(request.user, pk)
    return act_page(
        request,
        lambda: services.switch_option(option, active=bool(active), by=request.user),
        to=reverse("regulation:option_list", args=[option.edition_id, option.group]),
        done="Снова применяется." if active else "Больше не предлагается. Там, где уже выбрано, осталось.",
    )


@require_POST
@permit("regulation.rules")
def move(request: Request, pk: int, up: int) -> HttpResponse:
    option = queries.option_for(request.user, pk)
    return act_page(
        request,
        lambda: services.move_option(option, up=bool(up), by=request.user),
        to=reverse("regulation:option_list", args=[option.edition_id, option.group]),
        done="Порядок изменён.",
    )


def _list(request: Request, pk: int, group: str) -> tuple[Edition, Option.Group]:
    """The edition and its list; 404 when there is no such list."""
    if group not in Option.Group:
        raise Http404
    return queries.edition_for(request.user, pk), Option.Group(group)
