"""Loading a list: all or nothing, once, and nothing is kept longer than needed."""

import datetime as dt
from functools import partial
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentorship.core.refusal import Refusal
from mentorship.people.imports import services
from mentorship.people.imports.check import check
from mentorship.people.models import MenteeEntry, Person, StaffImport
from tests.factories.people import MenteeEntryFactory, PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.factories.tables import HEADINGS, ROW, book, upload
from tests.people.imports.lists import NOW, START, load, send
from tests.threads import in_threads

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-21", tick=False)]


@pytest.fixture
def client(as_user, curator):
    return as_user(curator)


def test_a_new_day_of_admission_reaches_the_bank(client):
    entry = MenteeEntryFactory(person__last_name="Новикова", person__admitted_on=dt.date(2026, 9, 1))

    load(client, send(client, ["ФИО", "Допущен к работе"], ["Новикова Анна Петровна", "10.09.2026"]))

    assert MenteeEntry.objects.get(pk=entry.pk).waits_since == dt.date(2026, 9, 10)


def test_any_number_of_mentees_costs_as_many_queries_as_one(client):
    def queries(names):
        for name in names:
            MenteeEntryFactory(person__last_name=name, person__admitted_on=dt.date(2026, 9, 1))
        page = send(client, ["ФИО", "Допущен к работе"], *([f"{name} Анна Петровна", "10.09.2026"] for name in names))
        with CaptureQueriesContext(connection) as asked:
            load(client, page)
        assert set(MenteeEntry.objects.values_list("waits_since", flat=True)) == {dt.date(2026, 9, 10)}
        return len(asked)

    assert queries(["Новикова"]) == queries(["Белова", "Серова", "Громова", "Зимина"])


def test_what_was_agreed_to_must_still_be_true(client):
    page = send(client, HEADINGS, ROW)
    PersonFactory(last_name="Новикова", birth_date=dt.date(1990, 5, 14))

    again = load(client, page)

    assert "карточки изменились. Ничего не загружено" in again.content.decode()
    assert "Пока ничего не сохранено" in again.content.decode()
    assert Person.objects.filter(last_name="Новикова").count() == 1


def test_a_refused_claim_gives_back_only_itself(client):
    """While the refusal is undone, somebody claims the list again: that claim stands."""
    found, later = send(client, HEADINGS, ROW).context["found"], NOW + dt.timedelta(minutes=1)

    def meanwhile(execute, sql, *rest):
        result = execute(sql, *rest)
        if sql.startswith("ROLLBACK TO"):
            StaffImport.objects.update(started_at=later)
        return result

    with connection.execute_wrapper(meanwhile), pytest.raises(Refusal):
        services.apply(found, seen="another", by=found.created_by, now=NOW)

    found.refresh_from_db()
    assert (found.state, found.started_at) == ("running", later)


def test_an_old_list_that_is_loading_right_now_is_not_forgotten(client):
    found = send(client, HEADINGS, ROW).context["found"]
    later = NOW + dt.timedelta(days=3)
    StaffImport.objects.update(state="running", started_at=later)

    services.begin(BytesIO(book(HEADINGS, ROW)), "новый.xlsx", by=found.created_by, now=later)

    found.refresh_from_db()
    assert found.state == "running"
    assert found.content


def test_rows_are_forgotten_after_loading_and_after_giving_up(client):
    load(client, send(client, HEADINGS, ROW))
    given_up = send(client, HEADINGS, ROW).context["found"]
    client.post(reverse("people:import_drop", args=[given_up.pk]))
    client.post(START, {"file": upload(book(HEADINGS, ROW))})
    with time_machine.travel(NOW + dt.timedelta(days=40)):
        services.begin(BytesIO(book(HEADINGS, ROW)), "новый.xlsx", by=given_up.created_by, now=timezone.now())

    assert [bool(found.content) for found in StaffImport.objects.order_by("pk")] == [False, False, False, True]
    assert "Ни одна карточка не изменилась" in client.get(given_up.get_absolute_url()).content.decode()


def test_a_list_whose_loading_was_cut_off_is_loaded_again_and_once(client):
    page = send(client, HEADINGS, ROW)
    found = page.context["found"]
    StaffImport.objects.filter(pk=found.pk).update(state="running", started_at=NOW - dt.timedelta(minutes=11))

    page = client.get(found.get_absolute_url())
    assert "Пока ничего не сохранено" in page.content.decode()
    load(client, page)
    load(client, page)

    assert Person.objects.filter(last_name="Новикова").count() == 1
    assert StaffImport.objects.get(pk=found.pk).state == "done"


def test_a_loading_that_was_never_finished_is_forgotten_too(client):
    found = send(client, HEADINGS, ROW).context["found"]
    StaffImport.objects.filter(pk=found.pk).update(
        state="running", created_at=NOW - dt.timedelta(days=9), started_at=NOW - dt.timedelta(days=9)
    )

    send(client, HEADINGS, ROW)

    assert StaffImport.objects.get(pk=found.pk).content is None


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_never_make_a_duplicate():
    regulation()
    by = UserFactory(office="curator")
    row = ["ФИО"], ["Новикова Анна Петровна"]
    lists = [services.begin(BytesIO(book(*row)), f"{n}.xlsx", by=by, now=timezone.now()) for n in range(2)]
    lists = [services.map_columns(found, found.mapping) for found in lists]
    seen = check(lists[0].table, lists[0].mapping, timezone.localdate()).fingerprint

    refused = in_threads([partial(services.apply, found, seen=seen, by=by, now=timezone.now()) for found in lists])

    assert refused == 1
    assert Person.objects.filter(last_name="Новикова").count() == 1
    assert sorted(StaffImport.objects.values_list("state", flat=True)) == ["checked", "done"]
