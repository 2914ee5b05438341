"""One page for the days of admission of many people."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.fields import parse_keys
from mentorship.core.forms.pages import form_page
from mentorship.core.terms import lasts_on
from mentorship.people import queries
from mentorship.people.admissions.forms import FIELD, AdmissionsForm
from mentorship.people.admissions.services import record_admissions

MOST = 50  # people on one page


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def admissions(request: Request) -> HttpResponse:
    """Who waits for a mentor without a day of admission; the hiring stands for it until it is recorded (п. 3.7)."""
    today, prefix = timezone.localdate(), FIELD.format("")
    asked = parse_keys(name.removeprefix(prefix) for name in request.POST if name.startswith(prefix))
    waiting = queries.without_admission(today, asked)
    people = list(waiting.filter(pk__in=asked) if request.method == "POST" else waiting[:MOST])
    arguments: dict[str, Any] = {"people": people, "today": today}
    return form_page(
        request,
        AdmissionsForm,
        lambda data: record_admissions(AdmissionsForm(**arguments).days(data), by=request.user, today=today),
        to=lambda changed: reverse("people:admissions" if changed else "people:mentees"),
        done="Дни допуска записаны.",
        initial={
            FIELD.format(person.pk): person.hired_on
            for person in people
            if person.hired_on and lasts_on(today, person.hired_on, None)
        },
        form_args=arguments,
        template="people/admissions/page.html",
        people=people,
        cancel_url=reverse("people:mentees"),
    )
