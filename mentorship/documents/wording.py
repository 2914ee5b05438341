"""Texts with placeholders: «Назначить {наставник:вин} …». A wrong placeholder is named, never printed.

`{слово}` takes the value as it is, `{слово:род}` its case, `{слово:согласен|согласна}` the form by
sex; a third form is for several people. A value that is not known prints as a line to write on, so
the same text makes the blank form. `[слово: текст // другой текст]` says the first text where the value
is there and the other one, if any, where it is empty.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

CASE_NAMES = {"им": "nom", "род": "gen", "дат": "dat", "вин": "acc", "твор": "ins", "пр": "loc"}
PLACEHOLDER = re.compile(r"\{([^{}\n]+)\}")
CHOICE = re.compile(r"\[([^\[\]:{}\n]+): ([^\[\]]*?)(?: // ([^\[\]]*))?\]")
BRACE = re.compile(r"[{}]")
LINE = "_" * 20


ALL_CASES = frozenset(CASE_NAMES.values())


@dataclass(frozen=True, slots=True)
class Words:
    """A value that has cases: `form` takes one of `cases`; `sex` is m, f, or pl for several people."""

    form: Callable[[str], str]
    sex: str = ""
    cases: frozenset[str] = ALL_CASES


Value = str | Words | None
Values = Mapping[str, Value]


def fill(text: str, values: Values) -> str:
    """The text with its values; a placeholder nobody knows stays as typed (`unknown` finds it)."""
    return PLACEHOLDER.sub(lambda match: _value(match, values), text)


def choose(text: str, values: Values) -> str:
    """The text with its `[слово: …]` decided; brackets whose word nobody knows stay as typed."""

    def decide(match: re.Match[str]) -> str:
        name, then, otherwise = match.groups()
        if name not in values:
            return match.group()
        return then if values[name] else otherwise or ""

    return CHOICE.sub(decide, text)


def blank(length: int = len(LINE)) -> Words:
    """Nobody yet: a line to write on in every case."""
    return Words(lambda case: "_" * length)


def unknown(text: str, known: Values) -> list[str]:
    """Placeholders that nothing can fill and braces that make none, as typed, each once."""
    found = [match.group() for match in PLACEHOLDER.finditer(text) if not _is_known(match, known)]
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


def _choice(value: Words, forms: list[str]) -> str:
    """By sex; an unknown sex prints both: «согласен (согласна)»."""
    sex = value.sex
    if sex == "pl" and len(forms) > 2:
        return forms[2]
    if sex in ("m", "f"):
        return forms[sex == "f"]
    return forms[0] if forms[0] == forms[1] else f"{forms[0]} ({forms[1]})"
