"""Reading the journal: all meetings, one pair, one meeting, the hours of the mentors."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.calendar.dates import add_months, school_year_start
from mentorship.core.calendar.months import MONTHS
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.responses import sheet_response
from mentorship.journal import acts, exports, forms, queries

SORTS = {
    "day": ("-held_on", "-pk"),
    "mentor": ("pair__mentor__search_key", "-held_on", "pk"),
    "long": ("minutes", "pk"),
}


@require_GET
@permit("journal.list")
def meeting_list(request: Request) -> HttpResponse:
    user = request.user
    today = timezone.localdate()
    months = [add_months(today.replace(day=1), 1 - number) for number in range(25)]
    choices = [(f"{day:%Y-%m}", f"{MONTHS[day.month - 1]} {day.year}") for day in months]
    format = writing.asked(request.GET)
    listing = Listing(
        request,
        queries.rows(user) if format else queries.lines(user),
        sorts=SORTS,
        default="day",
        search=lambda rows, text: rows.search(text, user),
        filters=lambda params: forms.MeetingFilters(params, months=choices, user=user, today=today),
    )
    if format:
        return sheet_response(exports.meetings(listing.rows), format)
    return render(request, "journal/list.html", {"listing": listing, "downloads": True})


@require_GET
@permit("journal.view")
def pair_journal(request: Request, pk: int) -> HttpResponse:
    """Everything of one pair: what waits, help, tasks, the meetings."""
    user = request.user
    pair = queries.journal_for(user, pk)
    listing = Listing(request, queries.rows(user).filter(pair=pair), sorts={"day": SORTS["day"]}, default="day")
    if format := writing.asked(request.GET):
        return sheet_response(exports.meetings(listing.rows, f"Журнал встреч {pair}"), format)
    context = {
        "pair": pair,
        "listing": listing,
        "work": queries.hours_of(pair),
        "to_mark": queries.to_mark(pair, user),
        "acts": buttons(acts.OF_PAIR, pair, user),
        "tasks": [(task, buttons(acts.OF_TASK, task, user)) for task in queries.tasks(pair, user)],
        "task_acts": buttons((acts.GIVE_TASK,), pair, user),
        "helps": [(asked, buttons(acts.OF_HELP, asked, user)) for asked in queries.helps(pair, user)],
        "help_acts": buttons((acts.LOG_HELP,), pair, user),
        "situational": pair.behaviour == "situational",
    }
    return render(request, "journal/pair.html", context)


@require_GET
@permit("journal.view")
def card(request: Request, pk: int) -> HttpResponse:
    user, meeting = request.user, queries.meeting_for(request.user, pk)
    marked, own_mark = meeting.marked, buttons((acts.CONFIRM,), meeting, user)
    context = {
        "meeting": meeting,
        "pair": meeting.pair,
        "marks": [(person, marked.get(person.pk)) for person in meeting.pair.mentees],
        "own_mark": own_mark,
        "own_absence": bool(own_mark) and meeting.pair.mentor_id != user.person_id,
        "acts": buttons(acts.OF_MEETING, meeting, user),
        "tasks": queries.tasks(meeting.pair, user).filter(meeting=meeting),
        "timeline": queries.timeline(meeting),
    }
    return render(request, "journal/meetings/card.html", context)


@require_GET
@permit("journal.hours")
def hours(request: Request) -> HttpResponse:
    """Mentors by the months of a school year, with totals; a mentor sees the own row."""
    now = school_year_start(timezone.localdate())
    first = min(queries.first_year(request.user) or now, now)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and first - 1 <= int(asked[:5]) <= now else now
    table = queries.hours(request.user, year)
    months = [add_months(date(year, 9, 1), number) for number in range(12)]
    titles = [f"{MONTHS[day.month - 1]} {day.year}" for day in months]
    if format := writing.asked(request.GET):
        return sheet_response(exports.hours(table, titles, f"Часы наставников {year}-{year + 1}"), format)
    context = {
        "year": year,
        "years": [(start, f"{start}/{start + 1}") for start in range(first - 1, now + 1)],
        "titles": titles,
        "rows": [(person, list(zip(titles, minutes, strict=True)), sum(minutes)) for person, minutes in table],
        "totals": [(title, sum(minutes[number] for _, minutes in table)) for number, title in enumerate(titles)],
        "total": sum(sum(minutes) for _, minutes in table),
    }
    return render(request, "journal/hours.html", context)
