"""The look of papers: what is kept, what is refused, the sample."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from mentorship.access.roles import Office
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.docx import render_docx
from mentorship.documents.html import page
from mentorship.documents.layout import Profile
from mentorship.orders.numbering.queries import proposed_number
from mentorship.regulation import services
from mentorship.regulation.forms import LayoutForm, look_initial
from mentorship.regulation.models import Institution
from mentorship.regulation.papers import sample_order
from mentorship.regulation.queries import institution
from tests.factories.people import UserFactory
from tests.regulation.layouts import DAY, THREE, sent

pytestmark = pytest.mark.django_db
URL = "/regulation/layout/"


def test_only_what_differs_is_kept_and_a_strange_key_stays(as_user, curator):
    Institution.objects.update(layout={"size": 14, "theirs": "своё"})

    answer = as_user(curator).post(URL, sent(size="13", margin_left="25,5", inn="2611 004 567", seal="on"))

    place = institution()
    assert answer.status_code == 302
    assert place.layout == {"theirs": "своё", "margin_left": 25.5, "seal": True}
    assert place.inn == "2611004567"
    assert place.profile() == Profile(margin_left=25.5, seal=True)


def test_every_choice_is_kept_as_the_profile_reads_it(as_user, curator):
    lines = {
        "details": "ул. Новая, 1\n\n тел. 1-23-45 ",
        "visas": "Председатель профкома",
        "journals": "личный состав = {n}-к\nосновная деятельность = {n}-од",
        "approvals": THREE,
    }
    choices = {"letterhead_style": "corner", "date_style": "words", "reference": "number_first", "preamble_end": ""}
    ticks = dict.fromkeys(("heading_bold", "initials_first", "text_initials_first", "code"))

    as_user(curator).post(URL, sent(**lines, **choices, **ticks, qr="on", acquaintance="sheet"))

    profile = institution().profile()
    assert profile.details == ("ул. Новая, 1", "тел. 1-23-45")
    assert profile.journals == (("личный состав", "{n}-к"), ("основная деятельность", "{n}-од"))
    assert [mark[:2] for mark in profile.approvals] == [
        ("left", "СОГЛАСОВАНО"),
        ("right", "УТВЕРЖДЕНО"),
        ("left", "РАССМОТРЕНО"),
    ]
    assert (profile.letterhead, profile.preamble_end, profile.heading_bold, profile.qr) == ("corner", "", False, True)
    assert proposed_number(institution(), "личный состав", 2026) == "1-к"
    as_user(curator).post(URL, sent())
    assert institution().profile() == profile


def test_saving_the_page_as_it_is_changes_nothing(as_user, curator):
    before, rows = institution(), Institution.history.count()

    as_user(curator).post(URL, sent())

    after = institution()
    kept = ("full_name", "letterhead", "preamble", "control")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert after.profile() == before.profile()
    assert Institution.history.count() - rows <= 1  # a stored key that says the usual thing goes


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("full_name", "", "Обязательное поле"),
        ("inn", "12345", "10 или 12 цифр"),
        ("kpp", "12345678Х", "9 цифр"),
        ("ogrn", "12345678901234", "13 или 15 цифр"),
        ("email", "не почта", "адрес электронной почты"),
        ("margin_left", "9", "Можно от 10 до 40."),
        ("margin_left", "широкое", "Напишите число. Можно от 10 до 40."),
        ("spacing", "nan", "Напишите число. Можно от 1 до 1,5."),
        ("size", "15", "Можно от 12 до 14."),
        ("number_mask", "№", "должно один раз стоять {n}"),
        ("number_mask", "{n}{n}", "должно один раз стоять {n}"),
        ("number_mask", "{n:03}", "должно один раз стоять {n}"),
        ("number_mask", "{n}-{x}", "должно один раз стоять {n}"),
        ("number_mask", "{{n}}", "должно один раз стоять {n}"),
        ("journals", "личный состав", "название журнала, знак = и вид номера"),
        ("journals", "личный состав = к", "должно один раз стоять {n}"),
        ("journals", "а = {n}\nа = {n}-а", "назван дважды"),
        ("approvals", "сверху | УТВЕРЖДЕНО | я", "слева | СЛОВО | строка; строка"),
        ("approvals", "слева | А | б | в", "слева | СЛОВО | строка; строка"),
        ("approvals", "слева | А | {кто-то}", "программа не знает, что сюда подставить"),
        ("visas", "а\n" * 13, "не больше 12 строк"),
        ("preamble", "На основании {устава}", "программа не знает, что сюда подставить"),
        ("order_word", "", "Обязательное поле"),
        ("letterhead", "", "Обязательное поле"),
    ],
)
def test_what_is_wrong_is_named_beside_its_field_and_everything_typed_stays(as_user, curator, name, typed, said):
    layout = institution().layout

    answer = as_user(curator).post(URL, sent(**{name: typed, "phone": "8 (000) 5-55-55"}))

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[name][0])
    assert "8 (000) 5-55-55" in answer.content.decode()
    assert institution().layout == layout


def test_a_word_that_the_institution_already_has_stays_its_choice(as_user, curator):
    Institution.objects.update(layout={"resolve_word": "РАСПОРЯЖАЮСЬ:"})

    assert as_user(curator).post(URL, sent()).status_code == 302

    assert institution().profile().resolve_word == "РАСПОРЯЖАЮСЬ:"


def test_the_change_is_in_the_history_in_words(as_user, curator):
    client = as_user(curator)
    client.post(URL, sent(phone="1-23-45", size="14"))

    shown = client.get(URL).content.decode()

    assert "Изменено: реквизиты учреждения и оформление бумаг" in shown
    assert "было «прежнее», стало «новое»" in shown
    assert "&#x27;size&#x27;" not in shown


def test_every_field_stands_in_one_group():
    named = [name for names in LayoutForm.GROUPS.values() for name in names]

    assert sorted(named) == sorted(LayoutForm.base_fields)
    assert set(look_initial(Profile())) - set(named) == {"font", "font_word"}


def test_the_sample_shows_the_layout_on_the_page_and_in_pdf(as_user, curator):
    client = as_user(curator)
    client.post(URL, sent(date_style="words", number_mask="{n}-од", visas="Председатель профкома", executor="on"))

    assert "№\N{NO-BREAK SPACE}15-од" in client.get(URL).content.decode()
    answer = client.get(reverse("regulation:layout_sample"))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert answer["Content-Type"] == "application/pdf"
    assert "15-од" in text
    assert "Председатель профкома" in text


@pytest.mark.parametrize(("office", "status"), [(Office.DIRECTOR, 200), (Office.CLERK, 200), (Office.COUNCIL, 403)])
def test_the_links_are_for_those_who_may(as_user, edition, office, status):
    client = as_user(UserFactory(office=office))

    rules = client.get(reverse("regulation:rules")).content.decode()

    assert (URL in rules) == (reverse("regulation:texts") in rules) == (status == 200)
    assert client.get(URL).status_code == client.get(reverse("regulation:texts")).status_code == status


typed = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=20).filter(str.strip)
plain = typed.map(lambda text: re.sub("[{}|=;]", "_", text))
VALUES = {
    "standard": st.sampled_from(["2016", "2025"]),
    "margin_left": st.floats(10, 40),
    "first_line": st.floats(0, 25),
    "size": st.floats(12, 14),
    "spacing": st.floats(1, 1.5),
    "letterhead_style": st.sampled_from(["long", "corner"]),
    "acquaintance": st.sampled_from(["order", "sheet", "none"]),
    "date_style": st.sampled_from(["digits", "words"]),
    "number_mask": plain.map(lambda text: f"{text}{{n}}"),
    "order_word": typed,
    "head_title": typed,
    "letterhead": typed,
    "details": typed,
    "visas": typed,
    "journals": plain.map(lambda text: f"личный состав = {text}{{n}}"),
    "approvals": plain.map(lambda text: f"слева | {text} | {text}; {text}"),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.fixed_dictionaries({}, optional=VALUES))
def test_nothing_that_the_form_takes_breaks_a_paper(edition, curator, changes):
    form = LayoutForm(sent(**{name: str(value) for name, value in changes.items()}), profile=institution().profile())
    assume(form.is_valid())

    facts, look = LayoutForm.split(form.cleaned_data)
    place = services.set_layout(institution(), facts=facts, layout=look, by=curator)

    for document in (sample_order(place, DAY), PAPERS["D05"].document(None, DAY), PAPERS["D16"].document(None, DAY)):
        assert page(document, place.profile())
        assert render_docx(document, place.profile())
    assert proposed_number(place, "личный состав", 2026)
