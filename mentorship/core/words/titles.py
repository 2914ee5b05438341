"""The institution's own words for the mentee and for the mentors' council, in every case (CUR-10, MO-01).

Asked for as a translation is: `mentee("gen")`, `mentees("dat")`, `council("nom")` read the words that are active now.
Nobody passes them along; `regulation/place.py` tells where they come from. No Django here.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from mentorship.core.words.text import capital

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase in its six cases."""

    nom: str
    gen: str
    dat: str
    acc: str
    ins: str
    loc: str

    def form(self, case: str) -> str:
        """The word in a case by its name."""
        if case not in CASES:
            raise ValueError(case)
        return str(getattr(self, case))

    def __str__(self) -> str:
        return self.nom

    @property
    def capital(self) -> "Term":
        """The same with a capital letter, for the beginning of a sentence."""
        return Term(*(capital(self.form(case)) for case in CASES))

    def mended(self, forms: dict[str, str]) -> "Term":
        """With the forms that somebody has written by hand."""
        return replace(self, **{case: form for case, form in forms.items() if case in CASES and form})


@dataclass(frozen=True, slots=True)
class Words:
    """Who is called how, and the short name of the institution that says so."""

    mentee: Term
    mentees: Term
    council: Term
    institution: str = ""


STANDARD = Words(
    mentee=Term("наставляемый", "наставляемого", "наставляемому", "наставляемого", "наставляемым", "наставляемом"),
    mentees=Term("наставляемые", "наставляемых", "наставляемым", "наставляемых", "наставляемыми", "наставляемых"),
    council=Term(
        *(
            f"{body} наставников"
            for body in (
                "методическое объединение (совет)",
                "методического объединения (совета)",
                "методическому объединению (совету)",
                "методическое объединение (совет)",
                "методическим объединением (советом)",
                "методическом объединении (совете)",
            )
        )
    ),
)
TERMS = tuple(field.name for field in fields(Words) if field.name != "institution")

_active: ContextVar[Words | None] = ContextVar("words", default=None)
_source: list[Callable[[], Words]] = [lambda: STANDARD]


def install(source: Callable[[], Words]) -> None:
    """Where the words come from when nothing is active yet."""
    _source[0] = source


def use(active: Words | None) -> None:
    """Make the words active in this thread; None: ask the source when they are next needed."""
    _active.set(active)


def words() -> Words:
    """The active words."""
    active = _active.get()
    if active is None:
        active = _source[0]()
        use(active)
    return active


def mentee(case: str) -> str:
    """«наставляемого», as this institution says it."""
    return words().mentee.form(case)


def mentees(case: str) -> str:
    """«наставляемых», as this institution says it."""
    return words().mentees.form(case)


def council(case: str) -> str:
    """«методического объединения (совета) наставников», as this institution says it."""
    return words().council.form(case)


def resaid(label: str) -> str:
    """A label that a model writes with the standard word, with the institution's word in the same case."""
    active = words()
    for standard, own in ((STANDARD.mentee, active.mentee), (STANDARD.mentees, active.mentees)):
        for case in ("gen", "nom"):
            label = label.replace(standard.form(case), own.form(case))
    return label


def say(text: str, active: Words | None = None) -> str:
    """«Согласие {mentee.gen}», «{Mentees.nom}» with the words in their places."""
    return text.format(**_placed(active or words()))


@lru_cache(maxsize=8)
def _placed(active: Words) -> dict[str, Term]:
    """The words by the names of their places: a page says dozens of texts with the same ones."""
    named = {name: getattr(active, name) for name in TERMS}
    return {**named, **{capital(name): term.capital for name, term in named.items()}}
