"""School pupils, who take no part in the mentorship of teachers. Plain Python: no Django here."""

import re

POST = re.compile(
    r"^(?:ученик|ученица|учащийся|учащаяся|обучающийся|обучающаяся|школьник|школьница)(?:\s+\d.*|\s+.*класса?)?$",
    re.IGNORECASE,
)
WORD = re.compile(r"\b(?:учени[кц]|учащ[ие]|обучающ[ие]|школьни[кц])\w*", re.IGNORECASE)


def is_post(title: str) -> bool:
    """«Ученик», «ученица 9 класса» instead of a post; «ученик повара» is a worker."""
    return POST.match(title.strip()) is not None


def named_in(words: str) -> bool:
    """Whether the words are about pupils: «учитель – ученик»."""
    return WORD.search(words) is not None
