"""Reading how the section is shown."""

from mentorship.publication.models import Section


def section() -> Section:
    """The one section; until somebody has written it down, as it is then: shown nowhere."""
    return Section.objects.first() or Section()
