"""Reading partners and agreements with them."""

from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.events.models import Event
from mentorship.partners.models import Agreement, Partner
from mentorship.people.models import MentorEntry, Person, User


def partner_for(user: User, pk: int, permission: str = "partner.view") -> Partner:
    """The partner: 404 when this user may not know of it, 403 when they may only look."""
    partner = get_object_or_404(Partner.objects.visible_to(user), pk=pk)
    require(user, permission, partner)
    return partner


def agreement_for(user: User, pk: int, permission: str = "partner.view") -> Agreement:
    """An agreement with a partner, by the same doors."""
    agreement = get_object_or_404(Agreement.objects.visible_to(user).select_related("partner"), pk=pk)
    require(user, permission, agreement)
    return agreement


def partner_rows(user: User) -> QuerySet[Partner]:
    """Rows of the list, each with its agreements."""
    return Partner.objects.visible_to(user).defer("note").prefetch_related("agreements")


def current(partner: Partner, on: date) -> Agreement | None:
    """The signed agreement that says most of the day: one in force, else the last one; no draft."""
    signed = [agreement for agreement in partner.agreements.all() if agreement.signed_on]
    in_force = [agreement for agreement in signed if agreement.state(on)[0] == "ok"]
    return next(iter(in_force or signed), None)


def outside_mentors(user: User, partner: Partner, on: date) -> QuerySet[Person]:
    """Who may be linked to the partner: mentors from outside who stand in the bank on the day, and who is linked."""
    entries = MentorEntry.objects.on(on).filter(engagement=MentorEntry.Engagement.OUTSIDE)
    offered = Q(pk__in=entries.values("person")) | Q(pk__in=partner.mentors.values("pk"))
    return Person.objects.visible_to(user).filter(offered).order_by("search_key")


def events(user: User) -> QuerySet[Event]:
    """Events that may be linked to a partner, the newest first."""
    return Event.objects.visible_to(user).planned().order_by("-starts_on", "pk")
