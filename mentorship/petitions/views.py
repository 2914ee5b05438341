"""Petitions: the list, filing and recording, the card, the answer and what follows from it."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.core.calendar.dates import parse_date
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.codes import code_of
from mentorship.documents.responses import file_response, sheet_response
from mentorship.documents.responses import render as render_document
from mentorship.petitions import exports, followups, forms, papers, queries, rules, services
from mentorship.petitions.models import Petition
from mentorship.regulation.queries import institution, limits_by_edition

SORTS = {
    "filed": ("-filed_on", "-pk"),
    "author": ("author__search_key", "pk"),
    "kind": ("kind", "-filed_on", "-pk"),
}


@require_GET
@permit("petition.list")
def petition_list(request):
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
        "pairs": queries.own_pairs(request.user),
        "today": timezone.localdate(),
        "due": queries.due_days(listing.page, limits_by_edition()),
    }
    return render(request, "petitions/list.html", context)


@require_GET
@permit("petition.file")
def new(request, pk):
    """Which petition: every kind this user may file or write down from paper, with advice."""
    pair = queries.pair_to_file(request.user, pk)
    own, recorded = queries.fileable(pair, request.user), queries.recordable(pair, request.user)
    if not own and not recorded:
        raise Http404
    context = {"pair": pair, "own": own, "recorded": recorded, "query": request.GET.urlencode()}
    return render(request, "petitions/new.html", context)


@require_http_methods(["GET", "POST"])
@permit("petition.file")
def file(request, pk, what, on_paper=False):
    """The author's own form, or the office's with the date of the paper."""
    pair = queries.pair_to_file(request.user, pk)
    kind = queries.kind_for(pair, request.user, what, on_paper=on_paper)
    today, people = timezone.localdate(), queries.authors(pair, kind) if on_paper else []

    def act(data):
        given = {"author": request.user.person, "filed_on": today, **data}
        given.setdefault("about", pair.mentees[0] if kind.about and pair.mentees else None)
        method = Petition.Method.PAPER if on_paper else Petition.Method.ONLINE
        return services.file(pair, kind.code, method=method, today=today, by=request.user, **given)

    return form_page(
        request,
        forms.PetitionForm,
        act,
        to=lambda petition: petition.get_absolute_url(),
        done="Заявление записано." if on_paper else "Заявление подано.",
        initial=_prefilled(request),
        form_args={"kind": kind, "people": people, "mentees": pair.mentees, "on_paper": on_paper},
        title=kind.title,
        lead=str(pair),
        submit="Записать" if on_paper else "Подать заявление",
        autosave=True,
        notice=f"{kind.said_advice} {kind.said_after}",
        cancel_url=reverse("petitions:new", args=[pk]),
    )


def _prefilled(request):
    """What another page has already said for the author."""
    texts = {name: request.GET[name][:2000] for name in forms.TEXTS if name in request.GET}
    return {**texts, "wanted_on": parse_date(request.GET.get("wanted_on", "")), "filed_on": timezone.localdate()}


@require_GET
@permit("petition.file")
def print_form(request, pk, what, format):
    """The form about this pair to be filled by hand."""
    pair = queries.pair_to_file(request.user, pk)
    kinds = [*queries.fileable(pair, request.user), *queries.recordable(pair, request.user)]
    kind = next((kind for kind in kinds if kind.code == what and kind.paper), None)
    if kind is None:
        raise Http404
    document = papers.by_hand(pair, kind, timezone.localdate(), request.user.person_id)
    content = render_document(document, institution().profile(), format)
    return file_response(content, format, kind.title, inline=format == "pdf")


@require_GET
@permit("petition.view")
def card(request, pk):
    petition = queries.petition_for(request.user, pk)
    kind, limits, notice = petition.terms, petition.pair.edition.limits(), ""
    if kind.code == "resignation" and petition.is_open and limits.employee_notice_days:
        notice = rules.notice_advice(petition.filed_on, petition.wanted_on, limits.employee_notice_days)
    context = {
        "petition": petition,
        "kind": kind,
        "pair": petition.pair,
        "answers": [(row.label, value) for row in kind.asks if (value := getattr(petition, row.name))],
        "due_on": rules.due_on(petition.filed_on, limits) if petition.is_open else None,
        "acts": queries.acts(request.user, petition),
        "advice": notice,
        "code": code_of(kind.paper, petition.pk) if kind.paper else "",
        "next": followups.follow_ups(petition, request.user),
        "viewings": petition.viewings.all() if kind.logs else [],
        "today": timezone.localdate(),
        "timeline": queries.timeline(petition),
    }
    return render(request, "petitions/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("petition.review")
def review(request, pk):
    petition = queries.petition_to(request.user, pk, "review")
    return _page(
        request,
        petition,
        forms.ReviewForm,
        partial(services.review, petition, by=request.user),
        done="Отмечено: заявление рассматривается.",
        title="Взять на рассмотрение",
        submit="Взять на рассмотрение",
        initial={"opinion": petition.opinion},
    )


@require_http_methods(["GET", "POST"])
@permit("petition.decide")
def decide(request, pk):
    petition = queries.petition_to(request.user, pk, "decide")
    today = timezone.localdate()

    def act(outcome, **data):
        return services.decide(petition, granted=outcome == "grant", today=today, by=request.user, **data)

    return _page(
        request,
        petition,
        forms.DecisionForm,
        act,
        done="Решение записано.",
        title="Ответить на заявление",
        submit="Записать решение",
        form_args={"dated": petition.terms.dated},
        initial={"decided_on": today, "effective_on": petition.wanted_on},
    )


@require_http_methods(["GET", "POST"])
@permit("petition.withdraw")
def withdraw(request, pk):
    petition = queries.petition_to(request.user, pk, "withdraw")
    return _page(
        request,
        petition,
        forms.WithdrawForm,
        partial(services.withdraw, petition, on=timezone.localdate(), by=request.user),
        done="Заявление отозвано.",
        title="Отозвать заявление",
        submit="Отозвать",
        danger=True,
    )


@require_http_methods(["GET", "POST"])
@permit("petition.execute")
def execute(request, pk):
    petition, today = queries.petition_to(request.user, pk, "execute"), timezone.localdate()
    return _page(
        request,
        petition,
        forms.ExecutionForm,
        partial(services.execute, petition, today=today, by=request.user),
        done="Исполнение отмечено.",
        title="Отметить исполнение",
        submit="Отметить",
        initial={"executed_on": today},
    )


@require_http_methods(["GET", "POST"])
@permit("petition.log")
def log(request, pk):
    """A line of the log: when, with what and by whom the mentor was acquainted."""
    petition, today = queries.petition_to(request.user, pk, "log"), timezone.localdate()
    return _page(
        request,
        petition,
        forms.ViewingForm,
        lambda **data: services.log_viewing(petition, fields=data, today=today, by=request.user),
        done="Ознакомление записано.",
        title="Записать ознакомление",
        initial={"seen_on": today},
    )


@require_POST
@permit("petition.view")
def read(request, pk):
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


def _page(request, petition, form, act, **words):
    """A form about one petition."""
    url = petition.get_absolute_url()
    return form_page(request, form, lambda data: act(**data), to=url, lead=str(petition), cancel_url=url, **words)
