"""The pages of consents to dissemination: nothing is ticked beforehand, what is given is what was read."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from mentorship.documents.codes import code_of
from mentorship.documents.models import KeptPaper
from mentorship.people.dissemination.queries import permits_on
from mentorship.people.models import Consent, Person, Resource, Stop
from tests.documents.texts import pdf_pages, pdf_text, squeeze
from tests.factories.dissemination import GIVEN, UNTIL, given, resource, withdrawn
from tests.factories.people import PersonFactory, UserFactory
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-01")]
SAID = {
    "items": ["surname", "photo"],
    "about_photo": "без подписи",
    "bans": ["no_transfer"],
    "expires_on": "31.08.2027",
    "phone": "8 900 111-22-33",
}


def page(name, pk):
    return reverse(f"people:{name}", args=[pk])


def filled(**changes):
    return {**SAID, "pages": [resource().pk], **changes}


def sheet(paper, person, format="pdf"):
    return reverse("archive:paper", args=[paper, person.pk, format])


def squeezed(answer):
    return squeeze(pdf_text(answer.content))


def read_and_sent(client, address, data):
    """The form is sent, the paper read, and the same form sent again with the mark of what was read."""
    shown = client.post(address, data)
    return shown, client.post(address, {**data, "_shown": shown.context["shown"]})


@pytest.mark.parametrize("name", ["give_dissemination", "record_dissemination"])
def test_nothing_is_ticked_beforehand(as_user, name):
    user = UserFactory(office="clerk")
    resource()

    html = text(as_user(user).get(page(name, user.person_id)))

    assert html.count('type="checkbox"') == 14 + 1 + 3
    assert not re.search(r'type="(checkbox|radio)"[^>]*\bchecked', html)


def test_a_person_reads_what_will_be_printed_and_only_then_gives_it(as_user):
    user = UserFactory()
    shown, answer = read_and_sent(as_user(user), page("give_dissemination", user.person_id), filled())

    assert shown.status_code == 200
    for words in (
        "Так будет напечатано",
        "Дать согласие",
        "без подписи",
        resource().url,
        "8 900 111-22-33",
        "31.08.2027",
    ):
        assert words in text(shown)
    assert answer.status_code == 302
    consent = user.person.consents.get(kind="spread")
    assert (consent.method, consent.given_on, consent.expires_on) == ("online", GIVEN, UNTIL)
    assert dict(consent.items.values_list("item", "conditions")) == {"surname": "", "photo": "без подписи"}
    assert (consent.dissemination.no_transfer, consent.dissemination.no_processing) == (True, False)
    assert permits_on(GIVEN, resource().pk).of(user.person_id) == {"surname"}  # the photo waits for its condition


def test_what_was_given_online_is_kept_as_it_was_read(as_user):
    user = UserFactory()
    client = as_user(user)
    read_and_sent(client, page("give_dissemination", user.person_id), filled())
    kept = KeptPaper.objects.get(paper="D21", subject_id=user.person_id)

    Person.objects.filter(pk=user.person_id).update(last_name="Другая")

    assert client.get(reverse("archive:paper", args=["D21", user.person_id, "pdf"])).content == bytes(kept.pdf)
    printed = " ".join(" ".join(pdf_pages(bytes(kept.pdf))).split())
    assert "без подписи" in printed
    assert "Согласие действует с 01.09.2026 по 31.08.2027" in printed


def test_another_answer_after_the_reading_is_read_again(as_user):
    user = UserFactory()
    client, address = as_user(user), page("give_dissemination", user.person_id)
    shown = client.post(address, filled())

    answer = client.post(address, {**filled(items=["surname", "photo", "video"]), "_shown": shown.context["shown"]})

    assert answer.status_code == 422
    assert "документ изменился" in text(answer)
    assert not user.person.consents.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"items": [], "about_photo": ""}, "молчание согласием не считается"),
        ({"pages": []}, "Не выбрано, где можно размещать"),
        ({"expires_on": ""}, "Обязательное поле"),
        ({"expires_on": "31.08.2026"}, "раньше дня, когда оно дано"),
        ({"bans": []}, "есть ли условия и запреты"),
        ({"bans": ["none", "no_transfer"]}, "и что условий нет, и сами условия"),
        ({"phone": ""}, "Укажите телефон, электронную почту или почтовый адрес"),
        ({"about_video": "без звука"}, "сами данные не отмечены"),
        ({"items": ["passport"], "about_photo": ""}, "Выберите корректный вариант"),
    ],
)
def test_a_form_that_says_too_little_is_refused_and_keeps_what_was_typed(as_user, changes, words):
    clerk, person = UserFactory(office="clerk"), PersonFactory()
    data = filled(given_on="01.09.2026", place="папка № 7", **{"address": "", **changes})

    answer = as_user(clerk).post(page("record_dissemination", person.pk), data)

    assert answer.status_code == 422
    assert words in text(answer)
    assert "папка № 7" in text(answer)
    assert not person.consents.exists()


def faults(answer):
    """By field what its errors say; those of the whole form under an empty name."""
    return {name if name != "__all__" else "": " ".join(said) for name, said in answer.context["form"].errors.items()}


def test_all_faults_of_a_consent_are_told_at_once_each_at_its_boxes(as_user):
    clerk, person = UserFactory(office="clerk"), PersonFactory()
    wrong = {"items": [], "pages": [], "bans": [], "expires_on": "", "phone": "", "given_on": "02.09.2026"}

    answer = as_user(clerk).post(page("record_dissemination", person.pk), filled(**{**wrong, "about_photo": ""}))

    told, html = faults(answer), text(answer)
    for name, words in {
        "items": "Не отмечено ни одного вида данных",
        "pages": "Не выбрано, где можно размещать",
        "bans": "есть ли условия и запреты",
        "expires_on": "Обязательное поле",
        "phone": "Укажите телефон",
        "given_on": "02.09.2026",
    }.items():
        assert words in told[name]
    assert "" not in told
    for name in ("items", "pages", "bans"):
        assert f'href="#id_{name}_0"' in html
        box = html[html.index(f'id="div_id_{name}"') :]
        assert told[name] in box[: box.index("</fieldset>")]


def test_a_term_before_its_day_is_told_beside_what_is_not_ticked(as_user):
    user = UserFactory()

    answer = as_user(user).post(
        page("give_dissemination", user.person_id), filled(items=[], about_photo="", expires_on="31.08.2026")
    )

    assert faults(answer).keys() == {"items", "expires_on"}


def test_a_page_that_was_not_kept_on_the_day_is_told_at_the_pages(as_user):
    clerk, person = UserFactory(office="clerk"), PersonFactory()
    late = resource(url="https://sad.example.org/late", starts_on=GIVEN + dt.timedelta(days=9))
    data = filled(given_on="01.09.2026", pages=[late.pk], items=[], about_photo="")

    told = faults(as_user(clerk).post(page("record_dissemination", person.pk), data))

    assert told.keys() == {"items", "pages"}
    assert "учреждение не вело страницу" in told["pages"]


def test_the_clerk_records_a_signed_paper(as_user):
    clerk, person = UserFactory(office="clerk"), PersonFactory()
    data = filled(given_on="01.09.2026", place="папка № 7")

    answer = as_user(clerk).post(page("record_dissemination", person.pk), data)

    assert answer.url == person.get_absolute_url()
    consent = person.consents.get()
    assert (consent.kind, consent.method, consent.place) == ("spread", "paper", "папка № 7")
    assert not KeptPaper.objects.exists()


def test_without_a_page_of_the_institution_one_is_told_where_to_name_it_and_comes_back(as_user, curator):
    client, person = as_user(curator), PersonFactory()
    add = reverse("people:add_resource") + f"?person={person.pk}"

    before = text(client.get(page("record_dissemination", person.pk)))
    answer = client.post(
        add, {"kind": "site", "title": "Раздел", "url": "https://sad.example.org/n", "starts_on": "01.09.2026"}
    )

    assert "Согласие пока дать нельзя" in before
    assert add in before
    assert answer.url == person.get_absolute_url()
    assert "Согласие пока дать нельзя" not in text(client.get(page("record_dissemination", person.pk)))


def test_pages_of_the_institution_are_listed_added_once_and_ended(as_user, curator):
    client, row = as_user(curator), resource()
    again = {"kind": "site", "title": "Раздел", "url": row.url, "starts_on": "01.09.2026"}

    assert row.url in text(client.get(reverse("people:resources")))
    assert "Такая страница уже есть" in text(client.post(reverse("people:add_resource"), again))
    wrong = client.post(reverse("people:add_resource"), {**again, "url": "javascript:alert(1)"})
    assert "Это не адрес страницы" in text(wrong)
    early = client.post(page("end_resource", row.pk), {"ends_on": "01.01.2020"})
    assert "Последний день не может быть раньше первого" in text(early)
    client.post(page("end_resource", row.pk), {"ends_on": "30.09.2026"})
    assert Resource.objects.get().ends_on == dt.date(2026, 9, 30)


def test_a_person_takes_back_a_part_and_is_shown_the_withdrawal_first(as_user):
    user = UserFactory()
    consent = given(user.person)
    shown, answer = read_and_sent(as_user(user), page("withdraw_dissemination", consent.pk), {"items": ["photo"]})

    assert "фотография" in text(shown)
    assert "04.09.2026" in text(shown)
    assert answer.status_code == 302
    stop = Stop.objects.get()
    assert (stop.on, stop.method, stop.cause) == (GIVEN, "online", "demand")
    assert permits_on(GIVEN, resource().pk).of(user.person_id) == {"surname", "name"}
    assert KeptPaper.objects.filter(paper="D22", issue=stop.pk).exists()


@pytest.mark.parametrize("name", ["withdraw_dissemination", "record_dissemination_withdrawal"])
def test_a_withdrawal_of_nothing_is_refused(as_user, name):
    user = UserFactory(office="clerk")
    consent = given(user.person)

    answer = as_user(user).post(page(name, consent.pk), {"items": [], "on": "01.09.2026"})

    assert "Не отмечено, какие данные отзываются" in text(answer)
    assert not Stop.objects.exists()


@pytest.mark.parametrize(
    ("on", "words"),
    [("31.08.2026", "раньше дня согласия"), ("02.09.2026", "ещё не наступил"), ("", "Обязательное поле")],
)
@pytest.mark.parametrize("items", [[], ["photo"]])
def test_a_wrong_day_of_receipt_is_told_alone_and_beside_what_is_not_ticked(as_user, on, words, items):
    clerk, consent = UserFactory(office="clerk"), given(PersonFactory())

    answer = as_user(clerk).post(page("record_dissemination_withdrawal", consent.pk), {"items": items, "on": on})

    told = faults(answer)
    assert words in told["on"]
    assert told.keys() == ({"on"} if items else {"on", "items"})
    assert "уже не действует" not in text(answer)
    assert not Stop.objects.exists()


def test_a_demand_on_paper_is_recorded_and_closed_and_its_paper_says_so(as_user):
    clerk, person = UserFactory(office="clerk"), PersonFactory()
    consent, client = given(person), as_user(clerk)
    client.post(page("record_dissemination_withdrawal", consent.pk), {"items": ["photo"], "on": "01.09.2026"})
    stop = Stop.objects.get()
    card = text(client.get(person.get_absolute_url()))

    assert "удалить до 04.09.2026" in card
    assert page("close_stop", stop.pk) in card
    assert resource().url in text(client.get(page("close_stop", stop.pk)))
    client.post(page("close_stop", stop.pk), {"done_on": "01.09.2026", "done": "Фотография убрана"})

    assert "удалено 01.09.2026" in text(client.get(person.get_absolute_url()))
    printed = squeezed(client.get(sheet("D22", person) + f"?issue={stop.pk}&marks=1"))
    for words in ("от 01.09.2026", "фотография (фотоизображение)", resource().url, "01.09.2026: Фотография убрана"):
        assert squeeze(words) in printed


def test_the_card_shows_what_is_permitted_where_and_until_when(as_user, curator):
    person = PersonFactory()
    given(person, "surname", "video", other="не раньше обеда")

    card = text(as_user(curator).get(person.get_absolute_url()))

    for words in ("видеозапись с моим участием", resource().url, "не раньше обеда", "действует по 31.08.2027"):
        assert words in card


def test_the_card_says_what_a_consent_that_is_over_had_permitted(as_user, curator):
    person = PersonFactory()
    given(person, "surname"), given(person, "surname", "post")
    all_gone = given(PersonFactory(), "photo")
    withdrawn(all_gone, on=GIVEN)
    client = as_user(curator)

    card = text(client.get(person.get_absolute_url()))

    assert "заменено согласием от 01.09.2026" in card
    assert (card.count("Можно размещать"), card.count("Было разрешено")) == (1, 1)
    assert "больше ничего" in text(client.get(all_gone.person.get_absolute_url()))


def test_a_stranger_sees_nothing_of_it(as_user):
    consent, stranger = given(PersonFactory()), UserFactory()
    stop = withdrawn(consent, "photo", on=GIVEN)

    for name, pk in (
        ("withdraw_dissemination", consent.pk),
        ("record_dissemination_withdrawal", consent.pk),
        ("close_term", consent.pk),
        ("close_stop", stop.pk),
    ):
        assert as_user(stranger).get(page(name, pk)).status_code in (403, 404)
    assert as_user(stranger).get(page("give_dissemination", consent.person_id)).status_code in (403, 404)


def test_the_curator_gives_nothing_in_the_place_of_a_person(as_user, curator):
    consent = given(PersonFactory())

    assert as_user(curator).get(page("withdraw_dissemination", consent.pk)).status_code == 403
    assert as_user(curator).get(page("give_dissemination", consent.person_id)).status_code == 403


@pytest.mark.today("2027-09-01")
def test_after_the_end_of_the_order_one_is_told(as_user):
    user = UserFactory()

    assert "действовал до 01.09.2027" in text(as_user(user).get(page("give_dissemination", user.person_id)))


def test_the_journal_shows_the_kind_and_asks_for_the_sheet(as_user, curator):
    given(PersonFactory())
    client = as_user(curator)

    found = client.get(reverse("archive:consents"), {"kind": "spread", "scan": "no"})

    assert found.context["listing"].total == 1
    assert "на распространение персональных данных" in text(found)
    consent = Consent.objects.get()
    assert found.context["sheets"][consent.pk].code == code_of("D21", consent.person_id)


def test_the_curator_reads_the_conditions_and_says_how_they_are_kept(as_user, curator):
    person = PersonFactory()
    consent = given(person, "surname", "photo", own={"photo": "без подписи"})
    client, address = as_user(curator), page("check_conditions", consent.pk)
    card = text(client.get(person.get_absolute_url()))
    assert address in card
    assert "условия не проверены" in card
    assert "фотография (фотоизображение): без подписи" in text(client.get(address))
    assert "04.09.2026" in text(client.get(address))

    empty = client.post(address, {"words": "Подписи нет"})
    assert (empty.status_code, "Подписи нет" in text(empty)) == (422, True)
    assert client.post(address, {"met": "yes", "words": ""}).status_code == 422
    assert client.post(address, {"met": "yes", "words": "Подписи нет"}).url == person.get_absolute_url()

    assert permits_on(GIVEN, resource().pk).of(person.pk) == {"surname", "photo"}
    card = text(client.get(person.get_absolute_url()))
    assert "условия учтены 01.09.2026" in card
    assert address not in card
    again = client.post(address, {"met": "no", "words": "Передумали"})
    assert "уже проверены" in text(again)


def test_the_clerk_judges_no_conditions(as_user):
    consent = given(PersonFactory(), own={"photo": "без подписи"})

    assert as_user(UserFactory(office="clerk")).get(page("check_conditions", consent.pk)).status_code == 403
