"""Reading what the curator owes by the Labour Code: agreements, copies, notices."""

from collections.abc import Iterator, Mapping

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from mentorship.core.prepared import day_slot, prepared
from mentorship.pairs.agreements import rules
from mentorship.pairs.agreements.queries import KEPT
from mentorship.pairs.models import Agreement, Notice, Pair
from mentorship.people.models import MentorEntry
from mentorship.people.models.person import name_columns, short_name
from mentorship.regulation.duties import Duty, Scope
from mentorship.regulation.limits import Limits

SIGNED = (
    "pk",
    "number",
    "signed_on",
    "copy_on",
    "ends_on",
    "pair",
    "pair__ends_on",
    "pair__ending_on",
    "pair__edition",
)


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """The curator's: agreements to prepare and to sign, copies and notices to hand over, terms that differ."""
    if not scope.holds("curator"):
        return []
    return [*_to_prepare(own, scope), *_to_keep(own, scope), *_to_hand_over(own, scope)]


def _to_prepare(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    for pk, starts_on, draft_id, edition_id, *name in _missing(scope.most)(until=scope.last):
        yield rules.agreement_duty(pk, short_name(*name), starts_on, draft_id, own[edition_id])


@prepared
def _missing(most: int | None) -> QuerySet:
    """Active pairs under the article without a signed agreement, whose end is not being prepared."""
    exempt = Q(mentor__mentor_entry__in_job=True) | Q(mentor__mentor_entry__engagement=MentorEntry.Engagement.OUTSIDE)
    exempt |= Q(mentor__mentor_entry=None) & ~Q(mentor__organisation="")
    signed_ones = Agreement.objects.filter(status=Agreement.Status.SIGNED)
    drafts = Agreement.objects.filter(status=Agreement.Status.DRAFT, pair=OuterRef("pk"))
    pairs = Pair.objects.active().filter(
        ending_on=None,
        edition__agreement_required=True,
        order__signed_on__gte=rules.LAW_FROM,
        starts_on__lte=day_slot("until"),
    )
    pairs = pairs.exclude(exempt).exclude(pk__in=signed_ones.values("pair")).exclude(waivers__rule=KEPT)
    rows = pairs.annotate(draft=Subquery(drafts.values("pk")[:1])).order_by("starts_on", "pk")
    return rows.values_list("pk", "starts_on", "draft", "edition", *name_columns("mentor"))[:most]


def _to_keep(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    """Copies that nobody has handed over, and agreements that an extension has outlived."""
    for pk, number, signed_on, copy_on, ends_on, pair_id, pair_ends_on, ending_on, edition_id, *name in _signed(
        scope.most
    )():
        about = f"{short_name(*name)}, № {number}"
        if copy_on is None:
            yield rules.copy_duty(pk, about, signed_on, own[edition_id])
        if ends_on != pair_ends_on and ending_on is None:
            yield rules.term_duty(pair_id, about, ends_on, pair_ends_on, own[edition_id])


@prepared
def _signed(most: int | None) -> QuerySet:
    rows = Agreement.objects.filter(status=Agreement.Status.SIGNED, pair__status=Pair.Status.ACTIVE)
    rows = rows.filter(Q(copy_on=None) | ~Q(ends_on=F("pair__ends_on"))).order_by("ends_on", "pk")
    return rows.values_list(*SIGNED, *name_columns("pair__mentor"))[:most]


def _to_hand_over(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    """The employer's notices that the mentor has not received."""
    for pk, last_day, edition_id, *name in _unreceived(scope.most)():
        yield rules.hand_over_duty(pk, short_name(*name), last_day, own[edition_id])


@prepared
def _unreceived(most: int | None) -> QuerySet:
    standing = Notice.objects.standing().filter(side=Notice.Side.EMPLOYER, received_on=None)
    rows = standing.filter(pair__status=Pair.Status.ACTIVE).order_by("last_day", "pk")
    return rows.values_list("pk", "last_day", "pair__edition", *name_columns("pair__mentor"))[:most]
