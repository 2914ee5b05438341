"""Who is named in a text. Plain Python: no database, no clock.

A surname counts in any case, capitals and spelling (ё, Latin letters that look Russian, soft hyphens); so does a first
name with its patronymic. Initials and first names beside a surname tell whose it is, or that it is somebody else's.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from mentorship.core.words.text import fold

SURNAME, NAME, PATRONYMIC = "surname", "name", "patronymic"
STRANGER = 0  # in the place of a person: somebody who is not of the staff
ROOT = 3  # letters that a word shares with a surname at the least
LATIN = str.maketrans("ABCEHKMOPTXYËaceopxykëu", "АВСЕНКМОРТХУЕасеорхукеи")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
DASHES = re.compile("[‐-―−]")
APOSTROPHES = re.compile(r"(?<=\w)['’`ʼ′](?=\w)")
PARTED = re.compile(r"[\s'’`ʼ-]+")
MOVING = "аяоеиыйьую"  # letters at the end of a name that its cases change
ENDINGS = frozenset(
    [
        "а",
        "я",
        "у",
        "ю",
        "е",
        "и",
        "ы",
        "о",
        "ь",
        "й",
        "ой",
        "ей",
        "ою",
        "ею",
        "ом",
        "ем",
        "ым",
        "им",
        "ых",
        "их",
        "ам",
        "ям",
        "ах",
        "ях",
        "ами",
        "ями",
        "ыми",
        "ими",
        "ого",
        "его",
        "ому",
        "ему",
        "ая",
        "яя",
        "ую",
        "юю",
        "ое",
        "ее",
        "ий",
        "ый",
        "ые",
        "ие",
        "ов",
        "ев",
        "ья",
        "ью",
        "ье",
        "ьи",
        "ьем",
        "ьей",
        "ии",
        "ию",
        "ия",
        "ией",
        "ием",
    ]
) | {""}
PATRONYMICS = re.compile(r".{2,}(?:ич|[ое]вн|ичн|инишн)(?:|а|у|ем|е|ы|ой|ою|и|ей)|оглы|кызы")


@dataclass(frozen=True, slots=True)
class Bearer:
    """A name that somebody of the staff bears or has borne, each part folded and in all its cases, the first as is."""

    person: int
    surname: tuple[str, ...]
    name: tuple[str, ...]
    patronymic: tuple[str, ...]  # empty where there is none


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who may be meant by words of a text.

    `parts` of the name stand there; `sure` when more than a surname alone tells whose it is.
    """

    person: int
    words: str
    parts: frozenset[str]
    sure: bool


