"""Partners on their pages: who sees and keeps them, links, an agreement from the draft to the kept paper."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.keeping import kept
from mentorship.partners import services
from mentorship.partners.models import Agreement, Partner
from tests.factories.events import EventFactory
from tests.factories.partners import CooperationFactory, PartnerFactory
from tests.factories.people import MentorEntryFactory, UserFactory
from tests.pages import confirm
from tests.papers import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
TODAY = dt.date(2026, 10, 1)
TYPED = {
    "full_name": "Муниципальная школа № 7 города Заречного",
    "short_name": "Школа № 7",
    "kind": "school",
    "level": "municipal",
    "inn": "7707 083893",
}


def page(name, record):
    return reverse(f"partners:{name}", args=[record.pk])


def test_offices_see_partners_and_nobody_else_does(as_user, director):
    partner = PartnerFactory()

    for user in (director, *(UserFactory(office=office) for office in (Office.CURATOR, Office.COUNCIL, Office.CLERK))):
        assert as_user(user).get(partner.get_absolute_url()).status_code == 200
    assert as_user(UserFactory()).get(reverse("partners:list")).status_code == 403
    assert as_user(UserFactory(office=Office.ADMIN)).get(partner.get_absolute_url()).status_code in (403, 404)
    assert as_user(director).get(page("edit", partner)).status_code == 403


def test_the_curator_and_the_clerk_keep_them(as_user, curator):
    assert as_user(curator).post(reverse("partners:add"), TYPED).status_code == 302

    partner = Partner.objects.get()
    clerk = as_user(UserFactory(office=Office.CLERK))
    clerk.post(page("edit", partner), {**TYPED, "phone": "8 (000) 1-23-45"})
    partner.refresh_from_db()
    assert (partner.inn, partner.phone) == ("7707083893", "8 (000) 1-23-45")
    assert "Школа № 7" in clerk.get(reverse("partners:list"), {"q": "заречн"}).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"inn": "7707083894"}, "не сходится контрольная цифра"),
        ({"inn": "123"}, "10 или 12 цифр"),
        ({"full_name": ""}, "Обязательное поле."),
        ({"site": "javascript:alert(1)"}, "Это не адрес страницы."),
        ({"email": "нет"}, "электронной почты"),
        ({"kind": "planet"}, "Выберите корректный вариант"),
    ],
)
def test_bad_input_is_said_and_kept(as_user, curator, fields, words):
    answer = as_user(curator).post(reverse("partners:add"), {**TYPED, **fields})

    assert answer.status_code == 422
    assert words in answer.text
    assert "Школа № 7" in answer.text
    assert not Partner.objects.exists()


def test_the_same_partner_twice_is_refused(as_user, curator):
    client = as_user(curator)
    client.post(reverse("partners:add"), TYPED)
    answer = client.post(reverse("partners:add"), {**TYPED, "full_name": "Другое имя"})

    assert "Партнёр с таким ИНН уже есть" in answer.text


def test_events_and_outside_mentors_are_linked_and_shown_on_their_cards(as_user, curator):
    partner, event = PartnerFactory(), EventFactory()
    outside = MentorEntryFactory(engagement="outside", outside_basis="договор").person
    own = MentorEntryFactory().person
    client = as_user(curator)

    form = client.get(page("link", partner)).text
    strange = client.post(page("link", partner), {"mentors": [own.pk]})
    client.post(page("link", partner), {"mentors": [outside.pk], "events": [event.pk]})

    assert outside.short_name in form
    assert own.short_name not in form
    assert strange.status_code == 422
    for card in (event, outside):
        assert partner.short_name in client.get(card.get_absolute_url()).text
    assert partner.short_name not in as_user(UserFactory()).get(event.get_absolute_url()).text


def test_a_partner_ends_with_a_reason_and_comes_back(as_user, curator):
    partner, client = PartnerFactory(), as_user(curator)
    assert client.post(page("end", partner), {"ended_on": "30.09.2026", "end_reason": ""}).status_code == 422

    client.post(page("end", partner), {"ended_on": "30.09.2026", "end_reason": "школу закрыли"})

    assert "школу закрыли" in client.get(partner.get_absolute_url()).text
    refused = client.post(page("agree", partner), {"starts_on": "01.10.2026", "ends_on": "01.10.2027"})
    assert "Работа с этим партнёром закончена 30.09.2026" in refused.text
    client.post(page("resume", partner), {"reason": "открылась снова"})
    partner.refresh_from_db()
    assert partner.ended_on is None


class TestAgreements:
    FIELDS = {
        "starts_on": "01.10.2026",
        "ends_on": "30.09.2027",
        "represented_by": "директора Сидоровой Анны Петровны",
        "acting_on": "Устава",
        "signer_post": "Директор",
        "signer": "А.П. Сидорова",
        "subject": "стажировки молодых педагогов",
        "notice_days": "30",
    }

    @pytest.fixture
    def draft(self, as_user, curator):
        as_user(curator).post(page("agree", PartnerFactory(inn="7707083893")), self.FIELDS)
        return Agreement.objects.get()

    def test_the_paper_is_filled_and_says_that_it_is_a_draft(self, draft):
        words = text(PAPERS["D55"].document(draft, TODAY))

        for said in (
            "ПРОЕКТ",
            draft.partner.full_name,
            "в лице директора Сидоровой Анны Петровны",
            "на основании Устава",
            "иное: стажировки молодых педагогов",
            "с 01.10.2026 по 30.09.2027",
            "за 30 дней",
            "ИНН 7707083893",
            "/А.П. Сидорова/",
        ):
            assert said in words, said

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"notice_days": "1"}, "за 1 день."),
            ({"notice_days": "2"}, "за 2 дня."),
            ({"notice_days": "5"}, "за 5 дней."),
            ({}, "с 01.10.2026 по 30.09.2027."),
            ({}, "директора Сидоровой Анны Петровны, действующей на основании Устава"),
            (
                {"represented_by": "директор Броднев Игорь Маркович", "acting_on": "доверенность № 5"},
                "в лице директора Броднева Игоря Марковича, действующего на основании доверенности № 5",
            ),
            ({"represented_by": "директора Сидоровой А.П."}, "действующего (действующей) на основании Устава"),
        ],
    )
    def test_the_side_of_the_partner_is_said_in_its_case(self, as_user, curator, fields, said):
        as_user(curator).post(page("agree", PartnerFactory()), {**self.FIELDS, **fields})

        assert said in text(PAPERS["D55"].document(Agreement.objects.get(), TODAY))

    def test_a_nominative_that_cannot_be_declined_is_refused_with_everything_kept(self, as_user, curator):
        typed = {**self.FIELDS, "represented_by": "директор Сидорова А.П."}
        answer = as_user(curator).post(page("agree", PartnerFactory()), typed)

        assert answer.status_code == 422
        assert "«директора Сидоровой Анны Петровны»" in answer.text
        assert "директор Сидорова А.П." in answer.text

    def test_whom_nobody_has_named_is_asked_for_only_in_the_empty_form(self, draft):
        filled, empty = (text(PAPERS["D55"].document(about, TODAY)) for about in (draft, None))

        assert "От Стороны 2" not in filled
        assert "От Стороны 2" in empty
        draft.partner.contact = "методист Озерова Л. Д."
        assert "методист Озерова Л. Д." in text(PAPERS["D55"].document(draft, TODAY))

    @pytest.mark.parametrize("format", ["pdf", "docx"])
    def test_it_prints_in_both_formats_empty_and_filled(self, as_user, curator, draft, format):
        client = as_user(curator)

        assert client.get(reverse("archive:paper", args=["D55", draft.pk, format])).status_code == 200
        assert client.get(reverse("archive:blank", args=["D55", format])).status_code == 200

    def test_an_empty_form_has_lines_to_write_on(self):
        words = text(PAPERS["D55"].document(None, TODAY))

        assert f"и {'_' * 64} (далее – Сторона 2)" in words
        assert "за ______ дней" in words
        assert "{" not in words

    def test_signed_it_is_kept_and_does_not_change(self, as_user, curator, draft):
        client = as_user(curator)
        blind = client.post(page("sign", draft), {"number": "5-С", "signed_on": "01.10.2026"})
        confirm(client, page("sign", draft), {"number": "5-С", "signed_on": "01.10.2026"})

        draft.refresh_from_db()
        paper = kept("D55", draft)
        assert blind.status_code == 422
        assert (draft.number, draft.signed_on, paper.kept_on) == ("5-С", TODAY, TODAY)
        assert "А.П. Сидорова" in paper.signers
        services.edit_partner(draft.partner, fields={"full_name": "Школа под другим именем"}, by=curator)
        assert (
            bytes(kept("D55", draft).pdf) == client.get(reverse("archive:paper", args=["D55", draft.pk, "pdf"])).content
        )
        assert client.post(page("edit_agreement", draft), self.FIELDS).status_code == 422

    def test_a_partner_that_changed_meanwhile_is_shown_once_more(self, as_user, curator, draft):
        from mentorship.documents.shown import shown_paper

        mark = shown_paper("D55", draft.pk, TODAY).mark
        services.edit_partner(draft.partner, fields={"full_name": "Школа под другим именем"}, by=curator)

        with pytest.raises(Refusal, match="документ изменился"):
            services.sign_agreement(draft, number="5", signed_on=TODAY, today=TODAY, by=curator, seen=mark)

    @pytest.mark.parametrize(
        ("signed_on", "words"), [("02.10.2026", "ещё не наступил"), ("31.09.2026", "Такой даты нет")]
    )
    def test_a_day_that_has_not_come_is_refused(self, as_user, curator, draft, signed_on, words):
        answer = confirm(as_user(curator), page("sign", draft), {"number": "5-С", "signed_on": signed_on})

        assert words in answer.text
        assert kept("D55", draft) is None

    def test_a_term_turned_round_is_refused(self, as_user, curator):
        fields = {**self.FIELDS, "ends_on": "30.09.2026"}
        answer = as_user(curator).post(page("agree", PartnerFactory()), fields)

        assert "не может закончиться раньше" in answer.text
        assert "Сидоровой" in answer.text

    def test_the_number_of_a_day_is_taken_once(self, curator, draft):
        other = CooperationFactory(number="5-С", signed_on=TODAY, ends_on=dt.date(2027, 1, 1))
        assert other.number == "5-С"

        with pytest.raises(ValidationError, match="с таким номером и днём уже есть"):
            services.sign_agreement(draft, number="5-С", signed_on=TODAY, today=TODAY, by=curator)

    def test_it_is_ended_early_once_within_its_term(self, as_user, curator):
        found = CooperationFactory()
        client = as_user(curator)

        late = client.post(page("end_agreement", found), {"ended_on": "01.09.2027", "end_reason": "передумали"})
        client.post(page("end_agreement", found), {"ended_on": "30.09.2026", "end_reason": "передумали"})

        assert "действует по 31.08.2027" in late.text
        assert "прекращено 30.09.2026" in client.get(found.get_absolute_url()).text
        with pytest.raises(RuleBroken, match="уже прекращено"):
            services.end_agreement(found, ended_on=TODAY, end_reason="ещё раз", by=curator)

    def test_a_draft_that_came_to_nothing_is_not_signed(self, as_user, curator, draft):
        as_user(curator).post(page("end_agreement", draft), {"ended_on": "01.10.2026", "end_reason": "не договорились"})

        with pytest.raises(RuleBroken, match="не состоялся"):
            services.sign_agreement(draft, number="5", signed_on=TODAY, today=TODAY, by=curator)

    def test_the_next_agreement_begins_with_what_the_last_one_said(self, as_user, curator, draft):
        form = as_user(curator).get(page("agree", draft.partner)).text

        assert "директора Сидоровой Анны Петровны" in form
        assert 'value="01.10.2026"' in form
