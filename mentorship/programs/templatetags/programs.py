"""What the card of a pair tells about its programme and the changes of it."""

from django import template

from mentorship.programs.models import Amendment, Program

register = template.Library()


@register.simple_tag(takes_context=True)
def program_of(context, pair):
    """The pair's programme, when there is one and the user may see it; asked once a page, whoever needs it."""
    if not hasattr(pair, "program_seen"):
        pair.program_seen = Program.objects.visible_to(context["request"].user).filter(pair=pair).first()
    return pair.program_seen


@register.simple_tag(takes_context=True)
def amendments_about(context, pair):
    """The amendments of the pair's programme that this user may see, newest first."""
    seen = Amendment.objects.visible_to(context["request"].user).filter(program__pair=pair)
    return list(seen.select_related("order"))