@dataclass(slots=True, eq=False)
class Register:
    """All names of the staff, by what their words begin with; one is itself and no other."""

    surnames: dict[str, list[tuple[str, Bearer]]] = field(default_factory=lambda: defaultdict(list))
    patronymics: dict[str, list[Bearer]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, bearers: Iterable[Bearer]) -> "Register":
        found = cls()
        for bearer in bearers:
            for form in dict.fromkeys(bearer.surname):
                found.surnames[_root(form)].append((form, bearer))
            for root in {_root(form) for form in bearer.patronymic}:
                found.patronymics[root].append(bearer)
        return found


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text as it stands there and folded; `near` where only a space parts it from the word before."""

    shown: str
    plain: str
    near: bool

    @property
    def is_initial(self) -> bool:
        return len(self.plain) == 1 and self.shown.endswith(".")

    @property
    def is_capital(self) -> bool:
        return self.shown[:1].isupper()


def plain(text: str) -> str:
    """The letters that are compared: folded, without marks that nobody sees, Latin twins as Russian letters."""
    return fold(seen(text).translate(LATIN)).rstrip(".")


def parts_of(name: str) -> list[str]:
    """The whole name and its parts, any of which tells whose it is: «Эль Хаддад», «О’Коннор», «Белова-Крюкова»."""
    parts = [part for part in PARTED.split(name) if len(part) >= ROOT]
    return [name, *(parts if len(parts) > 1 or parts != [name] else [])]


def seen(text: str) -> str:
    """The text as a reader sees it: no accents, no hidden marks, one kind of hyphen, words of addresses decoded."""
    whole = unicodedata.normalize("NFKC", unquote(text) if "%" in text else text)
    shown = "".join(sign for sign in whole if sign != "¬" and unicodedata.category(sign) not in ("Mn", "Cf"))
    return APOSTROPHES.sub("", DASHES.sub("-", shown).replace("_", " "))


def readings(text: str) -> set[str]:
    """The ways in which hyphens and breaks may be meant: a word that goes on, a double surname, two words."""
    clean = seen(text)
    return {
        clean,
        re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", clean),
        re.sub(r"(?<=\w)\s*-\s*(?=\w)", "-", clean),
        re.sub(r"(?<=[а-яё])(?=[А-ЯЁ])", " ", clean.replace("-", " ")),
        re.sub(r"[,()«»\"]", " ", clean),
    }


def named(text: str, register: Register) -> list[Named]:
    """Everybody of the staff whom the text may name, each once for the same words."""
    found: dict[tuple[int, str], Named] = {}
    for reading in sorted(readings(text)):
        words = list(_words(reading))
        for at, word in enumerate(words):
            if len(word.plain) > 1:
                for one in (*_by_surname(words, at, register), *_by_patronymic(words, at, register)):
                    found.setdefault((one.person, one.words), one)
    return list(found.values())


def strangers(text: str, known: Iterable[Named]) -> list[Named]:
    """Names of people who are not of the staff: initials or a patronymic by a word with a capital letter."""
    told, found = {plain(word) for one in known for word in one.words.split()}, {}
    for reading in sorted(readings(text)):
        words = list(_words(reading))
        for at, word in enumerate(words):
            if (run := _strange(words, at)) and word.plain not in told:
                found[_line(run)] = Named(STRANGER, _line(run), frozenset({NAME}), sure=False)
    return list(found.values())


def _strange(words: list[Word], at: int) -> list[Word]:
    """The name that the word begins or is part of; empty where it is none."""
    word = words[at]
    if not word.is_capital or len(word.plain) < 2:
        return []
    if PATRONYMICS.fullmatch(word.plain) and at and word.near and words[at - 1].is_capital:
        return words[at - 1 : at + 1]
    before, after = _before(words, at), _after(words, at)
    if after and after[0].is_initial and not _leads_on(words, at + len(after) + 1):
        return [word, *after]
    return [*before, word] if len(before) > 1 and before[0].is_initial else []


def unpermitted(found: Iterable[Named], permits: Mapping[int, Iterable[str]], cleared: Iterable[str]) -> list[Named]:
    """Of those who are named the ones who have not permitted the parts of their names that stand there.

    `cleared` are words of which somebody has said that they are nobody's name: only a surname alone may be so.
    """
    said = {plain(words) for words in cleared}
    return [
        one
        for one in found
        if not one.parts <= frozenset(permits.get(one.person, ())) and (one.sure or plain(one.words) not in said)
    ]


def is_form(word: str, forms: Iterable[str]) -> bool:
    """Whether the word may be the name in some case: «Петровой» is of «Петров» and of «Петрова»."""
    return any(word == form or _is_case(word, form) for form in forms)


def _is_case(word: str, form: str) -> bool:
    root = _root(form)
    if not word.startswith(root):
        return False
    rest, own = word[len(root) :], form[len(root) :]
    stem = own.rstrip(MOVING)
    return any(rest.startswith(kept) and rest[len(kept) :] in ENDINGS for kept in (stem, own))


def _words(text: str) -> Iterator[Word]:
    end = 0
    for found in WORD.finditer(text):
        yield Word(found.group(), plain(found.group()), near=end > 0 and not text[end : found.start()].strip())
        end = found.end()


def _root(form: str) -> str:
    return form[: max(ROOT, len(form) - 2)]


def _by_surname(words: list[Word], at: int, register: Register) -> Iterator[Named]:
    word, told = words[at], set()
    for size in range(2, len(word.plain) + 1):
        for form, bearer in register.surnames.get(word.plain[:size], ()):
            if bearer not in told and is_form(word.plain, [form]):
                told.add(bearer)
                yield from _told(words, at, bearer)


def _told(words: list[Word], at: int, bearer: Bearer) -> Iterator[Named]:
    """The surname with what stands beside it; nothing where initials after it say that it is somebody else's."""
    word, before, after = words[at], _before(words, at), _after(words, at)
    for beside in (before, after):
        if own := _own(beside, bearer):
            parts = {SURNAME, NAME} | ({PATRONYMIC} if len(own) > 1 else set())
            shown = _line([*own, word] if beside is before else [word, *own])
            yield Named(bearer.person, shown, frozenset(parts), sure=True)
            return
    if word.is_capital and not _is_another(words, at, after, bearer):
        yield Named(bearer.person, word.shown.rstrip("."), frozenset({SURNAME}), sure=False)


