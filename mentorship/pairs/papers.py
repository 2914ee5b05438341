"""Papers about a pair or about one mentee in it: texts of `fixtures/papers` (D18, D19, D23 …)."""

from django.db.models import QuerySet

from mentorship.pairs.agreements.papers import agreement_paper, notice_paper, pair_paper_values
from mentorship.pairs.agreements.queries import paper_pair
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.queries import participation_for
from mentorship.pairs.values import participation_values
from mentorship.regulation.wording.texts import register_texts


def participations() -> QuerySet[Participation]:
    """The places of mentees with what their papers tell."""
    return Participation.objects.select_related(
        "pair__form", "pair__kind", "pair__order", "pair__ending_case", "pair__edition"
    )


def declare() -> None:
    """Every text about a pair, and about a mentee in it."""
    register_texts(
        "pair",
        values=pair_paper_values,
        subjects=Pair.objects.with_people,
        find=paper_pair,
        permission="pair.view",
        builders={"D23": agreement_paper, "D27": notice_paper},
    )
    register_texts(
        "participation",
        values=participation_values,
        subjects=participations,
        find=participation_for,
        permission="pair.view",
    )
