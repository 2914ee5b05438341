"""An act in the right case; what a text cites wrongly: articles that do not exist, acts out of force."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.words.titles import CASES
from mentorship.regulation.legal import typed
from mentorship.regulation.legal.articles import exists, is_written, meant
from mentorship.regulation.legal.citing import cited, may_cite, notes, with_bases
from mentorship.regulation.legal.reference import WAYS, Act, bases, reference

CODE = Act(
    key=1,
    kind="Трудовой кодекс",
    issuer="Российской Федерации",
    number="197-ФЗ",
    adopted_on=dt.date(2001, 12, 30),
    short_name="ТК РФ",
    is_code=True,
    articles=("1–424", "22.1–22.3", "351.1"),
    offered=("351.8", "60.2"),
)
DATA = Act(
    key=2,
    kind="Федеральный закон",
    requisites="от 27.07.2006 № 152-ФЗ «О персональных данных»",
    number="152-ФЗ",
    adopted_on=dt.date(2006, 7, 27),
    short_name="152-ФЗ",
    articles=("1–25", "10.1"),
)
LETTER = Act(
    key=3,
    kind="письмо",
    issuer="Минпросвещения России и Общероссийского Профсоюза образования",
    requisites="от 21.12.2021 № АЗ-1128/08, № 657",
    number="АЗ-1128/08, № 657",
    adopted_on=dt.date(2021, 12, 21),
)
OLD = Act(
    key=4,
    kind="распоряжение",
    issuer="Правительства Российской Федерации",
    requisites="от 31.12.2019 № 3273-р",
    number="3273-р",
    adopted_on=dt.date(2019, 12, 31),
    ends_on=dt.date(2026, 8, 31),
    end_reason="распоряжение от 01.08.2026 № 1-р",
    replaced_by="распоряжение Правительства Российской Федерации от 01.08.2026 № 1-р",
)
COMING = Act(
    key=5,
    kind="приказ",
    issuer="Рособрнадзора",
    number="77",
    adopted_on=dt.date(2026, 5, 1),
    starts_on=dt.date(2027, 1, 1),
)
ACTS = [CODE, DATA, LETTER, OLD, COMING]
DAY = dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("act", "case", "articles", "words"),
    [
        (DATA, "gen", [], "Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных»"),
        (DATA, "ins", [], "Федеральным законом от 27.07.2006 № 152-ФЗ «О персональных данных»"),
        (DATA, "dat", ["9"], "статье 9 Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных»"),
        (CODE, "ins", ["351.8"], "статьёй 351.8 Трудового кодекса Российской Федерации"),
        (CODE, "gen", ["28–30"], "статей 28–30 Трудового кодекса Российской Федерации"),
        (CODE, "acc", [], "Трудовой кодекс Российской Федерации"),
        (OLD, "gen", [], "распоряжения Правительства Российской Федерации от 31.12.2019 № 3273-р"),
    ],
)
def test_an_act_stands_in_its_case(act, case, articles, words):
    assert reference(act, case, articles) == words


def test_bases_begin_with_their_words_and_the_preposition_takes_its_sound():
    assert (
        bases([(CODE, "351.8")], "accordance")
        == "в соответствии со статьёй 351.8 Трудового кодекса Российской Федерации"
    )
    assert bases([(CODE, "")], "basis") == "на основании Трудового кодекса Российской Федерации"
    assert bases([(DATA, "")], "considering").startswith("учитывая Федеральный закон от 27.07.2006")
    assert bases([(OLD, "")], "following").startswith("согласно распоряжению Правительства")
    assert bases([(OLD, "")], "fulfilling").startswith("во исполнение распоряжения Правительства")


def test_an_act_is_named_once_with_all_its_articles():
    said = bases([(CODE, "351.8"), (DATA, "10.1"), (CODE, "60.2"), (DATA, "9"), (DATA, "")], "accordance")

    assert said == (
        "в соответствии со статьями 60.2, 351.8 Трудового кодекса Российской Федерации, "
        "статьями 9, 10.1 Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных»"
    )


@pytest.mark.parametrize(
    ("preamble", "act", "article", "added"),
    [
        ("Во исполнение распоряжения Правительства № 3273-р", OLD, "", False),
        ("По письму от 21 декабря 2021 г. № 657", LETTER, "", False),
        ("По приказу от 01.05.2026 № 77", COMING, "", False),
        ("По приказу № 77", COMING, "", True),
        ("По приказу от 02.05.2026 № 77", COMING, "", True),
        ("По ст. 9, 10.1 152-ФЗ", DATA, "10.1", False),
        ("По ст. 9 152-ФЗ", DATA, "10.1", True),
        ("По ст. 9 152-ФЗ", DATA, "", False),
        ("По статьям 22, 28–30 ТК РФ", CODE, "28–30", False),
    ],
)
def test_what_the_preamble_names_already_is_not_added_again(preamble, act, article, added):
    assert (with_bases(preamble, [(act, article)], "basis") != preamble) == added


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        (
            "методические рекомендации",
            "методических рекомендаций|методическим рекомендациям|методические рекомендации"
            "|методическими рекомендациями|методических рекомендациях",
        ),
        ("рекомендации", "рекомендаций|рекомендациям|рекомендации|рекомендациями|рекомендациях"),
        (
            "методические указания",
            "методических указаний|методическим указаниям|методические указания"
            "|методическими указаниями|методических указаниях",
        ),
        ("разъяснения", "разъяснений|разъяснениям|разъяснения|разъяснениями|разъяснениях"),
        ("требования", "требований|требованиям|требования|требованиями|требованиях"),
        (
            "основные принципы",
            "основных принципов|основным принципам|основные принципы|основными принципами|основных принципах",
        ),
        ("правила", "правил|правилам|правила|правилами|правилах"),
        (
            "требования и правила",
            "требований и правил|требованиям и правилам|требования и правила|требованиями и правилами"
            "|требованиях и правилах",
        ),
    ],
)
@pytest.mark.parametrize(
    "tail", ["", " министерства просвещения", " внутреннего трудового распорядка", " Министерства образования, науки"]
)
def test_a_kind_in_the_plural_is_declined_and_its_tail_is_not(kind, forms, tail):
    cases = zip(("gen", "dat", "acc", "ins", "loc"), forms.split("|"), strict=True)

    for case, form in cases:
        assert reference(Act(key=9, kind=kind, issuer=tail.strip(), requisites="№ 5"), case) == f"{form}{tail} № 5"


@given(
    st.sampled_from(["приказ", "письмо", "постановление", "указ", "рекомендации", "правила"]),
    st.sampled_from(["министерства науки", "Комитета образования, науки и молодёжи", "отдела школ", "Роструда", ""]),
    st.sampled_from(CASES),
)
def test_of_an_act_only_its_kind_is_declined(kind, issuer, case):
    said = reference(Act(key=9, kind=kind, issuer=issuer, requisites="№ 5"), case)

    assert said == f"{reference(Act(key=9, kind=kind), case).strip()} {issuer} № 5".replace("  ", " ")


@pytest.mark.parametrize(("text", "kept"), [("№ 5", "5"), ("№5", "5"), ("№ № 5", "5"), ("N 5-п", "5-п"), ("N5", "N5")])
def test_the_sign_of_a_number_is_put_by_papers_themselves(text, kept):
    assert typed.number(text) == kept
    assert typed.number("АЗ-1128/08, № 657") == "АЗ-1128/08, № 657"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("«О наставничестве»", "О наставничестве"),
        ('"О наставничестве"', "О наставничестве"),
        ("О знаке «За наставничество»", "О знаке „За наставничество“"),
        ("«О знаке «За наставничество»»", "О знаке „За наставничество“"),
        ('О знаке "За наставничество"', "О знаке „За наставничество“"),
        ("О знаке „За наставничество“", "О знаке „За наставничество“"),
        ("«А» и «Б»", "„А“ и „Б“"),
        ("«О наставничестве", "О наставничестве"),
        ("«»", ""),
    ],
)
def test_marks_around_a_title_go_and_those_inside_are_inner_ones(text, kept):
    assert typed.title(text) == kept
    assert typed.title(kept) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Министерство просвещения", "Министерства просвещения"),
        ("администрация города Заречного", "администрации города Заречного"),
        ("Государственная Дума", "Государственной Думы"),
        ("Роструд", "Роструда"),
        ("Минфин России", "Минфина России"),
        ("Российская академия образования", "Российской академии образования"),
        ("Министерства просвещения", "Министерства просвещения"),
        ("администрации города", "администрации города"),
        ("Роструда", "Роструда"),
        ("Росархива", "Росархива"),
        ("Минпросвещения России", "Минпросвещения России"),
        ("Управления образования, науки", "Управления образования, науки"),
        ("", ""),
    ],
)
def test_whose_act_it_is_stands_in_the_genitive(text, kept):
    assert typed.issuer(text) == kept
    assert typed.issuer(kept) == kept


def test_bases_go_to_the_end_of_the_preamble_once():
    once = with_bases("В целях поддержки,", [(CODE, "351.8"), (DATA, "")], "basis")

    assert once == (
        "В целях поддержки, на основании статьи 351.8 Трудового кодекса Российской Федерации, "
        "Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных»"
    )
    assert with_bases(once, [(CODE, "351.8"), (DATA, "")], "accordance") == once
    assert with_bases("", [(CODE, "")], "accordance") == "В соответствии с Трудовым кодексом Российской Федерации"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ст. 351.8 ТК РФ", [(CODE, "351.8")]),
        ("статьи 351.8 Трудового кодекса", [(CODE, "351.8")]),
        ("статьями 60.2 и 151 Трудового кодекса РФ", [(CODE, "60.2"), (CODE, "151")]),
        ("Трудовой кодекс Российской Федерации, статья 351.8", [(CODE, "351.8")]),
        ("ТК РФ (ст. 351.8), ст. 9 152-ФЗ", [(CODE, "351.8"), (DATA, "9")]),
        ("часть 4 статьи 9 Федерального закона от 27.07.2006 № 152-ФЗ", [(DATA, "9")]),
        ("от 27 июля 2006 г. № 152-ФЗ", [(DATA, "")]),
        ("ФЗ-152", [(DATA, "")]),
        ("закон от 27.07.2007 № 152-ФЗ", []),
        ("письмо от 21 декабря 2021 года № АЗ-1128/08", [(LETTER, "")]),
        ("от 21.12.2021 № 657", [(LETTER, "")]),
        ("распоряжение № 3273-р", [(OLD, "")]),
        ("приказ № 77", []),
        ("приказ от 01.05.2026 № 77", [(COMING, "")]),
        ("статья 5 Устава", []),
        ("", []),
    ],
)
def test_citations_are_found_as_people_write_them(text, found):
    assert [(citation.act, citation.article) for citation in cited(text, ACTS)] == found


def test_a_wrong_article_is_named_with_the_one_that_was_meant():
    (words,) = notes("В соответствии со ст. 358.1 ТК РФ", ACTS, DAY)

    assert words == "Статьи 358.1 в перечне статей акта «ТК РФ» нет: проверьте номер, возможно, это статья 351.8."


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("№ 3273-р", dt.date(2026, 8, 31), []),
        (
            "№ 3273-р",
            DAY,
            [
                "Акт «распоряжение Правительства Российской Федерации от 31.12.2019 № 3273-р» действовал по 31.08.2026: "
                "распоряжение от 01.08.2026 № 1-р. Теперь действует распоряжение Правительства Российской Федерации "
                "от 01.08.2026 № 1-р."
            ],
        ),
        ("от 01.05.2026 № 77", dt.date(2026, 12, 31), ["Акт «приказ Рособрнадзора» вступит в силу только 01.01.2027."]),
        ("от 01.05.2026 № 77", dt.date(2027, 1, 1), []),
    ],
)
def test_an_act_out_of_force_on_the_day_is_told_of(text, day, words):
    assert [note.replace("Рособрнадзора ", "Рособрнадзора") for note in notes(text, ACTS, day)] == words


def test_where_no_articles_are_known_none_is_asked_about():
    assert notes("статья 99 письма от 21.12.2021 № 657", ACTS, DAY) == []


@given(st.text(alphabet="ст. 3518№ТКРФФЗ-«»()абв\n,0", max_size=80))
def test_any_text_is_survived_and_a_text_that_cites_may_cite(text):
    found = cited(text, ACTS)

    assert not found or may_cite(text)
    assert notes(text, ACTS, DAY) == notes(text, ACTS, DAY)


@given(st.integers(1, 424))
def test_every_article_of_a_range_exists(number):
    assert exists(str(number), ["1–424"])
    assert not exists(f"{number}.1", ["1–424"])


@given(st.sampled_from(sorted(WAYS)), st.lists(st.sampled_from(ACTS), unique=True, max_size=4))
def test_adding_bases_twice_adds_them_once(way, acts):
    pairs = [(act, "") for act in acts]
    once = with_bases("В целях поддержки", pairs, way)

    assert with_bases(once, pairs, way) == once


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("9", True),
        ("351.8", True),
        ("1–424", True),
        ("22.1–22.3", True),
        ("1–22.3", False),
        ("статья 9", False),
        ("", False),
    ],
)
def test_numbers_of_articles_are_numbers(text, right):
    assert is_written(text) == right


def test_nothing_is_guessed_far_from_the_known():
    assert meant("999.9", ["351.8", "1–424"]) == ""
