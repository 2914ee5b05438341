"""The pages of the first run. The first is open to whoever knows the code of this computer, the rest to leaders."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import login as sign_in
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.decorators import permit, public
from mentorship.access.http import Request
from mentorship.access.roles import Office
from mentorship.core.forms.fields import Form
from mentorship.core.forms.pages import form_page
from mentorship.core.refusal import Refusal
from mentorship.documents.html import preview
from mentorship.people.attempts.requests import remember_device
from mentorship.people.models import Person
from mentorship.people.queries import staff_rows
from mentorship.people.values import office_holder
from mentorship.regulation.edition.queries import option_lists, rule_groups
from mentorship.regulation.edition.views.editions import rules_page
from mentorship.regulation.forms import LayoutForm
from mentorship.regulation.models import Institution
from mentorship.regulation.papers import sample_order
from mentorship.regulation.queries import institution, last_edition
from mentorship.regulation.services import set_layout
from mentorship.regulation.wording.titles import words_of
from mentorship.setup import forms, services
from mentorship.setup.steps import BY_KEY, STEPS, Step

BACKEND = "mentorship.people.accounts.backends.StaffBackend"


@public
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The very first page: nothing is there yet. Later the same address leads on to the next step."""
    if Institution.objects.exists():
        return redirect(_current(request).url)
    form = forms.BeginForm(request.POST or None)
    if form.is_valid():
        try:
            user = services.begin(**forms.BeginForm.split(form.cleaned_data), today=timezone.localdate())
        except (Refusal, ValidationError) as refusal:
            form.refuse(refusal)
        except IntegrityError:  # the second of two clicks: the institution is there already
            return redirect("setup:begin")
        else:
            sign_in(request, user, backend=BACKEND)
            answer = redirect(STEPS[0].url)
            remember_device(request, answer, user.username)
            return answer
    return render(request, "setup/begin.html", {"form": form}, status=422 if form.is_bound else 200)


def _current(request: HttpRequest) -> Step:
    """The step on which this person stopped, or the first."""
    return BY_KEY.get(request.session.get("setup_step", ""), STEPS[0])


def step_page(
    request: Request,
    key: str,
    form_class: type[Form],
    act: Callable[[dict[str, Any]], Any],
    *,
    template: str,
    done: str = "Сохранено.",
    to: str = "",
    **more: Any,
) -> HttpResponse:
    """One step: its form, and on to the step after it, unless something of this one is left (`to`)."""
    step = BY_KEY[key]
    request.session["setup_step"] = key
    further = to or (step.after or step).url
    return form_page(request, form_class, act, to=further, done=done, template=template, step=step, steps=STEPS, **more)


def show_step(request: Request, key: str, template: str, **context: Any) -> HttpResponse:
    """One step without a form of its own."""
    request.session["setup_step"] = key
    return render(request, template, {"step": BY_KEY[key], "steps": STEPS, **context})


@require_http_methods(["GET", "POST"])
@permit("institution.setup")
def institution_step(request: Request) -> HttpResponse:
    place = institution()
    return step_page(
        request,
        "institution",
        forms.InstitutionForm,
        lambda data: set_layout(place, facts=data, layout={}, by=request.user),
        initial=model_to_dict(place, forms.InstitutionForm.base_fields),
        of_record=True,
        template="setup/institution.html",
    )


@require_http_methods(["GET", "POST"])
@permit("office.grant")
def people_step(request: Request) -> HttpResponse:
    """First the head, then the curator, then on: whoever may give offices anywhere else."""
    today = timezone.localdate()
    heads, curators = office_holder("director", today), office_holder("curator", today)
    if heads and curators:
        return show_step(request, "people", "setup/people.html", head=heads[0], curator=curators[0])
    here = BY_KEY["people"].url
    if not heads:
        return step_page(
            request,
            "people",
            forms.LeaderForm,
            lambda data: _add_leader(request, data, Office.DIRECTOR),
            to=here,
            done="Руководитель записан.",
            initial={"position": institution().head_title.lower()},
            template="setup/head.html",
        )
    return step_page(
        request,
        "people",
        forms.CuratorForm,
        lambda data: _set_curator(request, data),
        to=here,
        done="Куратор записан.",
        template="setup/curator.html",
    )


