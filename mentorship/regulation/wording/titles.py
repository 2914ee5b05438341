"""The institution's words for the mentee and for the council, in every case."""

from typing import Any

from mentorship.core.words import titles
from mentorship.core.words.titles import STANDARD, Term, Words
from mentorship.documents.grammar import decline_term
from mentorship.regulation.models import Institution

MANY = "many_"  # how the plural is marked among the forms of the mentee


def words_of(place: Institution) -> Words:
    """The institution's words: its own or the standard ones, declined by the rules, mended by hand."""
    many = {key.removeprefix(MANY): form for key, form in place.mentee_forms.items() if key.startswith(MANY)}
    return Words(
        mentee=mentee_by_rules(place.mentee_word).mended(place.mentee_forms),
        mentees=mentee_by_rules(place.mentee_word, plural=True).mended(many),
        council=council_by_rules(place.council_name).mended(place.council_forms),
        institution=place.short_name,
    )


def mentee_by_rules(word: str, *, plural: bool = False) -> Term:
    """What the rules alone make of the word for a mentee."""
    if word in ("", STANDARD.mentee.nom):
        return STANDARD.mentees if plural else STANDARD.mentee
    return decline_term(word, alive=True, plural=plural)


def council_by_rules(name: str) -> Term:
    """What the rules alone make of the name of the council."""
    return decline_term(name, alive=False) if name not in ("", STANDARD.council.nom) else STANDARD.council


def case_keys() -> list[str]:
    """Every form that can be mended: `mentee_gen`, `mentees_nom`, `council_loc`; the two nominatives are typed."""
    keys = [f"{term}_{case}" for term in titles.TERMS for case in titles.CASES]
    return [key for key in keys if key not in ("mentee_nom", "council_nom")]


def form_of(words: Words, key: str) -> str:
    """One form by its key."""
    term, _, case = key.partition("_")
    return str(getattr(getattr(words, term), case))


def reworded(place: Institution, typed: dict[str, str]) -> dict[str, Any]:
    """The institution's four fields by what was typed: a form is kept when somebody has mended it for this very word.

    A new word loses the forms of the old one; what the rules make anyway is not kept.
    """
    shown = words_of(place)
    nouns = {"mentee": typed["mentee_word"], "council": typed["council_name"]}
    made = words_of(Institution(mentee_word=nouns["mentee"], council_name=nouns["council"]))
    own: dict[str, dict[str, str]] = {"mentee": {}, "council": {}}
    for key in case_keys():
        name, _, case = key.partition("_")
        noun = name.removesuffix("s")
        left_over = nouns[noun] != getattr(shown, noun).nom and typed[key] == form_of(shown, key)
        if typed[key] and typed[key] != form_of(made, key) and not left_over:
            own[noun][MANY + case if name == "mentees" else case] = typed[key]
    return {
        "mentee_word": "" if nouns["mentee"] == STANDARD.mentee.nom else nouns["mentee"],
        "mentee_forms": own["mentee"],
        "council_name": "" if nouns["council"] == STANDARD.council.nom else nouns["council"],
        "council_forms": own["council"],
    }
