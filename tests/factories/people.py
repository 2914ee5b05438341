import datetime as dt

import factory
from factory.django import DjangoModelFactory

from mentorship.access.roles import Office
from mentorship.people.models import (
    Consent,
    MenteeEntry,
    MentorEntry,
    Need,
    OfficeTerm,
    Person,
    Position,
    User,
)


class PersonFactory(DjangoModelFactory):
    """A teacher admitted on 01.09.2026, with one position."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    last_name = factory.Sequence("Учителева{}".format)
    first_name = "Анна"
    patronymic = "Петровна"
    sex = Person.Sex.FEMALE
    birth_date = dt.date(1990, 5, 14)
    hired_on = dt.date(2026, 9, 1)
    admitted_on = dt.date(2026, 9, 1)
    experience_years = 0

    @factory.post_generation
    def position(person, create, extracted, **kwargs):
        if create:
            PositionFactory(person=person, title=extracted or "воспитатель", **kwargs)


class PositionFactory(DjangoModelFactory):
    class Meta:
        model = Position

    person = factory.SubFactory(PersonFactory)
    title = "воспитатель"
    is_main = True


class UserFactory(DjangoModelFactory):
    """A login of a person; `office=Office.CURATOR` gives the office since 2020."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    username = factory.Sequence("user{}".format)
    password = "opened"  # «!» is that of a person who has not used the invitation

    @factory.post_generation
    def email(user, create, extracted, **kwargs):
        """The address of the card, where it has none yet."""
        if create and (extracted or not user.person.email):
            user.person.email = extracted or f"{user.username}@sad.example"
            Person.objects.filter(pk=user.person.pk).update(email=user.person.email)

    @factory.post_generation
    def office(user, create, extracted, **kwargs):
        if create and extracted:
            OfficeTermFactory(person=user.person, office=Office(extracted))


class OfficeTermFactory(DjangoModelFactory):
    class Meta:
        model = OfficeTerm

    person = factory.SubFactory(PersonFactory)
    office = Office.CURATOR
    starts_on = dt.date(2020, 1, 1)


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    kind = Consent.Kind.DATA
    method = Consent.Method.PAPER
    given_on = dt.date(2026, 9, 1)


class MentorEntryFactory(DjangoModelFactory):
    """A ready, trained mentor whose data consent is on file."""

    class Meta:
        model = MentorEntry
        skip_postgeneration_save = True

    person = factory.SubFactory(
        PersonFactory, experience_years=12, hired_on=dt.date(2014, 9, 1), admitted_on=dt.date(2014, 9, 1)
    )
    psychological_ready = True
    pedagogical_ready = True
    professional_ready = True
    trained_on = dt.date(2026, 8, 20)
    training = "Школа наставника, 16 часов"
    starts_on = dt.date(2026, 8, 25)

    @factory.post_generation
    def data_consent(entry, create, extracted, **kwargs):
        if create and extracted is not False:
            ConsentFactory(person=entry.person, kind=Consent.Kind.DATA)


class MenteeEntryFactory(DjangoModelFactory):
    """A beginner admitted on 01.09.2026 whose data consent is on file."""

    class Meta:
        model = MenteeEntry
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    category = MenteeEntry.Category.BEGINNER
    waits_since = factory.SelfAttribute("person.admitted_on")
    confirmed_on = dt.date(2026, 9, 1)
    starts_on = dt.date(2026, 9, 1)

    @factory.post_generation
    def data_consent(entry, create, extracted, **kwargs):
        if create and extracted is not False:
            ConsentFactory(person=entry.person, kind=Consent.Kind.DATA)


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = Need

    person = factory.SubFactory(PersonFactory)
    kind = Need.Kind.DIFFICULTY
    text = "Планирование занятий с детьми трёх лет"
