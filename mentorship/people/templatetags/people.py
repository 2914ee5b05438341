"""States of a mentee as word, shape and colour."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from mentorship.people.rules import confirm_due

register = template.Library()
DONE = mark_safe('<span class="status status--muted">работа с наставником завершена</span>')
NONE = mark_safe('<span class="status status--info">нет</span>')


@register.simple_tag
def mentor_state(entry, led, countdowns):
    """The mentors of the day, the first day of a mentor to come, or the countdown of п. 3.7."""
    given = led.get(entry.person_id)
    if given and given.names:
        return format_html('<span class="status status--ok">{}</span>', ", ".join(given.names))
    if given:
        return format_html('<span class="status status--info">наставник с {}</span>', f"{given.coming_on:%d.%m.%Y}")
    if entry.mentoring == entry.Mentoring.APPOINTED:
        return DONE
    return countdown_state(countdowns.get(entry.person_id))


def countdown_state(countdown):
    if countdown is None:
        return NONE
    state = format_html('<span class="status status--{}">{}</span>', countdown.level, countdown.words)
    if countdown.due_on is None:
        return state
    return format_html("{}<br>крайний срок {}", state, f"{countdown.due_on:%d.%m.%Y}")


@register.simple_tag
def confirmation(entry, limits, today):
    """The day of the last confirmation, red once it is due again (п. 3.4)."""
    due_on = confirm_due(entry.confirmed_on, limits)
    late = due_on is not None and today > due_on
    return format_html(
        '<span class="status status--{}">{}{}</span>',
        "bad" if late else "muted",
        f"{entry.confirmed_on:%d.%m.%Y}",
        " — пора обновить" if late else "",
    )
