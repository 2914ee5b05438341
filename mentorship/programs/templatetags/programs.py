"""What the card of a pair tells about the changes of its programme."""

from django import template

from mentorship.programs.models import Amendment

register = template.Library()


@register.simple_tag(takes_context=True)
def amendments_about(context, pair):
    """The amendments of the pair's programme that this user may see, newest first."""
    seen = Amendment.objects.visible_to(context["request"].user).filter(program__pair=pair)
    return list(seen.select_related("order"))
