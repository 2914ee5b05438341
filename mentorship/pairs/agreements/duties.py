"""What the curator owes by the Labour Code: agreements, copies, notices."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery

from mentorship.access.roles import Office
from mentorship.core.past import Moment, not_yet, said
from mentorship.core.terms import Day
from mentorship.pairs import past
from mentorship.pairs.agreements import notices, rules
from mentorship.pairs.models import Agreement, Notice, Pair, Waiver
from mentorship.people.models import MentorEntry
from mentorship.people.models.person import name_of
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import Asked, Source, owed


@owed
class Missing(Source):
    """Pairs under the article without a signed agreement, whose end is not being prepared."""

    of = (Office.CURATOR,)
    columns = {
        "pair": "pk",
        "mentor": name_of("mentor"),
        "starts_on": "starts_on",
        "draft": "draft",
        "edition": "edition",
    }

    def rows(self, *, until: date, on: date, over: datetime | None) -> QuerySet:
        outside = Q(mentor__mentor_entry__engagement=MentorEntry.Engagement.OUTSIDE)
        exempt = Q(mentor__mentor_entry__in_job=True) | outside
        exempt |= Q(mentor__mentor_entry=None) & ~Q(mentor__organisation="")
        drafts = Agreement.objects.alias(then=said(Agreement, "status", over)).filter(
            not_yet(on, "signed_on"), then=Agreement.Status.DRAFT, pair=OuterRef("pk")
        )
        pairs = Pair.objects.filter(
            past.in_force(on),
            edition__agreement_required=True,
            order__signed_on__gte=rules.LAW_FROM,
            starts_on__lte=until,
        )
        pairs = pairs.exclude(exempt).exclude(pk__in=_signed(on, over).values("pair"))
        pairs = pairs.exclude(pk__in=Waiver.objects.filter(rule=Waiver.NO_AGREEMENT, given_on__lte=on).values("pair"))
        going_on = pairs.alias(asked_to_end=said(Pair, "ending_on", over)).filter(asked_to_end=None)
        return going_on.annotate(draft=Subquery(drafts.values("pk")[:1])).order_by("starts_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.agreement_duty(row.pair, row.mentor, row.starts_on, row.draft, asked.own[row.edition])


def _signed(on: Day, over: Moment) -> QuerySet[Agreement]:
    """Agreements signed by the day that nothing had ended or replaced yet."""
    known = Agreement.objects.alias(then=said(Agreement, "status", over))
    return known.filter(signed_on__lte=on, then=Agreement.Status.SIGNED)


@owed
class Signed(Source):
    """Copies that nobody has handed over, and agreements that an extension has outlived."""

    of = (Office.CURATOR,)
    columns = {
        "agreement": "pk",
        "number": "number",
        "signed_on": "signed_on",
        "copied": "copied",
        "ends_on": "ends_on",
        "pair": "pair",
        "pair_ends_on": "pair_ends_on",
        "ending_on": "pair_ending_on",
        "edition": "pair__edition",
        "mentor": name_of("pair__mentor"),
    }

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        copied = ExpressionWrapper(~not_yet(on, "copy_on"), BooleanField())
        then = {f"pair_{name}": said(Pair, name, over, "pair") for name in ("ends_on", "ending_on")}
        rows = _signed(on, over).filter(past.in_force(on, "pair")).annotate(copied=copied, **then)
        return rows.filter(Q(copied=False) | ~Q(ends_on=F("pair_ends_on"))).order_by("ends_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        about, limits = f"{row.mentor}, № {row.number}", asked.own[row.edition]
        if not row.copied:
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

    def rows(self, *, on: date) -> QuerySet:
        given = Notice.objects.filter(not_yet(on, "withdrawn_on"), side=Notice.Side.EMPLOYER, given_on__lte=on)
        waiting = given.filter(past.in_force(on, "pair"), not_yet(on, "received_on"))
        return waiting.order_by("last_day", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield notices.hand_over_duty(row.notice, row.mentor, row.last_day, asked.own[row.edition])
