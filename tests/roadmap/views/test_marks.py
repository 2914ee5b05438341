"""Who marks which activity and opens which evidence; days, reasons, refusals."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentorship.roadmap.services import plan, roadmaps
from tests.factories import files
from tests.factories import roadmap as made
from tests.factories.people import MentorEntryFactory, OfficeTermFactory, UserFactory
from tests.roadmap.views.reading import url, words

pytestmark = pytest.mark.django_db


def test_records_tell_how_far_a_stage_is(as_user, curator, draft):
    for trained in (None, dt.date(2026, 8, 20), dt.date(2026, 8, 20), dt.date(2026, 8, 20)):
        MentorEntryFactory(trained_on=trained)
    made.add_stage(draft, "Банк", "Составить", by=curator, measure="mentors")

    page = words(as_user(curator).get(draft.get_absolute_url()))

    assert "банк сформирован: 4 наставника, из них обучено 3" in page


def test_an_activity_is_marked_with_its_evidence_and_the_mark_can_be_taken_back(as_user, curator, approved):
    row = made.activity(approved, "Издать приказ")
    client = as_user(curator)
    file = SimpleUploadedFile("приказ.pdf", files.pdf())
    client.post(url("perform", row), {"done_on": "10.09.2026", "result": "Издан приказ № 5", "evidence": file})
    page = words(client.get(approved.get_absolute_url()))
    kept = client.get(url("evidence", row))

    assert "выполнено 10.09.2026" in page
    assert "выполнено 1 из 2" in page
    assert b"".join(kept.streaming_content).startswith(b"%PDF")
    client.post(url("unmark", row))
    row.refresh_from_db()
    assert (row.done_on, row.result) == (None, "")
    assert "Отметка о выполнении снята" in words(client.get(approved.get_absolute_url()))


@pytest.mark.parametrize("day", ["31.08.2026", "21.10.2026"])
def test_the_day_of_a_mark_is_within_the_period_and_not_ahead(as_user, curator, approved, day):
    row = made.activity(approved, "Издать приказ")
    answer = as_user(curator).post(url("perform", row), {"done_on": day, "result": "Издан"})

    row.refresh_from_db()
    assert "День должен быть с 01.09.2026 по сегодняшний" in words(answer)
    assert row.done_on is None


def test_a_draft_takes_no_marks(as_user, curator, draft):
    row = made.activity(draft, "Издать приказ")
    answer = as_user(curator).post(url("perform", row), {"done_on": "10.10.2026", "result": "Издан"})

    assert "Отмечать можно мероприятия утверждённой дорожной карты, а эта составляется" in words(answer)


def test_a_cancelled_activity_stays_with_its_reason_and_takes_no_mark(as_user, curator, approved):
    row, client = made.activity(approved, "Провести анкетирование"), as_user(curator)
    client.post(url("cancel", row), {"reason": "проведено летом"})
    refused = client.post(url("perform", row), {"done_on": "10.10.2026", "result": "Да"})

    assert "отменено 20.10.2026" in words(client.get(approved.get_absolute_url()))
    assert "Мероприятие отменено 20.10.2026: проведено летом" in words(refused)


def test_whoever_is_responsible_marks_their_own_activity_and_no_other(as_user, curator, director, draft):
    user = UserFactory()
    stage = draft.stages.get(title="Банк наставников")
    plan.edit_stage(
        stage,
        by=curator,
        fields=made.fields(title=stage.title, posts=list(user.person.positions.all()), is_section=False, expected=""),
    )
    made.sign(roadmaps.draft_order(draft, by=curator), director, dt.date(2026, 9, 2))
    own, other = made.activity(draft, "Провести анкетирование"), made.activity(draft, "Издать приказ")
    client = as_user(user)

    page = words(client.get(draft.get_absolute_url()))
    assert page.count("Отметить выполненным") == 1
    client.post(url("perform", own), {"done_on": "10.10.2026", "result": "Анкеты собраны"})
    assert client.post(url("perform", other), {"done_on": "10.10.2026", "result": "Да"}).status_code == 403
    own.refresh_from_db()
    assert own.result == "Анкеты собраны"
    assert client.get(url("cancel", other)).status_code == 403


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "status"),
    [
        (dt.date(2026, 9, 1), None, 200),
        (dt.date(2026, 9, 1), dt.date(2026, 10, 20), 200),
        (dt.date(2026, 9, 1), dt.date(2026, 10, 19), 403),
        (dt.date(2026, 10, 21), None, 403),
    ],
)
def test_the_page_and_the_form_agree_who_holds_the_responsible_office_today(
    as_user, curator, director, draft, starts_on, ends_on, status
):
    user = UserFactory()
    OfficeTermFactory(person=user.person, office="clerk", starts_on=starts_on, ends_on=ends_on)
    stage = draft.stages.get(title="Банк наставников")
    plan.edit_stage(stage, fields=made.fields(title=stage.title, offices=["clerk"]), by=curator)
    made.sign(roadmaps.draft_order(draft, by=curator), director, dt.date(2026, 9, 2))
    row, client = made.activity(draft, "Провести анкетирование"), as_user(user)

    assert client.get(url("perform", row)).status_code == status
    assert (url("perform", row) in words(client.get(draft.get_absolute_url()))) == (status == 200)


def test_evidence_opens_to_the_offices_and_to_whoever_is_responsible_and_to_no_one_else(
    as_user, curator, director, draft
):
    responsible = UserFactory()
    stage = draft.stages.get(title="Банк наставников")
    posts = list(responsible.person.positions.all())
    plan.edit_stage(stage, fields=made.fields(title=stage.title, posts=posts), by=curator)
    made.sign(roadmaps.draft_order(draft, by=curator), director, dt.date(2026, 9, 2))
    row = made.activity(draft, "Провести анкетирование")
    data = {"done_on": "10.10.2026", "result": "Да", "evidence": SimpleUploadedFile("анкеты.pdf", files.pdf())}
    as_user(responsible).post(url("perform", row), data)

    offices = [UserFactory(office=office) for office in ("council", "clerk")]
    for user, status in [(user, 200) for user in (curator, director, responsible, *offices)] + [(UserFactory(), 403)]:
        client = as_user(user)
        assert client.get(url("evidence", row)).status_code == status
        assert (url("evidence", row) in words(client.get(draft.get_absolute_url()))) == (status == 200)
