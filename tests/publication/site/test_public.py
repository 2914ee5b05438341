"""What visitors read: without a session, on its days, and nobody's name without that person's consent."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from mentorship.core.refusal import RuleBroken
from mentorship.people.dissemination.services import check_conditions
from mentorship.publication.publications import services
from mentorship.publication.site.chapters import CHAPTERS
from tests.factories.dissemination import given, withdrawn
from tests.factories.files import picture
from tests.factories.library import approved
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, PersonFactory
from tests.factories.publication import DAY, by, prepared, published, served
from tests.factories.regulation import LegalActFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
NAME = {"last_name": "Петрова", "first_name": "Анна", "patronymic": "Сергеевна"}
WHOLE = ("surname", "name", "patronymic")


def visit(client, file="index.html"):
    return client.get(reverse("publication:public", args=[file]))


def test_nothing_is_served_until_the_institution_says_so(client):
    assert visit(client).status_code == 404
    served(place="nowhere")
    assert visit(client).status_code == 404


@pytest.mark.parametrize("file", [row.file for row in CHAPTERS])
def test_every_page_answers_without_a_session_and_keeps_nothing(client, file):
    served()
    answer = visit(client, file)

    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer.text.count("<h1>") == 1
    assert "<script" not in answer.text


def test_a_hidden_page_is_neither_served_nor_linked(client):
    served(hidden=["partners"])

    assert visit(client, "partners.html").status_code == 404
    assert "partners.html" not in visit(client).text


@pytest.mark.parametrize("file", ["nothing.html", "news-1.html", "photo-1.jpg", "file-1.pdf", "..%2Fsettings.py"])
def test_there_is_no_other_page(client, file):
    served()
    assert client.get(f"/public/{file}").status_code == 404


def test_a_publication_is_read_on_its_days_only(client, time_machine):
    served()
    shown = published(on=dt.date(2026, 10, 3), until=dt.date(2026, 10, 5), today=DAY)

    for day, status in ((2, 404), (3, 200), (5, 200), (6, 404)):
        time_machine.move_to(dt.datetime(2026, 10, day, 9, tzinfo=dt.UTC))
        assert visit(client, shown.page).status_code == status
        assert ("Открытый урок" in visit(client, "news.html").text) == (status == 200)


def test_what_is_prepared_or_taken_off_is_not_read(client):
    served()
    draft, shown = prepared("Черновик"), published("Новость")
    services.remove(shown, reason="Ошибка", on=DAY, by=by())

    assert visit(client, draft.page).status_code == visit(client, shown.page).status_code == 404


def test_a_name_goes_out_by_consent_and_leaves_with_it(client):
    served()
    person = PersonFactory(**NAME)
    with pytest.raises(RuleBroken, match="нет согласия на распространение"):
        published(text="Урок дала Петрова А. С.")
    consent = given(person, *WHOLE)
    shown = published(text="Урок дала Петрова А. С.")
    assert "Петрова А. С." in visit(client, shown.page).text

    withdrawn(consent, on=DAY)
    assert visit(client, shown.page).status_code == 404
    assert "Петров" not in visit(client, "news.html").text


def test_of_a_mentor_only_what_was_permitted_is_read(client):
    served()
    shown = PersonFactory(**NAME, qualification="highest", experience_years=12, phone="8 900 111-22-33")
    silent, nameless = PersonFactory(last_name="Молчалина"), PersonFactory(last_name="Безымянная")
    for person in (shown, silent, nameless):
        MentorEntryFactory(person=person)
    given(shown, "surname", "name", "role", "category")
    given(nameless, "role", "post")

    page = visit(client, "mentors.html").text
    assert "Петрова Анна" in page
    assert "высшая" in page
    for words in ("Сергеевна", "12 лет", "8 900", "воспитатель", "Молчалина", "Безымянная"):
        assert words not in page


def test_what_has_a_condition_is_read_with_it_and_only_once_it_is_found_kept(client):
    served()
    person = PersonFactory(**NAME)
    MentorEntryFactory(person=person)
    consent = given(person, *WHOLE, "role", "post", own={"role": "без фотографии"}, no_transfer=True)
    assert "Петрова" not in visit(client, "mentors.html").text

    check_conditions(consent, met=True, words="Фотографии нет", by=by(), today=DAY)
    page = visit(client, "mentors.html").text
    assert "Петрова" in page
    assert "Условия: запрещена передача этих данных, кроме предоставления доступа" in page
    assert "роль в наставнической паре (группе) — без фотографии" in page


def test_whose_conditions_name_somebody_without_consent_is_not_shown(client):
    served()
    PersonFactory(last_name="Молчалина", first_name="Вера", patronymic="Олеговна")
    person = PersonFactory(**NAME)
    MentorEntryFactory(person=person)
    consent = given(person, *WHOLE, "role", other="как решит Молчалина В. О.")
    check_conditions(consent, met=True, words="Решила", by=by(), today=DAY)

    page = visit(client, "mentors.html").text
    assert "Молчалина" not in page
    assert "Петрова" not in page


def test_an_author_is_named_with_the_conditions(client):
    served()
    person = PersonFactory(**NAME)
    material = approved(by(), authors=[person], publishing="named")
    given(person, *WHOLE, "practice", no_processing=True)
    shown = published("Практика", "", kind="practice", material=material)

    page = visit(client, shown.page).text
    assert "Петрова Анна Сергеевна (условия: запрещена обработка этих данных, кроме получения доступа)" in page


def test_a_role_is_told_only_by_consent_to_that(client):
    served()
    person = PersonFactory(**NAME)
    MenteeEntryFactory(person=person)
    given(person, *WHOLE)

    assert "Петрова" not in visit(client, "mentors.html").text


def test_results_are_told_of_what_is_over_only():
    pair = PairFactory(active=True)
    with pytest.raises(RuleBroken, match="итоги публикуют после завершения"):
        published(kind="result", pair=pair)


def test_a_photo_is_small_nameless_and_needs_everybody_on_it(client):
    served()
    person, content = PersonFactory(**NAME), picture("JPEG", (3000, 2000))
    photo = {"photo": SimpleUploadedFile("photo.jpg", content), "photo_words": "Двое у доски"}
    with pytest.raises(RuleBroken, match="никого нельзя узнать"):
        published(**photo)
    with pytest.raises(RuleBroken, match="фотография"):
        published(**photo, photo_clear=True, pictured=[person])
    given(person, "photo")
    shown = published(**photo, photo_clear=True, pictured=[person])

    answer = visit(client, f"photo-{shown.pk}.jpg")
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).format == "JPEG"
    assert 'alt="Двое у доски"' in visit(client, shown.page).text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("См. http://127.0.0.1:8000/people/5/", "ведёт на страницу, которую посетитель не откроет"),
        ("См. https://192.168.0.5/plan", "ведёт на страницу, которую посетитель не откроет"),
        ("См. http://server/plan.docx", "ведёт на страницу, которую посетитель не откроет"),
        ("См. HTTP://127.0.0.1:8000/pairs/5", "ведёт на страницу, которую посетитель не откроет"),
        ("См. www.intranet.lan", "ведёт на страницу, которую посетитель не откроет"),
        ("См. http://sad39.local./", "ведёт на страницу, которую посетитель не откроет"),
        ("См. http://[bad", "ведёт на страницу, которую посетитель не откроет"),
        ("См. https://[пример]", "ведёт на страницу, которую посетитель не откроет"),
        ("См. http://a℀b.com/", "ведёт на страницу, которую посетитель не откроет"),
        ("См. http://127.0.0.1:8000/public/../people/1/", "ведёт на страницу, которую посетитель не откроет"),
        ("См. ftp://10.0.0.1/", "ведёт на страницу, которую посетитель не откроет"),
        ("См. http://0x7f.0.0.1/", "ведёт на страницу, которую посетитель не откроет"),
    ],
)
def test_a_link_to_a_private_page_is_refused(text, words):
    with pytest.raises(RuleBroken, match=words):
        published(text=text)


@pytest.mark.parametrize(
    ("items", "text", "lacking"),
    [
        (WHOLE, "Воспитатель Петрова А. С. дала урок", "должность"),
        (WHOLE, "Урок дал наставник Петрова А. С.", "роль в наставнической паре"),
        (WHOLE, "Петрова А. С., телефон 8 900 111-22-33", "рабочие телефон"),
        ((*WHOLE, "post", "role", "contacts"), "Воспитатель и наставник Петрова А. С., 8 900 111-22-33", ""),
    ],
)
def test_what_is_told_of_somebody_beside_the_name_is_permitted_too(items, text, lacking):
    served()
    person = PersonFactory(**NAME, phone="8 900 111-22-33")
    MentorEntryFactory(person=person)
    given(person, *items)
    if lacking:
        with pytest.raises(RuleBroken, match=lacking):
            published(text=text)
    else:
        assert published(text=text).status == "approved"


def test_whoever_is_named_under_a_photo_permits_the_photo():
    served()
    given(PersonFactory(**NAME), *WHOLE)
    photo = {"photo": SimpleUploadedFile("photo.jpg", picture("JPEG")), "photo_words": "Петрова А. С. у доски"}
    with pytest.raises(RuleBroken, match="фотография"):
        published(**photo, photo_clear=True)


def test_the_conditions_of_whoever_is_named_or_pictured_are_read_beside_it(client):
    served()
    named_one, pictured = PersonFactory(**NAME), PersonFactory(last_name="Орлова", first_name="Вера")
    given(named_one, *WHOLE, no_transfer=True)
    given(pictured, "photo", no_transfer=True)
    photo = {"photo": SimpleUploadedFile("photo.jpg", picture("JPEG")), "photo_words": "У доски"}
    shown = published(text="Урок дала Петрова А. С.", pictured=[pictured], photo_clear=True, **photo)

    page = visit(client, shown.page).text
    assert "Условия, на которых размещены сведения о людях" in page
    assert "Петрова Анна Сергеевна: " in page
    assert "Орлова" not in page


def test_an_address_that_names_somebody_or_is_private_is_no_link(client):
    served()
    PersonFactory(**NAME)
    for number, link in enumerate(("https://d.example.org/Петрова_Анна.pdf", "http://192.168.0.5/a.pdf")):
        LegalActFactory(title=f"О труде {number}", number=str(number), link=link)

    page = visit(client, "legal.html").text
    assert "О труде 0" in page
    assert "О труде 1" in page
    assert "d.example.org" not in page
    assert "192.168" not in page


def test_somebody_who_is_not_of_the_staff_is_asked_about():
    with pytest.raises(RuleBroken, match="не из числа сотрудников"):
        published(text="Приехал Лугов М. К.")


def test_a_script_in_a_text_is_words(client):
    served()
    shown = published(text="<script>alert(1)</script><img src=x onerror=alert(2)>")

    page = visit(client, shown.page).text
    assert "<script" not in page
    assert "<img" not in page


def test_a_page_costs_few_queries(client, django_assert_max_num_queries):
    served()
    for number in range(30):
        published(f"Новость {number}")

    with django_assert_max_num_queries(10):
        visit(client, "news.html")
