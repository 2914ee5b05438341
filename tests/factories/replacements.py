"""A running pair with an approved programme, and the replacement of its mentor at each stage."""

import datetime as dt

from django.utils import timezone

from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.programs.models import Activity, Program
from mentorship.replacements import services
from mentorship.replacements.models import Replacement
from tests.factories.pairs import PairFactory, option
from tests.factories.people import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

TODAY = dt.date(2026, 12, 1)
FROM = dt.date(2026, 12, 7)
ENDS = dt.date(2027, 5, 31)


def old_pair(**changes) -> Pair:
    """Петрова А. С. with Иванов И. И., since 15.09.2026."""
    mentor = MentorEntryFactory(
        person__last_name="Петрова",
        person__first_name="Анна",
        person__patronymic="Сергеевна",
        person__position="учитель математики",
    ).person
    mentee = MenteeEntryFactory(
        person__last_name="Иванов",
        person__first_name="Иван",
        person__patronymic="Иванович",
        person__sex="m",
        person__position="учитель физики",
    ).person
    return PairFactory(active=True, mentor=mentor, mentees=[mentee], **changes)


def new_mentor(**changes):
    """Сидоров П. П., ready and free."""
    return MentorEntryFactory(
        person__last_name="Сидоров",
        person__first_name="Пётр",
        person__patronymic="Петрович",
        person__sex="m",
        person__position="учитель истории",
        **changes,
    ).person


def with_program(pair: Pair) -> Program:
    """An approved programme: one item done, one open of the mentor, one open of another, one cancelled."""
    program = Program.objects.create(
        pair=pair,
        status="approved",
        approved_on=dt.date(2026, 9, 25),
        approved_by=_approver(),
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        goal="Уверенно вести уроки",
        tasks="Посещать уроки",
        forms_note="Традиционное",
        initial_level="Нет опыта",
        expected="Справляется сам",
        control="Открытый урок",
    )
    program.directions.set(pair.edition.options.filter(group="direction")[:2])
    section, helper = option("section", "study"), PersonFactory()
    common = {"program": program, "section": section, "responsible": pair.mentor}
    Activity.objects.create(**common, title="Знакомство", due_on="2026-10-01", done_on="2026-09-30", result="Да")
    Activity.objects.create(**common, title="Открытый урок", due_on="2027-03-01", expected="Анализ урока")
    Activity.objects.create(**{**common, "responsible": helper}, title="Тренинг", due_on="2027-02-01")
    Activity.objects.create(
        **common, title="Лишнее", due_on="2027-02-01", cancelled_on="2026-10-01", cancel_reason="Не нужно"
    )
    return program


def _approver() -> User:
    return User.objects.first() or User.objects.create(username="approver", person=PersonFactory())


def begun(by: User, old: Pair | None = None, **changes) -> Replacement:
    """Proposed by the curator on the ground of a request."""
    old = old or old_pair()
    answers = {
        "mentor": changes.pop("mentor", None) or new_mentor(),
        "from_on": FROM,
        "ends_on": old.ends_on,
        "on": TODAY,
        "ground": old.edition.options.filter(group="replacement", code="request").first(),
        "reason": "" if old.edition.options.filter(group="replacement").exists() else "просьба наставника",
        **changes,
    }
    return services.begin(old, by=by, **answers)


def consented(replacement: Replacement) -> Pair:
    """The new pair with every consent on file."""
    new = Pair.objects.get(pk=replacement.pair_id)
    new.mentor_consent = ConsentFactory(person=new.mentor, kind="mentor", given_on="2026-11-30")
    new.save()
    for part in new.participations.all():
        part.consent = ConsentFactory(person=part.mentee, kind="mentee", given_on="2026-11-30")
        part.save()
    return Pair.objects.get(pk=new.pk)


def drafted(by: User, old: Pair | None = None, **changes) -> Order:
    return services.draft_order(consented(begun(by, old, **changes)), on=TODAY, by=by)


def sign(order: Order, by: User, on: dt.date = TODAY) -> Order:
    now = timezone.make_aware(dt.datetime.combine(on, dt.time(12)))
    return orders.sign(order, signed_on=on, number="", proposed="", by=by, now=now, confirmed=True)


def end(pair: Pair, by: User) -> Pair:
    """Its completion is asked for."""
    return ending.request_ending(
        pair, case=option("completion", "initiative"), on=FROM, reason="Причина", plan_left=None, by=by
    )
