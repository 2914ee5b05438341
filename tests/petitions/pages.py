"""What a page of a petition answers."""

from django.urls import reverse


def status(client, user, url, **data):
    client.force_login(user)
    return (client.post(url, data) if data else client.get(url)).status_code


def url(name, row):
    return reverse(f"petitions:{name}", args=[row.pk])
