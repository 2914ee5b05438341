"""The plan is carried out."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import files
from tests.factories.people import UserFactory
from tests.programs.writing import url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


def test_an_activity_is_done_with_result_and_evidence(as_user, mentor, mentee, activity):
    proof = SimpleUploadedFile("фото занятия.pdf", files.pdf(), "application/pdf")
    data = {"done_on": "19.09.2026", "result": "Провели", "evidence": proof}
    client = as_user(mentor)

    client.post(url("perform", activity.pk), data)

    activity.refresh_from_db()
    assert (activity.done_on, activity.result) == (dt.date(2026, 9, 19), "Провели")
    assert b"".join(client.get(url("evidence", activity.pk)).streaming_content) == files.pdf()
    assert as_user(UserFactory()).get(url("evidence", activity.pk)).status_code == 404


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"done_on": "21.09.2026"}, "по сегодняшний"),
        ({"done_on": "01.09.2026"}, "по сегодняшний"),
        ({"result": ""}, "Обязательное поле"),
        ({"evidence": SimpleUploadedFile("virus.exe", b"MZ")}, "PDF, JPG, PNG или DOCX"),
        ({"evidence": SimpleUploadedFile("doc.pdf", b"MZ not a pdf")}, "не соответствует его имени"),
    ],
)
def test_wrong_marks_are_refused(as_user, mentor, activity, change, words):
    data = {"done_on": "19.09.2026", "result": "Провели", **change}

    answer = as_user(mentor).post(url("perform", activity.pk), data)

    assert words in answer.content.decode()
    activity.refresh_from_db()
    assert activity.done_on is None
