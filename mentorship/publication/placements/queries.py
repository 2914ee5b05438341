"""Reading the log of publications."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.people.models import User
from mentorship.publication.models import Placement


def placement_for(user: User, pk: int, permission: str = "publication.view") -> Placement:
    """The line of the log: 404 when this user may not know of it, 403 when they may only look."""
    placement = get_object_or_404(Placement.objects.visible_to(user).select_related("publication"), pk=pk)
    require(user, permission, placement)
    return placement


def placement_rows(user: User) -> QuerySet[Placement]:
    """Rows of the log."""
    return Placement.objects.visible_to(user)
