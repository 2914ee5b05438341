"""How papers name a person: cases of the name and the position, the hand-made forms first."""

from mentorship.documents.grammar import decline_name, decline_position, short_name
from mentorship.people.models import Person


def name_in(person: Person, case: str) -> str:
    """The full name in a case: nom, gen, dat, acc, ins."""
    return decline_name(person.last_name, person.first_name, person.patronymic, person.sex, case, person.name_forms)


def position_in(person: Person, case: str) -> str:
    """The title of the main position in a case."""
    position = person.main_position
    return decline_position(position.title, case, position.title_forms) if position else ""


def titled_name_in(person: Person, case: str) -> str:
    """«учителя математики Петрову Анну Сергеевну»."""
    return " ".join(filter(None, [position_in(person, case), name_in(person, case)]))


def paper_name(person: Person, case: str = "nom", *, initials_first: bool) -> str:
    """«А.С. Петрова» or «Петрова А.С.», as the institution prints it."""
    return short_name(
        person.last_name, person.first_name, person.patronymic, person.sex, case,
        initials_first=initials_first, forms=person.surname_forms,
    )  # fmt: skip
