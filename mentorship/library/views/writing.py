"""Writing materials: one's own, and what was handed in on paper."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.grants import require
from mentorship.access.http import Request
from mentorship.core.forms.pages import act_page, form_page
from mentorship.library import forms, queries, services
from mentorship.library.models import Material
from mentorship.people.models import User

NOT_FIELDS = ("authors", "file", "paper_on")


@require_http_methods(["GET", "POST"])
@permit("library.write")
def add(request: Request, practice: bool = False) -> HttpResponse:
    require(request.user, "library.write", queries.SHELF)
    return form_page(
        request,
        _form(practice),
        lambda data: services.write(by=request.user, **_split(data, practice)),
        to=lambda material: material,
        done="Черновик сохранён. Когда всё готово, отправьте его на рассмотрение.",
        template="library/add.html",
        form_args=_form_args(request.user, on_paper=False),
        initial={"level": Material.Level.INSTITUTION},
        practice=practice,
        autosave=True,
        cancel_url=reverse("library:list"),
    )


@require_http_methods(["GET", "POST"])
@permit("library.record")
def record_paper(request: Request, practice: bool = False) -> HttpResponse:
    """What authors without a login have handed in on paper."""
    today = timezone.localdate()

    def act(data: dict[str, Any]) -> Material:
        given = {"on": data["paper_on"], "today": today, "by": request.user}
        return services.record_paper(**given, **_split(data, practice))

    return form_page(
        request,
        _form(practice),
        act,
        to=lambda material: material,
        done="Материал внесён с бумаги и ждёт рассмотрения.",
        template="library/add.html",
        form_args=_form_args(request.user, on_paper=True),
        initial={"level": Material.Level.INSTITUTION},
        practice=practice,
        on_paper=True,
        autosave=True,
        cancel_url=reverse("library:list"),
    )


@require_http_methods(["GET", "POST"])
@permit("library.edit")
def edit(request: Request, pk: int) -> HttpResponse:
    material = queries.draft_for(request.user, pk)
    practice, form = material.is_practice, _form(material.is_practice)
    names = [name for name in form.base_fields if name not in NOT_FIELDS]
    authors = [author for author in material.authors.all() if author.pk != request.user.person_id]
    return form_page(
        request,
        form,
        lambda data: services.edit(material, by=request.user, **_split(data, practice)),
        to=material,
        done="Материал изменён.",
        of_record=True,
        template="library/edit.html",
        form_args=_form_args(request.user, on_paper=False, material=material),
        initial={**{name: _value(material, name) for name in names}, "authors": authors},
        cancel_url=material.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("library.edit")
def attach(request: Request, pk: int) -> HttpResponse:
    material = queries.draft_for(request.user, pk)
    return form_page(
        request,
        forms.FileForm,
        lambda data: services.attach(material, by=request.user, **data),
        to=material,
        done="Файл приложен.",
        template="library/attach.html",
        material=material,
        cancel_url=material.get_absolute_url(),
    )


@require_POST
@permit("library.edit")
def detach(request: Request, pk: int) -> HttpResponse:
    found = queries.file_for(request.user, pk)
    material = queries.draft_for(request.user, found.material_id)
    return act_page(request, lambda: services.detach(found, by=request.user), to=material, done="Файл убран.")


@require_POST
@permit("library.edit")
def submit(request: Request, pk: int) -> HttpResponse:
    material = queries.draft_for(request.user, pk)
    return act_page(
        request,
        lambda: services.submit(material, on=timezone.localdate(), by=request.user),
        to=material,
        done="Материал отправлен на рассмотрение.",
    )


@require_POST
@permit("library.edit")
def revise(request: Request, pk: int) -> HttpResponse:
    """A draft of another version, with everything that stands now."""
    material = queries.draft_for(request.user, pk)
    return act_page(
        request,
        lambda: services.revise(material, by=request.user),
        to=lambda draft: draft,
        back=material,
        done="Это правка. Прежняя редакция действует, пока правку не утвердят.",
    )


def _form(practice: bool) -> type[forms.MaterialForm]:
    return forms.PracticeForm if practice else forms.MaterialForm


def _form_args(user: User, *, on_paper: bool, material: Material | None = None) -> dict[str, Any]:
    people = queries.authors_to_name(user, material, timezone.localdate())
    people = people if on_paper else people.exclude(user=user)
    return {"people": people, "pairs": queries.pairs_to_tell_of(user), "on_paper": on_paper}


def _value(material: Material, name: str) -> Any:
    return material.pair_id if name == "pair" else getattr(material, name)


def _split(data: dict[str, Any], practice: bool) -> dict[str, Any]:
    """The fields of the material apart from its authors and its file."""
    fields = {name: value for name, value in data.items() if name not in NOT_FIELDS}
    kind = {"kind": Material.Kind.PRACTICE} if practice else {}
    return {"fields": {**fields, **kind}, "authors": data["authors"], "file": data["file"]}
