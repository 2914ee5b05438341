"""Two users at one draft of a roadmap: neither loses what the other has written."""

import pytest

from mentorship.core.refusal import Refusal
from mentorship.roadmap.models import Activity
from mentorship.roadmap.services import plan
from tests.factories import roadmap as made
from tests.factories.people import UserFactory
from tests.factories.regulation import regulation
from tests.threads import in_threads

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def given():
    regulation()
    curator = UserFactory(office="curator")
    return curator, made.activity(made.draft(curator), "Издать приказ")


def change(activity, by, **fields):
    shown = {"text": activity.text, "expected": activity.expected}
    return lambda: plan.edit_activity(activity, fields=made.fields(**{**shown, **fields}), by=by)


def test_two_changes_of_one_activity_are_both_kept():
    curator, activity = given()

    refused = in_threads([change(activity, curator, text="Приказ"), change(activity, curator, expected="Приказ издан")])

    now = Activity.objects.get(pk=activity.pk)
    assert (refused, now.text, now.expected) == (0, "Приказ", "Приказ издан")


def test_who_changes_what_another_has_removed_is_told():
    curator, activity = given()
    plan.remove_activity(activity, by=curator)

    with pytest.raises(Refusal, match="её убрал кто-то другой"):
        change(Activity(pk=9**9, stage=activity.stage), curator, text="Приказ")()


def test_an_activity_is_moved_while_another_is_removed():
    curator, activity = given()
    other = made.activity(activity.stage.roadmap, "Ознакомить педагогов")

    assert (
        in_threads([lambda: plan.move(other, by=curator, up=True), lambda: plan.remove_activity(activity, by=curator)])
        == 0
    )
    assert list(activity.stage.activities.values_list("text", flat=True)) == ["Ознакомить педагогов"]
