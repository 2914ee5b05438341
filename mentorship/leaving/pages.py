"""The pages on which the acts that follow are carried out: one table."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from mentorship.leaving.rules import ABSENCE, LEAVE, TRANSFER, Change
from mentorship.pairs.models import Pair
from mentorship.people.models import Person

# The act, the words of its button and its page. An act without a page is told in words only.
PAGES = {
    "replace": ("Заменить наставника", "replacements:replace"),
    "stand_in": ("Назначить замещающего", "replacements:stand_in"),
    "end": ("Завершить пару", "programs:end"),
    "cancel": ("Отменить предложение", "pairs:cancel"),
    "carry_on": ("Решить, продолжать ли", "leaving:decide"),
}
REASONS = {LEAVE: "увольнение", ABSENCE: "длительное отсутствие", TRANSFER: "перевод"}
GROUNDS = {LEAVE: "dismissal", TRANSFER: "transfer", ABSENCE: "other"}  # of the list of п. 3.8


def button(act: str, pair: Pair, person: Person, change: Change, case: int | None) -> tuple[str, str]:
    """The words and the address with everything known already filled in; no address where there is no page."""
    if act == "order":
        order = pair.closing_order or pair.order
        return "Открыть проект приказа", order.get_absolute_url() if order else ""
    words, name = PAGES[act]
    if not name:
        return words, ""
    reason = f"{REASONS[change.kind]}: {person.short_name}".replace("\N{NO-BREAK SPACE}", " ")
    after = f"{change.last_day + timedelta(days=1):%d.%m.%Y}"
    queries: dict[str, dict[str, Any]] = {
        "end": {"case": case or "", "on": f"{change.last_day:%d.%m.%Y}", "reason": reason},
        "replace": {"ground": GROUNDS[change.kind], "reason": reason, "from": after},
        "stand_in": {"reason": reason, "from": after},
    }
    query = queries.get(act)
    url = reverse(name, args=[pair.pk])
    return words, f"{url}?{urlencode(query)}" if query else url
