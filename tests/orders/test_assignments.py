"""What an order tells somebody to do by a day is that person's duty until it is done or the order is revoked."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.core.refusal import RuleBroken
from mentorship.desk.duties import collect
from mentorship.orders import services
from mentorship.orders.models import Assignment
from mentorship.people.models import Person
from mentorship.regulation.duty import Scope
from mentorship.regulation.models import Edition
from tests.factories.people import PersonFactory, UserFactory

D = dt.date
DAY = dt.timedelta(1)
SIGNED, DUE = D(2026, 11, 30), D(2026, 12, 10)
pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-30")]
WORDS = "Провести мероприятие и представить его итоги: семинар"


@pytest.fixture
def user(edition):
    return UserFactory(person=PersonFactory(last_name="Чернова"))


def draft(person, by, due=DUE):
    values = {"мероприятие": "семинар", "начало": "01.12.2026", "окончание": f"{due:%d.%m.%Y}"}
    return services.draft_worded("event", values=values, people={"ответственный": [person]}, by=by)


def sign(order, by, on=SIGNED):
    now = timezone.make_aware(dt.datetime.combine(max(on, SIGNED), dt.time(12)))
    return services.sign(order, signed_on=on, number="", proposed="", by=by, now=now, confirmed=True)


def owed(person, on):
    """The days of what the person owes by orders, asked about on the day."""
    duties = collect(Edition.objects.get().limits(), Scope(person=person.pk, on=on))
    return [(duty.what, duty.due_on) for duty in duties if duty.rule == "assignment"]


def test_it_is_owed_from_the_signature_until_it_is_done(curator, director, user):
    order = sign(draft(user.person, curator), director)
    done = D(2026, 12, 8)

    assert [owed(user.person, day) for day in (SIGNED - DAY, SIGNED, DUE + DAY)] == [[], [(WORDS, DUE)], [(WORDS, DUE)]]
    services.fulfil(order.assignments.get(), on=done, result="Прошёл", by=user, today=DUE)
    assert [owed(user.person, day) for day in (done - DAY, done, DUE)] == [[(WORDS, DUE)], [], []]
    assert owed(curator.person, SIGNED) == []


def test_it_goes_away_with_the_order_on_the_day_of_its_revocation(curator, director, user):
    order = sign(draft(user.person, curator), director)
    revoked = SIGNED + 3 * DAY
    sign(services.draft_revocation(order, reason="ошибка", by=curator), director, revoked)

    assert [owed(user.person, day) for day in (revoked - DAY, revoked, revoked + DAY)] == [[(WORDS, DUE)], [], []]
    with pytest.raises(RuleBroken, match="Приказ отменён"):
        services.fulfil(order.assignments.get(), on=SIGNED, result="", by=user, today=revoked)


@pytest.mark.parametrize("by_curator", [False, True])
def test_the_person_or_the_curator_marks_it_done(as_user, curator, director, user, by_curator):
    order = sign(draft(user.person, curator), director)
    client = as_user(curator if by_curator else user)
    page = client.get(order.get_absolute_url()).content.decode()
    row = order.assignments.get()
    address = reverse("orders:fulfil", args=[row.pk])
    assert address in page
    client.post(address, {"on": "30.11.2026", "result": "Прошёл"})

    row.refresh_from_db()
    assert (row.done_on, row.result) == (SIGNED, "Прошёл")
    after = client.get(order.get_absolute_url()).content.decode()
    assert "выполнено 30.11.2026" in after
    assert "Поручение выполнено" in after
    assert address not in after


def test_nobody_else_marks_it(as_user, director, curator, user):
    order = sign(draft(user.person, curator), director)
    address = reverse("orders:fulfil", args=[order.assignments.get().pk])

    assert as_user(UserFactory()).get(address).status_code == 404
    assert as_user(director).get(address).status_code == 403


@pytest.mark.parametrize(
    ("on", "words"), [("29.11.2026", "раньше приказа, 30.11.2026"), ("01.12.2026", "ещё не наступил")]
)
def test_a_wrong_day_is_told_beside_it(as_user, curator, director, user, on, words):
    order = sign(draft(user.person, curator), director)
    address = reverse("orders:fulfil", args=[order.assignments.get().pk])
    answer = as_user(user).post(address, {"on": on, "result": "Прошёл"})

    assert words in str(answer.context["form"].errors["on"])
    assert Assignment.objects.get().done_on is None


def test_a_term_before_the_order_and_somebody_who_has_left_are_refused(curator, director, user):
    with pytest.raises(RuleBroken, match="Срок поручения .* 29.11.2026 раньше даты приказа"):
        sign(draft(user.person, curator, SIGNED - DAY), director)
    order = draft(user.person, curator)
    Person.objects.filter(pk=user.person_id).update(left_on=SIGNED - DAY, left_reason="по желанию")
    with pytest.raises(RuleBroken, match="Чернова.* не работает 30.11.2026"):
        sign(order, director)
    assert not Assignment.objects.exists()
