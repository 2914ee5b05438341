"""The institution and its edition, loaded from the real preset."""

from mentorship.regulation.models import Edition, Institution
from mentorship.regulation.presets import load_preset


def regulation() -> Edition:
    """The edition of the preset `gofitskoe`, loaded once a test."""
    if not Institution.objects.exists():
        load_preset("gofitskoe")
    return Edition.objects.earliest("starts_on")
