"""Replacements: the wizard, the order, the interim note."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.calendar.dates import parse_date
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.refusal import RuleBroken, Violation
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import pair_for
from mentorship.people.employment.queries import gap_lines
from mentorship.regulation.models import Option
from mentorship.regulation.queries import options
from mentorship.replacements import forms, queries, rules, services
from mentorship.replacements.wizard import Wizard


@require_http_methods(["GET", "POST"])
@permit("pair.replace")
def replace(request: Request, pk: int) -> HttpResponse:
    """Ground, candidate, term, check; other pages lead here with ?ground=&reason=&from=."""
    pair = pair_for(request.user, pk, "pair.replace")
    today = timezone.localdate()
    wizard = Wizard(request, pair, _asked(request, pair, today), today)
    if found := list(rules.state_violations(wizard.facts)):
        for violation in found:
            messages.error(request, str(violation))
        return redirect(pair)
    refused: list[Violation] = []
    if wizard.is_whole and "confirm" in request.POST:
        try:
            made = services.begin(pair, on=today, by=request.user, **wizard.known)
        except RuleBroken as refusal:
            refused = refusal.violations
        else:
            messages.success(request, "Замена начата. Дальше — согласия и приказ.")
            return redirect("pairs:gate", made.pair_id)
    away = gap_lines(pair.mentees, today, pair.ends_on) if wizard.page == 1 else []
    context = {"wizard": wizard, "pair": pair, "refused": refused, "away": away}
    status = 422 if refused or wizard.is_refused else 200
    return render(request, f"replacements/{wizard.name}.html", context, status=status)


def _asked(request: Request, pair: Pair, today: date) -> dict[str, Any]:
    """What the page begins with: the ground by its code, the reason and the day of the address."""
    code, day = request.GET.get("ground", "")[:40], parse_date(request.GET.get("from", "")[:20])
    ground = options(pair.edition, Option.Group.REPLACEMENT).filter(code=code).first() if code else None
    return {
        "ground": ground.pk if ground else None,
        "reason": request.GET.get("reason", "")[:1000],
        "from_on": day or max(today, pair.starts_on + timedelta(days=1)),
        "ends_on": queries.running(pair, today).latest_end,
    }


@require_POST
@permit("order.draft_pairs")
def draft_order(request: Request, pk: int) -> HttpResponse:
    """One button of the gate: the order of a replacement whose consents are in."""
    pair = pair_for(request.user, pk)
    return act_page(
        request,
        lambda: services.draft_order(pair, on=timezone.localdate(), by=request.user),
        to=lambda order: order,
        done="Проект приказа о замене готов.",
        back=reverse("pairs:gate", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@permit("replacement.note")
def note(request: Request, pk: int) -> HttpResponse:
    """What the mentor before has done and what is left."""
    replacement = queries.replacement_for(request.user, pk, "replacement.note")
    today = timezone.localdate()
    initial = {"done": replacement.note_done, "left": replacement.note_left, "on": replacement.note_on or today}
    return form_page(
        request,
        forms.NoteForm,
        lambda data: services.write_note(replacement, today=today, by=request.user, **data),
        to=replacement.old,
        done="Записка сохранена. Её увидят куратор и руководитель, а когда приказ подписан — и новый наставник.",
        initial=initial,
        of_record=True,
        template="replacements/note.html",
        pair=replacement.old,
        autosave=True,
        cancel_url=replacement.old.get_absolute_url(),
    )
