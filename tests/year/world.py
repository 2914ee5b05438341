"""An institution that lives through a school year: whoever may act acts at random, from one seed."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.people.models import Person, User
from tests.factories.people import MentorEntryFactory, UserFactory

MENTORS = 7
BUSY = (2, 9)  # how many acts are tried in a day
LATE = 3  # so many days after it a meeting may be written down


class World:
    """The people of the year and their day; `done` counts what came about, `refused` what did not."""

    def __init__(self, seed: int, first: dt.date, late: int = LATE) -> None:
        self.dice, self.today, self.late = random.Random(seed), first, late
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.curator = UserFactory(office=Office.CURATOR, email="curator@example.ru")
        self.director = UserFactory(office=Office.DIRECTOR, email="director@example.ru")
        self.council = UserFactory(office=Office.COUNCIL, email="council@example.ru")
        for number in range(MENTORS):
            person = MentorEntryFactory(starts_on=first).person
            UserFactory(person=person, email=f"mentor{number}@example.ru")

    def spend_day(self, today: dt.date, acts: "Sequence[Act]") -> None:
        """Some acts of a day; a refusal of the rules changes nothing and the day goes on."""
        self.today = today
        for _ in range(self.dice.randint(*BUSY)):
            act = self.dice.choice(acts)
            try:
                came_about = act(self)
            except (Refusal, ValidationError):
                self.refused[act.__name__] += 1
            else:
                self.done[act.__name__] += came_about is not None

    def one_of(self, rows):
        """One of the rows by chance, always the same for a seed; None when there is none."""
        found = list(rows.order_by("pk")) if hasattr(rows, "order_by") else list(rows)
        return self.dice.choice(found) if found else None

    def rarely(self, chance: float) -> bool:
        return self.dice.random() < chance

    def day(self, first: int, last: int) -> dt.date:
        """A day so many days from today."""
        return self.today + dt.timedelta(days=self.dice.randint(first, last))

    def login(self, person: Person) -> User:
        """The person's own; for one without, the curator acts on paper."""
        return User.objects.filter(person=person).first() or self.curator

    def sign(self, order: Order) -> Order:
        now = timezone.make_aware(dt.datetime.combine(self.today, dt.time(10)))
        return orders.sign(
            order, signed_on=self.today, number="", proposed="", by=self.director, now=now, confirmed=True
        )


Act = Callable[[World], object]