def _add_leader(request: Request, data: dict[str, Any], office: Office) -> Person:
    card = {name: data[name] for name in ("last_name", "first_name", "patronymic", "sex")}
    today = timezone.localdate()
    return services.add_leader(card=card, position=data["position"], office=office, today=today, by=request.user)


def _set_curator(request: Request, data: dict[str, Any]) -> None:
    if data["who"]:
        services.make_curator(data["who"], today=timezone.localdate(), by=request.user)
    else:
        _add_leader(request, data, Office.CURATOR)


@require_http_methods(["GET", "POST"])
@permit("institution.setup")
def act_step(request: Request) -> HttpResponse:
    place, edition = institution(), last_edition()

    def act(data: dict[str, Any]) -> None:
        services.name_act(place, edition, **data, by=request.user, today=timezone.localdate())

    initial = {**model_to_dict(edition, ["approved_by", "starts_on"]), "act_title": place.act_title}
    return step_page(request, "act", forms.ActForm, act, initial=initial, of_record=True, template="setup/act.html")


@require_GET
@permit("institution.setup")
def rules_step(request: Request) -> HttpResponse:
    edition = last_edition()
    return show_step(
        request,
        "rules",
        "setup/rules.html",
        edition=edition,
        groups=rule_groups(edition),
        lists=option_lists(edition),
        others=edition.clauses.filter(rule=""),
    )


@require_http_methods(["GET", "POST"])
@permit("institution.setup")
def rules_of_page(request: Request, page: str) -> HttpResponse:
    """The rules of one page, and back to the summary."""
    return rules_page(request, last_edition(), page, back=reverse("setup:rules"))


@require_http_methods(["GET", "POST"])
@permit("institution.setup")
def words_step(request: Request) -> HttpResponse:
    place, edition = institution(), last_edition()
    said = words_of(place)
    initial = {
        "mentee_word": said.mentee.nom,
        "council_name": said.council.nom,
        "council": edition.council,
        "curator_pool": edition.curator_pool,
    }
    return step_page(
        request,
        "words",
        forms.BodiesForm,
        lambda data: services.set_bodies(place, edition, **data, today=timezone.localdate(), by=request.user),
        initial=initial,
        of_record=True,
        form_args={"in_use": edition.pairs.exists()},
        template="setup/step.html",
    )


@require_http_methods(["GET", "POST"])
@permit("institution.setup")
def orders_step(request: Request) -> HttpResponse:
    place = institution()

    def act(data: dict[str, Any]) -> Institution:
        facts = {name: value for name, value in data.items() if name in LayoutForm.FACTS}
        look = {name: value for name, value in data.items() if name not in facts}
        return set_layout(place, facts=facts, layout=look, by=request.user)

    return step_page(
        request,
        "orders",
        forms.OrdersForm,
        act,
        initial=LayoutForm.initial_of(place),
        of_record=True,
        template="setup/orders.html",
        sample=preview(sample_order(place, timezone.localdate())),
    )


@require_GET
@permit("institution.setup")
def staff_step(request: Request) -> HttpResponse:
    people = staff_rows(request.user, timezone.localdate()).count()
    return show_step(request, "staff", "setup/staff.html", people=people)


@require_GET
@permit("institution.setup")
def check_step(request: Request) -> HttpResponse:
    edition, today = last_edition(), timezone.localdate()
    context = {
        "place": institution(),
        "edition": edition,
        "people": staff_rows(request.user, today).count(),
        "groups": [row for row in rule_groups(edition) if any(rule.fields for rule, _, _ in row[2])],
        "heads": office_holder("director", today),
        "curators": office_holder("curator", today),
    }
    return show_step(request, "check", "setup/check.html", **context)


@require_GET
@permit("institution.setup")
def done(request: Request) -> HttpResponse:
    """What to do next; the reminder of the first run goes away."""
    request.session.pop("setup_step", None)
    return render(request, "setup/done.html", {"place": institution()})
