"""Reading whose address it is."""

from datetime import date

from mentorship.people.accounts.queries import enters
from mentorship.people.models import User


def owners(address: str, today: date) -> list[User]:
    """Who may get a link to this address: whoever has it on the card and may use one."""
    return [user for user in User.objects.filter(person__email__iexact=address) if takes_links(user, today)]


def takes_links(user: User, today: date) -> bool:
    """Whether a link for a new password may open the account: its door is open, its address and a password its own."""
    return user.mail_confirmed and user.has_usable_password() and enters(user, today)
