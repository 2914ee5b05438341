"""The pages of the library: who reads what, the search, forms with bad input and bad files."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.library.models import Material
from tests.factories import files
from tests.factories.library import MaterialFactory, approved, submitted
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, UserFactory
from tests.pages import confirm, text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-05")]
LIST, ADD, PRACTICE = (reverse(f"library:{name}") for name in ("list", "add", "add_practice"))
MACRO = b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
TYPED = {
    "kind": "memo",
    "title": "Памятка первого дня",
    "summary": "Что взять с собой",
    "level": "institution",
    "publishing": "nameless",
    "tags": "адаптация, первый день",
    "links": "https://example.org/a\nhttps://example.org/b",
}


def titles(client, query=""):
    return [row.title for row in client.get(f"{LIST}?{query}").context["listing"].page]


@pytest.mark.parametrize(
    ("role", "made", "status"),
    [
        ("author", MaterialFactory, 200),
        ("curator", MaterialFactory, 200),
        ("council", MaterialFactory, 404),
        ("director", MaterialFactory, 404),
        ("clerk", MaterialFactory, 404),
        ("stranger", MaterialFactory, 404),
        ("author", submitted, 200),
        ("council", submitted, 200),
        ("director", submitted, 200),
        ("clerk", submitted, 404),
        ("stranger", submitted, 404),
    ],
)
def test_who_reads_what_is_not_approved(as_user, edition, author, role, made, status):
    material = made(authors=[author.person])
    user = author if role == "author" else UserFactory(office=None if role == "stranger" else role)
    client = as_user(user)

    assert client.get(material.get_absolute_url()).status_code == status
    assert titles(client) == ([material.title] if status == 200 else [])


def test_what_is_approved_is_read_by_everybody_without_the_way_it_came_about(as_user, curator):
    material = approved(curator)
    client = as_user(UserFactory())

    page = text(client.get(material.get_absolute_url()))
    assert titles(client) == [material.title]
    assert material.idea in page
    assert "История" not in page
    assert "Решение авторов" not in page


def test_the_pair_of_a_practice_is_told_to_those_who_may_know_of_it(as_user, curator):
    mentee = MenteeEntryFactory().person
    pair = PairFactory(active=True, mentees=[mentee])
    material = approved(curator, pair=pair)

    assert mentee.short_name in text(as_user(UserFactory(person=pair.mentor)).get(material.get_absolute_url()))
    page = text(as_user(UserFactory()).get(material.get_absolute_url()))
    assert mentee.last_name not in page
    assert pair.get_absolute_url() not in page


def test_it_is_found_by_words_of_the_title_tags_kind_level_and_authors(as_user, curator):
    mentor = MentorEntryFactory(person__last_name="Королёва").person
    approved(curator, title="Утренний круг", tags="сенсорика", level="regional", authors=[mentor])
    approved(curator, kind="memo", title="Памятка", summary="Первый день", outside="Серова И. П.")
    client = as_user(UserFactory())

    assert titles(client, "q=круг") == titles(client, "q=СЕНСОРИКА") == ["Утренний круг"]
    assert titles(client, "q=королева") == titles(client, "q=региональный") == ["Утренний круг"]
    assert (
        titles(client, "q=памятка+первый") == titles(client, "q=серова") == titles(client, "kind=memo") == ["Памятка"]
    )
    assert titles(client, "q=нет") == []
    assert titles(client, "sort=title") == ["Памятка", "Утренний круг"]
    assert client.get(f"{LIST}?excel=1")["Content-Type"].startswith("application/vnd")


def test_filters_of_states_and_of_what_waits(as_user, curator, council, author):
    mine = MaterialFactory(title="Мой", authors=[author.person], returned_on=dt.date(2026, 10, 1),
                           returned_by=curator, remarks="Мало")  # fmt: skip
    waits = submitted(title="Ждёт")

    assert titles(as_user(author), "whose=mine") == titles(as_user(author), "whose=awaited") == [mine.title]
    assert titles(as_user(council), "whose=awaited") == [waits.title]
    assert titles(as_user(curator), "whose=awaited") == [waits.title]
    assert titles(as_user(curator), "state=returned") == [mine.title]


def test_the_list_costs_the_same_however_many_there_are(as_user, curator, django_assert_max_num_queries):
    for _ in range(25):
        approved(curator)
    client = as_user(UserFactory())

    with django_assert_max_num_queries(16):
        client.get(LIST)


def test_who_never_was_a_mentor_writes_nothing(as_user, edition):
    client = as_user(UserFactory())

    assert client.get(ADD).status_code == 403
    assert client.post(ADD, TYPED).status_code == 403
    assert "Добавить материал" not in text(client.get(LIST))


def test_a_mentor_writes_and_hands_in(as_user, author):
    client = as_user(author)

    answer = client.post(ADD, {**TYPED, "file": SimpleUploadedFile("памятка.pdf", files.pdf())})
    material = Material.objects.get()
    client.post(reverse("library:submit", args=[material.pk]))

    assert answer.url == material.get_absolute_url()
    material.refresh_from_db()
    assert material.link_list == TYPED["links"].split()
    assert (material.state_on(dt.date(2026, 10, 5)), material.publishing) == ("submitted", "nameless")


def test_no_silence_counts_as_a_decision_to_publish(as_user, author):
    silent = {name: value for name, value in TYPED.items() if name != "publishing"}

    answer = as_user(author).post(ADD, silent)

    assert answer.status_code == 422
    assert "publishing" in answer.context["form"].errors
    assert not Material.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "схема.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "Можно приложить файл",
        ),
        ("план.docx", files.word(Content_Types=MACRO), "макрос"),
        ("план.pdf", files.pdf_with(script="app.alert(1)"), "сценари"),
        ("план.pdf", b"<html><script>alert(1)</script></html>", "не соответствует его имени"),
        ("план.exe", b"MZ", "Можно приложить файл"),
    ],
)
def test_a_fault_of_the_file_stands_beside_it_and_the_rest_is_kept(as_user, author, name, content, words):
    answer = as_user(author).post(ADD, {**TYPED, "file": SimpleUploadedFile(name, content)})

    form = answer.context["form"]
    assert answer.status_code == 422
    assert set(form.errors) == {"file"}
    assert words in form.errors["file"][0].lower() + form.errors["file"][0]
    assert TYPED["title"] in text(answer)
    assert "https://example.org/b" in text(answer)
    assert not Material.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("links", "javascript:alert(1)", "Это не адрес страницы"),
        ("links", "\n".join(["https://example.org/"] * 11), "не больше 10 ссылок"),
        ("title", "я" * 201, "Слишком длинно"),
        ("title", "", "Обязательное поле"),
        ("kind", "practice", "Выберите корректный вариант"),
        ("authors", "999999999999999999999", "Выберите корректный вариант"),
    ],
)
def test_bad_input_is_answered_beside_its_field(as_user, author, field, value, words):
    answer = as_user(author).post(ADD, {**TYPED, field: value})

    assert answer.status_code == 422
    assert words in answer.context["form"].errors[field][0]


def test_a_practice_is_of_a_pair_that_its_author_knows(as_user, author):
    own, foreign = PairFactory(active=True, mentor=author.person), PairFactory(active=True)
    typed = {name: TYPED[name] for name in ("title", "summary", "level", "publishing")}
    client = as_user(author)

    assert client.post(PRACTICE, {**typed, "pair": foreign.pk}).status_code == 422
    client.post(PRACTICE, {**typed, "pair": own.pk, "problem": "Нет уверенности"})

    material = Material.objects.get()
    assert (material.kind, material.pair, material.problem) == ("practice", own, "Нет уверенности")
    assert "Не заполнено: идея и содержание практики" in text(client.get(material.get_absolute_url()))


def test_the_second_of_two_editors_is_told(as_user, author):
    material = MaterialFactory(authors=[author.person])
    client, page = as_user(author), reverse("library:edit", args=[material.pk])
    seen = client.get(page).context["seen"]
    Material.objects.filter(pk=material.pk).update(title="Другое название")
    typed = {name: TYPED[name] for name in ("title", "summary", "level", "publishing")}

    answer = client.post(page, {**typed, "_seen": seen})

    assert answer.status_code == 422
    assert "Другое название" in text(answer)


def test_what_was_read_is_approved_and_nothing_else(as_user, curator):
    material = submitted()
    client, page = as_user(curator), reverse("library:approve", args=[material.pk])
    read = {"_shown": client.get(page).context["shown"], "approved_on": "05.10.2026", "reason": "Опыт проверен"}
    Material.objects.filter(pk=material.pk).update(idea="Совсем другое")

    assert client.post(page, {"approved_on": "05.10.2026", "reason": "Да"}).status_code == 422
    answer = client.post(page, read)
    assert answer.status_code == 422
    assert "Совсем другое" in text(answer)
    assert confirm(client, page, {"approved_on": "05.10.2026", "reason": "Да"}).status_code == 302


def test_the_council_writes_down_its_minutes(as_user, council):
    material = submitted(kind="memo", links="https://example.org/a")

    confirm(
        as_user(council),
        reverse("library:review", args=[material.pk]),
        {"minutes_number": "2", "reviewed_on": "01.10.2026", "opinion": "Начинающим"},
    )

    material.refresh_from_db()
    assert material.minutes == "протокол от 01.10.2026 № 2"


def test_the_curator_takes_down_a_paper_and_its_scan_is_awaited(as_user, curator):
    mentor = MentorEntryFactory().person
    typed = {name: TYPED[name] for name in ("title", "summary", "level", "publishing")}
    whole = dict.fromkeys(("problem", "idea", "stages", "change", "applicability"), "Есть")

    answer = as_user(curator).post(
        reverse("library:record_practice"), {**typed, **whole, "authors": [mentor.pk], "paper_on": "01.10.2026"}
    )

    page = text(as_user(curator).get(answer.url))
    assert Material.objects.get().submitted_on == dt.date(2026, 10, 1)
    assert "подписанная бумага не вернулась" in page
    assert "с бумаги, внёс(ла)" in page


def test_the_curator_does_not_write_in_the_drafts_of_others(as_user, curator):
    material = MaterialFactory()

    assert as_user(curator).get(reverse("library:edit", args=[material.pk])).status_code == 404
