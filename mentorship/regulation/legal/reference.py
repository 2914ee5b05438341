"""How an act is named in a sentence, in the right case (PRN-03; legal.md 1.16). Plain Python: no Django here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mentorship.core.words.text import preposition
from mentorship.documents.grammar import decline_term
from mentorship.regulation.legal.articles import in_order, is_range

# The words with which bases begin, and the case that follows them.
WAYS = {
    "accordance": ("в соответствии с", "ins"),
    "basis": ("на основании", "gen"),
    "following": ("согласно", "dat"),
    "fulfilling": ("во исполнение", "gen"),
    "considering": ("учитывая", "acc"),
}
FIRST_WAY = "accordance"
ARTICLE = "статья"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act as sentences need it. `phrase` is declined, `requisites` stand as they are; a code has none."""

    key: int
    kind: str
    issuer: str = ""
    requisites: str = ""
    number: str = ""
    adopted_on: date = date.min
    short_name: str = ""
    is_code: bool = False
    to_verify: bool = False
    articles: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    end_reason: str = ""
    replaced_by: str = ""

    @property
    def phrase(self) -> str:
        """What is declined: «приказ Министерства просвещения Российской Федерации»."""
        return f"{self.kind} {self.issuer}".strip()

    @property
    def known(self) -> tuple[str, ...]:
        """Every article that is known to exist: those that bases may name come first."""
        return (*self.offered, *self.articles)

    @property
    def short(self) -> str:
        """«ТК РФ», «152-ФЗ»; the name in full where it has no such name."""
        return self.short_name or reference(self, "nom")


def reference(act: Act, case: str, articles: Sequence[str] = ()) -> str:
    """«Федеральным законом от 29.12.2012 № 273-ФЗ «Об …»», «статьями 22, 351.8 Трудового кодекса Российской Федерации».

    `case` is nom, gen, dat, acc, ins or loc.
    """
    said = decline_term(act.phrase, alive=False).form("gen" if articles else case)
    named = said if act.is_code else f"{said} {act.requisites}"
    if not articles:
        return named
    several = len(articles) > 1 or is_range(articles[0])
    return f"{decline_term(ARTICLE, alive=False, plural=several).form(case)} {', '.join(articles)} {named}"


def bases(cited: Sequence[tuple[Act, str]], way: str) -> str:
    """«на основании Федерального закона …, статьи 351.8 …»: `way` is one of WAYS, `cited` are acts with articles or ''.

    Each act is named once, with all its articles in their order.
    """
    words, case = WAYS[way]
    names = [reference(act, case, articles) for act, articles in _together(cited)]
    before, _, last = words.rpartition(" ")
    return f"{before} {preposition(last, names[0])} {', '.join(names)}".lstrip()


def _together(cited: Iterable[tuple[Act, str]]) -> list[tuple[Act, list[str]]]:
    articles: dict[Act, list[str]] = {}
    for act, article in cited:
        articles.setdefault(act, []).extend([article] if article else [])
    return [(act, sorted(found, key=in_order)) for act, found in articles.items()]
