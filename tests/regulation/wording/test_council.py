"""An institution without a council: nobody is made its member, no paper and no page speaks of it."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mentorship.access.roles import Office
from mentorship.documents.markup import items, parse
from mentorship.documents.wording import said
from mentorship.orders.models import Order
from mentorship.people.models import User
from mentorship.regulation.wording.texts import shipped
from tests.factories.people import PersonFactory, UserFactory
from tests.papers import paper, text

COUNCIL = "методическо"
words = st.text("абвг ,.;-", min_size=1, max_size=20).map(lambda typed: f"а{typed}".strip())


@given(before=words, then=words, otherwise=words, after=words, blank=st.booleans())
def test_the_one_line_or_the_other_is_said_of_a_council_in_a_blank_too(before, then, otherwise, after, blank):
    lines = [before, f"[если совет] {then}", f"[если нет совет] {otherwise}", after]

    assert said(lines, {"совет": "да"}, blank=blank) == [before, then, after]
    assert said(lines, {"совет": ""}, blank=blank) == [before, otherwise, after]


def test_a_blank_has_lines_for_what_nobody_knows_yet():
    lines = ["[если протокол] с ним", "[если нет протокол] без него"]

    assert said(lines, {"протокол": None}, blank=True) == ["с ним"]
    assert said(lines, {"протокол": None}) == ["без него"]


def test_whole_items_and_their_placeholders_are_left_out():
    source = "1. Первое.\n[если совет] 2. {слово}.\n[если совет] 2.1. Ещё.\n[если нет совет] 2. Иначе.\n3. Третье."

    assert [item.text for item in items(source, {"совет": "", "слово": "Да"})] == ["Первое.", "Иначе.", "Третье."]
    with_council = items(source, {"совет": "есть", "слово": "Да"})
    assert [(item.text, len(item.children)) for item in with_council] == [("Первое.", 0), ("Да.", 1), ("Третье.", 0)]
    assert len(parse("- одно\n[если совет] - другое", {"совет": ""})[0].texts) == 1


@pytest.mark.django_db
class TestWithout:
    @pytest.fixture(autouse=True)
    def _without(self, edition):
        edition.council = False
        edition.save()

    def test_the_office_is_not_offered_and_holders_keep_theirs(self, as_user, director):
        member = UserFactory(office=Office.COUNCIL)
        address = reverse("people:grant_office", args=[PersonFactory().pk])
        client = as_user(director)

        assert "Член методического совета" not in client.get(address).content.decode()
        answer = client.post(address, {"office": "council", "starts_on": "01.09.2026", "basis": "приказ"})
        assert answer.status_code == 422
        assert User.objects.get(pk=member.pk).offices == {Office.COUNCIL}

    def test_its_papers_are_not_offered(self, as_user, curator):
        client = as_user(curator)
        for page in ("orders:new", "archive:papers"):
            assert COUNCIL not in client.get(reverse(page)).content.decode()
        assert "методического объединения" not in text(paper("D56"))

    @pytest.mark.parametrize("code", ["D16", "D17", "D06"])
    def test_no_text_speaks_of_it_or_breaks_off(self, code, as_user, curator):
        if code == "D06":
            client = as_user(curator)
            address = reverse("orders:new_worded", args=["approve_programs"])
            assert "методического объединения" not in client.get(address).content.decode()
            client.post(address, {"f0": [PersonFactory().pk], "f1": "2026/2027 учебный год"})
            words = client.get(Order.objects.get().get_absolute_url()).content.decode()
            assert "2026/2027 учебный год, представленные наставниками" in words
        else:
            words = text(paper(code))

        for wrong in ("методического объединения", "методическое объединение", "[если", " ,", " ;", "протокол ____"):
            assert wrong not in words.lower(), wrong

    @pytest.mark.parametrize("code", ["D06", "D16", "D17"])
    def test_a_blank_form_does_not_speak_of_it_either(self, code):
        words = text(paper(code, blank=True)).lower()

        assert COUNCIL + "го объединения" not in words
        assert COUNCIL + "е объединение" not in words
        assert "протокол ____" not in words

    def test_the_clauses_of_the_act_keep_their_numbers(self):
        words = text(paper("D16"))

        assert "3.5. Методическую помощь участникам, учёт и подбор пар и групп организует куратор." in words


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
class TestWith:
    def test_papers_and_pages_speak_of_it(self, as_user, curator):
        client = as_user(curator)

        for page in ("orders:new", "archive:papers"):
            assert "методического объединения" in client.get(reverse(page)).content.decode()
        for code in ("D16", "D17", "D56"):
            assert "методическо" in text(paper(code)).lower()
            assert "[если" not in text(paper(code))
        assert shipped()["D06"].fields[0].needs == "council"

    def test_the_decision_stands_after_the_names(self, as_user, curator):
        client = as_user(curator)
        client.post(reverse("orders:new_worded", args=["approve_programs"]), {"f0": "от 01.09.2026 № 1", "f2": "год"})
        words = client.get(Order.objects.get().get_absolute_url()).content.decode()

        assert ". Решение методического объединения (совета) наставников: протокол от 01.09.2026" in words
