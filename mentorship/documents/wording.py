"""Texts with placeholders: «Назначить {наставник:вин} …». A wrong placeholder is named, never printed.

`{слово}` takes the value as it is, `{слово:род}` its case, `{слово:согласен|согласна}` the form by
sex; a third form is for several people. A value that is not known prints as a line to write on, so
the same text makes the blank form. A line after `[если слово]` is said only when the value is known,
after `[если нет слово]` only when it is not; a blank form says the first, unless it is known even there
that there is nothing: an empty word, as of a council that the edition does not have.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mentorship.core.words import titles
from mentorship.core.words.text import capital, preposition

CASE_NAMES = {"им": "nom", "род": "gen", "дат": "dat", "вин": "acc", "твор": "ins", "пр": "loc"}
PLACEHOLDER = re.compile(r"\{([^{}\n]+)\}")
BEFORE_ROLE = re.compile(r"(?<!\w)([сСоО])(?= (\{[^{}\n]+\}))")
TWO_DOTS = re.compile(r"(?<!\.)\.\.(?!\.)")  # «Иванову А.А.» at the end of a sentence
BRACE = re.compile(r"[{}]")
CONDITION = re.compile(r"^\[если (нет )?([^\[\]{}\n]+)\]\s*", re.MULTILINE)
LINE = "_" * 20


ALL_CASES = frozenset(CASE_NAMES.values())


@dataclass(frozen=True, slots=True)
class Words:
    """A value that has cases: `form` takes one of `cases`; `sex` is m, f, or pl for several people."""

    form: Callable[[str], str]
    sex: str = ""
    cases: frozenset[str] = ALL_CASES
    is_role: bool = False  # a preposition before it takes its sound: «со стажёром»


Value = str | Words | None
Values = Mapping[str, Value]


def fill(text: str, values: Values) -> str:
    """The text with its values; a placeholder nobody knows stays as typed (`unknown` finds it)."""
    text = BEFORE_ROLE.sub(lambda match: _preposition(match, values), text)
    return TWO_DOTS.sub(".", PLACEHOLDER.sub(lambda match: _value(match, values), text))


def said(lines: Iterable[str], values: Values, *, blank: bool = False) -> list[str]:
    """The lines that are said of these values, without their conditions; a blank form has lines for any unknown one."""
    found = []
    for line in lines:
        condition = CONDITION.match(line)
        if condition is None:
            found.append(line)
        elif _has_value(condition.group(2), values, blank) != bool(condition.group(1)):
            found.append(line[condition.end() :])
    return found


def _has_value(name: str, values: Values, blank: bool) -> bool:
    value = values.get(" ".join(name.split()))
    if blank:
        return value != ""
    return bool(value.form("nom").strip("_") if isinstance(value, Words) else value)


def blank(length: int = len(LINE)) -> Words:
    """Nobody yet: a line to write on in every case."""
    return Words(lambda case: "_" * length)


def role_words() -> dict[str, Value]:
    """The institution's own words for the mentee and for its council: known to every text."""
    said = {"роль наставляемого": titles.mentee, "роли наставляемых": titles.mentees, "орган": titles.council}
    small = {name: Words(form, "m", is_role=True) for name, form in said.items()}
    if titles.council("acc") != titles.council("nom"):  # «комиссию»: she
        small["орган"] = Words(titles.council, "f", is_role=True)
    return {**small, **{capital(name): capitalised(form) for name, form in small.items()}}


def capitalised(words: Words) -> Words:
    """The same at the beginning of a sentence."""
    return Words(lambda case: capital(words.form(case)), words.sex, words.cases, words.is_role)


def named(text: str) -> str:
    """A title or a line of data with the institution's own words in it."""
    return fill(text, role_words()) if "{" in text else text


def retyped(typed: str, kept: str) -> str:
    """What was typed on a form that showed `named(kept)`: the placeholders stay when nothing was changed."""
    return kept if typed == named(kept) else typed


def unknown(text: str, known: Values) -> list[str]:
    """Placeholders that nothing can fill and braces that make none, as typed, each once."""
    found = [match.group() for match in PLACEHOLDER.finditer(text) if not _is_known(match, known)]
    found += [match.group().strip() for match in CONDITION.finditer(text) if " ".join(match[2].split()) not in known]
    left = PLACEHOLDER.sub("", text)
    found += [left[at.start() :].splitlines()[0][:30] for at in BRACE.finditer(left)]
    return list(dict.fromkeys(found))


def _split(match: re.Match[str]) -> tuple[str, str]:
    name, _, how = match.group(1).partition(":")
    return " ".join(name.split()), how.strip()


def _is_known(match: re.Match[str], values: Values) -> bool:
    name, how = _split(match)
    if name not in values:
        return False
    value = values[name]
    if not how or not isinstance(value, Words):
        return not how  # a plain word has no cases and no sex
    return "|" in how or CASE_NAMES.get(how) in value.cases


def _value(match: re.Match[str], values: Values) -> str:
    if not _is_known(match, values):
        return match.group()
    name, how = _split(match)
    value = values[name]
    if isinstance(value, Words):
        if "|" in how:
            return _choice(value, [form.strip() for form in how.split("|")])
        value = value.form(CASE_NAMES[how or "им"])
    return LINE if value is None else value


def _preposition(match: re.Match[str], values: Values) -> str:
    word, after = match.group(1), PLACEHOLDER.fullmatch(match.group(2))
    value = values.get(_split(after)[0]) if after else None
    if after is None or not isinstance(value, Words) or not value.is_role:
        return word
    return preposition(word, _value(after, values))


def _choice(value: Words, forms: list[str]) -> str:
    """By sex; an unknown sex prints both: «согласен (согласна)»."""
    sex = value.sex
    if sex == "pl" and len(forms) > 2:
        return forms[2]
    if sex in ("m", "f"):
        return forms[sex == "f"]
    return forms[0] if forms[0] == forms[1] else f"{forms[0]} ({forms[1]})"
