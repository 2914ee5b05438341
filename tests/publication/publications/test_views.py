"""Publications in the browser: prepared, approved as they were read, refused in words, taken off."""

import re
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.library.models import MaterialFile
from mentorship.publication.models import Publication, Section
from mentorship.publication.publications import services
from tests.factories.dissemination import given
from tests.factories.events import EventFactory
from tests.factories.files import pdf, picture
from tests.factories.library import approved
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.publication import DAY, by, prepared, published, served
from tests.threads import in_threads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
TYPED = {"kind": "news", "title": "Открытый урок", "text": "Урок прошёл с успехом.", "level": "institution"}


def page(client, name, *args, **sent):
    return client.post(reverse(f"publication:{name}", args=args), sent)


def shown(client, publication):
    """The hidden field that says what was read on the page of approval."""
    text = client.get(reverse("publication:approve", args=[publication.pk])).text
    return re.search(r'name="_shown" value="([^"]+)"', text)[1]


def approve(client, publication, **sent):
    return page(
        client, "approve", publication.pk, _shown=shown(client, publication), **{"shows_from": "01.10.2026", **sent}
    )


def test_from_the_form_to_the_page(as_user, curator):
    client = as_user(curator)
    assert page(client, "add", **TYPED).status_code == 302
    publication = Publication.objects.get()
    assert client.get(publication.get_absolute_url()).status_code == 200
    assert client.get(reverse("publication:preview_page", args=[publication.page])).status_code == 404
    assert approve(client, publication).status_code == 302

    assert "Урок прошёл с успехом." in client.get(reverse("publication:preview_page", args=[publication.page])).text
    assert "опубликована" in client.get(reverse("publication:home")).text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"title": ""}, "Обязательное поле."),
        ({"text": ""}, "Напишите текст."),
        ({"kind": "practice"}, "Выберите утверждённый материал библиотеки."),
        ({"kind": "result"}, "Выберите завершённую программу."),
        ({"photo": SimpleUploadedFile("a.svg", b"<svg/>")}, "Можно приложить файл"),
        ({"photo": SimpleUploadedFile("a.jpg", picture("JPEG"))}, "Опишите фотографию словами"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_keeps_what_was_typed(as_user, curator, sent, words):
    answer = page(as_user(curator), "add", **TYPED | sent)

    assert answer.status_code == 422
    assert words in answer.text
    assert sent.get("title", "Открытый урок") in answer.text
    assert not Publication.objects.exists()


def test_whoever_is_named_without_consent_is_told_before_it_goes_out(as_user, curator):
    person = PersonFactory(last_name="Петрова")
    publication, client = prepared(text="Урок дала Петрова А. П."), as_user(curator)
    assert "«Петрова А. П.»" in client.get(publication.get_absolute_url()).text
    answer = approve(client, publication)

    assert answer.status_code == 422
    assert "нет согласия на распространение (имя, отчество, фамилия)" in answer.text
    served()
    given(person, "surname", "name", "patronymic")
    assert approve(client, publication).status_code == 302


def test_a_word_that_is_no_name_is_said_to_be_none(as_user, curator):
    PersonFactory(last_name="Сорока")
    publication, client = prepared(text="Сказка «Сорока» понравилась детям."), as_user(curator)

    assert approve(client, publication).status_code == 422
    assert approve(client, publication, cleared=["Сорока"]).status_code == 302


def test_what_was_changed_meanwhile_is_read_again(as_user, curator):
    publication, client = prepared(), as_user(curator)
    read = shown(client, publication)
    services.edit(publication, fields={"text": "Другой текст"}, pictured=[], by=by())
    answer = page(client, "approve", publication.pk, _shown=read, shows_from="01.10.2026")

    assert answer.status_code == 422
    assert "документ изменился" in answer.text
    assert Publication.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"shows_from": "30.09.2026"}, "уже прошёл"),
        ({"shows_from": "05.10.2026", "shows_until": "04.10.2026"}, "не может быть раньше первого"),
        ({"shows_from": "вчера"}, "Такой даты нет"),
    ],
)
def test_days_that_cannot_be(as_user, curator, sent, words):
    answer = approve(as_user(curator), prepared(), **sent)

    assert answer.status_code == 422
    assert words in answer.text


