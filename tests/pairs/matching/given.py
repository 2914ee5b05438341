"""What the wizard is asked, and where it stands."""

from django.urls import reverse

from tests.factories.pairs import option


def terms(**changes):
    return {
        "form": option("form", "teacher-teacher").pk,
        "kind": option("kind", "traditional").pk,
        "goal": "Освоиться",
        "starts_on": "21.09.2026",
        "ends_on": "31.05.2027",
        **changes,
    }


def address(mentor, *mentees):
    query = "&".join([f"mentor={mentor.pk}", *(f"mentee={mentee.pk}" for mentee in mentees)])
    return f"{reverse('pairs:propose')}?{query}"
