"""«Сменить наставника» over HTTP: three questions, a check, the gate; every wrong answer in words, nothing lost."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.regulation.models import Option
from mentorship.replacements.models import Replacement
from tests.factories import replacements as given
from tests.factories.pairs import PairFactory
from tests.factories.people import MentorEntryFactory, PersonFactory, UserFactory
from tests.factories.regulation import silent_edition
from tests.pages import confirm

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-12-01")]


@pytest.fixture
def old(edition):
    return given.old_pair()


def url(pair, **query):
    address = reverse("replacements:replace", args=[pair.pk])
    return f"{address}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else address


def ground(code):
    return Option.objects.get(group="replacement", code=code).pk


def answers(mentor=None, **changes):
    found = {
        "ground": ground("request"),
        "reason": "",
        "evidence": "",
        "from_on": "07.12.2026",
        "mentor": mentor.pk if mentor else "",
        "ends_on": "31.05.2027",
    }
    return {**found, **changes}


def page(client, pair, **data):
    answer = client.post(url(pair), data)
    return answer, answer.content.decode()


def test_the_whole_act_from_the_card_to_the_signed_order(as_user, curator, director, old):
    mentor = given.new_mentor()
    client = as_user(curator)
    assert url(old) in client.get(old.get_absolute_url()).content.decode()
    assert "Шаг 1 из 4" in client.get(url(old)).content.decode()

    first = {"page": 1, "ground": ground("request"), "reason": "Переезд", "evidence": "", "from_on": "07.12.2026"}
    _, second = page(client, old, **first)
    assert "Шаг 2 из 4" in second
    assert 'name="reason" value="Переезд"' in second
    _, third = page(client, old, **{**first, "page": 2, "mentor": mentor.pk})
    assert "Шаг 3 из 4" in third
    assert 'value="31.05.2027"' in third
    whole = {**first, "page": 3, "mentor": mentor.pk, "ends_on": "31.05.2027"}
    _, check = page(client, old, **whole)
    assert "Проверьте ответы" in check
    assert "до 07.12.2026 работает прежняя пара, с этого дня всё переходит" in check
    assert not Replacement.objects.exists()

    answer, _ = page(client, old, **{**whole, "page": 4, "confirm": 1})
    new = Pair.objects.get(replaces=old)
    assert answer.url == reverse("pairs:gate", args=[new.pk])
    assert "Нет письменного согласия наставника" in client.get(answer.url).content.decode()
    given.consented(new.replacement)
    gate = client.get(answer.url).content.decode()
    assert "Подготовить приказ о замене" in gate
    assert "Приказ на несколько пар" not in gate

    drafted = client.post(reverse("replacements:draft_order", args=[new.pk]))
    order = Order.objects.get(kind="replacement")
    assert drafted.url == order.get_absolute_url()
    signed = confirm(
        as_user(director),
        reverse("orders:sign", args=[order.pk]),
        {"signed_on": "01.12.2026", "number": "", "proposed": ""},
    )
    assert signed.status_code == 302
    old.refresh_from_db()
    assert (old.status, Pair.objects.get(replaces=old).status) == ("ended", "active")


def test_going_back_shows_what_was_answered(as_user, curator, old):
    mentor = given.new_mentor()
    data = answers(mentor, reason="Переезд", page=4, back=1)
    _, first = page(as_user(curator), old, **data)

    assert "Шаг 1 из 4" in first
    assert "Переезд</textarea>" in first
    assert f'name="mentor" value="{mentor.pk}"' in first


def test_another_page_fills_the_first_one_in(as_user, curator, old):
    shown = as_user(curator).get(
        url(old, ground="transfer", reason="Перевод+в+другую+группу", **{"from": "2026-12-10"})
    )

    assert shown.context["wizard"].form.initial["ground"] == ground("transfer")
    assert 'value="10.12.2026"' in shown.content.decode()
    assert "Перевод в другую группу" in shown.content.decode()


@pytest.mark.parametrize("query", [{"ground": "чужое", "from": "когда-нибудь"}, {"ground": "a" * 900}, {"from": "9"}])
def test_a_strange_address_fills_nothing_in(as_user, curator, old, query):
    shown = as_user(curator).get(url(old, **query))

    assert shown.status_code == 200
    assert shown.context["wizard"].form.initial["from_on"] == dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ground": ""}, "Обязательное поле"),
        ({"ground": "999999"}, "Выберите корректный вариант"),
        ({"from_on": "31.02.2027"}, "Такой даты нет"),
        ({"from_on": ""}, "Обязательное поле"),
        ({"from_on": "14.09.2026"}, "вне срока пары: 15.09.2026–31.05.2027"),
        ({"from_on": "01.06.2027"}, "вне срока пары"),
        ({"ends_on": "01.12.2026"}, "раньше дня замены 07.12.2026"),
        ({"ends_on": "15.09.2027"}, "Окончание — не позже 14.09.2027"),
        ({"ends_on": "никогда"}, "Такой даты нет"),
        ({"mentor": ""}, "Выберите нового наставника"),
        ({"mentor": "999999"}, "Этого человека нет в банке"),
        ({"mentor": "9" * 40}, "Этого человека нет в банке"),
    ],
)
def test_a_wrong_answer_is_named_beside_its_field_and_nothing_is_made(as_user, curator, old, change, words):
    data = {**answers(given.new_mentor(), reason="Так вышло", page=3), **change}
    answer, shown = page(as_user(curator), old, **data)

    assert answer.status_code == 422
    assert words in shown
    assert "Так вышло" in shown
    assert not Replacement.objects.exists()


@pytest.mark.parametrize("code", ["dismissal", "transfer", "request"])
def test_a_ground_that_speaks_for_itself_needs_no_reason(as_user, curator, old, code):
    page(as_user(curator), old, **answers(given.new_mentor(), ground=ground(code), confirm=1))

    assert Replacement.objects.get().ground.code == code


@pytest.mark.parametrize(
    ("code", "given_words", "words"),
    [
        ("other", {}, "Для этого основания нужна причина словами (п. 3.8)"),
        ("failure", {"evidence": "Справка от 01.11.2026"}, "нужна причина словами"),
        ("failure", {"reason": "Не проводит встреч"}, "чем подтверждается неисполнение"),
    ],
)
def test_a_ground_that_blames_or_is_none_of_the_list_is_explained(as_user, curator, old, code, given_words, words):
    """REP-04, REP-05."""
    answer, shown = page(as_user(curator), old, **answers(given.new_mentor(), ground=ground(code), **given_words))

    assert answer.status_code == 422
    assert words in shown


def test_explained_grounds_are_taken(as_user, curator, old):
    said = {"reason": "Не проводит встреч", "evidence": "Справка от 01.11.2026"}
    page(as_user(curator), old, **answers(given.new_mentor(), ground=ground("failure"), confirm=1, **said))

    assert Replacement.objects.get().why.endswith("(Не проводит встреч)")


def test_without_a_list_the_reason_is_asked_for(as_user, curator):
    """REP-07."""
    silent_edition()
    pair = PairFactory(active=True, form=None, kind=None)
    mentor = MentorEntryFactory().person
    client = as_user(curator)
    data = {"reason": "", "evidence": "", "from_on": "07.12.2026", "mentor": mentor.pk, "ends_on": "31.05.2027"}
    assert "Основание замены" not in client.get(url(pair)).content.decode()
    assert page(client, pair, **data)[0].status_code == 422

    page(client, pair, **{**data, "reason": "По просьбе участника", "confirm": 1})

    assert Replacement.objects.get().why == "По просьбе участника"


def test_the_present_mentor_is_no_candidate(as_user, curator, old):
    given.new_mentor()
    client = as_user(curator)
    _, second = page(client, old, page=1, ground=ground("request"), reason="", evidence="", from_on="07.12.2026")
    assert "Сидоров" in second
    assert f'id="mentor{old.mentor_id}"' not in second

    answer, shown = page(client, old, **answers(old.mentor))
    assert answer.status_code == 422
    assert "Этот наставник уже ведёт пару" in shown


def test_a_mentee_of_the_pair_does_not_take_over(as_user, curator, old):
    mentee = old.mentees[0]
    MentorEntryFactory(person=mentee)

    assert page(as_user(curator), old, **answers(mentee))[0].status_code == 422


def test_who_left_or_is_outside_the_bank_does_not_take_over(as_user, curator, old):
    left = given.new_mentor(person__left_on=dt.date(2026, 11, 1), person__left_reason="увольнение")
    for person in (left, PersonFactory()):
        assert page(as_user(curator), old, **answers(person))[0].status_code == 422


def test_a_pair_of_the_two_that_is_open_already_is_named_and_the_answers_stay(as_user, curator, old):
    mentor = given.new_mentor()
    PairFactory(mentor=mentor, mentees=old.mentees)

    answer, shown = page(as_user(curator), old, **answers(mentor, reason="Переезд", confirm=1))

    assert answer.status_code == 422
    assert "уже есть и ещё не завершена" in shown
    assert 'name="reason" value="Переезд"' in shown
    assert not Replacement.objects.exists()


@pytest.mark.parametrize("state", ["ended", "proposed"])
def test_only_a_working_pair_changes_its_mentor(as_user, curator, state):
    pair = PairFactory(**({"ended": True} if state == "ended" else {}))
    client = as_user(curator)

    shown = client.get(url(pair), follow=True).content.decode()
    signed = "Приказ о завершении этой пары уже подписан, последний день 31.05.2027"
    assert (signed if state == "ended" else "Сменить наставника можно у действующей пары") in shown
    page(client, pair, **answers(given.new_mentor(), confirm=1))
    assert not Replacement.objects.exists()


def test_begun_twice_is_begun_once(as_user, curator, old):
    given.begun(curator, old)
    client = as_user(curator)
    answer = client.post(url(old), answers(MentorEntryFactory().person, confirm=1), follow=True)

    assert "уже готовится: новый наставник Сидоров" in answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert Replacement.objects.count() == 1


def test_an_end_that_is_asked_for_and_a_replacement_exclude_each_other(as_user, curator, old):
    given.end(old, curator)
    client = as_user(curator)
    answer = client.post(url(old), answers(given.new_mentor(), confirm=1), follow=True)
    assert "Готовится завершение этой пары" in answer.content.decode()
    assert not Replacement.objects.exists()

    other = given.begun(curator, PairFactory(active=True), mentor=MentorEntryFactory().person).old
    case = Option.objects.get(group="completion", code="curator").pk
    answer = client.post(
        reverse("programs:end", args=[other.pk]), {"case": case, "on": "07.12.2026", "reason": "Причина"}
    )
    assert answer.status_code == 422
    assert "Готовится замена наставника этой пары" in answer.content.decode()
    other.refresh_from_db()
    assert other.ending_on is None


def test_a_cancelled_replacement_may_be_begun_anew(as_user, curator, old):
    first = given.begun(curator, old)
    client = as_user(curator)
    client.post(reverse("pairs:cancel", args=[first.pair_id]), {"reason": "Раздумали"})

    page(client, old, **answers(MentorEntryFactory().person, confirm=1))

    assert [row.pair.status for row in Replacement.objects.all()] == ["cancelled", "proposed"]
    assert "Готовится замена" in client.get(old.get_absolute_url()).content.decode()


def test_both_cards_and_the_person_tell_of_all_mentors(as_user, curator, director, old):
    given.with_program(old)
    given.sign(given.drafted(curator, old), director)
    new = Pair.objects.get(replaces=old)
    client = as_user(curator)

    before, after = (client.get(pair.get_absolute_url()).content.decode() for pair in (old, new))
    assert f'href="{new.get_absolute_url()}"' in before
    assert "Пару принимает с 07.12.2026" in before
    assert f'href="{old.get_absolute_url()}"' in after
    assert "(15.09.2026–06.12.2026)" in after
    assert "30.09.2026 — Знакомство. Да" in after
    person = client.get(old.mentees[0].get_absolute_url()).content.decode()
    assert "Наставники по времени" in person
    assert "действует по 06.12.2026" in person
    assert "начнётся 07.12.2026" in person
    with time_machine.travel("2026-12-07 12:00:00+03:00"):
        client = as_user(curator)
        assert "Пара передана с 07.12.2026" in client.get(old.get_absolute_url()).content.decode()
        assert "замена наставника" in client.get(old.mentees[0].get_absolute_url()).content.decode()


def test_the_new_mentor_reads_what_is_done_but_not_the_old_pair(as_user, curator, director, old):
    given.with_program(old)
    given.sign(given.drafted(curator, old), director)
    new = Pair.objects.get(replaces=old)
    client = as_user(UserFactory(person=new.mentor))

    shown = client.get(new.get_absolute_url()).content.decode()
    assert "30.09.2026 — Знакомство" in shown
    assert old.get_absolute_url() not in shown
    assert client.get(old.get_absolute_url()).status_code == 404
