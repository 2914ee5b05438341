"""A pair ends by its plan."""

import pytest

from tests.factories.pairs import option
from tests.factories.programs import submitted_program
from tests.programs.writing import TODAY, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


def test_a_plan_in_full_is_needed_to_end_by_plan(as_user, mentor, curator, pair, activity):
    by_plan = {"case": option("completion", "plan").pk, "on": "20.09.2026"}
    client = as_user(curator)
    refused = client.post(url("end", pair.pk), by_plan).content.decode()
    assert "План выполнен не полностью: осталось 8 мероприятий" in refused

    for row in activity.program.activities.all():
        client.post(url("cancel_activity", row.pk), {"reason": "Не понадобилось"})
    client.post(url("end", pair.pk), by_plan)

    pair.refresh_from_db()
    assert (pair.ending_on, pair.ending_case.code) == (TODAY, "plan")


def dropped(client, row):
    answer = client.post(url("cancel_activity", row.pk), {"reason": "Не понадобилось"})
    row.refresh_from_db()
    return answer.status_code, row.cancelled_on is not None


def test_an_item_of_a_submitted_programme_is_dropped_by_nobody(as_user, mentor, curator):
    program = submitted_program(mentor=mentor.person)
    row = program.activities.first()

    assert [dropped(as_user(user), row) for user in (mentor, curator)] == [(422, False)] * 2


def test_a_reason_is_kept_to_its_last_word(as_user, curator, activity):
    reason = "Не понадобилось. " * 60 + "Конец"

    as_user(curator).post(url("cancel_activity", activity.pk), {"reason": reason})

    activity.refresh_from_db()
    assert activity.cancel_reason == reason
