"""Every page of the roadmap through HTTP: making, changing, marking; every refusal in words, nothing changed."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.regulation.models import Institution
from mentorship.roadmap.models import COLUMNS, Activity, Responsible, Roadmap
from mentorship.roadmap.services import roadmaps
from mentorship.roadmap.templates import read, templates
from tests.factories import roadmap as made
from tests.factories.people import PersonFactory, UserFactory
from tests.roadmap.views.reading import url, words

pytestmark = pytest.mark.django_db


def period(starts_on, ends_on, code="common"):
    return {"code": code, "starts_on": starts_on, "ends_on": ends_on}


@pytest.mark.parametrize("code", [code for code, _ in templates()])
def test_every_template_makes_a_roadmap_that_can_be_approved(as_user, curator, code):
    client = as_user(curator)
    answer = client.post(reverse("roadmap:new"), period("01.09.2026", "31.08.2027", code), follow=True)

    roadmap = Roadmap.objects.get()
    assert "Подготовить приказ" in words(answer)
    assert roadmap.stages.count() == len(read(code)["stages"])
    assert not any("{" in text for text in [roadmap.title, *Activity.objects.values_list("text", flat=True)])


def test_the_institutions_own_template_is_offered_first_and_its_absence_is_told(as_user, curator):
    client = as_user(curator)
    own = client.get(reverse("roadmap:new"))
    Institution.objects.update(code="lastochka")
    none = client.get(reverse("roadmap:new"))

    assert own.context["form"].initial["code"] == "gofitskoe"
    assert "Готового образца" not in words(own)
    assert none.context["form"].initial["code"] == "common"
    assert "Готового образца именно для вашего учреждения нет" in words(none)


def test_a_roadmap_older_than_the_edition_of_the_act_opens(as_user, curator):
    roadmap = made.draft(curator, starts_on=dt.date(2021, 9, 1), ends_on=dt.date(2022, 6, 30))

    assert as_user(curator).get(roadmap.get_absolute_url()).status_code == 200


def test_a_new_roadmap_is_proposed_for_the_first_year_without_one(as_user, curator, draft):
    initial = as_user(curator).get(reverse("roadmap:new")).context["form"].initial

    assert (initial["starts_on"], initial["ends_on"]) == (dt.date(2027, 9, 1), dt.date(2028, 8, 31))


def test_an_empty_roadmap_says_what_is_left_before_the_order(as_user, curator):
    client = as_user(curator)
    client.post(reverse("roadmap:new"), period("01.09.2026", "31.08.2027", "empty"))
    roadmap = Roadmap.objects.get()
    page = words(client.get(roadmap.get_absolute_url()))
    refused = client.post(url("order", roadmap), follow=True)

    assert "В дорожной карте нет ни одного этапа" in page
    assert "В дорожной карте нет ни одного этапа" in words(refused)
    assert roadmap.order is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (period("01.09.2027", "31.08.2026"), "Окончание не может быть раньше начала"),
        (period("01.09.2026", "01.09.2031"), "Период длиннее 5 лет"),
        (period("31.08.2027", "31.08.2028"), "Период пересекается с дорожной картой"),
        (period("31.02.2027", "31.08.2028"), "Такой даты нет"),
        (period("01.09.2028", "31.08.2029", "чужой"), "Выберите корректный вариант"),
    ],
)
def test_a_wrong_period_is_refused_in_words_and_nothing_is_made(as_user, curator, draft, data, said):
    answer = as_user(curator).post(reverse("roadmap:new"), data)

    assert answer.status_code == 422
    assert said in words(answer)
    assert data["starts_on"] in words(answer)  # what was typed is kept
    assert Roadmap.objects.count() == 1


def test_title_period_and_look_are_changed_in_a_draft(as_user, curator, draft):
    data = {
        "title": "План  наставничества",
        "starts_on": "01.10.2026",
        "ends_on": "30.06.2027",
        "numbering": "dash",
        "named": "on",
    }
    as_user(curator).post(url("edit", draft), data)

    draft.refresh_from_db()
    assert (draft.title, str(draft.period)) == ("План наставничества", "01.10.2026–30.06.2027")
    assert (draft.numbering, draft.named, draft.number_dot) == ("dash", True, False)


def test_a_period_moved_away_from_its_months_is_told_before_the_order(as_user, curator, draft):
    client = as_user(curator)
    client.post(url("edit", draft), {"title": "План", "starts_on": "01.02.2027", "ends_on": "30.06.2027"})
    refused = words(client.post(url("order", draft), follow=True))

    assert (
        "Этап 2 «Банк наставников»: Срок «октябрь» не входит в период дорожной карты 01.02.2027–30.06.2027" in refused
    )
    draft.refresh_from_db()
    assert draft.order is None


def columns(*keys, **titles):
    places = {f"place_{key}": place for place, key in enumerate(keys, start=1)}
    return {**places, **{f"title_{key}": titles.get(key, COLUMNS[key]) for key in keys}}


def test_the_columns_stand_in_the_chosen_order_under_their_own_headings(as_user, curator, draft):
    as_user(curator).post(url("columns", draft), columns("content", "term", "stage", content="Что делаем"))

    draft.refresh_from_db()
    assert draft.columns == [["content", "Что делаем"], ["term", "Сроки"], ["stage", "Наименование этапа"]]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (columns("number", "content"), "от 3 до 6 граф, а выбрано: 2 графы"),
        (columns(*COLUMNS), "от 3 до 6 граф, а выбрано: 7 граф"),
        (columns("number", "stage", "term"), "Без графы с содержанием"),
        (columns("number", "stage", "content") | {"place_stage": 1}, "Место 1 выбрано у двух граф"),
        (columns("number", "stage", "content", stage=""), "Напишите заголовок графы"),
    ],
)
def test_wrong_columns_are_refused(as_user, curator, draft, data, said):
    before = draft.columns
    answer = as_user(curator).post(url("columns", draft), data)

    draft.refresh_from_db()
    assert said in words(answer)
    assert draft.columns == before


@pytest.mark.parametrize("name", ["edit", "columns", "add_stage"])
def test_an_approved_roadmap_is_not_edited(as_user, curator, approved, name):
    data = {
        "edit": {"title": "Другое", "starts_on": "01.09.2026", "ends_on": "31.08.2027"},
        "columns": columns("stage", "content", "term"),
        "add_stage": {"title": "Ещё"},
    }
    answer = as_user(curator).post(url(name, approved), data[name])

    assert "Утверждённую дорожную карту не меняют. Составьте её новую редакцию." in words(answer)
    assert approved.stages.count() == 2
    assert Roadmap.objects.get().title == approved.title


def test_the_next_year_is_a_copy_with_dates_a_year_later_and_without_marks(as_user, curator, approved):
    stage = approved.stages.get(title="Банк наставников")
    gone, here = PersonFactory(), PersonFactory()
    for person in (gone, here):
        Responsible.objects.create(stage=stage, post=person.positions.get(), title="воспитатель")
    Activity.objects.filter(text="Издать приказ").update(
        text="Издать приказ на 2026/2027 учебный год",
        done_on="2026-09-10",
        result="Издан",
        term_kind="date",
        term_day="2026-09-12",
    )
    gone.left_on, gone.left_reason = dt.date(2026, 10, 1), "по желанию"
    gone.save()

    as_user(curator).post(url("copy", approved))

    copy = Roadmap.objects.get(status="draft")
    row = Activity.objects.get(stage__roadmap=copy, position=1, stage__position=1)
    assert str(copy.period) == "01.09.2027–31.08.2028"
    assert (row.text, row.term_day) == ("Издать приказ на 2027/2028 учебный год", dt.date(2027, 9, 12))
    assert (row.done_on, row.result, row.copied_from) == (None, "", None)
    assert [one.post.person for one in copy.stages.get(title=stage.title).responsible.all()] == [here]
    assert copy.columns == approved.columns


def test_a_second_copy_for_the_same_year_is_refused(as_user, curator, approved):
    client = as_user(curator)
    client.post(url("copy", approved))
    again = client.post(url("copy", approved), follow=True)

    assert "Период пересекается с дорожной картой" in words(again)
    assert Roadmap.objects.count() == 2


def test_a_draft_that_nobody_needs_goes_to_the_archive_and_frees_its_period(as_user, curator, draft):
    client = as_user(curator)
    client.post(url("archive", draft))
    again = client.post(url("archive", draft), follow=True)
    client.post(reverse("roadmap:new"), period("01.09.2026", "31.08.2027"))

    assert "уже в архиве" in words(again)
    assert Roadmap.objects.filter(status="draft").count() == 1


def test_an_approved_roadmap_stays_until_its_period_is_over(as_user, curator, approved):
    refused = as_user(curator).post(url("archive", approved), follow=True)

    assert "Дорожная карта действует до 31.08.2027" in words(refused)
    approved.refresh_from_db()
    roadmaps.archive(approved, today=dt.date(2027, 9, 1), by=curator)
    approved.refresh_from_db()
    assert approved.status == "archived"


def test_the_timeline_shows_bars_and_the_same_in_words(as_user, curator, approved):
    page = words(as_user(curator).get(url("timeline", approved)))

    assert page.count("<rect") == 1
    assert "<h2>Октябрь 2026</h2>" in page
    assert "<h2>Без месяца</h2>" in page
    assert "сентябрь 2026 – август 2027" in page


def test_three_years_are_three_pictures(as_user, curator):
    roadmap = made.draft(curator, ends_on=dt.date(2029, 8, 31))

    assert words(as_user(curator).get(url("timeline", roadmap))).count("<svg") == 3


@pytest.mark.parametrize(("format", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_everybody_prints_an_approved_roadmap(as_user, approved, format, start):
    answer = as_user(UserFactory()).get(reverse("roadmap:paper", args=[approved.pk, format]))

    assert answer.content.startswith(start)


def test_only_known_formats_are_printed(as_user, curator, draft):
    assert as_user(curator).get(reverse("roadmap:paper", args=[draft.pk, "exe"])).status_code == 404


def test_a_roadmap_is_found_by_words_of_its_title_in_any_case(as_user, curator, draft):
    client = as_user(curator)
    found = [
        client.get(reverse("roadmap:list"), {"q": text}).context["listing"].total for text in ("ДОРОЖНАЯ план", "иное")
    ]

    assert found == [1, 0]


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


def test_the_queries_of_the_card_do_not_grow_with_its_activities(
    as_user, curator, director, draft, django_assert_max_num_queries
):
    made.add_stage(draft, "Итоги", *map(str, range(30)), by=curator, offices=["director", "council"])
    made.sign(roadmaps.draft_order(draft, by=curator), director, dt.date(2026, 9, 2))
    client = as_user(UserFactory())

    with django_assert_max_num_queries(30):
        assert client.get(draft.get_absolute_url()).status_code == 200
