"""People: accounts, staff cards, the two banks, consents."""

from mentorship.people.models.absence import Absence
from mentorship.people.models.account import Invitation, OfficeTerm, User
from mentorship.people.models.alert import Alert
from mentorship.people.models.bank import Competence, MenteeEntry, MentorEntry, Need
from mentorship.people.models.consent import Consent
from mentorship.people.models.dissemination import ConsentItem, Dissemination, Resource, Stop
from mentorship.people.models.door import Attempt, ForgottenPassword
from mentorship.people.models.open_session import OpenSession
from mentorship.people.models.person import EarlierEmployment, FormerName, Person, Position
from mentorship.people.models.staff_import import StaffImport

__all__ = [
    "Absence",
    "Alert",
    "Attempt",
    "Competence",
    "Consent",
    "ConsentItem",
    "Dissemination",
    "EarlierEmployment",
    "ForgottenPassword",
    "FormerName",
    "Invitation",
    "MenteeEntry",
    "MentorEntry",
    "Need",
    "OfficeTerm",
    "OpenSession",
    "Person",
    "Position",
    "Resource",
    "StaffImport",
    "Stop",
    "User",
]
