"""Russian cases of names and positions, agreement by sex and number (legal.md §11).

A form that was made by hand (`forms`) always wins; what no rule can decline stays as it is.
"""

from mentorship.documents.grammar.agreement import by_sex, days, months, people, years
from mentorship.documents.grammar.names import (
    decline_first_name,
    decline_name,
    decline_patronymic,
    decline_short_name,
    decline_surname,
)
from mentorship.documents.grammar.paradigms import ALL_CASES, CASES
from mentorship.documents.grammar.positions import decline_position
from mentorship.documents.grammar.terms import decline_term, genitive

__all__ = [
    "ALL_CASES",
    "CASES",
    "by_sex",
    "days",
    "decline_first_name",
    "decline_name",
    "decline_patronymic",
    "decline_position",
    "decline_short_name",
    "decline_surname",
    "decline_term",
    "genitive",
    "months",
    "people",
    "years",
]
