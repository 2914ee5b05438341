"""Petitions: the list, filing and recording, the card, the answer and what follows from it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.calendar.dates import parse_date
from mentorship.core.forms.fields import Form
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.codes import code_of
from mentorship.documents.responses import file_response, sheet_response
from mentorship.documents.responses import render as render_document
from mentorship.petitions import acts, exports, followups, forms, papers, queries, rules, services
from mentorship.petitions.models import Petition
from mentorship.regulation.queries import institution, limits_by_edition

SORTS = {
    "filed": ("-filed_on", "-pk"),
    "author": ("author__search_key", "pk"),
    "kind": ("kind", "-filed_on", "-pk"),
}


@require_GET
@permit("petition.list")
def petition_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.petition_rows(request.user),
        sorts=SORTS,
        default="filed",
        search=lambda rows, text: rows.search(text, request.user),
        filters=partial(forms.PetitionFilters, user=request.user),
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.petitions(listing.rows), format)
    context = {
        "listing": listing,
        "downloads": True,
        "pairs": queries.own_pairs(request.user, timezone.localdate()),
        "today": timezone.localdate(),
        "due": queries.due_days(listing.page, limits_by_edition()),
    }
    return render(request, "petitions/list.html", context)


@require_GET
@permit("petition.file")
def new(request: Request, pk: int) -> HttpResponse:
    """Which petition: every kind this user may file or write down from paper, with advice."""
    pair = queries.pair_to_file(request.user, pk)
    own, recorded = queries.fileable(pair, request.user), queries.recordable(pair, request.user)
    if not own and not recorded:
        raise Http404
    context = {"pair": pair, "own": own, "recorded": recorded, "query": request.GET.urlencode()}
    return render(request, "petitions/new.html", context)


@require_http_methods(["GET", "POST"])
@permit("petition.file")
def file(request: Request, pk: int, what: str, on_paper: bool = False) -> HttpResponse:
    """The author's own form, or the office's with the date of the paper."""
    pair = queries.pair_to_file(request.user, pk)
    kind = queries.kind_for(pair, request.user, what, on_paper=on_paper)
    today, people = timezone.localdate(), queries.authors(pair, kind) if on_paper else []

    def act(data: dict[str, Any]) -> Petition:
        given = {"author": request.user.person, "filed_on": today, **data}
        given.setdefault("about", pair.mentees[0] if kind.about and pair.mentees else None)
        method = Petition.Method.PAPER if on_paper else Petition.Method.ONLINE
        return services.file(pair, kind.code, method=method, today=today, by=request.user, **given)

    return form_page(
        request,
        forms.PetitionForm,
        act,
        to=lambda petition: petition,
        done="Заявление записано." if on_paper else "Заявление подано.",
        initial=_prefilled(request),
        form_args={"kind": kind, "people": people, "mentees": pair.mentees, "on_paper": on_paper},
        template="petitions/file.html",
        kind=kind,
        pair=pair,
        on_paper=on_paper,
        autosave=True,
        cancel_url=reverse("petitions:new", args=[pk]),
    )


def _prefilled(request: Request) -> dict[str, Any]:
    """What another page has already said for the author."""
    texts = {name: request.GET[name][:2000] for name in forms.TEXTS if name in request.GET}
    return {**texts, "wanted_on": parse_date(request.GET.get("wanted_on", "")), "filed_on": timezone.localdate()}


@require_GET
@permit("petition.file")
def print_form(request: Request, pk: int, what: str, format: str) -> HttpResponse:
    """The form about this pair to be filled by hand."""
    pair = queries.pair_to_file(request.user, pk)
    kinds = [*queries.fileable(pair, request.user), *queries.paper_kinds(pair, request.user)]
    kind = next((kind for kind in kinds if kind.code == what and kind.paper), None)
    if kind is None:
        raise Http404
    document = papers.by_hand(pair, kind, timezone.localdate(), request.user.person_id)
    content = render_document(document, institution().profile(), format)
    return file_response(content, format, kind.title, inline=format == "pdf")


@require_GET
@permit("petition.view")
def card(request: Request, pk: int) -> HttpResponse:
    user, petition = request.user, queries.petition_for(request.user, pk)
    kind, limits, advice = petition.rule, petition.pair.edition.limits(), ""
    if kind.code == "resignation" and petition.is_open and limits.employee_notice_days:
        advice = rules.notice_advice(petition.filed_on, petition.wanted_on, limits.employee_notice_days)
    context = {
        "petition": petition,
        "kind": kind,
        "pair": petition.pair,
        "answers": [(row.label, value) for row in kind.asks if (value := getattr(petition, row.name))],
        "due_on": rules.due_on(petition.filed_on, limits) if petition.is_open else None,
        "acts": [
            *buttons(acts.ANSWERS, petition, user),
            *followups.follow_ups(petition, user),
            *buttons(acts.MORE, petition, user),
        ],
        "alone": petition.author_id == user.person_id and acts.DECIDE.open_to(petition, user),
        "advice": advice,
        "code": code_of(kind.paper, petition.pk) if kind.paper else "",
        "viewings": petition.viewings.all() if kind.logs else [],
        "timeline": queries.timeline(petition, user),
        "opinion": petition.opinion if queries.reads_opinion(petition, user) else "",
    }
    return render(request, "petitions/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("petition.review")
def review(request: Request, pk: int) -> HttpResponse:
    petition = queries.petition_to(request.user, pk, "review")
    return _page(
        request,
        petition,
        forms.ReviewForm,
        partial(services.review, petition, by=request.user),
        done="Отмечено: заявление рассматривается.",
        template="petitions/review.html",
        initial={"opinion": petition.opinion},
        of_record=True,
    )


@require_http_methods(["GET", "POST"])
@permit("petition.decide")
def decide(request: Request, pk: int) -> HttpResponse:
    petition = queries.petition_to(request.user, pk, "decide")
    today = timezone.localdate()

    def act(outcome: str, **data: Any) -> Petition:
        return services.decide(petition, granted=outcome == "grant", today=today, by=request.user, **data)

    return _page(
        request,
        petition,
        forms.DecisionForm,
        act,
        done="Решение записано.",
        template="petitions/decide.html",
        form_args={"dated": petition.rule.dated},
        initial={"decided_on": today, "effective_on": petition.wanted_on},
    )


@require_http_methods(["GET", "POST"])
@permit("petition.withdraw")
def withdraw(request: Request, pk: int) -> HttpResponse:
    petition = queries.petition_to(request.user, pk, "withdraw")
    return _page(
        request,
        petition,
        forms.WithdrawForm,
        partial(services.withdraw, petition, on=timezone.localdate(), by=request.user),
        done="Заявление отозвано.",
        template="petitions/withdraw.html",
    )


@require_http_methods(["GET", "POST"])
@permit("petition.execute")
def execute(request: Request, pk: int) -> HttpResponse:
    petition, today = queries.petition_to(request.user, pk, "execute"), timezone.localdate()
    return _page(
        request,
        petition,
        forms.ExecutionForm,
        partial(services.execute, petition, today=today, by=request.user),
        done="Исполнение отмечено.",
        template="petitions/execute.html",
        initial={"executed_on": today},
    )


@require_http_methods(["GET", "POST"])
@permit("petition.log")
def log(request: Request, pk: int) -> HttpResponse:
    """A line of the log: when, with what and by whom the mentor was acquainted."""
    petition, today = queries.petition_to(request.user, pk, "log"), timezone.localdate()
    return _page(
        request,
        petition,
        forms.ViewingForm,
        lambda **data: services.log_viewing(petition, fields=data, today=today, by=request.user),
        done="Ознакомление записано.",
        template="petitions/log.html",
        initial={"seen_on": today},
    )


@require_POST
@permit("petition.view")
def read(request: Request, pk: int) -> HttpResponse:
    """The author has read the answer."""
    petition = queries.petition_for(request.user, pk)
    if petition.author_id != request.user.person_id:
        raise Http404
    return act_page(
        request,
        lambda: services.mark_read(petition, on=timezone.localdate(), by=request.user),
        to=petition,
        done="Отмечено: ответ прочитан.",
    )


def _page(
    request: Request, petition: Petition, form: type[Form], act: Callable[..., Any], *, done: str, **more: Any
) -> HttpResponse:
    """A form about one petition."""
    url = petition.get_absolute_url()
    return form_page(
        request, form, lambda data: act(**data), to=url, done=done, petition=petition, cancel_url=url, **more
    )
