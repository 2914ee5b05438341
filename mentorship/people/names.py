"""How papers name a person: cases of the name and the position, the hand-made forms first."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorship.documents.grammar import decline_name, decline_position, decline_short_name, decline_surname
from mentorship.people.models import Person
from mentorship.people.models.person import full_name


def name_in(person: Person, case: str) -> str:
    """The full name of the paper's day in a case: nom, gen, dat, acc, ins."""
    name = person.named
    return decline_name(name.last_name, name.first_name, name.patronymic, person.sex, case, name.name_forms)


def position_in(person: Person, case: str) -> str:
    """The title of the main position in a case."""
    position = person.main_position
    return decline_position(position.title, case, position.title_forms) if position else ""


def paper_name(person: Person, case: str = "nom", *, initials_first: bool) -> str:
    """«А.С. Петрова» or «Петрова А.С.», as the institution prints it; the name of the paper's day."""
    name = person.named
    return decline_short_name(
        name.last_name,
        name.first_name,
        name.patronymic,
        person.sex,
        case,
        initials_first=initials_first,
        forms=name.surname_forms,
    )


CASE_LABELS = {
    "gen": "родительный (кого?)",
    "dat": "дательный (кому?)",
    "acc": "винительный (кого?)",
    "ins": "творительный (кем?)",
    "loc": "предложный (о ком?)",
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """How papers will name the person in one case; `by_hand` when somebody mended it."""

    case: str
    label: str
    name: str
    surname: str
    position: str
    by_hand: bool
    name_by_hand: bool


def case_rows(person: Person) -> list[CaseRow]:
    """All oblique cases of the newest name, of its surname and of the main position."""
    position = person.main_position
    own: tuple[Mapping[str, str], ...] = (
        person.name_forms,
        person.surname_forms,
        position.title_forms if position else {},
    )
    return [
        CaseRow(
            case,
            label,
            person.name_forms.get(case) or by_rules(person, case)[0],
            person.surname_forms.get(case) or decline_surname(person.last_name, person.sex, case),
            position_in(person, case),
            any(case in forms for forms in own),
            any(case in forms for forms in own[:2]),
        )
        for case, label in CASE_LABELS.items()
    ]


def is_unchanged(person: Person, rows: list[CaseRow]) -> bool:
    """No rule found a case for any part of the name: somebody should look whether that is right."""
    return all(row.name == full_name(person) for row in rows)


def by_rules(person: Person, case: str) -> tuple[str, str, str]:
    """What the rules alone make of the name, the surname and the main position."""
    position = person.main_position
    return (
        decline_name(person.last_name, person.first_name, person.patronymic, person.sex, case),
        decline_surname(person.last_name, person.sex, case),
        decline_position(position.title, case) if position else "",
    )
