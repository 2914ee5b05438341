"""Who a user can be. Offices are held by a person for a period, or follow from one; relations hold to one subject."""

from enum import StrEnum
from typing import Any

from mentorship.core.words.labels import worded


class Office(StrEnum):
    """Offices of the institution; one person may hold several."""

    DIRECTOR = "director"
    CURATOR = "curator"
    COUNCIL = "council"
    CLERK = "clerk"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        return str(OFFICE_NAMES[self])


OFFICE_NAMES: dict[Office, Any] = {
    Office.DIRECTOR: "Руководитель",
    Office.CURATOR: "Куратор",
    Office.COUNCIL: worded("Член {council.gen}"),
    Office.CLERK: "Делопроизводитель",
    Office.ADMIN: "Системный администратор",
}


class Seat(StrEnum):
    """Who leads the council and who writes its minutes; its other members have no seat of their own."""

    CHAIR = "chair"
    SECRETARY = "secretary"


SEAT_NAMES: dict[Seat, Any] = {
    Seat.CHAIR: worded("Председатель {council.gen}"),
    Seat.SECRETARY: worded("Секретарь {council.gen}"),
}

# Whose work it is to read what everybody does: leaders, the council, and the clerk where papers are concerned.
LEADING_OFFICES = {Office.DIRECTOR, Office.CURATOR}
ADVISING_OFFICES = LEADING_OFFICES | {Office.COUNCIL}
READING_OFFICES = ADVISING_OFFICES | {Office.CLERK}


class Joint(StrEnum):
    """What an office brings along under the edition in force; nobody is granted it by hand."""

    KEEPER = "keeper"  # an administrator who keeps the banks together with the curator (ADM-01, CUR-07)


class Relation(StrEnum):
    """What a user is to one subject: its mentor, its mentee, the person it is about, or today's stand-in mentor."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    SELF = "self"
    STAND_IN = "stand_in"


class Anyone(StrEnum):
    """Everybody who is signed in."""

    STAFF = "staff"


Role = Office | Joint | Relation | Anyone
