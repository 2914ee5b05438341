"""How a surname stands with its initials: on pages «Петрова А. С.», on papers «Петрова А.С.» or «А.С. Петрова».

The cases of the surname are of `documents.grammar`; which order an institution prints, its `Profile` says.
"""

NBSP = "\N{NO-BREAK SPACE}"


def short_name(surname: str, name: str, patronymic: str) -> str:
    """«Петрова А. С.», as pages, lists and letters say it."""
    return NBSP.join([surname, *_initials(name, patronymic)])


def printed_name(surname: str, name: str, patronymic: str, *, initials_first: bool) -> str:
    """«А.С. Петрова» or «Петрова А.С.», as papers print it; the surname is in its case already."""
    initials = "".join(_initials(name, patronymic))
    parts = (initials, surname) if initials_first else (surname, initials)
    return NBSP.join(filter(None, parts))


def _initials(name: str, patronymic: str) -> list[str]:
    return [f"{part[0]}." for part in (name, patronymic) if part]
