import datetime as dt

import factory
from factory.django import DjangoModelFactory

from mentorship.orders.models import Order
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import Consent
from mentorship.people.services import refresh_waiting
from mentorship.regulation.models import Option
from tests.factories.people import (
    ConsentFactory,
    MenteeEntryFactory,
    MentorEntryFactory,
    PersonFactory,
)
from tests.factories.regulation import regulation


def option(group: str, code: str) -> Option:
    return regulation().options.get(group=group, code=code)


class SignedOrderFactory(DjangoModelFactory):
    """A signed order without files, number 100 and up."""

    class Meta:
        model = Order

    kind = "appointment"
    status = Order.Status.SIGNED
    heading = "О закреплении наставнической пары"
    number = factory.Sequence(lambda n: str(100 + n))
    year = 2026
    signed_on = dt.date(2026, 9, 15)
    signed_by = factory.SubFactory(PersonFactory)
    snapshot = {"title": "О закреплении наставнической пары", "blocks": []}


class PairFactory(DjangoModelFactory):
    """A proposed pair with both consents; traits `active` and `ended`.

    `mentees=[...]` gives the people; by default one ready mentee.
    """

    class Meta:
        model = Pair
        skip_postgeneration_save = True

    class Params:
        active = factory.Trait(status=Pair.Status.APPOINTED, order=factory.SubFactory(SignedOrderFactory))
        ended = factory.Trait(
            status=Pair.Status.CLOSED,
            order=factory.SubFactory(SignedOrderFactory),
            ended_on=dt.date(2027, 5, 31),
            ending_on=dt.date(2027, 5, 31),
            ending_case=factory.LazyFunction(lambda: option("completion", "plan")),
        )

    edition = factory.LazyFunction(regulation)
    form = factory.LazyFunction(lambda: option("form", "teacher-teacher"))
    kind = factory.LazyFunction(lambda: option("kind", "traditional"))
    goal = "Помочь освоиться в группе"
    mentor = factory.LazyFunction(lambda: MentorEntryFactory().person)
    starts_on = dt.date(2026, 9, 15)
    ends_on = dt.date(2027, 5, 31)

    @factory.post_generation
    def mentees(pair, create, extracted, **kwargs):
        if create:
            for person in extracted or [MenteeEntryFactory().person]:
                ParticipationFactory(
                    pair=pair,
                    mentor=pair.mentor,
                    mentee=person,
                    closed_on=pair.ended_on,
                    consent=ConsentFactory(person=person, kind=Consent.Kind.MENTEE),
                )
            refresh_waiting(pair.participations.values_list("mentee", flat=True))

    @factory.post_generation
    def consents(pair, create, extracted, **kwargs):
        if create and extracted is not False:
            pair.mentor_consent = ConsentFactory(person=pair.mentor, kind=Consent.Kind.MENTOR)
            pair.save(update_fields=["mentor_consent"])


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation
