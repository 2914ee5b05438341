"""Stages and activities: added, changed, moved, removed; what is wrong is refused in words."""

import datetime as dt

import pytest
import time_machine

from mentorship.roadmap.models import Stage
from tests.factories.people import PersonFactory, PositionFactory
from tests.roadmap.views.reading import url, words

pytestmark = pytest.mark.django_db


def test_stages_and_activities_are_added_changed_moved_and_removed(as_user, curator, draft):
    client = as_user(curator)
    client.post(
        url("add_stage", draft), {"title": "Итоги", "term_kind": "months", "term_month": "5", "term_month_to": "6"}
    )
    stage = Stage.objects.get(title="Итоги")
    client.post(url("add_activity", stage), {"text": "Провести круглый стол"})
    client.post(url("add_activity", stage), {"text": "Провести опрос"})
    first, second = stage.activities.all()
    client.post(url("activity_up", second))
    client.post(url("stage_up", stage))
    client.post(
        url("edit_activity", first), {"text": "Провести семинар", "term_kind": "date", "term_day": "20.05.2027"}
    )
    client.post(url("remove_stage", draft.stages.get(title="Банк наставников")))

    assert list(draft.stages.values_list("title", flat=True)) == ["Подготовка условий", "Итоги"]
    assert [str(row) for row in stage.activities.all()] == ["Провести опрос", "Провести семинар"]
    first.refresh_from_db()
    assert first.term.words() == "20.05.2027"
    client.post(url("remove_activity", first))
    assert stage.activities.count() == 1
    assert stage.term.words() == "май-июнь"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"term_kind": "months"}, "Укажите месяц"),
        ({"term_kind": "date"}, "Укажите день"),
        ({"term_kind": "text"}, "Напишите срок словами"),
        ({"term_kind": "date", "term_day": "01.09.2027"}, "День 01.09.2027 не входит в период дорожной карты"),
        ({"term_kind": "months", "term_month": "2", "term_year": "2026"}, "Срок «февраль 2026» не входит в период"),
        ({"term_kind": "months", "term_month": "13"}, "Выберите корректный вариант"),
        ({"group_posts": ["PERSON"]}, "Назовите группу"),
        ({"title": ""}, "Обязательное поле"),
    ],
)
def test_a_wrong_stage_is_refused_and_what_was_typed_is_kept(as_user, curator, draft, data, said):
    post = PersonFactory().positions.get()
    data = {name: [post.pk] if value == ["PERSON"] else value for name, value in data.items()}
    answer = as_user(curator).post(url("add_stage", draft), {"title": "Лишний этап", "expected": "Набранное", **data})

    assert answer.status_code == 422
    assert said in words(answer)
    assert "Набранное" in words(answer)
    assert draft.stages.count() == 2


def test_a_person_of_two_posts_is_printed_in_the_chosen_one(as_user, curator, draft):
    person = PersonFactory(last_name="Тихонова", position="учитель математики")
    deputy = PositionFactory(person=person, title="заместитель директора по ВР", is_main=False)
    mentor = PersonFactory(last_name="Птицына", position="учитель начальных классов").positions.get()
    stage = draft.stages.first()
    client = as_user(curator)
    client.post(
        url("edit_stage", stage),
        {
            "title": stage.title,
            "offices": ["director"],
            "posts": [deputy.pk],
            "group": "наставники",
            "group_posts": [mentor.pk],
        },
    )
    deputy.title = "заместитель директора"
    deputy.save()

    page = words(client.get(draft.get_absolute_url()))
    assert (
        "заведующий, заместитель директора по ВР А.П. Тихонова, наставники: учитель начальных классов А.П. Птицына"
        in page
    )
    initial = client.get(url("edit_stage", stage)).context["form"].initial
    assert (initial["posts"], initial["group"], initial["group_posts"]) == ([deputy.pk], "наставники", [mentor.pk])


@pytest.mark.parametrize("name", ["remove_stage", "stage_up", "stage_down"])
def test_the_stages_of_an_approved_roadmap_stay(as_user, curator, approved, name):
    answer = as_user(curator).post(url(name, approved.stages.last()), follow=True)

    assert "Утверждённую дорожную карту не меняют" in words(answer)
    assert [row.title for row in approved.stages.all()] == ["Подготовка условий", "Банк наставников"]


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        ("2026-09-20", ["воспитатель"]),
        ("2026-12-31", ["воспитатель"]),
        ("2027-01-01", ["методист"]),
        ("2027-03-31", ["методист"]),
        ("2027-04-01", []),
    ],
)
def test_whoever_may_answer_is_offered_by_the_posts_of_the_day(as_user, curator, draft, now, offered):
    """The transfer of 01.01.2027 and the leaving of 31.03.2027 are on file beforehand."""
    person = PersonFactory(left_on=dt.date(2027, 3, 31), left_reason="переезд")
    person.positions.update(ends_on=dt.date(2026, 12, 31))
    PositionFactory(person=person, title="методист", starts_on=dt.date(2027, 1, 1))

    with time_machine.travel(f"{now} 12:00:00+03:00"):
        form = as_user(curator).get(url("add_stage", draft)).context["form"]

    assert [post.title for post in form.fields["posts"].queryset if post.person == person] == offered
