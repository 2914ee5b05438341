"""A database that is away, busy, full or read-only: words with a way out, and nothing pretended."""

import html
import re

import pytest
from django.db import InterfaceError, InternalError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
NEED = {"kind": "request", "text": "Родительское собрание <b>«по пятницам»</b>"}


def failing(fault, only=""):
    """Every query (of the kind) ends so."""

    def wrapper(execute, sql, *rest):
        if sql.startswith(only):
            raise fault
        return execute(sql, *rest)

    return connection.execute_wrapper(wrapper)


@pytest.fixture
def client(as_user, curator):
    client = as_user(curator)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("address", ["/", "/people/", "/orders/", "/login/"])
def test_a_page_without_its_database_says_so_and_leads_on(client, address):
    with failing(OperationalError("server closed the connection unexpectedly")):
        answer = client.get(address)

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "База данных сейчас не отвечает" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_the_door_without_its_database_leads_to_no_first_run(edition):
    stranger = Client(raise_request_exception=False)
    with failing(OperationalError("server closed the connection unexpectedly")):
        assert stranger.get("/login/").status_code == 503

    assert stranger.get("/login/").status_code == 200


def test_health_of_a_database_that_is_away_is_asked_before_who_has_come(client):
    assert client.get("/healthz").json()["database"] == "ok"
    with failing(OperationalError()):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["database"]) == (503, "не отвечает")


def test_health_of_a_database_that_cannot_be_written_is_no_health(client, monkeypatch):
    if connection.vendor == "postgresql":
        connection.check_constraints()  # what is put off to the end of a transaction locks rows
        connection.cursor().execute("SET LOCAL transaction_read_only = on")
    else:
        monkeypatch.setattr("os.path.exists", lambda name: True)
        monkeypatch.setattr("os.access", lambda name, how: False)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["database"]) == (503, "только для чтения")


@pytest.mark.parametrize(
    "fault",
    [
        OperationalError("database or disk is full"),
        OperationalError("attempt to write a readonly database"),
        InternalError("cannot execute INSERT in a read-only transaction"),
        InterfaceError("connection already closed"),
    ],
)
def test_a_form_that_could_not_be_written_is_sent_again_from_the_page_of_the_error_and_written_once(client, fault):
    person = PersonFactory()
    address = reverse("people:add_need", args=[person.pk])
    token = client.get(address).content.decode().split('name="_once" value="')[1].split('"')[0]
    with failing(fault, "INSERT"):
        answer = client.post(address, {**NEED, "_once": token})

    page = answer.content.decode()
    assert answer.status_code == 503
    assert person.needs.count() == 0
    again = {name: html.unescape(text) for name, text in re.findall(r'name="(\w+)">([^<]*)</textarea>', page)}
    assert again == {**NEED, "_once": token}
    assert f'action="{address}"' in page
    for _ in range(2):
        assert client.post(address, again).url == person.get_absolute_url()
    assert person.needs.count() == 1


def test_a_password_is_not_written_into_the_page_of_an_error(client):
    with failing(OperationalError()):
        answer = client.post("/login/", {"username": "curator", "password": "tayna-7"})

    assert answer.status_code == 503
    assert "tayna-7" not in answer.content.decode()
