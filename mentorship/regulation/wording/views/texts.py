"""The texts of papers and orders: the list, the words of one, back to the words of the program."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.pages import act_page, form_page
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.html import preview
from mentorship.documents.wording import CASE_NAMES
from mentorship.regulation.models import Wording
from mentorship.regulation.wording import services, texts
from mentorship.regulation.wording.forms import OrderTextForm, TextForm


@require_GET
@permit("paper.layout")
def text_list(request: Request) -> HttpResponse:
    return render(request, "regulation/wording/list.html", {"groups": texts.groups(), "own": texts.own_codes()})


@require_http_methods(["GET", "POST"])
@permit("paper.layout")
def edit(request: Request, code: str) -> HttpResponse:
    text, today = _text_of(code), timezone.localdate()
    form = OrderTextForm if text.is_order else TextForm
    return form_page(
        request,
        form,
        lambda data: services.set_text(code, data, by=request.user, on=today),
        to=reverse("regulation:text", args=[code]),
        done="Текст сохранён.",
        initial={name: getattr(text, name) for name in form.base_fields if hasattr(text, name)},
        of_record=True,
        template="regulation/wording/text.html",
        cancel_url=reverse("regulation:texts"),
        autosave=True,
        text=text,
        own=code in texts.own_codes(),
        parts=texts.placeholders(code, today),
        cases=CASE_NAMES,
        paper=preview(PAPERS[code].document(None, today)),
        timeline=history.timeline(history.versions(Wording).filter(code=code)),
    )


@require_POST
@permit("paper.layout")
def reset(request: Request, code: str) -> HttpResponse:
    _text_of(code)
    return act_page(
        request,
        lambda: services.reset_text(code, by=request.user),
        to=reverse("regulation:text", args=[code]),
        done="Теперь снова действует текст программы.",
    )


def _text_of(code: str) -> texts.Text:
    if code not in texts.shipped():
        raise Http404
    return texts.text_of(code)
