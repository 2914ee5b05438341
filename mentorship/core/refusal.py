"""What a service raises when it refuses: the text is for the user."""


class Refusal(Exception):
    """A refused action; nothing has changed. Subclasses may carry `violations`."""
