"""What the mentor and the mentee did on paper, recorded by the curator: one login is enough (PRG-01, PRG-10)."""

import datetime as dt

import pytest

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal
from mentorship.programs import services
from mentorship.programs.models import Program
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.factories.programs import written_program
from tests.pages import confirm
from tests.programs.writing import TODAY, text, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
ORDERED = dt.date(2026, 9, 15)


def whole(pair, by):
    """A programme of whole text and plan, read on paper by everybody."""
    program = written_program(pair, by=by)
    services.acquaint(program, mentees=pair.mentees, on=ORDERED, today=TODAY, by=by)
    return program


def page(client, program):
    return client.get(program.get_absolute_url()).content.decode()


def test_one_login_writes_reads_hands_in_and_approves(as_user, curator, pair):
    client, mentee = as_user(curator), pair.participations.get().mentee
    assert "Внести программу с бумаги" in client.get(pair.get_absolute_url()).content.decode()

    client.post(url("start", pair.pk))
    program = Program.objects.get()
    client.post(url("use_template", program.pk), {"code": "first-year"})
    program.refresh_from_db()
    client.post(url("edit", program.pk), text(program))
    client.post(url("acquaint", program.pk), {"on": "17.09.2026", "mentees": [mentee.pk]})
    client.post(url("submit_paper", program.pk), {"on": "18.09.2026"})

    program.refresh_from_db()
    assert (program.status, program.submitted_on, program.recorded_by) == ("submitted", dt.date(2026, 9, 18), curator)
    read = program.acquaintances.get()
    assert (read.mentee, read.acknowledged_on, read.recorded_by) == (mentee, dt.date(2026, 9, 17), curator)
    told = page(client, program)
    assert f"сдана 18.09.2026, с бумаги, внёс(ла) {curator}" in told
    assert f"ознакомлен(а) 17.09.2026</span>, с бумаги, внёс(ла) {curator}" in told

    confirm(client, url("approve", program.pk))

    program.refresh_from_db()
    assert program.is_approved


def test_the_mentor_under_the_own_login_leaves_no_word_of_paper(as_user, curator, pair, mentor):
    program = whole(pair, curator)
    services.submit_paper(program, on=TODAY, today=TODAY, by=curator)
    services.send_back(program, reason="Допишите", by=curator)

    as_user(mentor).post(url("submit", program.pk))

    program.refresh_from_db()
    assert (program.status, program.recorded_by) == ("submitted", None)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("14.09.2026", "раньше, чем приказ о закреплении, 15.09.2026"),
        ("15.09.2026", ""),
        ("20.09.2026", ""),
        ("21.09.2026", "День 21.09.2026 ещё не наступил"),
    ],
)
@pytest.mark.parametrize("name", ["submit_paper", "acquaint"])
def test_the_day_on_the_paper_is_from_the_order_to_today(as_user, curator, pair, name, on, words):
    program = whole(pair, curator)
    if name == "acquaint":
        program.acquaintances.all().delete()

    answer = as_user(curator).post(url(name, program.pk), {"on": on, "mentees": [pair.mentees[0].pk]})

    assert answer.status_code == (422 if words else 302)
    assert words in answer.content.decode()
    assert not words or answer.context["form"].errors["on"]
    program.refresh_from_db()
    done = program.acquaintances.exists() if name == "acquaint" else program.status == "submitted"
    assert done is not bool(words)


def test_a_paper_of_nobody_is_refused_and_a_second_record_changes_nothing(as_user, curator, pair):
    program = whole(pair, curator)

    services.acquaint(program, mentees=pair.mentees, on=TODAY, today=TODAY, by=curator)

    assert program.acquaintances.get().acknowledged_on == ORDERED
    program.acquaintances.all().delete()
    assert as_user(curator).post(url("acquaint", program.pk), {"on": "20.09.2026"}).status_code == 422


def test_a_mentee_who_has_left_is_recorded_for(as_user, curator, pair):
    program, mentee = written_program(pair, by=curator), pair.mentees[0]
    mentee.left_on, mentee.left_reason = dt.date(2026, 9, 18), "own"
    mentee.save()

    as_user(curator).post(url("acquaint", program.pk), {"on": "17.09.2026", "mentees": [mentee.pk]})

    assert program.acquaintances.get().mentee == mentee


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_curator_of_the_pair_decides_nothing_for_the_other(as_user, curator, edition, side):
    """As the mentee not the mentor's programme, as the mentor not that the mentee has read it."""
    own = {"mentor": curator.person} if side == "mentor" else {"mentees": [curator.person]}
    pair = PairFactory(active=True, **own)
    other = UserFactory(office=Office.CURATOR)
    program = written_program(pair, by=other)
    client = as_user(curator)

    answers = []
    if side == "mentee":  # nor does the curator read it before its mentor shows it
        assert client.post(url("edit", program.pk), text(program, goal="Моя цель")).status_code == 404
        assert client.get(program.get_absolute_url()).status_code == 404
        with pytest.raises(Refusal, match="сами участник этой пары"):
            services.submit_paper(program, on=TODAY, today=TODAY, by=curator)
    else:
        answers = [client.post(url("acquaint", program.pk), {"on": "20.09.2026", "mentees": [pair.mentees[0].pk]})]
        assert "Ознакомлен(а) на бумаге" not in page(client, program)

    assert all("сами участник этой пары" in answer.content.decode() for answer in answers)
    program.refresh_from_db()
    assert (program.goal == "Моя цель", program.acquaintances.exists()) == (False, False)


@pytest.mark.parametrize("office", [Office.DIRECTOR, Office.COUNCIL, Office.CLERK, Office.ADMIN])
def test_no_other_office_writes_for_the_mentor(as_user, pair, mentor, office):
    program = written_program(pair, by=mentor)
    client = as_user(UserFactory(office=office))

    for name in ("edit", "submit_paper", "acquaint"):
        assert client.post(url(name, program.pk), {"on": "20.09.2026"}).status_code in (403, 404)
