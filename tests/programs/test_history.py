"""What the history of a programme tells whom."""

import pytest

from tests.programs.writing import ready, text, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


def test_drafts_and_returns_are_told_to_the_mentor_and_the_offices_alone(as_user, mentor, mentee, curator, program):
    as_user(mentor).post(url("use_template", program.pk), {"code": "first-year"})
    program.refresh_from_db()
    as_user(mentor).post(url("edit", program.pk), text(program, goal="ЧЕРНОВИК: мне надоел этот человек"))
    program.refresh_from_db()
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))
    as_user(curator).post(url("send_back", program.pk), {"reason": "ЗАМЕЧАНИЕ наставнику"})

    card = program.get_absolute_url()
    for user, told in ((mentor, True), (curator, True), (mentee, False)):
        page = as_user(user).get(card).text
        assert ("ЧЕРНОВИК" in page, "ЗАМЕЧАНИЕ" in page) == (told, told), user
        assert "Добавлено мероприятие" in page or not told
