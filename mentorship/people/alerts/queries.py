"""Reading what somebody has been told of and has not seen yet."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mentorship.people.models import Alert, User


def unseen(user: User) -> QuerySet[Alert]:
    """The user's own, the oldest first."""
    return Alert.objects.filter(person=user.person_id, seen_at=None) if user.person_id else Alert.objects.none()


def alert_for(user: User, pk: int) -> Alert:
    """One of the user's own; somebody else's is not there."""
    return get_object_or_404(Alert, pk=pk, person__isnull=False, person=user.person_id)
