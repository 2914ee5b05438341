"""D15 puts the event into the calendar; its revocation cancels it until it has taken place."""

import datetime as dt

import pytest
from django.utils import timezone

from mentorship.core.refusal import RuleBroken
from mentorship.events import services as events
from mentorship.events.models import Event
from mentorship.orders import services
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.papers import paper
from tests.factories.people import PersonFactory
from tests.orders.words import new
from tests.papers import text

D = dt.date
SIGNED = D(2026, 11, 30)
pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-30"), pytest.mark.usefixtures("edition")]


def draft(by, title="семинар наставников", participants=(), **values):
    days = {"начало": "07.12.2026", "окончание": "09.12.2026"}
    named = {"ответственный": [PersonFactory()], "участники": participants}
    return services.draft_worded("event", values={**days, "мероприятие": title, **values}, people=named, by=by)


def sign(order, by, on=SIGNED):
    now = timezone.make_aware(dt.datetime.combine(max(on, SIGNED), dt.time(12)))
    return services.sign(order, signed_on=on, number="", proposed="", by=by, now=now, confirmed=True)


def revoke(order, by, on=SIGNED):
    return sign(services.draft_revocation(order, reason="перенесено", by=by), by, on)


def between(first, last):
    return list(Event.objects.planned().between(first, last))


def test_the_event_stands_in_the_calendar_on_its_days(curator, director):
    people = [PersonFactory()]
    order = sign(draft(curator, participants=people, вид="seminar"), director)

    event = Event.objects.get()
    assert (event.kind, event.title, event.order, event.for_everyone) == (
        "seminar",
        "семинар наставников",
        order,
        False,
    )
    assert list(event.participants.all()) == people
    days = [D(2026, 12, 6), D(2026, 12, 7), D(2026, 12, 9), D(2026, 12, 10)]
    assert [between(day, day) for day in days] == [[], [event], [event], []]


def test_without_names_it_is_for_everybody_and_without_a_kind_something_else(curator, director):
    sign(draft(curator), director)

    event = Event.objects.get()
    assert (event.kind, event.for_everyone) == ("other", True)


def test_revoked_it_is_cancelled(curator, director):
    order = sign(draft(curator), director)
    said = list(kind_of(order).consequences(order, SIGNED))
    revoke(order, director, D(2026, 12, 1))

    event = Event.objects.get()
    assert (event.cancelled_on, event.cancel_reason) == (D(2026, 12, 1), f"отменён приказ № {order.number}")
    assert said == ["Событие «семинар наставников» отменится."]


def test_what_has_taken_place_is_not_revoked(curator, director):
    order = sign(draft(curator), director)
    event = Event.objects.get()
    events.hold_event(event, result="Прошёл", minutes="", attended=[], today=D(2026, 12, 9), by=curator)

    with pytest.raises(RuleBroken, match="уже прошло"):
        revoke(order, director, D(2026, 12, 10))


def test_a_title_that_the_calendar_cannot_hold_is_refused(curator, director):
    with pytest.raises(RuleBroken, match="в календаре помещается 200"):
        sign(draft(curator, title="о" * 201), director)
    assert not Event.objects.exists()


def test_a_period_that_ends_before_it_begins_is_told_beside_its_end(as_user, curator, director):
    typed = {"f1": "семинар", "f2": "09.12.2026", "f3": "07.12.2026"}
    answer = as_user(curator).post(new("event"), typed)
    assert "раньше, чем начинается, 09.12.2026" in str(answer.context["form"].errors["f3"])
    assert answer.context["form"]["f1"].value() == "семинар"

    with pytest.raises(RuleBroken, match="Период заканчивается"):
        sign(draft(curator, начало="09.12.2026", окончание="07.12.2026"), director)


def test_one_day_is_said_once_and_a_final_stop_is_not_printed_twice(curator, director):
    order = draft(curator, title="семинар «Первые шаги».", начало="07.12.2026", окончание="07.12.2026")

    said = text(paper(order))

    assert "О проведении мероприятия: семинар «Первые шаги»" in said
    assert "Провести 07.12.2026 мероприятие: семинар «Первые шаги»." in said
    assert "».." not in said
    assert "»., " not in said
    assert list(kind_of(order).effects(order, SIGNED)) == [
        "В календаре появится событие: семинар «Первые шаги», 07.12.2026."
    ]
    sign(order, director)
    assert Event.objects.get().title == "семинар «Первые шаги»"


@pytest.mark.parametrize("title", ["приём по форме № 5/1-п.о.д.", "занятия 2026 г.", "беседы и т.д."])
def test_the_stop_of_an_abbreviation_stays(curator, title):
    assert draft(curator, title=title).values["мероприятие"] == title


def test_several_days_are_said_from_and_to(curator):
    assert "Провести с 07.12.2026 по 09.12.2026 мероприятие" in text(paper(draft(curator)))
