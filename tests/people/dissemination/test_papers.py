"""The sheets of consents and withdrawals: each its own, a form filled with what is known, the same in Word and PDF."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.documents import keeping
from mentorship.documents.codes import code_of
from mentorship.documents.models import KeptPaper
from mentorship.people.dissemination import issues, services
from mentorship.people.models import Consent, ConsentItem, Person, Stop
from tests.documents.texts import pdf_pages, pdf_text, squeeze, word_text
from tests.factories.dissemination import given, resource, withdrawn
from tests.factories.people import PersonFactory, UserFactory
from tests.pages import text

TODAY = dt.date(2026, 11, 20)
SECOND, THIRD = dt.date(2026, 10, 5), dt.date(2026, 10, 20)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-20")]


def sheet(paper, person, query="", format="pdf"):
    return reverse("archive:paper", args=[paper, person.pk, format]) + query


def of(stop, *, marks=False):
    return sheet("D22", stop.person, f"?issue={stop.pk}" + ("&marks=1" if marks else ""))


def printed(client, address):
    return pdf_text(client.get(address).content)


def links(page, address):
    return address.replace("&", "&amp;") in page


@pytest.fixture
def clerk():
    return UserFactory(office="clerk")


def two_demands(person, clerk, method):
    """The first is done with, the second is not; then a newer consent comes."""
    consent = given(person, "surname", "name", "photo", method=method)
    first = withdrawn(consent, "photo", on=SECOND, method=method)
    second = withdrawn(Consent.objects.get(pk=consent.pk), "name", on=THIRD, method=method)
    services.close(first, done_on=SECOND, done="Снимок убран", by=clerk, today=TODAY)
    given(person, "surname", given_on=TODAY, method=method)
    return Stop.objects.get(pk=first.pk), second


@pytest.mark.parametrize("method", ["paper", "online"])
def test_every_demand_prints_its_own_paper_with_its_own_mark(as_user, clerk, method):
    first, second = two_demands(PersonFactory(), clerk, method)
    client = as_user(clerk)
    words = [printed(client, of(stop, marks=True)) for stop in (first, second)]

    for own, other in (
        ("отзыв (все или отдельные)фотография", "20.10.2026"),
        ("05.10.2026: Снимок убран", "20.10.2026"),
    ):
        assert squeeze(own) in words[0]
        assert squeeze(other) not in words[0]
    assert squeeze("отзыв (все или отдельные)имя") in words[1]
    assert squeeze("Получено20.10.2026") in words[1]
    assert squeeze("Снимок") not in words[1]


@pytest.mark.parametrize("method", ["paper", "online"])
def test_the_card_and_the_journal_link_the_very_sheets(as_user, clerk, method):
    person = PersonFactory()
    stops = two_demands(person, clerk, method)
    client, online = as_user(clerk), method == "online"

    for page in (text(client.get(person.get_absolute_url())), text(client.get(reverse("archive:consents")))):
        for stop in stops:
            assert links(page, of(stop, marks=True))
            assert links(page, f'{of(stop)}"') is online
        for consent in person.consents.all():
            assert links(page, sheet("D21", person, f"?issue={consent.pk}")) is online


def test_a_kept_sheet_is_reached_after_the_term_and_after_a_newer_one(as_user, clerk):
    person, client = PersonFactory(), as_user(clerk)
    over = given(person, "surname", expires_on=SECOND, method="online")
    replaced = given(person, "photo", given_on=THIRD, method="online")
    given(person, "video", given_on=TODAY, method="online")
    Person.objects.filter(pk=person.pk).update(last_name="Другая")

    for consent, own in ((over, "по 05.10.2026"), (replaced, "с 20.10.2026")):
        address = sheet("D21", person, f"?issue={consent.pk}")
        assert links(text(client.get(person.get_absolute_url())), address)
        assert links(text(client.get(reverse("archive:consents"))), address)
        kept = KeptPaper.objects.get(paper="D21", issue=consent.pk)
        assert client.get(address).content == bytes(kept.pdf)
        assert squeeze(own) in printed(client, address)


def test_sheets_are_opened_by_the_rights_of_their_person(as_user, clerk):
    owner, stranger = UserFactory(), UserFactory()
    first, _ = two_demands(owner.person, clerk, "online")
    consent = first.consent

    for address in (of(first), of(first, marks=True), sheet("D21", owner.person, f"?issue={consent.pk}")):
        assert as_user(owner).get(address).status_code == 200
        assert as_user(stranger).get(address).status_code in (403, 404)
        elsewhere = address.replace(f"/{owner.person_id}.pdf", f"/{stranger.person_id}.pdf")
        assert as_user(clerk).get(elsewhere).status_code == 404


@pytest.mark.parametrize(
    "query", ["?issue=999999&marks=1", "?issue=x&marks=1", "?issue=&marks=1", "?issue=1" + "0" * 30]
)
def test_there_is_no_other_demand(as_user, clerk, query):
    assert as_user(clerk).get(sheet("D22", PersonFactory(), query)).status_code == 404


def test_what_ends_without_a_demand_has_no_paper_of_a_demand(as_user, clerk):
    person = PersonFactory()
    given(person, "surname", "photo"), given(person, "surname", given_on=SECOND)

    assert as_user(clerk).get(of(Stop.objects.get(), marks=True)).status_code == 404


def test_a_paper_kept_late_is_that_of_its_record(as_user, clerk):
    first, second = two_demands(PersonFactory(), clerk, "paper")
    old = first.consent

    for issue, own in ((issues.of_demand(first), "фотография"), (issues.of_consent(old), "по 31.08.2027")):
        assert squeeze(own) in pdf_text(bytes(keeping.keep(issue).pdf))
    assert squeeze("20.10.2026") in pdf_text(bytes(keeping.keep(issues.of_demand(second)).pdf))


def test_the_form_of_withdrawal_says_what_is_known_of_the_consent(as_user, clerk):
    person = PersonFactory(phone="1", email="home@example.org")
    given(person, "surname", "photo", phone="8 900 111-22-33", address="г. Тула, ул. Мира, 1")
    client = as_user(clerk)

    words, consent = printed(client, sheet("D22", person)), printed(client, sheet("D21", person))

    for said in (
        "распространения, от 01.09.2026",
        "(ненужное зачеркните)фамилия, фотография (фотоизображение)",
        resource().url,
        "телефон: 8 900 111-22-33",
        "адрес: г. Тула, ул. Мира, 1",
        "в срок до«»20г.",
        "Получено«»20г.",
    ):
        assert squeeze(said) in words
    assert squeeze("(отмечается одно") not in words
    assert squeeze("с 01.09.2026 по 31.08.2027") in consent


def test_after_a_part_is_taken_back_the_form_offers_the_rest_and_after_all_of_it_the_last_demand(as_user, clerk):
    person, client = PersonFactory(), as_user(clerk)
    consent = given(person, "surname", "photo")
    withdrawn(consent, "photo", on=SECOND)

    assert squeeze("(ненужное зачеркните)фамилия") in printed(client, sheet("D22", person))
    assert squeeze("фотография") not in printed(client, sheet("D22", person))
    withdrawn(Consent.objects.get(), on=THIRD)
    assert squeeze("Получено20.10.2026") in printed(client, sheet("D22", person))


def test_without_a_consent_the_form_asks_which_one(as_user, clerk):
    words = printed(as_user(clerk), sheet("D22", PersonFactory(email="home@example.org")))

    assert squeeze("отмечается одно; на каждое согласие подаётся отдельный отзыв") in words
    assert squeeze("почта или адрес: home@example.org") in words
    assert "зачеркните" not in words


@pytest.mark.parametrize("state", ["blank", "form", "given", "demanded"])
def test_word_and_pdf_say_the_same_on_few_sheets(as_user, clerk, state):
    person, client = PersonFactory(), as_user(clerk)
    if state in ("given", "demanded"):
        consent = given(
            person,
            *ConsentItem.Item.values,
            no_transfer=True,
            conditions="с согласия",
            other="без рекламы",
            method="online",
        )
    if state == "demanded":
        withdrawn(consent, on=SECOND, method="online")

    for paper, most in (("D21", 3), ("D22", 2)):
        pdf, word = (_content(client, paper, person, format, state) for format in ("pdf", "docx"))
        assert len(pdf_pages(pdf)) <= most
        assert _of_pages(pdf, code_of(paper, person.pk)) == _signs(word_text(word))


def _content(client, paper, person, format, state):
    empty = reverse("archive:blank", args=[paper, format])
    return client.get(empty if state == "blank" else sheet(paper, person, format=format)).content


def _of_pages(pdf, code):
    """Without the code below the first page and what a new one repeats: its number and the head of the table."""
    pages = [_signs(squeeze(page)) for page in pdf_pages(pdf)]
    pages[0] = pages[0].removesuffix(_signs(code))
    rest = (page.removeprefix(str(number)).removesuffix(str(number)) for number, page in enumerate(pages[1:], start=2))
    head = _signs(squeeze("Персональные данные Да Нет Условия и запреты"))
    first, *others = "".join([pages[0], *rest]).split(head)
    return head.join([first, "".join(others)]) if others else first


def _signs(words):
    return "".join(sign for sign in words if sign.isalnum())
