"""Reading for reminders: who works, what is owed by whom, how each wants to be told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentorship.access.roles import OFFICE_NAMES, Office
from mentorship.core.calendar.workdays import next_working_day
from mentorship.core.words.text import fold
from mentorship.desk.duties import collect
from mentorship.people.models import Absence, OfficeTerm, Person, User
from mentorship.people.models.person import name_columns, named_so, short_of
from mentorship.regulation.duty import Duty, Scope
from mentorship.regulation.models import Edition
from mentorship.regulation.queries import edition_on
from mentorship.reminders import rules
from mentorship.reminders.models import Letter, Preference, Reminder, RemindRun

CLOCK_SET_BACK = timedelta(days=28)  # further than that it was wrong before, not now


@dataclass(frozen=True, slots=True)
class Reader:
    """A person as a letter needs them."""

    pk: int
    name: str
    called: str
    address: str
    confirmed: bool  # no other person has changed the address since its owner agreed to it
    letters: bool
    digest: bool

    @property
    def reason_without(self) -> str:
        """Why this person gets no letters; empty when they do."""
        if not self.letters:
            return "отказ от писем"
        if not self.address:
            return "нет адреса почты"
        return "" if self.confirmed else "адрес почты не подтверждён"


READER = (
    *name_columns(),
    "email",
    "user__mail_confirmed",
    "reminder_preference__address",
    "reminder_preference__letters",
    "reminder_preference__digest",
)


def staff_on(on: date) -> rules.Staff:
    """Who works on the day and who holds which office; two queries."""
    working = frozenset(_working(on).values_list("pk", flat=True).iterator())
    offices: dict[str, list[int]] = {}
    terms = OfficeTerm.objects.on(on).order_by("person__search_key", "person")
    for office, person in terms.values_list("office", "person").distinct():
        if person in working:
            offices.setdefault(office, []).append(person)
    return rules.Staff(working, offices)


def owed(on: date, days: int) -> list[Duty]:
    """Everything that anybody owes within the days, with what has no day."""
    try:
        limits = edition_on(on).limits()
    except Edition.DoesNotExist:  # the institution is not set up yet, or begins later
        return []
    return collect(limits, Scope(everything=True, on=on, until=on + timedelta(days=days)))


def readers(people: Iterable[int]) -> Iterator[Reader]:
    """These people by name; one query a thousand."""
    asked = sorted(people)
    for start in range(0, len(asked), 1000):
        rows = Person.objects.filter(pk__in=asked[start : start + 1000]).order_by("search_key", "pk")
        for *name, card, confirmed, own, letters, digest in rows.values_list(*READER):
            _, first, patronymic, _, pk = name
            yield Reader(
                pk,
                short_of(*name),
                f"{first} {patronymic}".strip(),
                own or card or "",
                bool(own) or confirmed is not False,
                letters is not False,
                digest is not False,
            )


def reader(person_id: int) -> Reader:
    return next(readers([person_id]))


def names(duties: Iterable[Duty]) -> dict[int, str]:
    """Who owes these duties, by key of the person."""
    return {found.pk: found.name for found in readers({duty.owner for duty in duties if duty.owner is not None})}


def owner_name(duty: Duty, known: dict[int, str]) -> str:
    """«Петрова А. С.» or «Куратор»."""
    if duty.owner is not None:
        return known.get(duty.owner, "")
    return str(OFFICE_NAMES[Office(str(duty.office))])


def last_steps(person_id: int, keys: Iterable[str]) -> dict[tuple[str, date], int]:
    """By duty and due day: the highest rung on which the person was told."""
    rows = Reminder.objects.filter(person=person_id, key__in=list(keys)).values_list("key", "due_on")
    return {(key, due_on): step for key, due_on, step in rows.annotate(last=Max("step")).order_by()}


def digest_due(on: date) -> date | None:
    """The Monday whose digest nobody has been sent yet; a day missed is caught up within its week."""
    week = rules.digest_week(on)
    if week is None:
        return None
    done = RemindRun.objects.filter(day__gte=next_working_day(week), day__lte=on, finished_at__isnull=False)
    return None if done.exists() else week


def had_digest(person_id: int, week: date) -> bool:
    """True when the person was sent this week's digest, or a later one before the clock was set back."""
    later = week + CLOCK_SET_BACK
    return Reminder.objects.filter(person=person_id, key=rules.DIGEST, due_on__gte=week, due_on__lt=later).exists()


def preference_of(user: User) -> Preference:
    """The user's own settings, the usual ones while nothing was chosen."""
    if user.person_id is None:
        raise Http404
    found = Preference.objects.filter(person=user.person_id).first()
    return found or Preference(person=user.person)


def person_of(key: int | None) -> Person:
    """The person of a signed link; 404 when the link was not ours."""
    return get_object_or_404(Person, pk=key)


def letter_rows() -> QuerySet[Letter]:
    """Rows of the outbox; what the letters say is read by nobody but those they are for."""
    rows = Letter.objects.select_related("person").defer("text", "html")
    return rows.only(
        "person_id",
        "address",
        "subject",
        "state",
        "attempts",
        "next_attempt_at",
        "last_error",
        "created_at",
        "sent_at",
        *name_columns("person"),
    )


def search_letters(rows: QuerySet[Letter], text: str) -> QuerySet[Letter]:
    for word in fold(text).split():
        rows = rows.filter(named_so(word, "person") | Q(address__icontains=word))
    return rows


def letter_for(user: User, pk: int) -> Letter:
    """A letter to somebody whom this user may see."""
    return get_object_or_404(letter_rows().filter(person__in=Person.objects.visible_to(user)), pk=pk)


def _working(on: date) -> QuerySet[Person]:
    """Who is at work: what somebody away for long owes falls to the curator, as if they had left."""
    here = Person.objects.working_on(on).prefetch_related(None)
    return here.exclude(pk__in=Absence.objects.on(on).values("person"))
