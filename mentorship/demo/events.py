"""Events of the demo: a training that has been held, what comes this month."""

from datetime import date, timedelta

from mentorship.demo.story import Story
from mentorship.events import services
from mentorship.events.models import Event
from mentorship.people.models import Person, User


def load(story: Story) -> None:
    """A training with those who were there, a meeting for everybody, a seminar ahead."""
    today, by = story.today, story.by
    mentors = [story.person(login) for login in ("mentor", "mentor2")]
    fields = {"kind": "training", "title": "Установочная сессия наставников", "hours": 8}
    held = add(today - timedelta(days=25), fields, mentors, by)
    services.hold_event(held, result="Разобрали программы и журнал", minutes="", attended=mentors, today=today, by=by)
    add(
        today + timedelta(days=3),
        {"kind": "meeting", "title": "Общая встреча", "place": "Методический кабинет"},
        [],
        by,
    )
    add(today + timedelta(days=12), {"kind": "seminar", "title": "Семинар «Первый год в профессии»"}, mentors, by)


def add(on: date, fields: dict, people: list[Person], by: User) -> Event:
    return services.add_event(fields={"starts_on": on, "ends_on": on, **fields}, participants=people, by=by)
