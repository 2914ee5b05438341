"""What the curator owes by the Labour Code: agreements, copies, notices."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from mentorship.access.roles import Office
from mentorship.pairs.agreements import rules
from mentorship.pairs.models import Agreement, Notice, Pair, Waiver
from mentorship.people.models import MentorEntry
from mentorship.people.models.person import name_of
from mentorship.regulation.duties import Duty
from mentorship.regulation.sources import Asked, Source, owed


@owed
class Missing(Source):
    """Active pairs under the article without a signed agreement, whose end is not being prepared."""

    of = (Office.CURATOR,)
    columns = {
        "pair": "pk",
        "mentor": name_of("mentor"),
        "starts_on": "starts_on",
        "draft": "draft",
        "edition": "edition",
    }

    def rows(self, *, until: date) -> QuerySet:
        outside = Q(mentor__mentor_entry__engagement=MentorEntry.Engagement.OUTSIDE)
        exempt = Q(mentor__mentor_entry__in_job=True) | outside
        exempt |= Q(mentor__mentor_entry=None) & ~Q(mentor__organisation="")
        signed_ones = Agreement.objects.filter(status=Agreement.Status.SIGNED)
        drafts = Agreement.objects.filter(status=Agreement.Status.DRAFT, pair=OuterRef("pk"))
        pairs = Pair.objects.appointed().filter(
            ending_on=None,
            edition__agreement_required=True,
            order__signed_on__gte=rules.LAW_FROM,
            starts_on__lte=until,
        )
        pairs = pairs.exclude(exempt).exclude(pk__in=signed_ones.values("pair"))
        pairs = pairs.exclude(waivers__rule=Waiver.NO_AGREEMENT)
        return pairs.annotate(draft=Subquery(drafts.values("pk")[:1])).order_by("starts_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.agreement_duty(row.pair, row.mentor, row.starts_on, row.draft, asked.own[row.edition])


@owed
class Signed(Source):
    """Copies that nobody has handed over, and agreements that an extension has outlived."""

    of = (Office.CURATOR,)
    columns = {
        "agreement": "pk",
        "number": "number",
        "signed_on": "signed_on",
        "copy_on": "copy_on",
        "ends_on": "ends_on",
        "pair": "pair",
        "pair_ends_on": "pair__ends_on",
        "ending_on": "pair__ending_on",
        "edition": "pair__edition",
        "mentor": name_of("pair__mentor"),
    }

    def rows(self) -> QuerySet:
        rows = Agreement.objects.filter(status=Agreement.Status.SIGNED, pair__status=Pair.Status.APPOINTED)
        return rows.filter(Q(copy_on=None) | ~Q(ends_on=F("pair__ends_on"))).order_by("ends_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        about, limits = f"{row.mentor}, № {row.number}", asked.own[row.edition]
        if row.copy_on is None:
            yield rules.copy_duty(row.agreement, about, row.signed_on, limits)
        if row.ends_on != row.pair_ends_on and row.ending_on is None:
            yield rules.term_duty(row.pair, about, row.ends_on, row.pair_ends_on, limits)


@owed
class Unreceived(Source):
    """The employer's notices that the mentor has not received."""

    of = (Office.CURATOR,)
    columns = {
        "notice": "pk",
        "last_day": "last_day",
        "edition": "pair__edition",
        "mentor": name_of("pair__mentor"),
    }

    def rows(self) -> QuerySet:
        standing = Notice.objects.standing().filter(side=Notice.Side.EMPLOYER, received_on=None)
        return standing.filter(pair__status=Pair.Status.APPOINTED).order_by("last_day", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.hand_over_duty(row.notice, row.mentor, row.last_day, asked.own[row.edition])
