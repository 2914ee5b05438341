"""Another institution's words: no page and no paper says «наставляемый», and every case is right (CUR-10, MO-01)."""

import functools
import re

import pytest
from django.urls import reverse

from mentorship.access.matrix import PUBLIC, rows
from mentorship.access.roles import Office
from mentorship.core.words import titles
from mentorship.core.words.labels import worded
from mentorship.core.words.titles import STANDARD
from mentorship.documents.catalogue import papers
from mentorship.documents.grammar import decline_term
from mentorship.people.models import Consent
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
from mentorship.regulation.wording import services
from mentorship.regulation.wording.forms import TermsForm
from mentorship.regulation.wording.titles import words_of
from mentorship.safekeeping import exports
from tests.access.world import address, build
from tests.pages import shut
from tests.papers import DAY, paper, text

pytestmark = pytest.mark.django_db
COUNCIL = "школьный методический совет наставников"
# What stays: names of placeholders and of parts in the texts of papers, and the page that names the program's own word.
KEPT = re.compile(r"\{[^{}]*\}|\[отчёт наставляемого\]|Слова программы: «наставляемый», «[^»]*»|<code>[^<]*</code>")
OURS = re.compile(r"наставляем|методическ\w+ объединени\w+ \(совет", re.IGNORECASE)


def typed(**changes):
    return {**TermsForm.initial_of(words_of(Institution.objects.get())), **changes}


@pytest.fixture
def renamed(edition):
    """An institution that says «стажёр» and has a school council."""
    Institution.objects.update(mentee_word="стажёр", council_name=COUNCIL)
    titles.use(None)


@pytest.fixture
def world(renamed):
    return build()


def left(page: str) -> list[str]:
    """The standard words that are still there, with what stands around."""
    cleaned = KEPT.sub("", page)
    return [cleaned[max(0, found.start() - 40) : found.end() + 20] for found in OURS.finditer(cleaned)]


def test_no_page_of_anybody_says_the_standard_word(client, renamed, world):
    users, keys = world
    pages = [row for row in rows() if row.permission != PUBLIC and "pdf" not in row.path and "format" not in row.path]
    seen, wrong = 0, {}
    for user in users.values():
        client.force_login(user)
        for row in pages:
            answer = shut(client.get(address(row, keys)))
            if answer.status_code == 200 and "html" in answer["Content-Type"]:
                seen += 1
                if found := left(answer.content.decode()):
                    wrong[row.name] = found
    assert seen > 150
    assert wrong == {}


def test_no_paper_filled_or_blank_says_the_standard_word(renamed, world):
    wrong = {}
    for kind in papers():
        for subject in (None, kind.subjects().first()):
            made = kind.document(subject, DAY)
            if found := left(f"{kind.title} {text(made)}"):
                wrong[kind.code] = found
    assert wrong == {}


def test_no_table_to_download_says_the_standard_word(as_user, renamed, world):
    users, _ = world
    known = functools.cache(exports._names)
    sheets = [exports.sheet_of(kind, known) for kind in exports.kinds(users[Office.CURATOR])]
    client = as_user(users[Office.CURATOR])
    lists = ("people:mentees", "pairs:list", "programs:list", "reports:list")

    said = [f"{sheet.title} {list(sheet.headings)} {list(sheet.rows)}" for sheet in sheets]
    said += [b"".join(client.get(reverse(name), {"csv": "1"})).decode("utf-8-sig") for name in lists]
    assert [found for table in said for found in left(table)] == []
    assert "Банк стажёров" in " ".join(said)
    assert all("тажёр" in table for table in said[-4:])


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("D16", "Наибольшее число стажёров, закреплённых за одним наставником"),
        ("D16", "стажёр – участник системы наставничества"),
        ("D16", "вовлекать стажёра в жизнь коллектива"),
        ("D16", "Школьный методический совет наставников при его наличии"),
        ("D16", "Стажёрам, для которых наставник не найден"),
        ("D17", "куратор, школьный методический совет наставников"),
        ("D04", "О создании школьного методического совета наставников"),
        ("D04", "Создать школьный методический совет наставников"),
        ("D06", "ознакомить с ними стажёров под подпись"),
        ("D48", "Реестр (банк) стажёров"),
        ("D52", "Стажёр, должность"),
        ("D38", "Общение со стажёром строится"),
        ("D35", "Отчёт стажёра"),
    ],
)
def test_a_paper_puts_the_words_in_the_right_cases(renamed, code, sentence):
    assert sentence in text(paper(code, blank=True))


def test_a_woman_s_commission_is_she(edition):
    Institution.objects.update(council_name="комиссия по наставничеству")
    titles.use(None)

    assert "Комиссия по наставничеству при её наличии" in text(paper("D16", blank=True))
    assert "Создать комиссию по наставничеству" in text(paper("D04", blank=True))


