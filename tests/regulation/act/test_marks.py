"""Marks of approval: which ones the act bears, how they stand, what is wrong with their days."""

import re
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mentorship.documents import tree
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.html import page
from mentorship.documents.keeping import text_of
from mentorship.regulation import services
from mentorship.regulation.act import services as act
from mentorship.regulation.act.marks import mark_warnings
from mentorship.regulation.act.paper import version_paper
from mentorship.regulation.forms import LayoutForm
from mentorship.regulation.models import ActVersion, Institution
from mentorship.regulation.queries import institution
from tests.papers import kept_of, text
from tests.regulation.layouts import DAY, THREE, sent

days = st.dates(date(2014, 1, 1), date(2026, 9, 20))


@given(protocol=days, order=days)
def test_a_protocol_later_than_its_order_is_warned_about_and_nothing_else(protocol, order):
    marks = (
        ("left", "ПРИНЯТО", f"протокол № 3 от {protocol:%d.%m.%Y}г."),
        ("right", "УТВЕРЖДЕНО", f"приказ {order:%d.%m.%Y}"),
    )

    assert bool(list(mark_warnings(marks))) == (protocol > order)
    assert not list(mark_warnings(marks[:1]))


@pytest.mark.parametrize("lines", ["протокол № ___ от «__» _____ 20__ г.", "протокол от 31.02.2026", ""])
def test_a_blank_or_impossible_day_in_a_mark_is_not_compared(lines):
    assert not list(mark_warnings((("left", "ПРИНЯТ", lines),), date(2020, 1, 1)))


def columns():
    """The marks at the head of the blank act."""
    return [block for block in PAPERS["D16"].document(None, DAY).blocks if isinstance(block, tree.Columns)]


def approve(typed, by):
    form = LayoutForm(sent(approvals=typed), profile=institution().profile())
    assert form.is_valid(), form.errors
    facts, look = LayoutForm.split(form.cleaned_data)
    services.set_layout(institution(), facts=facts, layout=look, by=by)


@pytest.mark.django_db
def test_without_marks_of_its_own_the_act_has_those_of_its_text(edition):
    Institution.objects.update(layout={})
    (marks,) = columns()

    assert (marks.left[0], marks.right[0]) == ("ПРИНЯТО", "УТВЕРЖДЕНО")


@pytest.mark.django_db
def test_one_mark_stands_in_its_column_with_its_blanks(curator):
    approve("справа | ПРИНЯТ | на педагогическом совете; № ___ от «__» _____ 20__ г.", curator)

    (marks,) = columns()
    assert marks == tree.Columns(("",), ("ПРИНЯТ", "на педагогическом совете", "№ ___ от «__» _____ 20__ г."))
    assert PAPERS["D16"].document(None, DAY).blocks[0] == marks


@pytest.mark.django_db
@pytest.mark.parametrize("more", ["", "\nсправа | ПРИНЯТО | общим собранием | "])
def test_three_or_four_marks_of_any_bodies_stand_one_under_another(curator, more):
    approve(THREE + more.rstrip(" |"), curator)

    (marks,) = columns()
    assert marks.left == (
        "СОГЛАСОВАНО",
        "председатель профсоюзного комитета",
        "____________",
        "",
        "РАССМОТРЕНО",
        "на педагогическом совете",
        "протокол № ____",
    )
    assert marks.right[:3] == ("УТВЕРЖДЕНО", "приказом заведующего", "от «___» ________ 20___ г. № ____")
    assert marks.right[3:] == (("", "ПРИНЯТО", "общим собранием") if more else ())
    assert "СОГЛАСОВАНО" in page(PAPERS["D16"].document(None, DAY), institution().profile())


TYPED = """слева | РАССМОТРЕНО | на педагогическом совете; протокол № 3 от 31.03.2022
справа | УТВЕРЖДЕНО | приказом заведующего; МКДОУ ДС № 39; № 15 от 31.03.2022"""
LINES = ("УТВЕРЖДЕНО", "приказом заведующего", "МКДОУ ДС № 39", "№ ____ от «___» ____________ 20___ г.")
FIRST = {"basis": "приказ", "approval_number": "15", "approved_on": date(2022, 3, 31), "starts_on": date(2022, 3, 31)}
SECOND = {"basis": "приказ", "approval_number": "7/1", "approved_on": DAY, "starts_on": DAY, "publish_by": None}
BODY = "[грифы]\n# {положение}\nТекст."


