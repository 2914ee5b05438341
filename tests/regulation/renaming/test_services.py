"""The institution is called on every day as it was then: on pages, in papers, whenever it is asked."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mentorship.core.naming import names_of
from mentorship.core.refusal import RuleBroken
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.models import KeptPaper
from mentorship.orders import services as orders
from mentorship.orders.papers import build_paper
from mentorship.regulation.models import FormerRequisites, Institution
from mentorship.regulation.queries import institution, institution_on, recorded_institution
from mentorship.regulation.renaming.forms import RenamingForm
from mentorship.regulation.renaming.rules import case_violations
from mentorship.regulation.renaming.services import rename, requisites_of, undo
from tests import papers
from tests.factories.people import PersonFactory, UserFactory
from tests.pages import text
from tests.papers import kept_pdf
from tests.threads import in_threads

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 5)
EVE, AFTER, LATER = DAY - dt.timedelta(1), DAY + dt.timedelta(1), dt.date(2027, 3, 1)
BASIS = "постановление администрации от 20.11.2026 № 7"
NEW = {
    "full_name": "муниципальное учреждение «Рассвет»",
    "full_name_gen": "муниципального учреждения «Рассвет»",
    "full_name_loc": "муниципальном учреждении «Рассвет»",
    "short_name": "МУ «Рассвет»",
    "head_title": "Директор",
    "letterhead": "МУНИЦИПАЛЬНОЕ УЧРЕЖДЕНИЕ\n«РАССВЕТ»",
    "details": ["ИНН 1111111111"],
}


def renamed(by, on=DAY, today=EVE, **changes):
    place = recorded_institution()
    requisites = {**requisites_of(place), **NEW, **changes}
    return rename(place, requisites=requisites, on=on, basis=BASIS, by=by, today=today)


@pytest.mark.parametrize("asked", [EVE, DAY, LATER])
@pytest.mark.parametrize(("day", "is_new"), [(EVE, False), (DAY, True), (AFTER, True)])
def test_requisites_are_a_matter_of_the_day_whenever_they_are_asked(curator, asked, day, is_new):
    old = requisites_of(recorded_institution())
    renamed(curator)

    with time_machine.travel(f"{asked} 12:00:00+03:00"):
        assert requisites_of(institution_on(day)) == ({**old, **NEW} if is_new else old)
        with names_of(day):
            assert institution().head_title == (NEW["head_title"] if is_new else old["head_title"])


@pytest.mark.parametrize(("today", "is_new"), [(EVE, False), (DAY, True), (AFTER, True)])
def test_pages_call_the_institution_as_today(as_user, curator, today, is_new):
    old = recorded_institution().short_name
    renamed(curator)

    with time_machine.travel(f"{today} 12:00:00+03:00"):
        page = text(as_user(curator).get(reverse("people:list"))).replace("&quot;", '"')

    assert (NEW["short_name"] in page, old in page) == (is_new, not is_new)


@pytest.mark.today("2027-03-01")
@pytest.mark.parametrize(("day", "is_new"), [(EVE, False), (DAY, True), (AFTER, True)])
def test_papers_bear_the_requisites_of_their_day(curator, director, day, is_new):
    old = recorded_institution()
    order = orders.draft_worded(
        "incentive", values={"заслуги": "за труд"}, people={"благодарность": [PersonFactory()]}, by=curator
    )
    renamed(curator)

    letter = papers.text(build_paper(order, "1", day, day))
    register = papers.text(papers.paper("D47", on=day))
    blank = papers.text(PAPERS["D05"].document(None, day))

    for printed in (letter, blank):
        assert ("«РАССВЕТ»" in printed, "ИНН 1111111111" in printed, "Директор" in printed) == (is_new,) * 3
        assert (old.letterhead.splitlines()[0] in printed) is not is_new
    assert ("учреждение «Рассвет»" in register) is is_new


@pytest.mark.today("2026-12-04")
def test_what_is_kept_is_the_same_after_a_renaming_that_begins_tomorrow(curator, director):
    order = orders.draft_worded(
        "incentive", values={"заслуги": "за труд"}, people={"благодарность": [PersonFactory()]}, by=curator
    )
    renamed(curator)
    signed = orders.sign(order, signed_on=EVE, number="", proposed="", by=director, now=timezone.now())
    kept = kept_pdf(signed)

    with time_machine.travel(f"{LATER} 12:00:00+03:00"):
        assert kept_pdf(signed) == kept
        assert "РАССВЕТ" not in papers.text(PAPERS["D12"].document(type(order).objects.get(pk=order.pk), LATER))
    assert KeptPaper.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (DAY, "вторую с того же дня"),
        (EVE, "вторую с более раннего дня"),
        (EVE + dt.timedelta(367), "до этого дня больше года"),
    ],
)
def test_a_second_change_comes_later_and_not_too_late(curator, on, words):
    renamed(curator)

    with pytest.raises(RuleBroken, match=words):
        renamed(curator, on=on, short_name="МУ")
    assert FormerRequisites.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"full_name_gen": None, "full_name_loc": None}, "родительный и предложный падежи остались от прежнего"),
        ({"full_name_loc": None}, "предложный падеж остался от прежнего"),
    ],
)
def test_the_cases_of_an_old_name_do_not_stay_unnoticed(curator, changes, words):
    old = requisites_of(recorded_institution())
    with pytest.raises(RuleBroken, match=words):
        renamed(curator, **{name: old[name] for name in changes})
    assert list(case_violations(old, {**old, "short_name": "ДС"})) == []


def test_the_same_requisites_are_no_change(curator):
    old = requisites_of(recorded_institution())
    with pytest.raises(RuleBroken, match="менять нечего"):
        renamed(curator, **old)


def test_a_change_taken_back_restores_what_was_and_says_so(curator):
    old = requisites_of(recorded_institution())
    renamed(curator)
    renamed(curator, on=LATER, today=LATER, short_name="МУ")

    undo(recorded_institution(), reason="не утверждено", by=curator)
    assert (recorded_institution().short_name, recorded_institution().renamed_on) == (NEW["short_name"], DAY)
    undo(recorded_institution(), reason="не утверждено", by=curator)

    place = Institution.objects.get()
    assert (requisites_of(place), place.renamed_on) == (old, None)
    assert place.history.first().history_change_reason == "Смена реквизитов отменена: не утверждено"
    with pytest.raises(RuleBroken, match="не записана"):
        undo(place, reason="ещё раз", by=curator)


def test_the_database_takes_one_change_a_day_and_none_without_a_basis(curator):
    renamed(curator)
    row = {**requisites_of(recorded_institution()), "institution": recorded_institution()}

    for wrong in ({"until_on": EVE, "basis": BASIS}, {"until_on": AFTER, "basis": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FormerRequisites.objects.create(**row, **wrong)


def sent(**changes):
    """The form of the renaming as a browser sends it."""
    form, requisites = RenamingForm(), {**requisites_of(recorded_institution()), **NEW, **changes}
    typed = {"on": "05.12.2026", "basis": BASIS, **requisites}
    return {name: str(field.prepare_value(typed[name])) for name, field in form.fields.items()}


@pytest.mark.today("2026-12-04")
def test_the_page_renames_from_tomorrow_and_the_layout_says_from_when(as_user, curator):
    client, layout = as_user(curator), reverse("regulation:layout")
    old = recorded_institution().short_name
    assert reverse("regulation:rename") in text(client.get(layout))

    wrong = client.post(reverse("regulation:rename"), sent(on="завтра"))
    assert wrong.status_code == 422
    assert "Такой даты нет" in text(wrong)
    assert client.post(reverse("regulation:rename"), sent()).url == layout

    page = text(client.get(layout))
    assert "Реквизиты ниже действуют с 05.12.2026" in page
    assert NEW["head_title"] in page
    assert institution().short_name == old
    former = text(client.get(reverse("regulation:rename")))
    assert "04.12.2026" in former
    assert BASIS in former

    client.post(reverse("regulation:undo_renaming"), {"reason": "не утверждено"})
    assert recorded_institution().short_name == old


@pytest.mark.today("2026-12-04")
def test_words_and_layout_saved_before_the_day_do_not_bring_the_old_name_back(as_user, curator):
    client = as_user(curator)
    renamed(curator)

    words = client.get(reverse("regulation:words")).context["form"].initial
    client.post(reverse("regulation:words"), {**words, "mentee_word": "стажёр"})
    layout = client.get(reverse("regulation:layout")).context["form"]
    assert layout.initial["short_name"] == NEW["short_name"]

    assert recorded_institution().short_name == NEW["short_name"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_renamings_from_one_day_the_second_is_told(edition):
    curator = UserFactory(office="curator")

    assert in_threads([lambda: renamed(curator), lambda: renamed(curator, short_name="МУ")]) == 1
    assert FormerRequisites.objects.count() == 1


def test_a_draft_worded_before_the_renaming_is_not_signed_with_two_names(curator, director):
    place = recorded_institution()
    with time_machine.travel(f"{EVE} 12:00:00+03:00"):
        order = orders.draft_worded(
            "incentive", values={"заслуги": "за труд"}, people={"благодарность": [PersonFactory()]}, by=curator
        )
        order = orders.edit_draft(
            order, heading=f"О благодарности в {place.short_name}", preamble="", items="", control="", by=curator
        )
    renamed(curator)
    words = {"number": "", "proposed": "", "by": director}

    with time_machine.travel(f"{AFTER} 12:00:00+03:00"):
        with pytest.raises(RuleBroken, match="прежнее наименование"):
            orders.sign(order, signed_on=DAY, now=timezone.now(), **words)
        assert orders.sign(order, signed_on=EVE, now=timezone.now(), **words).is_signed
