"""Every way in says what becomes of the second step."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from mentorship.people.factors import entrance
from mentorship.people.models import User


@receiver(user_logged_in)
def begin(request: HttpRequest, user: User, **kwargs: Any) -> None:
    request.session[entrance.STATE] = entrance.state_of(user)
