"""The clause table is true: against the rules, against itself, against the text in force."""

import pytest
from django.urls import reverse

from mentorship.regulation.edition.quantities import DAY, MONTH, PERSON, said
from mentorship.regulation.edition.rules import Row, table_warnings
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Edition
from tests.regulation.act.versions import version
from tests.regulation.edition.test_views import filled, page_of

LIMITS = Limits(max_mentees=2, mentoring_min_months=1, mentoring_max_months=12, appoint_within_days=30)


@pytest.mark.parametrize(
    ("words", "unit", "numbers"),
    [
        ("У одного наставника не больше трёх человек.", PERSON, {3}),
        ("У одного наставника одновременно не более 3 (трех) наставляемых", PERSON, {3}),
        ("Не больше двух.", PERSON, {2}),
        ("Наставника назначают не позднее 30 календарных дней", DAY, {30}),
        ("в течение десяти рабочих дней по завершении", DAY, {10}),
        ("от одного месяца до одного года", MONTH, {1, 12}),
        ("Не реже раза в год", MONTH, {12}),
        ("до двух лет", MONTH, {24}),
        ("Приказ № 15 от 31.03.2022", DAY, set()),
        ("Пять случаев замены наставника", PERSON, set()),
    ],
)
def test_numbers_are_read_from_words(words, unit, numbers):
    assert said(words, unit) == numbers


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Row("3.7", "Не больше двух человек.", "max_mentees"), ""),
        (Row("3.7", "Не больше трёх человек.", "max_mentees"), "слова называют 3 человека, а в правилах 2 человека"),
        (Row("3.7", "От одного месяца до одного года.", "mentoring_term"), ""),
        (Row("3.7", "До двух лет.", "mentoring_term"), "слова называют 24 месяца, а в правилах 1 месяц и 12 месяцев"),
        (
            Row("3.6", "В течение десяти дней.", "mentor_report"),
            "слова называют 10 дней, а в правилах такого предела нет",
        ),
        (Row("4.1", "Не больше трёх человек.", ""), ""),
    ],
)
def test_words_that_outlived_their_limit_are_named(row, said):
    found = [str(warning) for warning in table_warnings(LIMITS, [row], None)]

    assert [said in words for words in found] == ([True] if said else [])


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            Row("8.1", "Раздел о наставничестве ведут на сайте"),
            Row("8.1", "Раздел о наставничестве на сайте нужен"),
            True,
        ),
        (Row("8.1", "Раздел о наставничестве на сайте"), Row("8.1", "Раздел о наставничестве на сайте"), False),
        (Row("8.1", "Раздел о наставничестве на сайте"), Row("8.2", "Раздел о наставничестве ведут на сайте"), False),
        (Row("3.4", "Куратор ведёт банки"), Row("3.4", "Совет рассматривает программы"), False),
        (Row("3.6", "Отчёт наставника за десять дней", "a"), Row("3.6", "Отчёт стажёра за десять дней", "b"), False),
    ],
)
def test_the_same_clause_in_other_words_is_said(first, second, found):
    assert bool(list(table_warnings(LIMITS, [first, second], None))) is found


@pytest.mark.parametrize(
    ("numbers", "absent"),
    [(frozenset({"3", "3.7"}), ["п. 3.8"]), (frozenset({"3.7", "3.8"}), []), (None, [])],
)
def test_numbers_that_the_text_lacks_are_named_once(numbers, absent):
    rows = [Row("3.7", "а"), Row("3.8", "б"), Row("3.8", "в"), Row("ст. 351.8 ТК РФ", "г"), Row("этап 1 карты", "д")]

    found = [str(warning) for warning in table_warnings(LIMITS, rows, numbers)]

    assert [words.split(" назван")[0] for words in found] == absent


@pytest.mark.django_db
class TestPages:
    def test_a_limit_whose_words_stay_behind_is_asked_about_and_shown(self, as_user, curator, edition):
        client, form = as_user(curator), filled(edition, "pairs", max_mentees="2")

        answer = client.post(page_of(edition, "pairs"), form)

        assert "слова называют 3 человека, а в правилах 2 человека" in answer.text
        assert Edition.objects.get().max_mentees == 3
        assert client.post(page_of(edition, "pairs"), form | {"confirmed": "on"}).status_code == 302
        for page in (reverse("regulation:rules"), reverse("regulation:edition", args=[edition.pk])):
            assert "слова называют 3 человека" in client.get(page).text

    def test_words_changed_with_the_limit_are_not_asked_about(self, as_user, curator, edition):
        words = {"max_mentees": "2", "gist_max_mentees": "У одного наставника не больше двух человек."}

        answer = as_user(curator).post(page_of(edition, "pairs"), filled(edition, "pairs", **words))

        assert answer.status_code == 302
        assert "слова называют" not in as_user(curator).get(reverse("regulation:rules")).text

    @pytest.mark.today("2026-09-20")
    @pytest.mark.parametrize(("number", "said"), [("3.7", False), ("3.17", True)])
    def test_a_number_that_the_text_in_force_lacks_is_said(self, as_user, curator, edition, number, said):
        version(curator, body="\\1.1. Первый.\n\\3.7. Не больше трёх.")
        edition.clauses.all().delete()
        client = as_user(curator)

        form = filled(edition, "pairs", clause_max_mentees=number, gist_max_mentees="Не больше трёх.")
        answer = client.post(page_of(edition, "pairs"), form)

        assert (f"п. {number} назван в правилах, а в тексте" in answer.text) is said
        client.post(page_of(edition, "pairs"), form | {"confirmed": "on"})
        for page in ("regulation:rules", "regulation:act"):
            assert (f"п. {number} назван в правилах" in client.get(reverse(page)).text) is said

    @pytest.mark.today("2026-09-20")
    def test_of_a_text_in_a_file_nothing_is_said(self, as_user, curator, edition):
        made = version(curator)
        type(made).objects.update(body="", file="acts/2026/act.pdf")

        assert "назван в правилах" not in as_user(curator).get(reverse("regulation:rules")).text
