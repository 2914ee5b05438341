"""What a page says, and how one signs what it shows."""


def text(answer):
    """The HTML of an answer."""
    return answer.content.decode()


def shown(client, address):
    """What the form of the page carries of the document that the page shows; nothing where there is no such form."""
    context = client.get(address).context or {}
    return {"_shown": context["shown"]} if "shown" in context else {}


def confirm(client, address, data=None, **more):
    """Read the page, then send its form."""
    return client.post(address, {**shown(client, address), **(data or {})}, **more)
