"""Every form is accepted once: a double click or the back button repeats nothing.

The claim is a row of the act's own transaction: whatever ends the act — a refusal, an error, a full disk, a killed
process, a lost database — ends the claim too, and the same form may be sent again. Of two that come at once the
second waits for the first, and finds its claim or none.
"""

import re
import secrets
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from mentorship.core.models import SentForm

KEPT_FOR = timedelta(days=2)


def new_token() -> str:
    """What the hidden field of a freshly shown form carries."""
    return secrets.token_urlsafe(16)


def token_of(post: QueryDict) -> str:
    """The token that a form was sent with; empty for anything we did not make."""
    token = post.get("_once", "")
    return token if re.fullmatch(r"[\w-]{1,40}", token, re.ASCII) else ""


def claim(user: Any, token: str) -> bool:
    """Take the token inside the transaction of the act; False when this very form has been accepted already.

    A form without a token (not drawn by our template) is always accepted.
    """
    assert transaction.get_connection().in_atomic_block  # else the claim would outlive a failed act
    if not token:
        return True
    try:
        with transaction.atomic():
            SentForm.objects.create(user=user, token=token)
    except IntegrityError:
        return False
    return True


def finish(user: Any, token: str, url: str) -> None:
    """Remember where the accepted form led."""
    SentForm.objects.filter(user=user, token=token).update(url=url[:500])


def led_to(user: Any, token: str) -> str:
    """Where the accepted form led."""
    return SentForm.objects.filter(user=user, token=token).values_list("url", flat=True).first() or "/"


def forget_old(user: Any) -> None:
    """Claims of pages that nobody sends again. Outside the act, which is not to wait for them."""
    SentForm.objects.filter(user=user, sent_at__lt=timezone.now() - KEPT_FOR).delete()
