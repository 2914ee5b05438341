"""Who may sign in: a login that is open, of somebody who has not left."""

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone


class StaffBackend(ModelBackend):
    """The door is shut from the day after the last working day, for open sessions too."""

    def user_can_authenticate(self, user):
        left = user.person is not None and not user.person.employed_on(timezone.localdate())
        return super().user_can_authenticate(user) and not left