def test_what_is_approved_is_not_changed_but_returned(as_user, curator):
    publication, client = published(), as_user(curator)
    assert "не меняют" in page(client, "edit", publication.pk, **TYPED).text
    page(client, "rework", publication.pk)
    publication.refresh_from_db()

    assert (publication.status, publication.shows_from) == ("draft", None)
    assert page(client, "edit", publication.pk, **TYPED | {"title": "Новый заголовок"}).status_code == 302


def test_settings_that_are_saved_as_they_are_change_nothing(as_user, curator):
    served()
    client = as_user(curator)
    form = client.get(reverse("publication:section")).context["form"]
    client.post(
        reverse("publication:section"),
        {name: field.value() or "" for name, field in zip(form.fields, form, strict=True)},
    )

    assert Section.objects.get().hidden == []


def test_another_material_brings_other_files(curator):
    first, second = (approved(curator, publishing="nameless") for _ in range(2))
    for material, name in ((first, "a.png"), (first, "a.pdf"), (second, "b.pdf")):
        MaterialFile.objects.create(material=material, file=ContentFile(pdf(), name))
    publication = prepared(kind="advice", material=first)
    assert [file.name for file in publication.files.all()] == [first.files.last().name]
    services.edit(publication, fields={"material": second}, pictured=[], by=curator)
    assert [file.name for file in publication.files.all()] == [second.files.get().name]
    services.edit(publication, fields={"kind": "news", "material": None}, pictured=[], by=curator)
    assert not publication.files.exists()


def test_a_photo_is_taken_away_and_is_looked_at_by_whoever_approves(as_user, curator):
    client = as_user(curator)
    photo = {"photo": SimpleUploadedFile("a.jpg", picture("JPEG")), "photo_words": "Урок"}
    page(client, "add", **TYPED, **photo)
    publication = Publication.objects.get()
    assert "никого нельзя узнать" in approve(client, publication).text
    page(client, "edit", publication.pk, **TYPED, photo_words="Урок", drop_photo="on")
    publication.refresh_from_db()

    assert (publication.photo.name, publication.photo_words) == ("", "")
    assert approve(client, publication).status_code == 302


def test_a_link_of_the_introduction_is_open_to_visitors(as_user, curator):
    sent = {"place": "nowhere", "intro": "См. http://10.0.0.5/", "shown": ["news"]}
    answer = as_user(curator).post(reverse("publication:section"), sent)

    assert answer.status_code == 422
    assert "посетитель не откроет" in answer.text


def test_who_prepares_does_not_approve(as_user):
    publication, client = prepared(), as_user(UserFactory(office="clerk"))
    assert page(client, "submit", publication.pk).status_code == 302

    assert client.get(reverse("publication:approve", args=[publication.pk])).status_code == 403
    assert as_user(UserFactory()).get(reverse("publication:home")).status_code == 403


def test_a_record_offers_its_news_once_and_without_names(as_user, curator):
    event = EventFactory(title="Семинар о речи", starts_on=DAY, ends_on=DAY, place="Зал")
    client, source = as_user(curator), f"event.coming:{event.pk}"
    assert "Семинар о речи" in client.get(reverse("publication:home")).text
    answer = client.get(reverse("publication:add"), {"source": source})
    assert (
        "1 октября 2026 года в учреждении пройдёт семинар, круглый стол: «Семинар о речи». Место: Зал." in answer.text
    )

    client.post(f"{reverse('publication:add')}?source={source}", TYPED | {"kind": "announcement"})
    assert Publication.objects.get().source == source
    assert source not in client.get(reverse("publication:home")).text


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_one_is_told(curator):
    publication, other = prepared(), by()

    def approve(user):
        services.approve(publication, shows_from=DAY, shows_until=None, cleared=[], today=DAY, by=user)

    assert in_threads([partial(approve, curator), partial(approve, other)]) == 1
    told = publication.history.filter(history_change_reason__startswith="Публикация утверждена")
    assert told.count() == 1
