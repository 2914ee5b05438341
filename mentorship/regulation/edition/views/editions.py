"""An edition: all its rules, its facts and clauses, and a new edition after it."""

from django.forms.models import model_to_dict
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.core import history
from mentorship.core.forms.pages import act_page, form_page
from mentorship.documents.wording import named
from mentorship.regulation import queries
from mentorship.regulation.edition import services as editions
from mentorship.regulation.edition.forms import ClauseForm, FactsForm, RulesForm
from mentorship.regulation.edition.rulebook import GROUPS
from mentorship.regulation.models import Clause, Edition, Option


@require_GET
@permit("regulation.rules")
def card(request, pk):
    edition = get_object_or_404(Edition, pk=pk)
    context = {
        "edition": edition,
        "groups": queries.rule_groups(edition),
        "lists": queries.option_lists(edition),
        "others": edition.clauses.filter(rule=""),
        "in_use": edition.pairs.exists(),
        "timeline": history.timeline(
            edition, Option.history.filter(edition=edition), Clause.history.filter(edition=edition)
        ),
    }
    return render(request, "regulation/edition.html", context)


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def rules(request, pk, page):
    edition = get_object_or_404(Edition, pk=pk)
    return rules_page(request, edition, page, back=reverse("regulation:edition", args=[pk]))


def rules_page(request, edition, page, *, back):
    """The rules of one page, and back to where they stand together; the first run asks for them too."""
    if page not in GROUPS:
        raise Http404

    def act(data):
        values, clauses = RulesForm.split(data, page)
        reason = data.get("reason", "")
        return editions.set_rules(edition, values=values, clauses=clauses, reason=reason, by=request.user)

    return form_page(
        request,
        RulesForm,
        act,
        to=f"{back}#{page}",
        done=f"Сохранено: {GROUPS[page]}.",
        initial=RulesForm.initial_of(edition, page),
        form_args={"group": page, "in_use": edition.pairs.exists()},
        title=GROUPS[page],
        lead=edition.title,
        cancel_url=back,
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def facts(request, pk):
    edition = get_object_or_404(Edition, pk=pk)
    return form_page(
        request,
        FactsForm,
        lambda data: editions.set_facts(edition, **data, by=request.user, today=timezone.localdate()),
        to=reverse("regulation:edition", args=[pk]),
        done="Сведения о редакции сохранены.",
        initial=model_to_dict(edition, FactsForm.base_fields),
        title="Сведения о редакции",
        cancel_url=reverse("regulation:edition", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def new(request):
    last = queries.last_edition()
    return form_page(
        request,
        FactsForm,
        lambda data: editions.begin_edition(**data, by=request.user),
        to=lambda edition: reverse("regulation:edition", args=[edition.pk]),
        done="Новая редакция заведена: в ней пока всё как в прежней. Теперь измените то, что изменилось.",
        initial={"starts_on": timezone.localdate()},
        title="Новая редакция Положения",
        submit="Завести редакцию",
        lead=(
            f"Правила и перечни перейдут из редакции «{last.title}», и вы их измените. "
            "Пары, которые уже закреплены приказом, останутся под прежней редакцией."
        ),
        cancel_url=reverse("regulation:rules"),
    )


@require_POST
@permit("regulation.rules")
def drop(request, pk):
    edition = get_object_or_404(Edition, pk=pk)
    return act_page(
        request,
        lambda: editions.drop_edition(edition, by=request.user),
        to="regulation:rules",
        done="Новая редакция отменена.",
    )


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def add_clause(request, pk):
    edition = get_object_or_404(Edition, pk=pk)
    return _clause_page(request, edition, None, "Ещё один пункт")


@require_http_methods(["GET", "POST"])
@permit("regulation.rules")
def edit_clause(request, pk):
    clause = get_object_or_404(Clause.objects.select_related("edition"), pk=pk, rule="")
    return _clause_page(request, clause.edition, clause, str(clause))


def _clause_page(request, edition, clause, title):
    back = reverse("regulation:edition", args=[edition.pk])
    return form_page(
        request,
        ClauseForm,
        lambda data: editions.keep_clause(edition, clause, **data, by=request.user),
        to=f"{back}#clauses",
        done="Пункт сохранён.",
        cancel_url=back,
        title=title,
        initial={"number": clause.number, "gist": named(clause.gist)} if clause else None,
    )


@require_POST
@permit("regulation.rules")
def drop_clause(request, pk):
    clause = get_object_or_404(Clause, pk=pk, rule="")
    return act_page(
        request,
        lambda: editions.drop_clause(clause, by=request.user),
        to=reverse("regulation:edition", args=[clause.edition_id]),
        done="Пункт убран из таблицы.",
    )