def test_a_word_changed_on_its_page_is_on_the_next_page_at_once(as_user, curator):
    client, page, mentees = as_user(curator), reverse("regulation:words"), reverse("people:mentees")
    assert "Банк наставляемых" in client.get(mentees).content.decode()
    for word, bank in (("стажёр", "Банк стажёров"), ("молодой коллега", "Банк молодых коллег")):
        answer = client.post(page, typed(mentee_word=word), follow=True)
        assert "Слова сохранены" in answer.content.decode()
        shown = client.get(mentees).content.decode()
        assert bank in shown
        assert left(shown) == []


def test_a_look_shows_every_case_and_saves_nothing(as_user, curator):
    shown = as_user(curator).post(
        reverse("regulation:words"), typed(mentee_word="Подшефный", council_name=COUNCIL) | {"look": "1"}
    )

    page = shown.content.decode()
    assert all(form in page for form in ("подшефными", "подшефном", "школьным методическим советом наставников"))
    assert 'value="подшефного"' in page
    assert not Institution.objects.exclude(mentee_word="").exists()


def test_a_form_mended_by_hand_wins_until_the_word_changes(curator, edition):
    services.set_words(institution(), typed=typed(mentee_word="менти", mentees_gen="ментишек"), by=curator)
    assert (titles.mentees("gen"), titles.mentees("dat"), titles.mentee("gen")) == ("ментишек", "менти", "менти")

    services.set_words(institution(), typed=typed(mentee_word="стажёр"), by=curator)
    place = institution()
    assert (place.mentee_forms, titles.mentees("gen")) == ({}, "стажёров")
    assert "стажёр" in place.history.first().history_change_reason

    services.set_words(place, typed=typed(mentee_word="наставляемый"), by=curator)
    assert (institution().mentee_word, titles.words().mentees) == ("", STANDARD.mentees)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("mentee_word", "", "Напишите, как у вас говорят"),
        ("mentee_word", "mentee", "русские буквы"),
        ("mentee_word", "стажёр {имя}", "русские буквы"),
        ("mentee_word", "с" * 61, "Слишком длинно"),
        ("mentee_word", "-", "русские буквы"),
        ("council_name", "<b>совет</b>", "русские буквы"),
        ("mentees_dat", "interns", "русские буквы"),
    ],
)
def test_what_is_no_word_is_refused_beside_its_field(as_user, curator, field, value, said):
    answer = as_user(curator).post(reverse("regulation:words"), typed(**{field: value}))

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert institution().mentee_word == ""


def test_a_preset_may_carry_its_words(edition):
    place = Institution(mentee_word="подшефный", short_name="Школа № 1")

    said = words_of(place)
    assert (said.mentee.acc, said.mentees.ins, said.council, said.institution) == (
        "подшефного",
        "подшефными",
        STANDARD.council,
        "Школа № 1",
    )


@pytest.mark.parametrize(
    ("title", "alive", "plural", "forms"),
    [
        ("стажёр", True, False, "стажёр стажёра стажёру стажёра стажёром стажёре"),
        ("стажёр", True, True, "стажёры стажёров стажёрам стажёров стажёрами стажёрах"),
        (
            "педагог-стажёр",
            True,
            True,
            "педагоги-стажёры педагогов-стажёров педагогам-стажёрам педагогов-стажёров педагогами-стажёрами педагогах-стажёрах",
        ),
        ("подшефный", True, True, "подшефные подшефных подшефным подшефных подшефными подшефных"),
        ("комиссия", False, False, "комиссия комиссии комиссии комиссию комиссией комиссии"),
    ],
)
def test_a_word_in_its_cases(title, alive, plural, forms):
    made = decline_term(title, alive=alive, plural=plural)

    assert [made.form(case) for case in titles.CASES] == forms.split()


def test_only_the_head_phrase_of_a_name_has_cases():
    one, many = (decline_term("молодой коллега", alive=True, plural=plural) for plural in (False, True))
    council = decline_term(COUNCIL, alive=False)
    assert (one.gen, one.acc, many.gen, many.ins) == (
        "молодого коллеги",
        "молодого коллегу",
        "молодых коллег",
        "молодыми коллегами",
    )
    assert (council.gen, council.acc) == ("школьного методического совета наставников", COUNCIL)
    assert decline_term("методическое объединение (совет) наставников", alive=False) == STANDARD.council


def test_a_label_says_the_words_of_the_moment_and_is_equal_by_the_standard_ones():
    label = worded("{Mentees.nom} и {council.nom}")
    other = titles.Words(
        decline_term("стажёр", alive=True), decline_term("стажёр", alive=True, plural=True), STANDARD.council
    )

    assert str(label) == "Наставляемые и методическое объединение (совет) наставников"
    titles.use(other)
    assert str(label).startswith("Стажёры и")
    assert str(Consent.Kind.MENTEE.label) == "быть стажёром"
    assert (
        label
        == worded("{Mentees.nom} и {council.nom}")
        == "Наставляемые и методическое объединение (совет) наставников"
    )
    with pytest.raises(ValueError, match="voc"):
        titles.mentee("voc")
