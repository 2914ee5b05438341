"""What a text cites: wrong articles, acts out of force, those that need not be added (PRN-03; legal.md 1.16).

Plain Python: no Django here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mentorship.core.calendar.dates import parse_date
from mentorship.core.terms import lasts_on
from mentorship.core.words.text import capital
from mentorship.core.words.titles import CASES
from mentorship.documents.grammar import decline_term
from mentorship.regulation.legal.articles import NUMBER, exists, meant
from mentorship.regulation.legal.reference import Act, bases, reference

FAR = 120  # signs between an article and the act that it is of
MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
DAY = rf"(\d\d?\.\d\d?\.\d{{4}}|«?\d\d?»?\s+(?:{'|'.join(MONTHS)})\s+\d{{4}})(?:\s*(?:года|г\.))?"
MORE = r"(?:\s*[,–—]\s*|\s+и\s+)"
ARTICLES = re.compile(
    rf"\b(?:ст\.|стат(?:ья|ьи|ье|ью|ь[её]й|ей|ьям|ьями|ьях))\s*({NUMBER}(?:{MORE}{NUMBER}(?!\.\d{{4}}))*)",
    re.IGNORECASE,
)
NUMBERED = re.compile(rf"(?:\bот\s+{DAY}\s*)?№\s*([\w/.\-]*\w)", re.IGNORECASE)
OF_RUSSIA = r"(?:\s+(?:РФ|Российской\s+Федерации))?"
LAW = re.compile(r"(?<![\w-])(\d+-ФЗ|ФЗ[\s-]*№?\s*\d+)(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """One act that a text names, from its first sign there to its last, and an article of it."""

    act: Act
    at: int
    end: int
    article: str = ""


def cited(text: str, acts: Iterable[Act]) -> list[Citation]:
    """Every act of the base that the text names, in its order, with each article that is named with it."""
    flat = text.replace("\N{NO-BREAK SPACE}", " ")
    found = sorted(_named(flat, list(acts)), key=lambda citation: citation.at)
    articles = [
        replace(owner, article=article)
        for match in ARTICLES.finditer(flat)
        if (owner := _owner(flat, match, found))
        for article in re.findall(NUMBER, match[1])
    ]
    whole = [one for one in found if all(one.at != other.at for other in articles)]
    return sorted([*articles, *whole], key=lambda citation: citation.at)


def notes(text: str, acts: Sequence[Act], day: date) -> list[str]:
    """What to look at before the text is signed on the day: sentences, each once; nothing of it forbids anything."""
    return list(dict.fromkeys(words for citation in cited(text, acts) for words in _notes(citation, day)))


def with_bases(preamble: str, ticked: Iterable[tuple[Act, str]], way: str) -> str:
    """The preamble with those of the acts and articles at its end that it does not name yet, in whatever form."""
    new = [(act, article) for act, article in ticked if not _is_named(preamble, act, article)]
    if not new:
        return preamble
    said, before = bases(new, way), preamble.rstrip(" ,.;:\n")
    return f"{before}, {said}" if before else capital(said)


def may_cite(text: str) -> bool:
    """Whether the text names any act or article at all, so that nothing is asked in vain."""
    return bool(re.search(r"№|кодекс|\bТК\b|ФЗ\b|\bст\.|стать", text, re.IGNORECASE))


def _is_named(preamble: str, act: Act, article: str) -> bool:
    """An act by its number, name or words in full; an article of it with every number of its range."""
    named = [citation.article for citation in cited(preamble, [act])]
    if article:
        return set(re.findall(NUMBER, article)) <= set(named)
    return bool(named) or any(reference(act, case) in preamble for case in CASES)


def _owner(text: str, articles: re.Match[str], found: list[Citation]) -> Citation | None:
    """The act that follows in the same breath, «статьи 9 Федерального закона», else the one just before, «…, ст. 9»."""
    after = next((act for act in found if act.at >= articles.end()), None)
    if after and re.fullmatch(rf"[^,;()\n]{{0,{FAR}}}", text[articles.end() : after.at]):
        return after
    before = next((act for act in reversed(found) if act.end <= articles.start()), None)
    if before and re.fullmatch(r"(\s*«[^»]*»)?[\s,(]*", text[before.end : articles.start()]):
        return before
    return None


def _named(text: str, acts: list[Act]) -> Iterator[Citation]:
    for act in acts:
        if names := "|".join(map(re.escape, _names(act))):
            for match in re.finditer(rf"(?<!\w)(?:{names})(?!\w){OF_RUSSIA}", text):
                yield Citation(act, match.start(), match.end())
    for match in NUMBERED.finditer(text):
        yield from (Citation(act, match.start(), match.end()) for act in acts if _is(act, match[2], match[1]))
    for match in LAW.finditer(text):
        if not re.search(r"№\s*$", text[: match.start()]):
            number = re.sub(r"\D", "", match[1]) + "-ФЗ"
            yield from (Citation(act, match.start(), match.end()) for act in acts if _is(act, number, None))


def _names(act: Act) -> list[str]:
    """What names an act without a number: a code in every case and «ТК РФ»."""
    if not act.is_code:
        return []
    term = decline_term(act.kind, alive=False)
    return [*filter(None, [act.short_name]), *(term.form(case) for case in CASES)]


def _is(act: Act, number: str, day: str | None) -> bool:
    """Whether it is the number of the act: with another day it is not, and bare figures need their day."""
    numbers = [_plain(part) for part in act.number.split(",")]
    if _plain(number) not in numbers:
        return False
    return _day(day) == act.adopted_on if day else not act.number.isdigit()


def _plain(number: str) -> str:
    return re.sub(r"[\s№]", "", number).upper()


def _day(text: str) -> date | None:
    bare = re.sub("[«»]", "", text)
    for at, month in enumerate(MONTHS, start=1):
        bare = re.sub(rf"\s+{month}\s+", f".{at:02}.", bare, flags=re.IGNORECASE)
    return parse_date(bare)


def _notes(citation: Citation, day: date) -> Iterator[str]:
    act, article = citation.act, citation.article
    if article and act.articles and not exists(article, act.known):
        hint = f", возможно, это статья {found}" if (found := meant(article, act.known)) else ""
        yield f"Статьи {article} в перечне статей акта «{act.short}» нет: проверьте номер{hint}."
    if not lasts_on(day, None, act.ends_on):
        instead = f" Теперь действует {act.replaced_by}." if act.replaced_by else ""
        reason = act.end_reason.rstrip(".")
        yield f"Акт «{act.short}» действовал по {act.ends_on:%d.%m.%Y}: {reason}.{instead}"
    elif not lasts_on(day, act.starts_on, None):
        yield f"Акт «{act.short}» вступит в силу только {act.starts_on:%d.%m.%Y}."
