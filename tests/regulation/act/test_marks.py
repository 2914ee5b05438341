"""Marks of approval: which ones the act bears, how they stand, what is wrong with their days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.documents import tree
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.html import page
from mentorship.regulation import services
from mentorship.regulation.act.marks import mark_warnings
from mentorship.regulation.forms import LayoutForm
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
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
