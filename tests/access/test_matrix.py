"""Every URL × every role really answers as the table of grants says."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from mentorship.access.grants import GRANTS, STAFF
from mentorship.access.matrix import PUBLIC, rows
from mentorship.access.roles import Joint, Office, Relation
from mentorship.core.forms import seen
from tests.access.world import address
from tests.pages import text

pytestmark = pytest.mark.django_db
EVERYBODYS = {"regulation:legal_act"}  # records that the whole staff reads


def allowed_offices(row):
    return {office for office in Office if row.answer(office) == "allow"}


def staff(row):
    return row.permission == PUBLIC or STAFF in GRANTS[row.permission]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_who_may_not_is_refused_and_who_may_is_not(client, sessions, keys, opened, row):
    """GET only: whoever is denied gets 403 or 404, whoever is allowed never does (405: a button). It writes nothing."""
    url = address(row, keys)
    if row.permission == PUBLIC:
        return
    assert client.get(url).status_code == 302  # nobody gets in without signing in
    for role in sessions:
        status, _ = opened(role, row)
        answer = (
            row.answer(role)
            if role != "stranger"
            else ("allow" if row.answer(Office.ADMIN) == "allow" and staff(row) else "deny")
        )
        if answer == "deny":
            # A person may hold the page open by a relation to the record: never a stranger.
            assert status in (403, 404, 405) or has_relation(row, role), (role, status)
        elif answer == "allow":
            assert status in (200, 302, 404, 405), (role, status)


def has_relation(row, role):
    return isinstance(role, Relation) and bool(GRANTS[row.permission] & set(Relation))


@pytest.mark.parametrize(
    "row", [row for row in rows() if row.answer(Joint.KEEPER) == "allow" and not staff(row)], ids=lambda row: row.name
)
def test_an_administrator_keeps_the_banks_where_the_edition_says_so(keys, signed_in, edition, row):
    """ADM-01, CUR-07, CUR-08: by the same pages as the curator, and only by them."""
    client = signed_in(Office.ADMIN)
    assert client.get(address(row, keys)).status_code in (403, 405)
    assert client.post(address(row, keys)).status_code in (403, 405)

    edition.admin_keeps_banks = True
    edition.save()

    assert client.get(address(row, keys)).status_code in (200, 302, 404, 405)
    assert signed_in("stranger").get(address(row, keys)).status_code in (403, 404, 405)


def test_the_law_is_no_secret_of_anybody(keys, signed_in):
    """PUB-05: of all records with a key the acts of the legal base alone are everybody's."""
    row = next(row for row in rows() if row.name in EVERYBODYS)

    assert signed_in("stranger").get(address(row, keys)).status_code == 200


@pytest.mark.parametrize(
    "name",
    [row.name for row in rows() if row.permission != PUBLIC and "<int:pk>" in row.path and row.name not in EVERYBODYS],
)
def test_a_stranger_reaches_no_record_by_its_address_nor_learns_whether_there_is_one(keys, signed_in, name):
    row = next(row for row in rows() if row.name == name)
    client, nowhere = signed_in("stranger"), dict.fromkeys(keys, 10**6)

    for send in (client.get, client.post):
        status = send(address(row, keys)).status_code
        assert status in (403, 404, 405)
        assert status == send(address(row, nowhere)).status_code


@pytest.mark.parametrize("row", [row for row in rows() if row.permission != PUBLIC], ids=lambda row: row.name)
def test_a_post_is_refused_to_whoever_is_denied(keys, signed_in, row):
    for office in set(Office) - allowed_offices(row):
        assert signed_in(office).post(address(row, keys), {"reason": "x"}).status_code in (403, 404, 405), office


def test_no_url_is_without_a_row():
    assert [row.name for row in rows() if row.permission is None] == []


def test_the_command_prints_the_whole_table():
    output = StringIO()
    call_command("access_matrix", "--json", stdout=output)

    table = {line["name"]: line for line in json.loads(output.getvalue())}
    assert len(table) == len(rows())
    assert (table["orders:sign"]["director"], table["orders:sign"]["curator"]) == ("allow", "deny")
    assert table["programs:edit"]["mentor"] == "own"
    assert (table["people:mentors"]["keeper"], table["people:mentors"]["admin"]) == ("allow", "deny")


def test_a_view_that_names_no_permission_is_closed(rf, curator):
    from django.core.exceptions import PermissionDenied

    from mentorship.access.middleware import DefaultDenyMiddleware

    request = rf.get("/")
    request.user = curator
    with pytest.raises(PermissionDenied):
        DefaultDenyMiddleware(lambda request: None).process_view(request, lambda request: None, (), {})


GARBAGE = [
    "",
    "\0",
    "я" * 10_000,
    "<script>alert(1)</script>",
    "31.02.2026",
    "-1",
    "9" * 30,
    "\u202eовт",
    "None",
    "' OR 1=1 --",
]


@pytest.mark.parametrize("row", [row for row in rows() if row.permission != PUBLIC], ids=lambda row: row.name)
def test_garbage_in_every_field_is_answered_in_words(keys, opened, signed_in, row):
    """Whatever is typed or sent by hand into any form of any page, nobody ever sees a broken page."""
    url = address(row, keys)
    for role in (Office.CURATOR, Office.DIRECTOR, Office.ADMIN, Relation.MENTOR, Relation.MENTEE):
        client = signed_in(role)
        status, fields = opened(role, row)
        names = sorted(fields) or ["reason"]
        for shift in (0, 3, 7):
            data = {name: GARBAGE[(number + shift) % len(GARBAGE)] for number, name in enumerate(names)}
            answer = client.post(url, data).status_code
            assert answer < 500, (role, data)
            if status == answer == 403:
                break  # the page is closed to the role: of what it sends nothing is read


# Forms of two tabs: what the world has no open record for (approved, signed, of a kind that it lacks) is tested in its room.
OPENERS = (Office.CURATOR, Office.ADMIN, Office.DIRECTOR, Relation.MENTOR, Relation.MENTEE)
FEWEST = 30


def test_every_form_of_a_record_tells_what_another_tab_has_changed(keys, opened, signed_in):
    """Of two tabs the later one is told what the earlier has changed, by every form that anybody may open."""
    met = []
    for row in rows():
        role = next((role for role in OPENERS if row.permission != PUBLIC and "_seen" in opened(role, row)[1]), None)
        if role is None:
            continue
        client = signed_in(role)
        drawn = seen.load(client.get(address(row, keys)).context["seen"])
        name = next(iter(drawn))
        before = seen.dump({**drawn, name: ["Прежнее"]})
        sent = {key: value for key, value in drawn.items() if value}

        told = client.post(address(row, keys), {**sent, "_seen": before})

        assert told.status_code == 422, row.name
        assert [change.before for change in told.context["overtaken"]] == ["Прежнее"], row.name
        assert "Что изменили в записи, пока вы писали" in text(told), row.name
        met.append(row.name)
    assert len(met) >= FEWEST, met
