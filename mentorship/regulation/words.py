"""Where the words for the mentee and for the council come from: the institution, read once a request (§22)."""

from django.core.signals import request_started
from django.db.models.signals import post_save

from mentorship.core import terms
from mentorship.core.terms import STANDARD, Term, Words
from mentorship.documents.grammar import decline_term
from mentorship.regulation.models import Institution

MANY = "many_"  # how the plural is marked among the forms of the mentee
FIELDS = ("short_name", "mentee_word", "mentee_forms", "council_name", "council_forms")


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


def install() -> None:
    """The words of a request are asked for once, and again after the institution has changed."""
    terms.install(_read)
    request_started.connect(_forget)
    post_save.connect(_forget, sender=Institution)


def _read() -> Words:
    place = Institution.objects.only(*FIELDS).first()
    return words_of(place) if place else STANDARD


def _forget(**kwargs: object) -> None:
    terms.use(None)
