"""Making a package as its page does."""

from mentorship.archive.models import Package


def build(client, url):
    """Press the button and look at the page until it is ready; how many times it asked for itself."""
    page = client.post(url, follow=True)
    looks = 1
    while "Refresh" in page:
        page = client.get(page.wsgi_request.path)
        looks += 1
        assert looks < 60
    return Package.objects.get(), looks
