"""Making a package as its page does."""

from django.urls import reverse

from mentorship.archive.models import Package


def build(client, url):
    """Press the button, then «Собирать дальше» until it is ready; how often it was pressed."""
    client.post(url)
    pressed, package = 0, Package.objects.latest("pk")
    while package.is_building:
        client.post(reverse("archive:make_package", args=[package.pk]))
        package.refresh_from_db()
        pressed += 1
        assert pressed < 60
    return package, pressed
