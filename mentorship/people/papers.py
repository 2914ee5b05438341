"""Papers about people and about the institution as a whole: texts of `fixtures/papers` (D20, D21, D36 …)."""

from datetime import date

from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.documents.wording import Values
from mentorship.people.models import Person, User
from mentorship.people.queries import person_for
from mentorship.people.values import person_values, place_values
from mentorship.regulation.act.paper import ACT, act_paper
from mentorship.regulation.models import Institution
from mentorship.regulation.wording.texts import register_texts


def the_institution(user: User, pk: int, permission: str) -> Institution:
    """The institution as the subject of a register or a plan, for those who may print such."""
    require(user, permission)
    return get_object_or_404(Institution, pk=pk)


def about_institution(place: Institution | None, on: date) -> Values:
    """The institution is one, so its blank forms know it too."""
    return place_values(on)


def declare() -> None:
    """Every text about a person or about the institution as a whole."""
    register_texts(
        "person", values=person_values, subjects=Person.objects.all, find=person_for, permission="consent.view"
    )
    register_texts(
        "institution",
        values=about_institution,
        subjects=Institution.objects.all,
        find=the_institution,
        permission="paper.register",
        builders={ACT: act_paper},
    )
