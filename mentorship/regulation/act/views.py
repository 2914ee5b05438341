"""The Положение itself: the version in force, its text or file, drafts, approval, publication, comparison."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.core import history
from mentorship.core.forms.fields import parse_keys
from mentorship.core.forms.pages import act_page, form_page
from mentorship.documents.html import preview
from mentorship.documents.responses import file_response
from mentorship.documents.responses import render as render_document
from mentorship.documents.wording import CASE_NAMES, fill
from mentorship.regulation.act import forms as act_forms
from mentorship.regulation.act import services as act_services
from mentorship.regulation.act.paper import ACT, compared, marks_of, version_paper, version_words
from mentorship.regulation.act.rules import mark_warnings
from mentorship.regulation.models import ActVersion
from mentorship.regulation.queries import act_draft, act_for, acts, clause_rows, edition_on, institution, version_rows
from mentorship.regulation.wording import texts as wording

COPIED = ("title", "body", "marks", "amendments")


@require_GET
@permit("regulation.view")
def act(request):
    """The version in force today, or how to begin with the first one."""
    return _card(request, ActVersion.objects.in_force_on(timezone.localdate()))


@require_GET
@permit("regulation.view")
def version(request, pk):
    return _card(request, act_for(request.user, pk))


def _card(request, found):
    today = timezone.localdate()
    context = {"version": found, "rows": version_rows(request.user, today), "draft": act_draft()}
    if found:
        edition = found.edition if found.is_draft or found.starts_on > today else edition_on(today)
        context |= {
            "paper": preview(version_paper(found, today)),
            "marks": [fill(f"{word} {lines}", version_words(found, today)) for _, word, lines in marks_of(found)],
            "warnings": list(mark_warnings(marks_of(found))) if found.is_draft else [],
            "edition": edition,
            "clauses": clause_rows(edition, edition.limits()),
            "timeline": history.timeline(found),
        }
    return render(request, "regulation/act.html", context)


@require_http_methods(["GET", "POST"])
@permit("regulation.edit")
def begin(request):
    """A typed version: a copy of the newest typed one, or of the text of the papers."""
    latest = ActVersion.objects.exclude(body="").first()
    initial = {name: getattr(latest, name) for name in COPIED} if latest else _first()
    return _form(request, act_forms.TypedForm, _begin(request), "Новая версия Положения", initial)


@require_http_methods(["GET", "POST"])
@permit("regulation.edit")
def upload(request):
    """A version that is kept as a PDF or Word file."""
    initial = {"title": _first()["title"]}
    return _form(request, act_forms.FileForm, _begin(request), "Новая версия Положения из файла", initial)


@require_http_methods(["GET", "POST"])
@permit("regulation.edit")
def edit(request, pk):
    found = act_for(request.user, pk)
    kept = bool(found.file)
    form = act_forms.FileForm if kept else act_forms.TypedForm
    initial = {name: getattr(found, name) for name in form.base_fields if name != "file"}

    def act(data):
        return act_services.edit_version(found, fields=data, on=timezone.localdate(), by=request.user)

    form_args = {"keeps_file": True} if kept else {}
    return _form(request, form, act, f"Положение: {found}", initial, form_args)


def _begin(request):
    return lambda data: act_services.begin_version(fields=data, on=timezone.localdate(), by=request.user)


def _first():
    return {"title": institution().act_title, "body": wording.text_of(ACT).body}


def _form(request, form, act, title, initial, form_args=None):
    typed = form is act_forms.TypedForm
    return form_page(
        request,
        form,
        act,
        to=lambda saved: saved,
        done="Проект версии сохранён.",
        initial=initial,
        form_args=form_args,
        template="regulation/act_form.html",
        title=title,
        typed=typed,
        autosave=typed,
        cancel_url=reverse("regulation:act"),
        parts=wording.placeholders(ACT, timezone.localdate()),
        cases=CASE_NAMES,
    )


@require_http_methods(["GET", "POST"])
@permit("regulation.approve")
def approve(request, pk):
    """By which order or decision, and from which day."""
    found, today = act_for(request.user, pk), timezone.localdate()

    def act(data):
        confirmed = data.pop("confirmed")
        return act_services.approve_version(found, approval=data, confirmed=confirmed, today=today, by=request.user)

    return form_page(
        request,
        act_forms.ApproveForm,
        act,
        to=lambda saved: saved,
        done="Версия Положения утверждена.",
        initial={"basis": "приказ", "approved_on": today, "starts_on": today},
        title=f"Утвердить Положение: {found}",
        submit="Утвердить",
        lead="После утверждения версия не меняется: изменить Положение можно только новой версией.",
        cancel_url=found.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("regulation.publish")
def publish(request, pk):
    """Where and since when the version is on the site."""
    found, today = act_for(request.user, pk), timezone.localdate()

    def act(data):
        return act_services.mark_published(found, today=today, by=request.user, **data)

    return form_page(
        request,
        act_forms.PublishForm,
        act,
        to=lambda saved: saved,
        done="Размещение на сайте отмечено.",
        initial={"url": found.published_url, "on": found.published_on or today},
        submit="Отметить",
        title=f"Положение на сайте: {found}",
        cancel_url=found.get_absolute_url(),
    )


@require_POST
@permit("regulation.edit")
def discard(request, pk):
    found = act_for(request.user, pk)
    return act_page(
        request,
        lambda: act_services.discard_version(found, by=request.user),
        to="regulation:act",
        done="Проект версии убран.",
    )


@require_GET
@permit("regulation.view")
def file(request, pk):
    """The file that was uploaded, only ever as a download."""
    found = act_for(request.user, pk)
    if not found.file:
        raise Http404
    name = f"{found.title}, {found}.{found.suffix}".replace("/", "-")
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
@permit("regulation.view")
def printed(request, pk, format):
    """The typed version as it prints, in PDF or Word."""
    found = act_for(request.user, pk)
    if found.file or format not in ("pdf", "docx"):
        raise Http404
    content = render_document(version_paper(found, timezone.localdate()), institution().profile(), format)
    return file_response(content, format, f"{found.title}, {found}", inline=format == "pdf")


@require_GET
@permit("regulation.view")
def compare(request):
    """Two versions by paragraphs: at first the newest with the one before it."""
    rows = list(acts(request.user).order_by("number"))
    if len(rows) < 2:
        raise Http404
    old, new = (_chosen(request, name, rows[at]) for name, at in (("old", -2), ("new", -1)))
    typed = bool(old.body and new.body)
    runs = compared(old, new, timezone.localdate()) if typed else []
    return render(
        request, "regulation/act_compare.html", {"rows": rows, "old": old, "new": new, "typed": typed, "runs": runs}
    )


def _chosen(request, name, otherwise):
    keys = parse_keys([request.GET.get(name, "")])
    return get_object_or_404(acts(request.user), pk=keys[0]) if keys else otherwise
