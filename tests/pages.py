"""What a page says and asks for, how one signs what it shows, that it only reads, a file nobody reads to its end."""

import re
from contextlib import contextmanager

from django.core.signals import request_finished
from django.db import close_old_connections, connection

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def text(answer):
    """The HTML of an answer."""
    return answer.content.decode()


def field_names(page):
    """The fields of the forms on a page."""
    if page.status_code != 200 or "html" not in page["Content-Type"]:
        return set()
    return set(re.findall(r'name="([^"]+)"', text(page))) - {"csrfmiddlewaretoken"}


def shut(answer):
    """Close the file of an answer, but not the connection in which the test runs."""
    if answer.streaming:
        request_finished.disconnect(close_old_connections)
        answer.close()
        request_finished.connect(close_old_connections)
    return answer


def shown(client, address):
    """What the form of the page carries of the document that the page shows; nothing where there is no such form."""
    context = client.get(address).context or {}
    return {"_shown": context["shown"]} if "shown" in context else {}


def confirm(client, address, data=None, **more):
    """Read the page, then send its form."""
    return client.post(address, {**shown(client, address), **(data or {})}, **more)


@contextmanager
def only_reading():
    """No row is written inside, but those of sessions; what would have been is the complaint."""
    written = []

    def look(execute, sql, *rest):
        if sql.startswith(WRITES) and "django_session" not in sql:
            written.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield
    assert written == []
