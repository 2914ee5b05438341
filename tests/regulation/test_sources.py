"""Every compiled query gives the rows that Django itself finds, on whatever day it was compiled."""

import datetime as dt
import importlib
import pkgutil
import sys
from dataclasses import replace

import pytest
import time_machine

import mentorship
from mentorship.core.past import end_of
from mentorship.core.prepared import Prepared
from mentorship.desk.duties import HORIZON, scope_for
from mentorship.orders.models import Acquaintance
from mentorship.people.models import User
from mentorship.regulation.duty import Scope
from mentorship.regulation.queries import limits_by_edition, limits_on
from mentorship.regulation.sources import DONE, OWED, Asked, Source
from mentorship.replacements.models import Replacement
from mentorship.reports.models import Report
from mentorship.roadmap.models import Activity, Responsible
from tests.desk.duties import making as do
from tests.factories import programs as made
from tests.factories import roadmap as roadmaps
from tests.factories.events import EventFactory
from tests.factories.pairs import PairFactory

DAYS = AUTUMN, SUMMER = dt.date(2026, 11, 21), dt.date(2027, 6, 15)
FEW = 3  # fewer than a page asks for, so that the cut falls among the rows
NOT_THERE = {  # nothing of it is in the database
    "leaving.duties.ActingHeads",
    "leaving.duties.HeadAway",
    "orders.duties.Unfulfilled",
    "publication.publications.duties.Unplaced",
    "regulation.act.duties.Unapproved",
    "regulation.calendar.duties.Unentered",
}
LOGINS = ("curator", "director", "council", "clerk", "admin", "mentor", "mentee", "mentee7")

for _module in pkgutil.walk_packages(mentorship.__path__, "mentorship."):
    if _module.name.rpartition(".")[2] in ("queries", "duties", "place", "account"):
        importlib.import_module(_module.name)


def used():
    """Every prepared query of the product: the registered sources and those that a module keeps."""
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("mentorship.")]
    kept = [value for module in modules for value in vars(module).values() if isinstance(value, Prepared)]
    return list(dict.fromkeys([*OWED, *DONE, *kept]))


def written(of=Prepared):
    """Every class of prepared queries that the product can use: the others have no columns yet."""
    for kind in of.__subclasses__():
        yield from written(kind)
        if kind.__module__.startswith("mentorship.") and hasattr(kind, "Row") and not kind.__abstractmethods__:
            yield kind


def on_paper(curator):
    """A signed order with a reader who has no login, and one who has read it."""
    pair = do.active()
    mentor, (mentee,) = pair.mentor, pair.mentees
    Acquaintance.objects.create(order=pair.order, person=mentor)
    Acquaintance.objects.create(order=pair.order, person=mentee, acknowledged_on=AUTUMN, method="paper")


def interim(curator):
    """A report on the first interval, and another interval without one."""
    pair = do.active()
    pair.edition.report_every_months = 1
    pair.edition.save()
    Report.objects.create(
        participation=pair.participations.get(),
        side="mentor",
        author=pair.mentor,
        status="submitted",
        submitted_on=dt.date(2026, 10, 20),
        period_starts_on=pair.starts_on,
        period_ends_on=dt.date(2026, 10, 14),
    )


def replacing(curator):
    Replacement.objects.create(pair=PairFactory(replaces=do.active()), reason="переезд", begun_on=AUTUMN)


def responsible(curator):
    Responsible.objects.create(activity=Activity.objects.earliest("pk"), office="curator")


def results(curator):
    """A pair that has ended, with an approved programme and without its results on the site, and one with them."""
    for fields in ({}, {"published_on": AUTUMN, "published_url": "https://sad.example/"}):
        pair = PairFactory(ended=True, ended_on=AUTUMN, ending_on=AUTUMN)
        made.approved(pair, curator, **fields)


MORE = [  # what the demo has not
    do.asked_to_end,
    do.corrected,
    do.extension_agreed,
    do.help_asked("soon"),
    do.lapsing("mentee"),
    do.leaving("mentor"),
    do.notice,
    do.not_back,
    do.replaced,
    do.with_program("submitted"),
    do.with_program("with_mentee"),
    do.without_data_consent,
    interim,
    lambda curator: EventFactory(kind="council"),
    on_paper,
    replacing,
    responsible,
    results,
    lambda curator: roadmaps.draft(curator, starts_on=dt.date(2031, 9, 1), ends_on=dt.date(2032, 8, 31)),
]


def name(query):
    return f"{type(query).__module__.removeprefix('mentorship.')}.{type(query).__qualname__}"


def noon(day):
    return time_machine.travel(f"{day} 12:00:00+03:00", tick=False)


@pytest.fixture(scope="module")
def world(demo, django_db_blocker):
    """The demo with everything that may be owed, and some of it done or dropped since the autumn."""
    with django_db_blocker.unblock(), noon(AUTUMN):
        curator = User.objects.get(username="curator")
        for make in MORE:
            make(curator)


@pytest.fixture(scope="module")
def asked(world, django_db_blocker):
    """By day what is asked: for everybody, for single people with their offices; for all rows and for the first page."""
    found = {}
    with django_db_blocker.unblock():
        people = list(User.objects.filter(username__in=LOGINS).values_list("person", flat=True))
        for day in DAYS:
            limits, own = limits_on(day), limits_by_edition()
            scopes = [Scope(everything=True, on=day), *(scope_for(person, day) for person in people)]
            few = [replace(scope, most=FEW, until=day + HORIZON) for scope in scopes]
            found[day] = [Asked(scope, limits, own) for scope in (*scopes, *few)]
    return found


def ask(query, asked):
    """Ask the query what it is asked for the scope; nothing where nobody asks it."""
    names, scope = {*query.shape, *query.slots}, asked.scope
    if isinstance(query, Source):
        if "offices" not in names or any(map(scope.holds, query.of)):
            list(query.asked_rows(asked))
    elif "person" not in names or "everything" in names or scope.person:
        day = {"on": scope.on, "day": scope.on, "over": end_of(scope.on)}
        day["since"] = scope.on - dt.timedelta(days=7)  # of what may be written down late
        known = {"everything": scope.everything, "person": scope.person, **day}
        list(query(*(known[name] for name in query.shape), **{name: known[name] for name in query.slots}))


@pytest.fixture
def answers(monkeypatch, asked):
    """What the compiled queries have answered, each beside what Django itself finds."""
    found, compiled = [], Prepared.__call__

    def both(self, *shape, most=None, **values):
        rows = list(compiled(self, *shape, most=most, **values))
        found.append((rows, list(self.plain(*shape, most=most, **values))))
        return iter(rows)

    monkeypatch.setattr(Prepared, "__call__", both)
    return found


def test_every_prepared_query_that_is_written_is_tried_here():
    assert {type(query) for query in used()} == set(written())


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("query", used(), ids=name)
def test_a_compiled_query_gives_what_django_finds_on_whatever_day_it_was_compiled(query, asked, answers):
    fresh = type(query)()
    for day in DAYS:
        with noon(day):
            for question in asked[day]:
                ask(fresh, question)
        with noon(day + dt.timedelta(days=40)):  # when the day has passed
            ask(fresh, asked[day][0])

    assert [prepared for prepared, _ in answers] == [plain for _, plain in answers]
    assert any(rows for rows, _ in answers) != (name(query) in NOT_THERE)
