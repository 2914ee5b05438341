"""Dates, numbers and list parts as Russian readers expect them."""

from django import template
from django.utils.html import format_html

from mentorship.core.calendar.months import OF_MONTH
from mentorship.core.forms import drafts, sent
from mentorship.core.words import text

register = template.Library()


@register.filter
def plural(number, forms):
    """`forms` is «день,дня,дней»."""
    return f"{number} {text.plural(number, *forms.split(','))}"


@register.filter
def ru_date(day):
    """01.09.2026; a dash where there is no date."""
    return f"{day:%d.%m.%Y}" if day else "—"


@register.filter
def ru_day(day):
    """«1 сентября»."""
    return f"{day.day} {OF_MONTH[day.month - 1]}" if day else ""


@register.filter
def due_in(days):
    """«через 3 дня», «сегодня», «просрочено на 2 дня»."""
    if days is None:
        return "срок не установлен"
    if days == 0:
        return "сегодня"
    words = f"{abs(days)} {text.plural(days, 'день', 'дня', 'дней')}"
    return f"через {words}" if days > 0 else f"просрочено на {words}"


@register.simple_tag(takes_context=True)
def rendered(context, name):
    """A part of the page that stands on it twice is rendered once."""
    return context.template.engine.get_template(name).render(context)


@register.tag
def capture(parser, token):
    """`{% capture submit %}{% block submit %}Сохранить{% endblock %}{% endcapture %}`: a block as a variable."""
    _, name = token.split_contents()
    nodes = parser.parse(("endcapture",))
    parser.delete_first_token()
    return Captured(name, nodes)


class Captured(template.Node):
    def __init__(self, name, nodelist):
        self.name, self.nodelist = name, nodelist

    def render(self, context):
        context[self.name] = self.nodelist.render(context)
        return ""


@register.simple_tag
def badge(level, word):
    """A state as word, shape and colour; the level is ok, warn, bad, info or muted."""
    return format_html('<span class="status status--{}">{}</span>', level, word)


@register.filter
def at(values, key):
    """The value of the key; 0 for a key that is not there."""
    return values.get(key, 0)


@register.simple_tag(takes_context=True)
def draft_token(context):
    """The hidden field's value that lets an expired session keep the text."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return ""
    return drafts.token(request)


@register.simple_tag
def once_token():
    """The hidden field's value that lets the form be accepted once."""
    return sent.new_token()


@register.inclusion_tag("components/sort.html")
def sort_header(listing, key, title):
    """A sortable column header."""
    current = listing.sort == key
    descending = current and listing.descending
    target = key if descending or not current else f"-{key}"
    direction = "none" if not current else "descending" if descending else "ascending"
    return {"title": title, "direction": direction, "url": listing.url_with(sort=target)}


@register.simple_tag
def list_url(listing, **changes):
    return listing.url_with(**changes)