def marks_on(version):
    return next(block for block in version_paper(version, DAY).blocks if isinstance(block, tree.Columns))


def begun(curator, **fields):
    return act.begin_version(fields={"title": "Положение", "body": BODY, **fields}, on=DAY, by=curator)


def approved_as(version, approval, curator):
    given = {"publish_by": None, **approval}
    return act.approve_version(version, approval=given, confirmed=True, today=DAY, by=curator)


@pytest.mark.django_db
@pytest.mark.today("2026-09-01")
def test_common_marks_with_numbers_stand_on_the_version_they_were_typed_for_and_on_no_other(curator):
    approve(TYPED, curator)
    first = approved_as(begun(curator), FIRST, curator)
    assert marks_on(first).left[-1] == "протокол № 3 от 31.03.2022"
    assert marks_on(first).right[-1] == "№ 15 от 31.03.2022"

    second = begun(curator)

    assert marks_on(second).left == (
        "РАССМОТРЕНО",
        "на педагогическом совете",
        "протокол № ____ от «___» ____________ 20___ г.",
    )
    assert marks_on(second).right == LINES
    second = approved_as(second, SECOND, curator)
    assert marks_on(second).left[-1] == "протокол № ____ от «___» ____________ 20___ г."
    assert marks_on(second).right[-2:] == ("МКДОУ ДС № 39", "№ 7/1 от 01.09.2026")
    assert "№ 7/1 от 01.09.2026" in text(text_of(kept_of(institution(), "D16", second.number)))
    assert columns()[0].right == LINES  # the blank is of no version


@pytest.mark.django_db
@pytest.mark.today("2026-09-01")
def test_the_next_version_begins_without_the_numbers_and_days_of_the_one_before(as_user, curator):
    own = [["right", "УТВЕРЖДЕНО", "приказом от 31 марта 2022 г. № 15"], ["left", "ПРИНЯТО", "протокол; № 3"]]
    body = (
        "[грифы] стороны: ПРИНЯТО; протокол от 30.03.2022 № 3 | УТВЕРЖДЕНО; приказом № 15 от 31.03.2022\n# {положение}"
    )
    approved_as(begun(curator, marks=own, body=body), FIRST, curator)

    form = as_user(curator).get(reverse("regulation:new_version")).context["form"]

    said = f"{form['marks'].value()} {form['body'].value()}"
    assert not re.search(r"№ \d|2022", said)
    assert "приказом от «___» ____________ 20___ г. № ____" in str(form["marks"].value())
    assert form["body"].value().startswith("[грифы] стороны: ПРИНЯТО; протокол от «___» ____________ 20___ г. № ____ |")


@pytest.mark.django_db
@pytest.mark.today("2026-09-01")
@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("приказом; от «___» ________ 20___ г.; № ____", ("приказом", "от 01.09.2026", "№ 7/1")),
        ("приказом; от 31 марта 2022 г. № 15", ("приказом", "от 01.09.2026 № 7/1")),
        ("№ 15 от 31.03.2022 г.", ("№ 7/1 от 01.09.2026",)),
        ("протоколом; № 15 от 31.03.2022", ("протоколом", "№ ____ от «___» ____________ 20___ г.")),
        ("приказом заведующего", ("приказом заведующего",)),
    ],
)
def test_approved_bears_the_number_and_day_of_its_approval(curator, typed, printed):
    version = approved_as(begun(curator, marks=[["right", "УТВЕРЖДЕНО", typed]]), SECOND, curator)

    assert marks_on(version).right == ("УТВЕРЖДЕНО", *printed)


@pytest.mark.django_db
@pytest.mark.today("2026-09-01")
def test_a_draft_keeps_what_was_typed_for_it(curator):
    own = [["left", "РАССМОТРЕНО", "протокол № 5 от 28.08.2026"]]

    assert marks_on(begun(curator, marks=own)).left == ("РАССМОТРЕНО", "протокол № 5 от 28.08.2026")
    assert marks_on(approved_as(ActVersion.objects.get(), SECOND, curator)).left[-1] == "протокол № 5 от 28.08.2026"
