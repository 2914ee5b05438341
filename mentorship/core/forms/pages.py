"""The two shapes of every writing page: a form, and a single button."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorship.core.files import is_full, whole
from mentorship.core.forms import drafts, remarks, seen, sent, shown
from mentorship.core.forms.fields import Form
from mentorship.core.forms.shown import Shown
from mentorship.core.refusal import Refusal

log = logging.getLogger(__name__)
SENT_ALREADY = "Эта форма уже отправлена. Второй раз ничего не записано."
NO_ROOM = (
    "На диске сервера нет места, поэтому ничего не записано. Место освободит администратор; после этого отправьте "
    "ещё раз, файл выберите заново."
)
COLLISION = "Пока вы заполняли форму, это уже сделал кто-то другой. Обновите страницу и проверьте."


def form_page(
    request: HttpRequest,
    form_class: type[Form],
    act: Callable[[dict[str, Any]], Any],
    *,
    to: Any,
    done: str | Callable[[Any], str],
    initial: dict[str, Any] | None = None,
    template: str = "pages/form.html",
    form_args: dict[str, Any] | None = None,
    of_record: bool = False,
    shows: Callable[[], Shown] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is valid, act, say that it is `done` and go on to `to` (a URL or object).

    `done` and `to` may be callables of the result. A refusal of the rules comes back as words on the form, with
    everything typed kept. `of_record` says that `initial` is a record that others may change meanwhile: whoever comes
    second is told what has changed. `shows` reads anew the document that the form is about: the act is told what was
    shown (`seen`), and refuses when the document has changed since.
    """
    if "forget_draft" in request.POST:
        drafts.discard(request)
        return redirect(request.get_full_path())
    arguments = form_args or {}
    restored = drafts.restore(request) if request.method != "POST" else None
    if of_record:
        record = form_class(initial=initial, **arguments)
        drawn, now = seen.load(drafts.seen_by(restored, request.POST)), seen.values_of(record, initial or {})
        act = seen.unless_changed(act, drawn, now)
        context |= {"overtaken": seen.changes(record, drawn, now), "seen": seen.dump(now)}
        if restored and drawn:
            context["seen"] = seen.dump(drawn)  # the page alone is no answer: what was kept is asked about once more
    before = shown.read(request.POST)
    if shows:
        act = shown.seen_by(act, before)
    if request.method == "POST":
        form = form_class(request.POST, request.FILES, **arguments)
    else:
        form = form_class(initial=drafts.initial_from(restored, form_class, initial), **arguments)
    if request.method == "POST" and form.is_valid() and (answer := _accept(request, form, act, to, done)):
        return answer
    status = 200 if not form.is_bound else 422
    if shows:
        context |= shown.context(shows(), before)
    context |= {"form": form, "remarks": remarks.of(form, timezone.localdate())}
    return render(request, template, {"restored": restored, **context}, status=status)


def _accept(request: HttpRequest, form: Form, act: Callable, to: Any, done: Any) -> HttpResponse | None:
    """Act once and go on; None when the action was refused and the form is to be shown again.

    The claim of the form, the act with its files and the end of its draft are one transaction: all or none.
    """
    token = sent.token_of(request.POST)
    sent.forget_old(request.user)
    try:
        with whole():
            if not sent.claim(request.user, token):
                messages.info(request, SENT_ALREADY)
                return redirect(sent.led_to(request.user, token))
            result = act(form.cleaned_data)
            answer = redirect(_led_to(to, result))
            drafts.discard(request)
            sent.finish(request.user, token, answer.url)
    except (Refusal, ValidationError) as refusal:
        form.refuse(refusal)
    except IntegrityError:
        form.refuse(ValidationError(COLLISION))
    except OSError as error:
        if not is_full(error):
            raise
        log.exception("no room for the file of a form")
        form.refuse(ValidationError(NO_ROOM))
    else:
        messages.success(request, done(result) if callable(done) else done)
        for remark in remarks.of(form, timezone.localdate()):
            messages.warning(request, remark)
        return answer
    return None


def act_page(request: HttpRequest, act: Callable[[], Any], *, to: Any, done: str, back: Any = None) -> HttpResponse:
    """One button: act and go on to `to` (a URL, object or callable of the result).

    A refusal is shown on the page `back`, without one on the page `to`.
    """
    try:
        result = act()
    except Refusal as refusal:
        for violation in getattr(refusal, "violations", [refusal]):
            messages.error(request, str(violation))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except IntegrityError:
        messages.error(request, COLLISION)
    else:
        messages.success(request, done)
        return redirect(_led_to(to, result))
    return redirect(back or to)


def _led_to(to: Any, result: Any) -> Any:
    return to(result) if callable(to) else to
