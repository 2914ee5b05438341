"""What a roadmap may not do: change under its order, show a draft to everybody, keep half a term."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.people.models import OfficeTerm
from mentorship.roadmap import services
from mentorship.roadmap.models import Activity, Stage
from tests.factories import roadmap as made
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 2)


@pytest.fixture
def draft(curator):
    return made.draft(curator)


def test_a_roadmap_does_not_change_under_its_order(as_user, curator, draft):
    services.draft_order(draft, by=curator)
    stage = draft.stages.first()
    client = as_user(curator)

    answer = client.post(reverse("roadmap:edit_stage", args=[stage.pk]), {"title": "Другое"})

    assert "сначала отклоните его проект" in answer.content.decode()
    stage.refresh_from_db()
    assert stage.title != "Другое"


@pytest.mark.parametrize("drop", ["discard", "revoke"])
def test_an_order_in_words_from_before_has_no_roadmap_and_is_dropped_all_the_same(curator, director, draft, drop):
    order = services.draft_order(draft, by=curator)
    if drop == "revoke":
        made.sign(order, director, DAY)
    type(draft).objects.update(order=None, status="draft")

    if drop == "discard":
        orders.discard(order, reason="Устарел", by=curator)
        assert not Order.objects.drafts().exists()
    else:
        revoking = orders.draft_revocation(order, reason="Ошибка", by=curator)
        made.sign(revoking, director, DAY)
        assert Order.objects.get(pk=order.pk).status == "revoked"


def test_an_archived_draft_stays_with_those_who_wrote_it(as_user, curator, draft):
    services.archive(draft, by=curator, today=DAY)

    assert as_user(UserFactory()).get(draft.get_absolute_url()).status_code == 404
    assert as_user(curator).get(draft.get_absolute_url()).status_code == 200


def test_whoever_holds_the_office_for_a_time_may_mark_and_a_future_holder_may_not(curator, draft):
    clerk, later = UserFactory(office=Office.CLERK), UserFactory(office=Office.CLERK)
    OfficeTerm.objects.filter(person=clerk.person).update(ends_on="2099-12-31")
    OfficeTerm.objects.filter(person=later.person).update(starts_on="2099-01-01")
    activity = Activity.objects.filter(stage__roadmap=draft).first()
    activity.responsible.create(office="clerk")

    assert activity.relations_of(clerk.person_id)
    assert not activity.relations_of(later.person_id)


@pytest.mark.parametrize("term", [{"term_kind": "months"}, {"term_kind": "yearly", "term_month": 77}])
def test_the_database_keeps_no_half_of_a_term(draft, term):
    with pytest.raises(IntegrityError), transaction.atomic():
        Stage.objects.create(roadmap=draft, position=99, title="Этап", **term)
