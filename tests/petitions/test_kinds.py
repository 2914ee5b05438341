"""Each kind through its states by each role: who may file, record, see, decide, carry out."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.petitions.kinds import KINDS
from mentorship.petitions.models import Petition
from tests.factories.petitions import TODAY, petition
from tests.petitions.pages import status, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]
# The whole table once more, as people would say it: a change of the table must be meant.
FILE = {
    "resignation": {"mentor"}, "replacement": {"mentee"}, "ending": {"mentor", "mentee"},
    "proposal": {"mentor", "mentee", "council"}, "personal_file": {"mentor"}, "representation": {"mentor"},
    "mediation": {"mentor", "mentee"},
}  # fmt: skip
RECORD = {
    **{kind: {"curator", "clerk"} for kind in KINDS},
    "representation": {"director"},
    "mediation": {"council"},
}
OFFICE = {"director", "curator", "clerk"}
SEE = {  # the author is the mentor, of a replacement the mentee
    "resignation": OFFICE | {"mentor"},
    "replacement": OFFICE | {"mentee"},
    "ending": OFFICE | {"mentor"},
    "proposal": OFFICE | {"council", "mentor"},
    "personal_file": OFFICE | {"mentor", "mentee"},
    "representation": {"director", "mentor"},
    "mediation": {"council", "mentor"},
}
DECIDE = {
    "resignation": {"director"}, "replacement": {"director"}, "ending": {"director", "curator"},
    "proposal": {"curator"}, "personal_file": {"director"}, "representation": {"director"}, "mediation": {"council"},
}  # fmt: skip
EXECUTE = {
    **{kind: {"director", "curator"} for kind in ("resignation", "replacement", "ending", "personal_file")},
    "proposal": {"curator"},
    "representation": {"director"},
    "mediation": {"council"},
}
REVIEW = {**DECIDE, **{kind: DECIDE[kind] | {"curator"} for kind in ("resignation", "replacement", "personal_file")}}
AUTHOR = {**dict.fromkeys(KINDS, "mentor"), "replacement": "mentee"}


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_file_and_who_records_from_paper(client, pair, people, kind):
    for role, user in people.items():
        own, paper = (reverse(f"petitions:{name}", args=[pair.pk, kind]) for name in ("file", "record"))
        assert (status(client, user, own) == 200) == (role in FILE[kind]), role
        assert (status(client, user, paper) == 200) == (role in RECORD[kind]), role
        if role in ("stranger", "other_mentor", "admin"):
            assert status(client, user, own, reason="x") in (403, 404)
            assert status(client, user, reverse("petitions:new", args=[pair.pk])) in (403, 404)
    assert not Petition.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_who_sees_it_and_who_may_answer(client, pair, people, kind):
    row = petition(kind, pair)
    for role, user in people.items():
        seen = status(client, user, row.get_absolute_url())
        assert seen == (200 if role in SEE[kind] else 404) or (role in ("admin", "stranger") and seen in (403, 404)), (
            role
        )
        for act, who in (("decide", DECIDE), ("execute", EXECUTE), ("review", REVIEW)):
            answer = status(client, user, url(act, row))
            if role in who[kind]:
                assert answer == 200, (role, act)
            else:
                assert answer == 403 if role in SEE[kind] else answer in (403, 404), (role, act)
                assert status(client, user, url(act, row), reason="x") in (403, 404)
        taken_back = status(client, user, url("withdraw", row))
        assert (taken_back == 200) == (role == AUTHOR[kind]), role
    row.refresh_from_db()
    assert row.status == "filed"


@pytest.mark.parametrize("kind", KINDS)
def test_from_filing_to_the_end_in_the_browser(client, pair, people, kind):
    """The author files, the owner takes it up and grants it, it is carried out, the author reads the answer."""
    author, decider = people[AUTHOR[kind]], people[sorted(DECIDE[kind])[0]]
    client.force_login(author)
    data = {"reason": "Нужна перемена", "details": "Подробности", "points": list(KINDS[kind].points[:1])}
    answer = client.post(reverse("petitions:file", args=[pair.pk, kind]), data)
    row = Petition.objects.get()
    assert (answer.status_code, answer.url) == (302, row.get_absolute_url())
    assert (row.status, row.filed_on, row.author, row.method) == ("filed", TODAY, author.person, "online")
    client.force_login(decider)
    assert client.post(url("review", row), {"opinion": "Поддерживаю"}).status_code == 302
    data = {"outcome": "grant", "decided_on": "20.10.2026", "effective_on": "26.10.2026", "reason": "Согласен"}
    assert client.post(url("decide", row), data).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.opinion) == ("granted", decider, "Поддерживаю")
    assert row.effective_on == (dt.date(2026, 10, 26) if KINDS[kind].dated else None)
    if kind == "personal_file":
        client.post(url("log", row), {"seen_on": "20.10.2026", "materials": "Диплом", "shown_by": "Секретарь"})
    else:
        client.post(url("execute", row), {"executed_on": "20.10.2026", "execution": "Сделано"})
    row = Petition.objects.get()
    assert row.state == "done"
    client.force_login(author)
    client.post(url("read", row))
    row.refresh_from_db()
    assert row.read_on == TODAY
    page = client.get(row.get_absolute_url()).content.decode()
    for words in ("Заявление подано", "Заявление рассматривается", "Заявление удовлетворено", "исполнено"):
        assert words in page
