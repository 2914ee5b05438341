"""Every way in begins a session that is on the list of its user."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from mentorship.access import again
from mentorship.people.models import User
from mentorship.people.sessions import activity


@receiver(user_logged_in)
def begin(request: HttpRequest, user: User, **kwargs: Any) -> None:
    now = timezone.now()
    again.confirm(request.session, now)
    activity.begin(request, user, now)
