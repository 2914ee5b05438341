"""The contradictions and defects of the documents, each survived as described."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest

from mentorship.access.roles import Office
from mentorship.core.calendar.dates import term_end
from mentorship.core.refusal import RuleBroken
from mentorship.documents.markup import items, parse
from mentorship.orders import services as orders
from mentorship.orders.papers import items_by_kind
from mentorship.people.accounts import services as accounts
from mentorship.regulation.edition.services import keep_option, load_preset
from mentorship.regulation.models import Institution, Option
from tests.factories.people import PersonFactory, UserFactory
from tests.presets.job import paper_text
from tests.presets.matrix import ADMITTED, ORDERED
from tests.presets.test_matrix import a_pair, stopped_by

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/Moscow"))


def test_a_programme_of_three_months_and_mentoring_of_one_warn_between_them():
    edition = load_preset("gofitskoe")
    for months, forbidden, warned in ((0, True, True), (1, False, True), (2, False, True), (3, False, False)):
        ends_on = term_end(ORDERED, months) if months else ORDERED + dt.timedelta(days=20)
        stopped = stopped_by(a_pair(edition, ends_on=ends_on))

        assert ("mentoring_term" in stopped) == forbidden
        assert ("program_term" in stopped) == warned
        if warned:
            assert stopped["program_term"].overridable
            assert stopped["program_term"].clause == "1.2"


def test_ten_days_without_a_kind_are_calendar_days_and_need_not_roll():
    limits = load_preset("gofitskoe").limits()

    assert {limits.report_working, limits.program_due_working, limits.due_rolls} == {False}
    assert limits.due(dt.date(2026, 9, 16), 10) == dt.date(2026, 9, 26)  # a Saturday


@pytest.mark.parametrize("code", ["gofitskoe", "lastochka", "rassvetovskaya"])
def test_an_outsider_may_be_the_curator_by_the_definition_with_a_basis_in_writing(code):
    limits = load_preset(code).limits()
    outsider = PersonFactory(organisation="Колледж", position="преподаватель")
    wanted = {"office": Office.CURATOR, "starts_on": ADMITTED, "limits": limits, "by": None}

    with pytest.raises(RuleBroken, match="из числа заместителей"):
        accounts.grant_office(outsider, basis="", **wanted)

    assert accounts.grant_office(outsider, basis="п. 1.2: работник социального партнёра", **wanted)


def test_the_swallow_is_accepted_by_a_council_whose_minutes_have_no_number_yet():
    edition = load_preset("lastochka")

    act = paper_text("D16", Institution.objects.get(), ORDERED)

    assert act.startswith(
        "ПРИНЯТ на педагогическом совете МКДОУ Детский сад «Ласточка» Протокол № ___ от «__» _____ 2023 г."
    )
    assert "УТВЕРЖДЕНО" not in act
    assert edition.options.get(code="head-teacher").title == "руководитель образовательной организации – воспитатель"


def test_an_order_that_acts_before_its_date_is_signed_only_after_a_second_look():
    load_preset("rassvetovskaya")
    director = UserFactory(office=Office.DIRECTOR)
    deputy = PersonFactory(last_name="Жилина", first_name="Вера", position="заместитель директора по УВР")
    order = orders.draft_worded(
        "organise",
        values={"протокол": "№ 3 от 20.11.2026", "начало": "14.11.2026"},
        people={"ответственный": [deputy]},
        by=director,
    )
    signature = {"signed_on": NOW.date(), "number": "", "proposed": "", "by": director, "now": NOW}

    with pytest.raises(RuleBroken, match="действует с 14.11.2026, это раньше его даты, 21.11.2026"):
        orders.sign(order, **signature)

    assert orders.sign(order, **signature, confirmed=True).number == "1/1-п.о.д."


def test_the_order_appoints_the_deputy_in_the_right_case():
    load_preset("rassvetovskaya")
    director = UserFactory(office=Office.DIRECTOR)
    deputy = PersonFactory(last_name="Жилина", first_name="Вера", position="заместитель директора по УВР")
    values = {"протокол": "№ 3 от 20.11.2026", "начало": "21.11.2026"}

    order = orders.draft_worded("organise", values=values, people={"ответственный": [deputy]}, by=director)

    text = " ".join(items_by_kind(order, NOW.date()).split())
    assert "(целевой модели) наставничества заместителя директора по УВР Жилину В.П. 3." in text
    assert "Заместителю директора по УВР Жилиной В.П. обеспечить" in text
    assert "на заместителя" not in text


def test_a_clause_number_may_stand_twice():
    edition = load_preset("vorkuta")

    twice = edition.clauses.filter(number="3.2")

    assert {"forms", "group_min", "roadmap_approval"} <= {clause.rule for clause in twice}
    assert edition.limits().clause("forms") == "3.2"


def test_an_empty_item_is_never_printed():
    printed = items("1. Первый.\n2. \n11)\n4. Второй.", {})

    assert [item.text for item in printed] == ["Первый.", "Второй."]
    assert len(parse("- первое;\n-\n\\11)\n- второе.", {})) == 1


def test_a_closed_list_of_forms_leaves_the_reverse_kind_open():
    edition = load_preset("vorkuta")
    reverse = edition.options.get(group=Option.Group.KIND, behaviour="reverse")

    pair = a_pair(edition)
    pair.kind = reverse
    pair.save()

    assert stopped_by(pair) == {}


@pytest.mark.parametrize("code", ["gofitskoe", "lastochka", "alenushka", "rassvetovskaya", "vorkuta"])
def test_the_network_kind_that_no_document_defines_can_be_added(code):
    edition = load_preset(code)
    curator = UserFactory(office=Office.CURATOR)

    keep_option(edition, None, group=Option.Group.KIND, title="сетевое", by=curator)

    assert edition.options.of(Option.Group.KIND).last().title == "сетевое"


@pytest.mark.parametrize("code", ["gofitskoe", "lastochka", "alenushka"])
def test_a_kindergarten_keeps_no_school_words(code):
    load_preset(code)

    act = paper_text("D16", Institution.objects.get(), ORDERED).lower()

    assert not re.search(r"\b(школ|урок|урочн|класс)", act)
