"""The Положение itself: the version in force, its text or file, drafts, approval, publication, comparison."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.fields import Form, parse_keys
from mentorship.core.forms.pages import act_page, form_page
from mentorship.documents import keeping
from mentorship.documents.catalogue import drafted
from mentorship.documents.html import preview
from mentorship.documents.responses import file_response
from mentorship.documents.responses import render as render_document
from mentorship.documents.tree import Document
from mentorship.documents.wording import CASE_NAMES, fill
from mentorship.regulation.act import acts, forms, issues, queries, services
from mentorship.regulation.act.marks import mark_warnings, renewed, renewed_text
from mentorship.regulation.act.paper import ACT, compared, printed_marks, shown_version, version_paper, version_words
from mentorship.regulation.edition.queries import clause_rows, table_notes
from mentorship.regulation.models import ActVersion
from mentorship.regulation.queries import edition_on, institution
from mentorship.regulation.wording.texts import placeholders, text_of

COPIED = ("title", "body", "marks", "amendments")


@require_GET
@permit("regulation.view")
def act(request: Request) -> HttpResponse:
    """The version in force today, or how to begin with the first one."""
    return _card(request, ActVersion.objects.in_force_on(timezone.localdate()))


@require_GET
@permit("regulation.view")
def version(request: Request, pk: int) -> HttpResponse:
    return _card(request, queries.version_for(request.user, pk))


def _card(request: Request, found: ActVersion | None) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "version": found,
        "rows": queries.version_rows(request.user, today),
        "draft": queries.act_draft(),
    }
    if found:
        starts_later = found.starts_on is None or found.starts_on > today
        edition = found.edition if starts_later else edition_on(today)
        marks = printed_marks(found)
        context |= {
            "acts": buttons(acts.ON_CARD, found, request.user),
            "paper": preview(_text(found, today)),
            "marks": [fill(f"{word} {lines}", version_words(found, today)) for _, word, lines in marks],
            "warnings": list(mark_warnings(marks)) if found.is_draft else [],
            "edition": edition,
            "clauses": clause_rows(edition, edition.limits()),
            "notes": table_notes(edition, found, today),
            "timeline": history.timeline(found),
        }
    return render(request, "regulation/act/card.html", context)


def _text(found: ActVersion, today: date) -> Document:
    """What was approved, or what the draft says now."""
    kept = issues.kept_version(found)
    return keeping.text_of(kept) if kept else version_paper(found, today)


@require_http_methods(["GET", "POST"])
@permit("regulation.edit")
def begin(request: Request) -> HttpResponse:
    """A typed version: a copy of the newest typed one, or of the text of the papers."""
    latest = ActVersion.objects.exclude(body="").first()
    initial = _copied(latest) if latest else _first()
    return _form(request, forms.TypedForm, _begin(request), initial, "regulation/act/begin.html")


@require_http_methods(["GET", "POST"])
@permit("regulation.edit")
def upload(request: Request) -> HttpResponse:
    """A version that is kept as a PDF or Word file."""
    initial = {"title": _first()["title"]}
    return _form(request, forms.FileForm, _begin(request), initial, "regulation/act/upload.html")


@require_http_methods(["GET", "POST"])
@permit("regulation.edit")
def edit(request: Request, pk: int) -> HttpResponse:
    found = queries.version_for(request.user, pk)
    kept = bool(found.file)
    form: type[forms.VersionForm] = forms.FileForm if kept else forms.TypedForm
    initial = {name: getattr(found, name) for name in form.base_fields if name != "file"}

    def act(data: dict[str, Any]) -> ActVersion:
        return services.edit_version(found, fields=data, on=timezone.localdate(), by=request.user)

    form_args = {"keeps_file": True} if kept else {}
    return _form(
        request, form, act, initial, "regulation/act/edit.html", of_record=True, form_args=form_args, version=found
    )


def _copied(latest: ActVersion) -> dict[str, Any]:
    """All but by what the version before was considered and approved."""
    initial = {name: getattr(latest, name) for name in COPIED}
    return {**initial, "body": renewed_text(latest.body), "marks": renewed(latest.marks)}


def _begin(request: Request) -> Callable[[dict[str, Any]], ActVersion]:
    return lambda data: services.begin_version(fields=data, on=timezone.localdate(), by=request.user)


def _first() -> dict[str, str]:
    return {"title": institution().act_title, "body": text_of(ACT).body}


def _form(
    request: Request,
    form: type[Form],
    act: Callable[[dict[str, Any]], ActVersion],
    initial: dict[str, Any],
    template: str,
    **more: Any,
) -> HttpResponse:
    typed = form is forms.TypedForm
    return form_page(
        request,
        form,
        act,
        to=lambda saved: saved,
        done="Проект версии сохранён.",
        initial=initial,
        template=template,
        typed=typed,
        autosave=typed,
        cancel_url=reverse("regulation:act"),
        parts=placeholders(ACT, timezone.localdate()),
        cases=CASE_NAMES,
        **more,
    )


@require_http_methods(["GET", "POST"])
@permit("regulation.approve")
def approve(request: Request, pk: int) -> HttpResponse:
    """By which order or decision, and from which day."""
    found, today = queries.version_for(request.user, pk), timezone.localdate()

    def act(data: dict[str, Any]) -> ActVersion:
        confirmed, seen = data.pop("confirmed"), data.pop("seen")
        return services.approve_version(
            found, approval=data, confirmed=confirmed, today=today, by=request.user, seen=seen
        )

    return form_page(
        request,
        forms.ApproveForm,
        act,
        to=lambda saved: saved,
        done="Версия Положения утверждена.",
        initial={"basis": "приказ", "approved_on": today, "starts_on": today},
        template="regulation/act/approve.html",
        shows=lambda: shown_version(queries.version_for(request.user, pk), today),
        version=found,
        cancel_url=found.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("regulation.publish")
def publish(request: Request, pk: int) -> HttpResponse:
    """Where and since when the version is on the site."""
    found, today = queries.version_for(request.user, pk), timezone.localdate()

    def act(data: dict[str, Any]) -> ActVersion:
        return services.mark_published(found, today=today, by=request.user, **data)

    return form_page(
        request,
        forms.PublishForm,
        act,
        to=lambda saved: saved,
        done="Размещение на сайте отмечено.",
        initial={"url": found.published_url, "on": found.published_on or today},
        of_record=True,
        template="regulation/act/publish.html",
        version=found,
        cancel_url=found.get_absolute_url(),
    )


@require_POST
@permit("regulation.edit")
def discard(request: Request, pk: int) -> HttpResponse:
    found = queries.version_for(request.user, pk)
    return act_page(
        request,
        lambda: services.discard_version(found, by=request.user),
        to="regulation:act",
        done="Проект версии убран.",
    )


@require_GET
@permit("regulation.view")
def file(request: Request, pk: int) -> HttpResponseBase:
    """The file that was uploaded, only ever as a download."""
    found = queries.version_for(request.user, pk)
    if not found.file:
        raise Http404
    name = f"{found.title}, {found}.{found.suffix}".replace("/", "-")
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
@permit("regulation.view")
def printed(request: Request, pk: int, format: str) -> HttpResponse:
    """The typed version as it was approved, in PDF or Word; a draft says that it is one."""
    found = queries.version_for(request.user, pk)
    if found.file or format not in ("pdf", "docx"):
        raise Http404
    if kept := issues.kept_version(found):
        content = keeping.content(kept, format)
    else:
        made = version_paper(found, timezone.localdate())
        content = render_document(drafted(made) if found.is_draft else made, institution().profile(), format)
    return file_response(content, format, f"{found.title}, {found}", inline=format == "pdf")


@require_GET
@permit("regulation.view")
def compare(request: Request) -> HttpResponse:
    """Two versions by paragraphs: at first the newest with the one before it."""
    rows = list(queries.versions(request.user).order_by("number"))
    if len(rows) < 2:
        raise Http404
    old, new = (_chosen(request, name, rows[at]) for name, at in (("old", -2), ("new", -1)))
    typed = bool(old.body and new.body)
    runs = compared(old, new, timezone.localdate()) if typed else []
    context = {"rows": rows, "old": old, "new": new, "typed": typed, "runs": runs}
    return render(request, "regulation/act/compare.html", context)


def _chosen(request: Request, name: str, otherwise: ActVersion) -> ActVersion:
    keys = parse_keys([request.GET.get(name, "")])
    return get_object_or_404(queries.versions(request.user), pk=keys[0]) if keys else otherwise
