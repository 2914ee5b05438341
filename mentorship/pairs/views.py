"""Pairs: the list, the wizard, the card, the readiness gate, consents, drafts of orders."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.fields import Form, parse_keys
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.refusal import Violation
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.core.words import titles
from mentorship.documents.responses import sheet_response
from mentorship.documents.shown import shown_paper
from mentorship.pairs import acts, exports, forms, issues, queries, services
from mentorship.pairs.agreements import queries as agreements_queries
from mentorship.pairs.choosing import acts as choosing
from mentorship.pairs.choosing import queries as choosing_queries
from mentorship.pairs.declining import acts as declining
from mentorship.pairs.declining.queries import told
from mentorship.pairs.ending import queries as ending_queries
from mentorship.pairs.ending import services as ending
from mentorship.pairs.gate import queries as gate_queries
from mentorship.pairs.gate import rules as gate_rules
from mentorship.pairs.matching import queries as matching_queries
from mentorship.pairs.models import Pair
from mentorship.people.employment.queries import gap_lines
from mentorship.people.models import Person
from mentorship.regulation.act import queries as act_queries
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
    until = matching_queries.longest_end(edition.limits(), today)
    if not mentees:
        waiting = matching_queries.ready_to_propose(today)
        away = gap_lines([*([mentor] if mentor else []), *(entry.person for entry in waiting)], today, until)
        return render(request, "pairs/matching/mentees.html", {"waiting": waiting, "mentor": mentor, "away": away})
    away = gap_lines([*([mentor] if mentor else []), *mentees], today, until)
    if mentor is None:
        found = matching_queries.candidates(mentees, edition.limits(), today)
        return render(request, "pairs/matching/mentor.html", {"candidates": found, "mentees": mentees, "away": away})
    return form_page(
        request,
        forms.TermsForm,
        lambda data: services.propose(mentor, mentees, edition=edition, conditions=data, by=request.user),
        to=lambda pair: reverse("pairs:gate", args=[pair.pk]),
        done="Пара предложена. Дальше — согласия и приказ.",
        initial={"starts_on": today, "ends_on": until},
        form_args={"edition": edition},
        template="pairs/matching/conditions.html",
        mentor=mentor,
        mentees=mentees,
        away=away,
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
        "decline": buttons(declining.OF_PARTICIPANT, pair, request.user) if pair.is_proposed else [],
        "declines": told(pair, request.user, timezone.localdate()) if pair.is_proposed else [],
        "parts": pair.participations.all(),
        "sides": choosing_queries.sides(pair),
        "choose": buttons(choosing.OF_PARTICIPANT, pair, request.user),
        "mirrored": queries.mirrored(pair, request.user),
        "waivers": queries.waivers(pair, request.user),
        "drafts": queries.reads_drafts(pair, request.user),
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
        of_record=True,
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
    found, notes = (gate_queries.findings(pair, today), _notes(pair, today)) if waits else ([], [])
    rows = [(violation, gate_queries.fix_url(pair, violation)) for violation in found]
    ready = buttons(acts.READY, pair, request.user) if waits and not rows else []
    context = {
        "pair": pair,
        "rows": rows,
        "notes": notes,
        "unsure": any(note.rule == "admission" for note in notes),
        "ready": ready,
        "coming": coming_edition(today, pair.starts_on) if waits else None,
    }
    return render(request, "pairs/gate/page.html", context)


def _notes(pair: Pair, today: date) -> list[Violation]:
    """What holds no order up and is worth knowing."""
    facts = gate_queries.appointment(pair, today)
    return [
        *gate_rules.admission_notes(facts),
        *act_queries.approval_notes(today, facts.limits),
        *agreements_queries.gate_notes(pair, today, facts.limits),
    ]


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


@require_http_methods(["GET", "POST"])
@permit("pair.consent")
def give_consent(request: Request, pk: int) -> HttpResponse:
    """A participant reads the consent and gives it under their own login, as mentor or as mentee."""
    pair = queries.pair_for(request.user, pk, "pair.consent")
    today, own = timezone.localdate(), request.user.person_id
    part = None if pair.mentor_id == own else get_object_or_404(pair.participations, mentee=own)
    given: dict[str, Any] = {"on": today, "today": today, "method": "online", "by": request.user}

    def act(data: dict[str, Any]) -> None:
        if part is None:
            services.consent_as_mentor(pair, **given, **data)
        else:
            services.consent_as_mentee(part, **given, **data)

    return form_page(
        request,
        Form,
        act,
        to=pair,
        done="Ваше согласие записано.",
        template="pages/shown.html",
        shows=lambda: shown_paper(issues.MENTEE, part.pk, today) if part else shown_paper(issues.MENTOR, pk, today),
        label="Дать согласие",
        about=pair,
        paper_title="Текст согласия",
        cancel_url=pair.get_absolute_url(),
    )


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
    today = timezone.localdate()
    return form_page(
        request,
        forms.MinutesForm if edition_on(today).council else Form,
        lambda data: services.draft_appointment(chosen, on=today, by=request.user, **data),
        to=lambda order: order,
        done=ORDER_DRAFTED,
        template="pairs/appointment.html",
        rows=[(pair, gate_queries.gate(pair, today)) for pair in waiting[:100]],
        chosen=chosen,
    )


@require_http_methods(["GET", "POST"])
@permit("order.draft_pairs")
def draft_closing(request: Request) -> HttpResponse:
    """One order that completes one or several pairs."""
    waiting = ending_queries.to_close(request.user)
    chosen = _chosen(request, waiting)
    if request.method == "POST":
        return act_page(
            request,
            lambda: ending.draft_closing(chosen, by=request.user),
            to=lambda order: order,
            done=ORDER_DRAFTED,
            back=request.get_full_path(),
        )
    return render(request, "pairs/ending/order.html", {"pairs": waiting[:100], "chosen": chosen})


def _chosen(request: Request, pairs: QuerySet[Pair]) -> list[Pair]:
    data = request.POST if request.method == "POST" else request.GET
    return list(pairs.filter(pk__in=parse_keys(data.getlist("pair"))))
