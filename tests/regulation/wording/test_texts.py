"""The texts of papers: one's own words, what is refused, back to the words of the program."""

import re
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mentorship.documents import markup, tree
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.docx import render_docx
from mentorship.documents.html import page, preview
from mentorship.documents.layout import Profile
from mentorship.documents.wording import Words
from mentorship.regulation.models import Wording
from mentorship.regulation.wording.forms import TextForm
from mentorship.regulation.wording.texts import KNOWN, groups, known_words, own_codes, shipped, text_of, wrong_text

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def url(code):
    return reverse("regulation:text", args=[code])


def words(code, **changes):
    """What the form of the text sends."""
    text = text_of(code)
    names = ("heading", "preamble", "body", "control") if text.is_order else ("body",)
    return {**{name: getattr(text, name) for name in names}, **changes}


def test_every_text_is_listed_once_and_ones_own_is_marked(as_user, curator):
    Wording.objects.create(code="D24", body="Своё")

    shown = as_user(curator).get(reverse("regulation:texts")).content.decode()

    assert sorted(text.code for _, texts in groups() for text in texts) == sorted(shipped())
    assert all(url(code) in shown for code in shipped())
    assert shown.count("свой текст") == 1


@pytest.mark.parametrize("code", sorted(shipped()))
def test_every_shipped_text_opens_and_saves_without_a_word_changed(as_user, curator, code):
    client = as_user(curator)

    assert client.get(url(code)).status_code == 200
    assert client.post(url(code), words(code)).status_code == 302
    assert wrong_text(shipped()[code], DAY) == []
    assert own_codes() == set()


def test_ones_own_words_are_printed_and_kept_with_a_history(as_user, curator):
    client = as_user(curator)

    answer = client.post(url("D24"), {"body": "# Заявление\nПрошу {наставник кратко:вин} освободить."}, follow=True)

    shown = answer.content.decode()
    assert re.search(r"Прошу _{20,} освободить\.", shown)
    assert "свой текст" in shown
    assert "Изменён текст бумаги" in shown
    assert tree.Heading("Заявление") in PAPERS["D24"].document(None, DAY).blocks


def test_an_order_keeps_only_the_part_that_is_ones_own(as_user, curator):
    as_user(curator).post(url("D03"), words("D03", heading="О кураторе"))

    own = Wording.objects.get()
    assert (own.heading, own.preamble, own.body, own.control) == ("О кураторе", "", "", "")
    assert "О кураторе" in preview(PAPERS["D03"].document(None, DAY))


@pytest.mark.parametrize("back", ["shipped", "empty", "button"])
def test_the_text_of_the_program_comes_back_and_the_history_stays(as_user, curator, back):
    client = as_user(curator)
    client.post(url("D24"), {"body": "Своё"})

    if back == "button":
        client.post(reverse("regulation:reset_text", args=["D24"]))
    else:
        client.post(url("D24"), {"body": "  " + shipped()["D24"].body + "\n\n" if back == "shipped" else ""})

    assert not Wording.objects.exists()
    assert text_of("D24") == shipped()["D24"]
    shown = client.get(url("D24")).content.decode()
    assert "Возвращён текст программы" in shown
    assert "Изменён текст бумаги" in shown


@pytest.mark.parametrize(
    ("code", "changes", "said"),
    [
        ("D24", {"body": "Прошу {наставнег}"}, "{наставнег}"),
        ("D24", {"body": "Прошу {наставник:кого}"}, "{наставник:кого}"),
        ("D16", {"body": "{наставник}"}, "{наставник}"),
        ("D24", {"body": "# Да\n\n| А =10 | Б =80 |\n| 1 | 2 |"}, "Строка 3: ширины граф таблицы в сумме дают 90"),
        ("D24", {"body": "| А =10 | Б |"}, "Строка 1: ширина указана не у каждой графы"),
        ("D24", {"body": "|" + " а |" * 21}, "в таблице 21 граф"),
        ("D24", {"body": "| А |\n" + "|| 200\n" * 6}, "Пустых строк в таблицах 1200"),
        ("D24", {"body": "я" * 200_001}, "можно до 200000 знаков, у вас 200001"),
        ("D07", {"heading": "О {чём}"}, "{чём}"),
        ("D05", {"control": "{начало}"}, "{начало}"),
        ("D05", {"body": "[пара]\n1. Да.\n[приказ]\n1. {начало}"}, "{начало}"),
        ("D05", {"body": "[пары]\n1. Да."}, "Строка [пары] в тексте этого приказа ничего не значит"),
        ("D03", {"preamble": "{приложение 7}"}, "{приложение 7}"),
    ],
)
def test_what_would_print_wrong_is_refused_by_name_and_stays_in_the_form(as_user, curator, code, changes, said):
    answer = as_user(curator).post(url(code), words(code, **changes))

    assert answer.status_code == 422
    errors = " ".join(str(error) for errors in answer.context["form"].errors.values() for error in errors)
    assert said in errors
    assert answer.context["form"][next(iter(changes))].value() == next(iter(changes.values()))
    assert not Wording.objects.exists()


def test_a_row_with_a_wrong_number_of_cells_is_filled_up(as_user, curator):
    as_user(curator).post(url("D24"), {"body": "| А =10 | Б =90 |\n| 1 |\n| 1 | 2 | 3 |"})

    (table,) = PAPERS["D24"].document(None, DAY).blocks
    assert table.rows == (("1", ""), ("1", "2"))


def test_the_page_names_what_the_text_may_use_and_where(as_user, curator):
    shown = as_user(curator).get(url("D05")).content.decode()

    assert "{когда составить программу}" in shown
    assert "Ещё в части [пара]" in shown
    assert {text.code for text in shipped().values() if text.kind} == set(KNOWN)
    assert "наставник" not in known_words("D05", DAY)
    assert "наставник" in known_words("D05", DAY, "пара")


def test_a_code_that_is_no_text_is_not_found(as_user, curator):
    client = as_user(curator)

    assert client.get(url("D30")).status_code == 404
    assert client.post(reverse("regulation:reset_text", args=["D99"])).status_code == 404


MARKS = (
    "# ", "## ", "> ", "^ ", "< ", "1. ", "1.1. ", "1.1.1.1.1. ", "99999. ", "- ", "[] ", "~ ", " :: ", "|", "||", "|| 3",
    "|| ²", "| А =50 | Б =50 |", "| =0 |", "=999", "подпись:", "подпись с датой:", "гриф:", "стороны:", ";", "---", "\\",
    "[пара]", "[грифы]", "{кто}", "{кто:род}", "{кто:а|б|в}", "{кто:|}", "{", "}", "{}", "\n", " ", "\u2028", "٣. ", "|| ٣",
)  # fmt: skip
typed_bodies = st.lists(
    st.sampled_from(MARKS) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.just("\n"),
    max_size=40,
).map("".join)
KNOWN_VALUES = {"кто": Words(lambda case: f"кто-то {case}", "pl")}


@settings(max_examples=200, deadline=None)
@given(typed_bodies)
def test_no_typed_body_breaks_a_paper(body):
    form = TextForm({"body": body})
    assume(form.is_valid())
    source = form.cleaned_data["body"]

    document = tree.Document("Проба", markup.parse(source, KNOWN_VALUES))
    order = tree.Document("Проба", (tree.Items(markup.items(source, KNOWN_VALUES)),))

    for made in (document, order):
        assert page(made, Profile())
        assert preview(made) is not None
        assert render_docx(made, Profile())
        assert tree.from_json(tree.to_json(made)) == made
    assert markup.mistakes(source) is not None