def _is_another(words: list[Word], at: int, after: list[Word], bearer: Bearer) -> bool:
    """Whether initials after the surname say that it is another person's; the own ones the wrong way round do not."""
    if not after or not after[0].is_initial or _leads_on(words, at + len(after) + 1):
        return False
    return {word.plain for word in after} != set(_initials(bearer))


def _after(words: list[Word], at: int) -> list[Word]:
    """Initials, or words that may be a name and a patronymic, in a row after the word."""
    run: list[Word] = []
    for word in words[at + 1 : at + 3]:
        if not word.near or (run and word.is_initial != run[0].is_initial):
            break
        run.append(word)
    return run


def _before(words: list[Word], at: int) -> list[Word]:
    """The same before it, in the order of the text."""
    run: list[Word] = []
    near = words[at].near
    for word in reversed(words[max(at - 2, 0) : at]):
        if not near or (run and word.is_initial != run[0].is_initial):
            break
        run.insert(0, word)
        near = word.near
    return run


def _leads_on(words: list[Word], at: int) -> bool:
    """Whether the initials before belong to another surname that follows them."""
    return at < len(words) and words[at].near and words[at].is_capital


def _own(run: list[Word], bearer: Bearer) -> list[Word]:
    """Those words beside the surname that are the name and the patronymic of the bearer, or the initials of both."""
    if not run:
        return []
    if not run[0].is_initial:
        own = [word for word in run if is_form(word.plain, (*bearer.name, *bearer.patronymic))]
        return own if any(is_form(word.plain, bearer.name) for word in own) else []
    agree = all(word.plain == initial for word, initial in zip(run, _initials(bearer), strict=False))
    return run if agree else []


def _initials(bearer: Bearer) -> list[str]:
    return [forms[0][:1] for forms in (bearer.name, bearer.patronymic) if forms]


def _by_patronymic(words: list[Word], at: int, register: Register) -> Iterator[Named]:
    """«Анна Сергеевна» without her surname beside it."""
    word, before = words[at], words[at - 1]
    if at == 0 or not word.near:
        return
    for bearer in _known(register.patronymics, word.plain):
        if is_form(word.plain, bearer.patronymic) and is_form(before.plain, bearer.name):
            around = [*words[max(at - 2, 0) : at - 1], *words[at + 1 : at + 2]]
            if not any(is_form(other.plain, bearer.surname) for other in around):
                yield Named(bearer.person, f"{before.shown} {word.shown}", frozenset({NAME, PATRONYMIC}), sure=True)


def _known(register: Mapping[str, list[Bearer]], word: str) -> list[Bearer]:
    return list({bearer: 1 for size in range(ROOT, len(word) + 1) for bearer in register.get(word[:size], ())})


def _line(words: list[Word]) -> str:
    return " ".join(word.shown for word in words)
