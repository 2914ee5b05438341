"""What an administrator may do about the second step of an account."""

from mentorship.access.acts import Act
from mentorship.people.models import User

DROP = Act[User](
    permission="account.factor",
    page="people:drop_factor",
    label="Снять второй шаг",
    asks=lambda account, user: getattr(account, "has_factor", False),
)
