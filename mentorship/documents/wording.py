"""Texts with placeholders: «Назначить {наставник:вин} …». A wrong placeholder is named, never printed.

`{слово}` takes the value as it is, `{слово:род}` its case, `{слово:согласен|согласна}` the form by
sex; a third form is for several people. A value that is not known prints as a line to write on, so
the same text makes the blank form.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

CASE_NAMES = {"им": "nom", "род": "gen", "дат": "dat", "вин": "acc", "твор": "ins", "пр": "loc"}
PLACEHOLDER = re.compile(r"\{([^{}\n]+)\}")
LINE = "_" * 20


@dataclass(frozen=True, slots=True)
class Words:
    """A value that has cases: `form` takes nom … loc; `sex` is m, f, or pl for several people."""

    form: Callable[[str], str]
    sex: str = ""


Value = str | Words | None
Values = Mapping[str, Value]


def fill(text: str, values: Values) -> str:
    """The text with its values; a placeholder nobody knows stays as typed (`unknown` finds it)."""
    return PLACEHOLDER.sub(lambda match: _value(match, values), text)


def unknown(text: str, known: Iterable[str]) -> list[str]:
    """Placeholders that nothing can fill, as typed, each once."""
    names = set(known)
    found = [match for match in PLACEHOLDER.finditer(text) if not _is_known(match, names)]
    return list(dict.fromkeys(match.group() for match in found))


def _split(match: re.Match[str]) -> tuple[str, str]:
    name, _, how = match.group(1).partition(":")
    return " ".join(name.split()), how.strip()


def _is_known(match: re.Match[str], names: set[str]) -> bool:
    name, how = _split(match)
    return name in names and (not how or "|" in how or how in CASE_NAMES)


def _value(match: re.Match[str], values: Values) -> str:
    if not _is_known(match, set(values)):
        return match.group()
    name, how = _split(match)
    value = values[name]
    if "|" in how:
        return _choice(value, [form.strip() for form in how.split("|")])
    if isinstance(value, Words):
        value = value.form(CASE_NAMES[how or "им"])
    return LINE if value is None else value


def _choice(value: Value, forms: list[str]) -> str:
    """By sex; an unknown sex prints both: «согласен (согласна)»."""
    sex = value.sex if isinstance(value, Words) else ""
    if sex == "pl" and len(forms) > 2:
        return forms[2]
    if sex in ("m", "f"):
        return forms[sex == "f"]
    return forms[0] if forms[0] == forms[1] else f"{forms[0]} ({forms[1]})"
