"""Nothing typed is ever lost: text of a form is kept on the server per person and address.

The form carries a signed token that says whose text it is and where it belongs, so the text can
be saved even when the session has expired, and never shows up for anybody or anything else.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing

from mentorship.core.models import Draft

SALT = "core.drafts"
MAX_AGE = 30 * 24 * 3600
MAX_SIZE = 200_000
NOT_KEPT = {"csrfmiddlewaretoken", "_draft", "password", "old_password", "new_password1", "new_password2"}


def token(request) -> str:
    """What the hidden field of a form carries."""
    return signing.dumps({"user": request.user.pk, "key": request.path[:200]}, salt=SALT)


def keep(post, owner: int | None = None) -> Draft | None:
    """Save what was posted under its token; None when the token is missing, forged or too old.

    `owner`, when given, is the only person whose token counts.
    """
    try:
        place = signing.loads(post.get("_draft", ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    if owner is not None and place["user"] != owner:
        return None
    data = {name: post.getlist(name) for name in post if name not in NOT_KEPT}
    if sum(len(text) for values in data.values() for text in values) > MAX_SIZE:
        return None
    draft, _ = Draft.objects.update_or_create(user_id=place["user"], key=place["key"], defaults={"data": data})
    return draft


def initial(request, form_class: type, values: dict[str, Any] | None = None) -> dict[str, Any]:
    """Initial values of the form, with the person's kept text over them on a GET."""
    values = dict(values or {})
    if request.method != "GET":
        return values
    draft = Draft.objects.filter(user=request.user, key=request.path[:200]).first()
    if draft is None:
        return values
    for name, field in form_class.base_fields.items():
        if name in draft.data:
            several = hasattr(field.widget, "allow_multiple_selected") and field.widget.allow_multiple_selected
            values[name] = draft.data[name] if several else draft.data[name][-1]
    messages.info(request, f"Мы вернули текст, который вы не успели сохранить ({draft.saved_at:%d.%m.%Y}).")
    return values


def discard(request) -> None:
    """Forget the kept text once the form has been accepted."""
    Draft.objects.filter(user=request.user, key=request.path[:200]).delete()


class DraftMiddleware:
    """A form sent after the session has expired: keep its text, then ask to sign in again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or request.user.is_authenticated:
            return None
        if "_draft" not in request.POST or keep(request.POST) is None:
            return None
        messages.warning(request, "Время сеанса истекло. Ваш текст сохранён: войдите, и он вернётся в форму.")
        return redirect_to_login(request.get_full_path())
