"""The page «Сроки»: what is owed on any day, and what has been done, in time or late."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404

from mentorship.access.grants import can
from mentorship.access.roles import OFFICE_NAMES, Office
from mentorship.core.forms.fields import DateField, parse_keys
from mentorship.core.refusal import clause_words
from mentorship.core.tables.listing import Filters, MadeListing
from mentorship.core.tables.writing import Sheet
from mentorship.core.words.text import fold
from mentorship.desk.duties import Row, collect, fulfilled, row_of, scope_for
from mentorship.people.models import Person
from mentorship.people.queries import names_of
from mentorship.regulation.duty import Done, Duty, Scope
from mentorship.regulation.queries import limits_by_edition, limits_on

STATES = [
    ("", "просроченные, на 30 дней вперёд и без срока"),
    ("overdue", "только просроченные"),
    ("week", "на 7 дней вперёд"),
    ("all", "все, и дальние"),
]
AHEAD = {"": 30, "week": 7, "overdue": -1}  # days from the chosen one
WHOSE = [("", "всех"), ("own", "только мои"), *((office.value, name) for office, name in OFFICE_NAMES.items())]


class DutyFilters(Filters):
    """How near, whose, and on which day."""

    state = forms.ChoiceField(label="Какие", required=False, choices=STATES)
    whose = forms.ChoiceField(label="Чьи", required=False, choices=WHOSE)
    on = DateField(label="На день", required=False, widget=forms.TextInput(attrs={"class": "form-control"}))


class DoneFilters(Filters):
    """In time or late, whose."""

    state = forms.ChoiceField(label="Какие", required=False, choices=[("", "все"), ("late", "только с опозданием")])
    whose = forms.ChoiceField(label="Чьи", required=False, choices=WHOSE)


class Board:
    """What both tabs share: who looks, at whose duties, and how everybody is called."""

    filters: type[Filters] = Filters

    def __init__(self, request: Any, today: date) -> None:
        self.user, self.today = request.user, today
        self.leads = can(self.user, "duty.all")
        self.listing = MadeListing(request, filters=self.filters)
        if not self.leads:
            del self.listing.form.fields["whose"]
        self.chosen = self.listing.chosen
        keys = parse_keys([request.GET.get("person", "")]) if self.leads else []
        self.person = get_object_or_404(Person.objects.visible_to(self.user), pk=keys[0]) if keys else None
        self.names: dict[int, str] = {}

    @property
    def whose(self) -> str:
        return self.chosen.get("whose", "") if self.leads else "own"

    def scope(self, on: date) -> Scope:
        """Everybody's for those who lead; one person's for the others, and when that is asked for."""
        if self.person:
            return scope_for(self.person.pk, on)
        if self.whose == "own":
            return scope_for(self.user.person_id, on)
        if self.whose:
            return Scope(offices=frozenset([self.whose]), on=on, mentors=False, mentees=False)
        return Scope(everything=True, on=on)

    def found(self, duty: Duty) -> bool:
        """The duty may be known, is of the office that is asked for, and has every word of the search somewhere."""
        if duty.closed and duty.key not in self._own:
            return False
        if self.whose in OFFICE_NAMES and not self.person and duty.office != self.whose:
            return False
        if not self.listing.query:
            return True
        text = fold(f"{duty.what} {duty.about} {self.who(duty)}")
        return all(word in text for word in fold(self.listing.query).split())

    @cached_property
    def _own(self) -> frozenset[str]:
        """What the user owes today: of closed duties nobody else is shown any (MNT-10, MO-12)."""
        scope = scope_for(self.user.person_id, self.today)
        return frozenset(duty.key for duty in collect(limits_on(self.today, or_first=True), scope))

    def call(self, duties: Iterable[Duty]) -> None:
        """Ask how the owners are called; one query."""
        self.names |= names_of({duty.owner for duty in duties if duty.owner} - self.names.keys())

    def is_mine(self, duty: Duty) -> bool:
        """Whether this user is the one to fulfil it: others are not let into its page."""
        if self.whose == "own" and self.person is None:
            return True
        return duty.owner == self.user.person_id if duty.owner else duty.office in self.user.offices

    def who(self, duty: Duty) -> str:
        """The owner by name, or the office."""
        return self.names.get(duty.owner, "") if duty.owner else str(OFFICE_NAMES[Office(duty.office or "curator")])


class DutyBoard(Board):
    """What is owed on the chosen day."""

    filters = DutyFilters

    def __init__(self, request: Any, today: date) -> None:
        super().__init__(request, today)
        self.on: date = self.chosen.get("on") or today
        self.wrong_day = "on" in self.listing.form.errors
        self.state = self.chosen.get("state", "")
        self.listing.show(self._duties())

    def rows(self) -> list[tuple[Row, str, bool]]:
        """What this page of the list shows: the duty, whose it is, and whether it is this user's own."""
        self.call(self.listing.page)
        return [(row_of(duty, self.on), self.who(duty), self.is_mine(duty)) for duty in self.listing.page]

    def _duties(self) -> list[Duty]:
        ahead = AHEAD.get(self.state)
        until = None if ahead is None else self.on + timedelta(days=ahead)
        own = limits_by_edition()
        limits = limits_on(self.on, own, or_first=True)
        found = collect(limits, replace(self.scope(self.on), until=until), own)
        undated = self.state in ("", "all")
        found = [duty for duty in found if (undated if duty.due_on is None else until is None or duty.due_on <= until)]
        if self.listing.query:
            self.call(found)
        return [duty for duty in found if self.found(duty)]


class DoneBoard(Board):
    """What was owed and is done."""

    filters = DoneFilters

    def __init__(self, request: Any, today: date) -> None:
        super().__init__(request, today)
        found = fulfilled(limits_on(today, or_first=True), self.scope(today))
        if self.chosen.get("state") == "late":
            found = [done for done in found if done.days_late]
        if self.listing.query:
            self.call(done.duty for done in found)
        self.listing.show([done for done in found if self.found(done.duty)])

    def rows(self) -> list[tuple[Done, str]]:
        """What this page of the list shows."""
        self.call(done.duty for done in self.listing.page)
        return [(done, self.who(done.duty)) for done in self.listing.page]


def sheet(board: DutyBoard) -> Sheet:
    """Everything that the filters leave."""
    board.call(board.listing.rows)
    headings = ("Срок", "Осталось дней", "Что сделать", "О ком, о чём", "Кто", "Пункт Положения", "Срок считали в")
    lines = (
        (
            duty.due_on,
            duty.days_left(board.on),
            duty.what,
            duty.about,
            board.who(duty),
            clause_of(duty),
            days_of(duty),
        )
        for duty in board.listing.rows
    )
    return Sheet(f"Сроки на {board.on:%d.%m.%Y}", headings, lines)


def done_sheet(board: DoneBoard) -> Sheet:
    """Everything that the filters leave."""
    board.call(done.duty for done in board.listing.rows)
    headings = ("Выполнено", "Срок", "Как", "Опоздание, дней", "Что", "О ком, о чём", "Кто", "Пункт Положения")
    lines = (
        (
            done.done_on,
            done.duty.due_on,
            done.words,
            done.days_late,
            done.duty.what,
            done.duty.about,
            board.who(done.duty),
            clause_of(done.duty),
        )
        for done in board.listing.rows
    )
    return Sheet("Выполненные обязанности", headings, lines)


def clause_of(duty: Duty) -> str:
    return clause_words(duty.clause) if duty.clause else ""


def days_of(duty: Duty) -> str:
    """By what days the term was counted."""
    return "" if duty.due_on is None else "рабочих днях" if duty.working else "календарных днях"
