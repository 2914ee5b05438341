"""An edition: all its rules, its facts and clauses, and a new edition after it."""

from typing import Any

from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.pages import act_page, form_page
from mentorship.documents.wording import named
from mentorship.regulation.edition import queries, services
from mentorship.regulation.edition.forms import ClauseForm, FactsForm, RulesForm
from mentorship.regulation.edition.rulebook import GROUPS
from mentorship.regulation.models import Clause, Edition, Option
from mentorship.regulation.queries import last_edition


@require_GET
@permit("regulation.rules")
def card(request: Request, pk: int) -> HttpResponse:
    edition = queries.edition_for(request.user, pk)
    context = {
        "edition": edition,
        "groups": queries.rule_groups(edition),
        "lists": queries.option_lists(edition),
        "others": edition.clauses.filter(rule=""),
        "warnings": queries.warnings_of(edition, timezone.localdate()),
        "in_use": edition.pairs.exists(),
        "timeline": history.timeline(
            edition, history.versions(Option).filter(edition=edition), history.versions(Clause).filter(edition=edition)
        ),
    }
    return render(request, "regulation/edition/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def rules(request: Request, pk: int, page: str) -> HttpResponse:
    edition = queries.edition_for(request.user, pk)
    return rules_page(request, edition, page, back=reverse("regulation:edition", args=[pk]))


def rules_page(request: Request, edition: Edition, page: str, *, back: str) -> HttpResponse:
    """The rules of one page, and back to where they stand together; the first run asks for them too."""
    if page not in GROUPS:
        raise Http404

    def act(data: dict[str, Any]) -> Edition:
        values, clauses = RulesForm.split(data, page)
        reason, confirmed = data.get("reason", ""), data.get("confirmed", False)
        return services.set_rules(
            edition,
            values=values,
            clauses=clauses,
            reason=reason,
            confirmed=confirmed,
            today=timezone.localdate(),
            by=request.user,
        )

    return form_page(
        request,
        RulesForm,
        act,
        to=f"{back}#{page}",
        done=f"Сохранено: {GROUPS[page]}.",
        initial=RulesForm.initial_of(edition, page),
        of_record=True,
        form_args={"group": page, "in_use": edition.pairs.exists()},
        template="regulation/edition/group.html",
        edition=edition,
        group=GROUPS[page],
        cancel_url=back,
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def facts(request: Request, pk: int) -> HttpResponse:
    edition = queries.edition_for(request.user, pk)
    return form_page(
        request,
        FactsForm,
        lambda data: services.set_facts(edition, **data, by=request.user, today=timezone.localdate()),
        to=reverse("regulation:edition", args=[pk]),
        done="Сведения о редакции сохранены.",
        initial=model_to_dict(edition, FactsForm.base_fields),
        of_record=True,
        template="regulation/edition/facts.html",
        cancel_url=reverse("regulation:edition", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def new(request: Request) -> HttpResponse:
    last = last_edition()
    return form_page(
        request,
        FactsForm,
        lambda data: services.begin_edition(**data, by=request.user),
        to=lambda edition: reverse("regulation:edition", args=[edition.pk]),
        done="Новая редакция заведена: в ней пока всё как в прежней. Теперь измените то, что изменилось.",
        initial={"starts_on": timezone.localdate()},
        template="regulation/edition/new.html",
        last=last,
        cancel_url=reverse("regulation:rules"),
    )


@require_POST
@permit("regulation.rules")
def drop(request: Request, pk: int) -> HttpResponse:
    edition = queries.edition_for(request.user, pk)
    return act_page(
        request,
        lambda: services.drop_edition(edition, by=request.user),
        to="regulation:rules",
        done="Новая редакция отменена.",
    )


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def add_clause(request: Request, pk: int) -> HttpResponse:
    edition = queries.edition_for(request.user, pk)
    return _clause_page(request, edition, None)


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def edit_clause(request: Request, pk: int) -> HttpResponse:
    clause = queries.clause_for(request.user, pk)
    return _clause_page(request, clause.edition, clause)


def _clause_page(request: Request, edition: Edition, clause: Clause | None) -> HttpResponse:
    back = reverse("regulation:edition", args=[edition.pk])
    return form_page(
        request,
        ClauseForm,
        lambda data: services.keep_clause(edition, clause, **data, by=request.user),
        to=f"{back}#clauses",
        done="Пункт сохранён.",
        cancel_url=back,
        template="regulation/edition/clause.html",
        clause=clause,
        initial={"number": clause.number, "gist": named(clause.gist)} if clause else None,
        of_record=clause is not None,
    )


@require_POST
@permit("regulation.rules")
def drop_clause(request: Request, pk: int) -> HttpResponse:
    clause = queries.clause_for(request.user, pk)
    return act_page(
        request,
        lambda: services.drop_clause(clause, by=request.user),
        to=reverse("regulation:edition", args=[clause.edition_id]),
        done="Пункт убран из таблицы.",
    )
