"""Pairs: the list, the wizard, the card, the readiness gate, consents, drafts of orders."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.calendar.dates import term_end
from mentorship.core.forms.fields import parse_keys
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.core.words import titles
from mentorship.documents.responses import sheet_response
from mentorship.pairs import acts, exports, forms, queries, services
from mentorship.pairs.agreements import queries as agreements_queries
from mentorship.pairs.gate import queries as gate_queries
from mentorship.pairs.matching import queries as matching_queries
from mentorship.pairs.models import Pair
from mentorship.people.models import Person
from mentorship.regulation.queries import coming_edition, edition_on

ORDER_DRAFTED = "Проект приказа готов."
SORTS = {
    "start": ("-starts_on", "-pk"),
    "mentor": ("mentor__search_key", "pk"),
    "end": ("ends_on", "pk"),
}


@require_GET
@permit("pair.list")
def pair_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.list_rows(request.user),
        sorts=SORTS,
        default="start",
        search=lambda rows, text: rows.search(text, request.user),
        filters=forms.PairFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.pairs(listing.rows), format)
    return render(request, "pairs/list.html", {"listing": listing, "downloads": True})


@require_http_methods(["GET", "POST"])
@permit("pair.propose")
def propose(request: Request) -> HttpResponse:
    """The wizard: whom, who, on what terms. Both cards lead here; the address keeps the answers."""
    people = Person.objects.visible_to(request.user).prefetch_related("positions")
    mentees = list(people.filter(pk__in=parse_keys(request.GET.getlist("mentee"))))
    mentor = people.filter(pk__in=parse_keys(request.GET.getlist("mentor"))).first()
    today = timezone.localdate()
    edition = edition_on(today)
    if not mentees:
        waiting = matching_queries.ready_to_propose(today)
        return render(request, "pairs/matching/mentees.html", {"waiting": waiting, "mentor": mentor})
    if mentor is None:
        found = matching_queries.candidates(mentees, edition.limits(), timezone.localdate())
        return render(request, "pairs/matching/mentor.html", {"candidates": found, "mentees": mentees})
    return form_page(
        request,
        forms.TermsForm,
        lambda data: services.propose(mentor, mentees, edition=edition, conditions=data, by=request.user),
        to=lambda pair: reverse("pairs:gate", args=[pair.pk]),
        done="Пара предложена. Дальше — согласия и приказ.",
        initial={"starts_on": today, "ends_on": term_end(today, edition.mentoring_max_months or 12)},
        form_args={"edition": edition},
        template="pairs/matching/conditions.html",
        mentor=mentor,
        mentees=mentees,
    )


@require_GET
@permit("pair.view")
def card(request: Request, pk: int) -> HttpResponse:
    pair = queries.pair_for(request.user, pk)
    queries.prefetch_for_card(pair)
    context = {
        "pair": pair,
        "next": buttons(acts.NEXT, pair, request.user),
        "more": buttons(acts.MORE, pair, request.user),
        "consent": buttons((acts.CONSENT,), pair, request.user),
        "parts": pair.participations.all(),
        "waivers": queries.waivers(pair, request.user),
        "timeline": queries.timeline(pair, request.user),
    }
    return render(request, "pairs/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("pair.edit")
def edit(request: Request, pk: int) -> HttpResponse:
    pair = queries.pair_for(request.user, pk, "pair.edit")
    now = gate_queries.conditions_on(pair, timezone.localdate())
    initial = {name: getattr(pair, name) for name in ("goal", "starts_on", "ends_on")}
    return form_page(
        request,
        forms.TermsForm,
        lambda data: services.edit_conditions(pair, edition=now.edition, conditions=data, by=request.user),
        to=reverse("pairs:gate", args=[pk]),
        done="Условия сохранены.",
        initial={**initial, "form": now.form, "kind": now.kind},
        form_args={"edition": now.edition},
        template="pairs/edit.html",
        pair=pair,
        cancel_url=pair.get_absolute_url(),
    )


@require_GET
@permit("pair.gate")
def gate(request: Request, pk: int) -> HttpResponse:
    """Everything that stands between this pair and its order, worst first."""
    pair = queries.pair_for(request.user, pk, "pair.gate")
    today, waits = timezone.localdate(), pair.is_proposed
    found = gate_queries.findings(pair, today) if waits else []
    rows = [(violation, gate_queries.fix_url(pair, violation)) for violation in found]
    notes = (
        agreements_queries.gate_notes(pair, today, gate_queries.conditions_on(pair, today).edition.limits())
        if waits
        else []
    )
    ready = buttons(acts.READY, pair, request.user) if waits and not rows else []
    context = {
        "pair": pair,
        "rows": rows,
        "notes": notes,
        "ready": ready,
        "coming": coming_edition(today, pair.starts_on) if waits else None,
    }
    return render(request, "pairs/gate/page.html", context)


@require_POST
@permit("order.draft_pairs")
def draft_order(request: Request, pk: int) -> HttpResponse:
    """One button of the gate: the order of this pair alone."""
    pair = queries.pair_for(request.user, pk, "order.draft_pairs")
    return act_page(
        request,
        lambda: services.draft_appointment([pair], on=timezone.localdate(), by=request.user),
        to=lambda order: order,
        done=ORDER_DRAFTED,
        back=reverse("pairs:gate", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@permit("pair.edit")
def waive(request: Request, pk: int, rule: str, subject: int) -> HttpResponse:
    pair = queries.pair_for(request.user, pk, "pair.edit")
    today = timezone.localdate()
    warning = next(
        (v for v in gate_queries.gate(pair, today) if v.overridable and v.rule == rule and (v.subject or 0) == subject),
        None,
    )
    if warning is None:
        raise Http404
    return form_page(
        request,
        forms.WaiverForm,
        lambda data: services.waive(pair, rule=rule, subject=subject, on=today, by=request.user, **data),
        to=reverse("pairs:gate", args=[pk]),
        done="Объяснение записано.",
        template="pairs/gate/waive.html",
        warning=warning,
        cancel_url=reverse("pairs:gate", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def record_mentor_consent(request: Request, pk: int) -> HttpResponse:
    pair, today = queries.pair_for(request.user, pk), timezone.localdate()
    return form_page(
        request,
        forms.ConsentDayForm,
        lambda data: services.consent_as_mentor(pair, method="paper", today=today, by=request.user, **data),
        to=reverse("pairs:card", args=[pk]),
        done="Согласие наставника записано.",
        initial={"on": timezone.localdate()},
        template="pairs/consents/mentor.html",
        pair=pair,
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def record_mentee_consent(request: Request, pk: int) -> HttpResponse:
    part = queries.participation_for(request.user, pk, "consent.record")
    pair, today = part.pair, timezone.localdate()
    return form_page(
        request,
        forms.ConsentDayForm,
        lambda data: services.consent_as_mentee(part, method="paper", today=today, by=request.user, **data),
        to=pair,
        done=titles.say("Согласие {mentee.gen} записано."),
        initial={"on": timezone.localdate()},
        template="pairs/consents/mentee.html",
        part=part,
        cancel_url=pair.get_absolute_url(),
    )


@require_POST
@permit("pair.consent")
def give_consent(request: Request, pk: int) -> HttpResponse:
    """A participant consents under their own login, as mentor or as mentee."""
    pair = queries.pair_for(request.user, pk, "pair.consent")
    today, own = timezone.localdate(), request.user.person_id

    def act() -> None:
        if pair.mentor_id == own:
            services.consent_as_mentor(pair, on=today, today=today, method="online", by=request.user)
        for part in pair.participations.filter(mentee=own):
            services.consent_as_mentee(part, on=today, today=today, method="online", by=request.user)

    return act_page(request, act, to=pair, done="Ваше согласие записано.")


@require_http_methods(["GET", "POST"])
@permit("pair.edit")
def cancel(request: Request, pk: int) -> HttpResponse:
    pair = queries.pair_for(request.user, pk, "pair.edit")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.cancel(pair, on=timezone.localdate(), by=request.user, **data),
        to=reverse("pairs:card", args=[pk]),
        done="Записано: пара не состоялась.",
        template="pairs/cancel.html",
        pair=pair,
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("order.draft_pairs")
def draft_appointment(request: Request) -> HttpResponse:
    """One order for one or several ready pairs."""
    waiting = queries.drafted_together(request.user)
    chosen = _chosen(request, waiting)
    if request.method == "POST":
        return act_page(
            request,
            lambda: services.draft_appointment(chosen, on=timezone.localdate(), by=request.user),
            to=lambda order: order,
            done=ORDER_DRAFTED,
            back=request.get_full_path(),
        )
    rows = [(pair, gate_queries.gate(pair, timezone.localdate())) for pair in waiting[:100]]
    return render(request, "pairs/orders/appointment.html", {"rows": rows, "chosen": chosen})


@require_http_methods(["GET", "POST"])
@permit("order.draft_pairs")
def draft_closing(request: Request) -> HttpResponse:
    """One order that completes one or several pairs."""
    waiting = queries.to_close(request.user)
    chosen = _chosen(request, waiting)
    if request.method == "POST":
        return act_page(
            request,
            lambda: services.draft_closing(chosen, by=request.user),
            to=lambda order: order,
            done=ORDER_DRAFTED,
            back=request.get_full_path(),
        )
    return render(request, "pairs/orders/closing.html", {"pairs": waiting[:100], "chosen": chosen})


def _chosen(request: Request, pairs: QuerySet[Pair]) -> list[Pair]:
    data = request.POST if request.method == "POST" else request.GET
    return list(pairs.filter(pk__in=parse_keys(data.getlist("pair"))))
