"""Every page of the roadmap through HTTP: making, changing, marking; every refusal in words, nothing changed."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.regulation.models import Institution
from mentorship.roadmap.models import COLUMNS, Activity, Responsible, Roadmap, Stage
from mentorship.roadmap.services import roadmaps
from mentorship.roadmap.templates import read, templates
from tests.factories import files
from tests.factories import roadmap as made
from tests.factories.people import MentorEntryFactory, PersonFactory, PositionFactory, UserFactory

pytestmark = pytest.mark.django_db


def url(name, row):
    return reverse(f"roadmap:{name}", args=[row.pk])


def words(answer):
    return " ".join(answer.content.decode().split())


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


@pytest.mark.parametrize("name", ["remove_stage", "stage_up", "stage_down"])
def test_the_stages_of_an_approved_roadmap_stay(as_user, curator, approved, name):
    answer = as_user(curator).post(url(name, approved.stages.last()), follow=True)

    assert "Утверждённую дорожную карту не меняют" in words(answer)
    assert [row.title for row in approved.stages.all()] == ["Подготовка условий", "Банк наставников"]


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
