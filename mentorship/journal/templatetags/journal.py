"""What the card of a pair and the desk show of the journal."""

from django import template

from mentorship.access.acts import buttons
from mentorship.access.grants import can
from mentorship.journal import acts, queries
from mentorship.journal.models import HelpRequest, Meeting
from mentorship.journal.models.meeting import minutes_words

register = template.Library()
LAST = 3


@register.filter
def hours_words(minutes):
    """«1 ч 30 мин»; a dash for none."""
    return minutes_words(minutes) if minutes else "—"


@register.filter
def clock(minutes):
    """«1:30», as a narrow table shows it; a dash for none."""
    return f"{minutes // 60}:{minutes % 60:02}" if minutes else "—"


@register.simple_tag(takes_context=True)
def journal_of(context, pair):
    """The newest of the journal, or nothing where there is none or the user may not read it."""
    user = context["request"].user
    if not pair.is_signed or not can(user, "journal.view", pair):
        return None
    meetings = Meeting.objects.visible_to(user).filter(pair=pair)
    return {
        "last": meetings.held().order_by("-held_on", "-pk")[:LAST],
        "next": meetings.planned().order_by("held_on", "starts_at", "pk").first(),
        "work": queries.hours_of(pair),
        "tasks": queries.tasks(pair, user).open().count(),
        "asked": HelpRequest.objects.visible_to(user).open().filter(pair=pair).count(),
        "to_mark": queries.to_mark(pair, user),
        "acts": buttons(acts.ON_CARD_OF_PAIR, pair, user),
        "situational": pair.behaviour == "situational",
    }


@register.simple_tag(takes_context=True)
def leads_now(context):
    """Whether this user leads a pair and may want to write a meeting down at once."""
    user = context["request"].user
    return user.person_id is not None and queries.leads_now(user)
