"""One's own reminders, the outbox, slips to print, the calendar and the link that stops letters."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access import again
from mentorship.access.decorators import permit, public
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.core import mail
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.tables.listing import Listing
from mentorship.documents.responses import file_response
from mentorship.documents.responses import render as render_document
from mentorship.regulation.queries import institution
from mentorship.reminders import feed as calendars
from mentorship.reminders import forms, queries
from mentorship.reminders import slips as papers
from mentorship.reminders.letters import site, who_unsubscribes
from mentorship.reminders.models import Letter
from mentorship.reminders.services import outbox, preferences

LETTER_SORTS = {"new": ("-pk",), "person": ("person__search_key", "-pk"), "state": ("state", "-pk")}


@require_http_methods(["GET", "POST"])
@permit("own.use")
def settings_page(request: Request) -> HttpResponseBase:
    """How I am reminded, and my calendar; before the letters go elsewhere, who is there is asked again."""
    own = queries.preference_of(request.user)
    elsewhere = request.method == "POST" and request.POST.get("address", "").strip() != own.address
    if elsewhere and (asked := again.question(request)):
        return asked
    reader = queries.reader(own.person_id)
    return form_page(
        request,
        forms.PreferenceForm,
        lambda data: preferences.choose(own.person, by=request.user, **data),
        to="reminders:settings",
        done="Настройки напоминаний сохранены.",
        template="reminders/settings.html",
        initial={"letters": own.letters, "digest": own.digest, "address": own.address},
        of_record=True,
        own=own,
        reader=reader,
        troubled=Letter.objects.troubled().count() if can(request.user, "reminder.outbox") else 0,
    )


@require_POST
@permit("own.use")
def make_feed(request: Request) -> HttpResponse:
    """The secret address is shown once; making another stops this one."""
    own = queries.preference_of(request.user)
    token = preferences.make_feed(own.person, now=timezone.now(), by=request.user)
    response = render(request, "reminders/feed_made.html", {"url": site(reverse("reminders:feed", args=[token]))})
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@permit("own.use")
def revoke_feed(request: Request) -> HttpResponse:
    own = queries.preference_of(request.user)
    return act_page(
        request,
        lambda: preferences.revoke_feed(own.person, by=request.user),
        to="reminders:settings",
        done="Ссылка на календарь больше не работает.",
    )


@public
@require_GET
def feed(request: Request, token: str) -> HttpResponse:
    """The calendar of whoever holds the secret; an unknown and a revoked one are the same."""
    now = timezone.now()
    user = calendars.user_of(token, timezone.localdate(now))
    if user is None:
        raise Http404
    content = calendars.calendar(user, timezone.localdate(now), now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = 'inline; filename="nastavnichestvo.ics"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@public
@csrf_exempt  # the signed address is the key: mail programs post it by themselves (RFC 8058)
@require_http_methods(["GET", "POST"])
def unsubscribe(request: Request, token: str) -> HttpResponse:
    """Stop the letters without signing in; looking at the page stops nothing."""
    person = queries.person_of(who_unsubscribes(token))
    if request.method == "POST":
        preferences.unsubscribe(person)
    return render(request, "reminders/unsubscribe.html", {"done": request.method == "POST"})


@require_GET
@permit("reminder.outbox")
def letters(request: Request) -> HttpResponse:
    """Every letter and how it fares; never what it says."""
    listing = Listing(
        request,
        queries.letter_rows(),
        sorts=LETTER_SORTS,
        default="new",
        search=queries.search_letters,
        filters=forms.LetterFilters,
    )
    context = {
        "listing": listing,
        "nowhere": not mail.is_sent(),
        "local_links": settings.SITE_URL.startswith(("http://127.", "http://localhost")),
    }
    return render(request, "reminders/letters.html", context)


@require_POST
@permit("reminder.outbox")
def send(request: Request, pk: int) -> HttpResponse:
    letter = queries.letter_for(request.user, pk)
    return act_page(
        request, lambda: outbox.send_now(letter, timezone.now()), to="reminders:letters", done="Письмо отправлено."
    )


@require_POST
@permit("reminder.outbox")
def send_all(request: Request) -> HttpResponse:
    return act_page(
        request,
        lambda: outbox.send_all_now(timezone.now()),
        to="reminders:letters",
        done="Всё, что ждало и что сервер принял, отправлено.",
    )


@require_GET
@permit("reminder.print")
def slips(request: Request) -> HttpResponse:
    """Who is to be told on paper, and of what."""
    form = forms.SlipFilters(request.GET)
    asked = form.asked()
    found = papers.slips(timezone.localdate(), **asked)
    context = {"form": form, "slips": found[: papers.MOST], "total": len(found), "query": request.GET.urlencode()}
    return render(request, "reminders/slips.html", {**context, **asked, "today": timezone.localdate()})


@require_GET
@permit("reminder.print")
def slips_file(request: Request, format: str) -> HttpResponse:
    """The slips as PDF or Word, a sheet a person."""
    if format not in ("pdf", "docx"):
        raise Http404
    asked, today = forms.SlipFilters(request.GET).asked(), timezone.localdate()
    made = papers.slips(today, **asked)[: papers.MOST]
    content = render_document(papers.document(made, today, asked["days"]), institution().profile(), format)
    return file_response(content, format, f"Напоминания {today:%d.%m.%Y}", inline=format == "pdf")
