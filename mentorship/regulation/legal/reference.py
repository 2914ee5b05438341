"""How an act is named in a sentence, in the right case (PRN-03; legal.md 1.16). Plain Python: no Django here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mentorship.core.words.text import capital, preposition
from mentorship.documents.grammar import decline_term

WAYS = {"ins": "в соответствии с", "gen": "на основании", "acc": "учитывая"}  # by the case that follows
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


def reference(act: Act, case: str, article: str = "") -> str:
    """«Федеральным законом от 29.12.2012 № 273-ФЗ «Об …»», «статьёй 351.8 Трудового кодекса Российской Федерации».

    `case` is nom, gen, dat, acc, ins or loc.
    """
    said = decline_term(act.phrase, alive=False).form("gen" if article else case)
    named = said if act.is_code else f"{said} {act.requisites}"
    return f"{decline_term(ARTICLE, alive=False).form(case)} {article} {named}" if article else named


def bases(cited: Sequence[tuple[Act, str]], way: str) -> str:
    """«на основании Федерального закона …, статьи 351.8 …»: `way` is the case, `cited` are acts with articles or ''."""
    names = [reference(act, way, article) for act, article in cited]
    word, _, last = WAYS[way].rpartition(" ")
    return f"{word} {preposition(last, names[0])} {', '.join(names)}".lstrip()


def with_bases(preamble: str, cited: Iterable[tuple[Act, str]], way: str) -> str:
    """The preamble with the acts that it does not name yet at its end."""
    new = [(act, article) for act, article in cited if not _named(preamble, act, article)]
    if not new:
        return preamble
    said, before = bases(new, way), preamble.rstrip(" ,.;:\n")
    return f"{before}, {said}" if before else capital(said)


def _named(preamble: str, act: Act, article: str) -> bool:
    return any(reference(act, case, article) in preamble for case in ("nom", "gen", "dat", "acc", "ins", "loc"))
