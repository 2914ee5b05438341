"""Who sees which roadmap, marks which activity and opens which evidence."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.roadmap.services import plan, roadmaps
from tests.factories import files
from tests.factories import roadmap as made
from tests.factories.people import OfficeTermFactory, UserFactory

pytestmark = pytest.mark.django_db


def url(name, row):
    return reverse(f"roadmap:{name}", args=[row.pk])


def words(answer):
    return " ".join(answer.content.decode().split())


def test_staff_read_what_is_approved_and_know_nothing_of_drafts(as_user, curator, director, draft):
    client = as_user(UserFactory())
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("roadmap:list")).context["listing"].total == 0
    made.sign(roadmaps.draft_order(draft, by=curator), director, dt.date(2026, 9, 2))

    page = client.get(draft.get_absolute_url())
    assert page.status_code == 200
    assert "Отметить выполненным" not in words(page)
    assert client.post(url("copy", draft)).status_code == 403
    row = made.activity(draft, "Издать приказ")
    assert client.get(url("perform", row)).status_code == 403


def test_staff_read_in_the_archive_only_what_was_approved(as_user, curator, director, draft):
    client = as_user(UserFactory())
    roadmaps.archive(draft, today=dt.date(2026, 10, 20), by=curator)
    assert client.get(draft.get_absolute_url()).status_code == 404
    approved = made.approved(curator, director)
    roadmaps.archive(approved, today=dt.date(2027, 9, 1), by=curator)

    assert client.get(approved.get_absolute_url()).status_code == 200
    assert list(client.get(reverse("roadmap:list")).context["listing"].page) == [approved]


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


def test_the_queries_of_the_card_do_not_grow_with_its_activities(
    as_user, curator, director, draft, django_assert_max_num_queries
):
    made.add_stage(draft, "Итоги", *map(str, range(30)), by=curator, offices=["director", "council"])
    made.sign(roadmaps.draft_order(draft, by=curator), director, dt.date(2026, 9, 2))
    client = as_user(UserFactory())

    with django_assert_max_num_queries(30):
        assert client.get(draft.get_absolute_url()).status_code == 200


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
