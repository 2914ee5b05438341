"""Nothing typed is ever lost: text of a form is kept on the server per person and address.

The form carries a signed token that says whose text it is and where it belongs, so the text can
be saved even when the session has expired, and never shows up for anybody or anything else.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.forms import CheckboxInput, Form
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase

from mentorship.core.addresses import ours
from mentorship.core.models import Draft

SALT = "core.drafts"
MAX_AGE = 30 * 24 * 3600
MAX_SIZE = 200_000
OWN = {"csrfmiddlewaretoken", "_draft", "_once", "_seen", "_shown"}
NOT_KEPT = (OWN - {"_seen"}) | {"password", "old_password", "new_password1", "new_password2"}
TEXT_KEPT = "Время сеанса истекло. Ваш текст сохранён: войдите, и он вернётся в форму."
NOTHING_DONE = "Время сеанса истекло, ничего не изменено. Войдите и повторите действие."


def place(request: HttpRequest) -> str:
    """The whole address of the form: `?mentee=7` is another form than `?mentee=8`."""
    address = request.get_full_path()
    return address if len(address) <= 200 else sha256(address.encode()).hexdigest()


def token(request: HttpRequest) -> str:
    """What the hidden field of a form carries."""
    return signing.dumps({"user": request.user.pk, "key": place(request)}, salt=SALT)


def keep(post: QueryDict, owner: int | None = None) -> Draft | None:
    """Save what was posted under its token; None when the token is missing, forged or too old.

    `owner`, when given, is the only person whose token counts.
    """
    try:
        where = signing.loads(post.get("_draft", ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    if owner is not None and where["user"] != owner:
        return None
    # PostgreSQL keeps no NUL in JSON.
    data = {name: [text.replace("\0", "") for text in post.getlist(name)] for name in post if name not in NOT_KEPT}
    if sum(len(text) for texts in data.values() for text in texts) > MAX_SIZE:
        return None
    draft, _ = Draft.objects.update_or_create(user_id=where["user"], key=where["key"], defaults={"data": data})
    return draft


def restore(request: HttpRequest) -> Draft | None:
    """What this person has typed into this form and not yet sent."""
    return Draft.objects.filter(user=request.user, key=place(request)).first()


def initial_from(draft: Draft | None, form_class: type[Form], values: dict[str, Any] | None) -> dict[str, Any]:
    """Initial values of the form, with the kept text over them."""
    values = dict(values or {})
    if draft is not None:
        for name, field in form_class.base_fields.items():
            if isinstance(field.widget, CheckboxInput):
                values[name] = name in draft.data  # an unticked box is not sent at all
            elif getattr(field.widget, "allow_multiple_selected", False):
                values[name] = draft.data.get(name, [])
            elif name in draft.data:
                values[name] = draft.data[name][-1]
    return values


def seen_by(draft: Draft | None, post: QueryDict) -> str | None:
    """What the record said when the text was typed: in the form that was sent, or in the one that was kept."""
    return draft.data.get("_seen", [None])[-1] if draft else post.get("_seen")


def discard(request: HttpRequest) -> None:
    """Forget the kept text once the form has been accepted."""
    Draft.objects.filter(user=request.user, key=place(request)).delete()


def wants_json(request: HttpRequest) -> bool:
    """Autosave asks for an answer in words, not for a page."""
    return request.headers.get("Accept") == "application/json"


def page_before(request: HttpRequest) -> str:
    """The page of ours on which the button was pressed; the first page when it is not known."""
    referer = request.headers.get("Referer", "")
    if not ours(request, referer, otherwise=""):
        return "/"
    path = urlsplit(referer)._replace(scheme="", netloc="", fragment="").geturl()
    return ours(request, path)  # the path of «http://us//elsewhere» is another site


class DraftMiddleware:
    """Something sent after the session has expired: keep its text, ask to sign in, and lead back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method != "POST" or request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        kept = keep(request.POST) is not None
        words = TEXT_KEPT if kept else NOTHING_DONE
        if wants_json(request):
            return JsonResponse({"error": words}, status=401)
        messages.warning(request, words)
        # A page that only takes a button would answer nothing to the visit after the login.
        return redirect_to_login(request.get_full_path() if kept else page_before(request))
