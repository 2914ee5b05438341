"""People: accounts, staff cards, the two banks, consents."""

from mentorship.people.models.absence import Absence
from mentorship.people.models.account import Invitation, OfficeTerm, User
from mentorship.people.models.bank import Competence, MenteeEntry, MentorEntry, Need
from mentorship.people.models.consent import Consent
from mentorship.people.models.person import EarlierEmployment, Person, Position
from mentorship.people.models.staff_import import StaffImport

__all__ = [
    "Absence",
    "Competence",
    "Consent",
    "EarlierEmployment",
    "Invitation",
    "MenteeEntry",
    "MentorEntry",
    "Need",
    "OfficeTerm",
    "Person",
    "Position",
    "StaffImport",
    "User",
]
