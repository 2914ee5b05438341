"""What a page says."""


def text(answer):
    """The HTML of an answer."""
    return answer.content.decode()
