"""Which days are working ones: the week, the years of the production calendar."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.pages import form_page
from mentorship.regulation.calendar import services
from mentorship.regulation.calendar.forms import WeekForm, YearForm, lines
from mentorship.regulation.queries import institution


@require_GET
@permit("regulation.view")
def workdays(request: Request) -> HttpResponse:
    place = institution()
    calendar, this_year = place.calendar(), timezone.localdate().year
    years = sorted({*calendar.years, this_year, this_year + 1}, reverse=True)
    rows = [(year, calendar.years.get(year), calendar.working_days(year)) for year in years]
    context = {"place": place, "rows": rows, "timeline": history.timeline(place)}
    return render(request, "regulation/calendar/workdays.html", context)


@require_http_methods(["GET", "POST"])
@permit("institution.setup")
def week(request: Request) -> HttpResponse:
    place = institution()
    return form_page(
        request,
        WeekForm,
        lambda data: services.set_week(place, by=request.user, **data),
        to=reverse("regulation:workdays"),
        done="Рабочая неделя сохранена.",
        initial={"days": 6 if place.six_days else 5},
        of_record=True,
        template="regulation/calendar/week.html",
        cancel_url=reverse("regulation:workdays"),
    )


@require_http_methods(["GET", "POST"])
@permit("institution.setup")
def year(request: Request, year: int) -> HttpResponse:
    """The days off that an act moves in the year."""
    place = institution()
    known = place.calendar().years.get(year)
    return form_page(
        request,
        YearForm,
        lambda data: services.set_year(place, by=request.user, **data),
        to=reverse("regulation:workdays"),
        done="Календарь сохранён. Сроки в рабочих днях уже считаются по нему.",
        initial={"year": year, "act": known.act if known else "", "moved": lines(known.moved) if known else ""},
        of_record=True,
        template="regulation/calendar/year.html",
        cancel_url=reverse("regulation:workdays"),
    )
