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


def test_rows_are_forgotten_after_loading_and_after_giving_up(client):
    load(client, send(client, HEADINGS, ROW))
    given_up = send(client, HEADINGS, ROW).context["found"]
    client.post(reverse("people:import_drop", args=[given_up.pk]))
    client.post(START, {"file": upload(book(HEADINGS, ROW))})
    with time_machine.travel(NOW + dt.timedelta(days=40)):
        services.begin(BytesIO(book(HEADINGS, ROW)), "новый.xlsx", by=given_up.created_by, now=timezone.now())

    assert [bool(found.content) for found in StaffImport.objects.order_by("pk")] == [False, False, False, True]
    assert "Ни одна карточка не изменилась" in client.get(given_up.get_absolute_url()).content.decode()


@pytest.mark.parametrize("left", ["checked", "running"])  # an older version has left a mark of its own
def test_a_loading_that_was_cut_off_may_be_begun_again_at_once_and_is_loaded_once(client, monkeypatch, left):
    page = send(client, HEADINGS, ROW)
    found = page.context["found"]
    StaffImport.objects.filter(pk=found.pk).update(state=left)
    with monkeypatch.context() as broken:
        broken.setattr(services, "_change", killed)
        with pytest.raises(KeyboardInterrupt):
            load(client, page)
    assert not Person.objects.filter(last_name="Новикова").exists()

    page = client.get(found.get_absolute_url())
    assert "Пока ничего не сохранено" in page.content.decode()
    load(client, page)
    load(client, page)

    assert Person.objects.filter(last_name="Новикова").count() == 1
    assert StaffImport.objects.get(pk=found.pk).state == "done"


def killed(*args):
    raise KeyboardInterrupt


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


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_list_loaded_twice_at_once_is_loaded_once():
    regulation()
    by = UserFactory(office="curator")
    found = services.begin(BytesIO(book(["ФИО"], ["Новикова Анна Петровна"])), "1.xlsx", by=by, now=timezone.now())
    found = services.map_columns(found, found.mapping)
    seen = check(found.table, found.mapping, timezone.localdate()).fingerprint

    assert in_threads([partial(services.apply, found, seen=seen, by=by, now=timezone.now())] * 2) == 0

    assert Person.objects.filter(last_name="Новикова").count() == 1
