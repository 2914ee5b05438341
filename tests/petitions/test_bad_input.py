"""Whatever is wrong is said beside the field, everything typed stays, nothing changes."""

import datetime as dt
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.calendar.dates import is_working_day
from mentorship.core.refusal import RuleBroken
from mentorship.pairs.agreements.rules import working
from mentorship.petitions import rules, services
from mentorship.petitions.models import Petition
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, UserFactory
from tests.factories.petitions import TODAY, decided, petition
from tests.factories.regulation import regulation
from tests.threads import in_threads

LONG_AGO, TOMORROW = dt.date(2026, 9, 1), TODAY + dt.timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"filed_on": TOMORROW}, "ещё не наступил"),
        ({"filed_on": LONG_AGO}, "раньше начала пары"),
        ({"wanted_on": dt.date(2026, 10, 1)}, "раньше дня подачи"),
    ],
)
def test_a_day_that_makes_no_sense_is_named(pair, fields, words):
    with pytest.raises(RuleBroken, match=words):
        petition("ending", pair, **fields)
    assert not Petition.objects.exists()


@pytest.mark.django_db
def test_only_about_an_active_pair_and_only_by_its_own_people(pair):
    stranger = PairFactory(active=True).mentor
    for wrong in (PairFactory(), PairFactory(ended=True)):
        with pytest.raises(RuleBroken, match="о действующей паре"):
            petition("ending", wrong)
    with pytest.raises(RuleBroken, match="подать не может"):
        petition("ending", pair, author=stranger)
    with pytest.raises(RuleBroken, match="в этой паре нет"):
        petition("representation", pair, about=stranger)


@pytest.mark.django_db
@pytest.mark.parametrize("trait", [{}, {"ended": True}])
def test_the_form_about_another_state_of_the_pair_says_why(client, edition, trait):
    pair = PairFactory(**trait)
    client.force_login(UserFactory(person=pair.mentor))

    answer = client.post(reverse("petitions:file", args=[pair.pk, "ending"]), {"reason": "Переезжаю на север"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "о действующей паре" in page
    assert "Переезжаю на север" in page


@pytest.mark.django_db
def test_the_same_open_petition_twice_leads_to_the_first(client, pair, people):
    client.force_login(people["mentor"])
    url = reverse("petitions:file", args=[pair.pk, "ending"])
    client.post(url, {"reason": "Первое"})
    first = Petition.objects.get()

    answer = client.post(url, {"reason": "Второе"})

    assert answer.status_code == 422
    assert f'<a href="{first.get_absolute_url()}">' in answer.content.decode()
    services.withdraw(first, reason="", on=TODAY, by=people["mentor"])
    assert client.post(url, {"reason": "Второе"}).status_code == 302
    assert Petition.objects.count() == 2


@pytest.mark.django_db
def test_two_representations_about_two_people_of_a_group(edition):
    group = PairFactory(active=True, mentees=[MenteeEntryFactory().person for _ in range(2)])
    for part in group.participations.all():
        petition("representation", group, about=part.mentee)

    assert Petition.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"outcome": "refuse", "reason": " "}, "reason", "Отказ без причины"),
        ({"outcome": "grant"}, "effective_on", "с какого дня"),
        ({"outcome": "grant", "effective_on": "01.10.2026"}, None, "раньше дня подачи"),
        ({"outcome": "grant", "effective_on": "26.10.2026", "decided_on": "21.10.2026"}, None, "День решения"),
        ({"outcome": "grant", "effective_on": "26.10.2026", "decided_on": "04.10.2026"}, None, "День решения"),
        ({"outcome": "маybe"}, "outcome", "Выберите"),
        ({"decided_on": "31.02.2026", "outcome": "refuse", "reason": "Нет"}, "decided_on", "Такой даты нет"),
    ],
)
def test_a_wrong_decision_is_refused_beside_its_field(client, pair, people, data, field, words):
    row = petition("resignation", pair)
    client.force_login(people["director"])

    answer = client.post(reverse("petitions:decide", args=[row.pk]), {"decided_on": "20.10.2026", **data})

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field or "__all__"])
    row.refresh_from_db()
    assert row.status == "filed"


@pytest.mark.django_db
def test_the_second_decision_is_told_of_the_first(client, pair, people):
    row = petition("ending", pair)
    decided(row, granted=False, by=people["curator"])
    client.force_login(people["director"])

    answer = client.post(
        reverse("petitions:decide", args=[row.pk]),
        {"outcome": "grant", "decided_on": "20.10.2026", "effective_on": "26.10.2026"},
    )

    assert "Заявление уже отказано: второе решение не записано" in answer.content.decode()
    row.refresh_from_db()
    assert (row.status, row.decided_by) == ("refused", people["curator"])


@pytest.mark.django_db
def test_what_is_decided_is_neither_taken_back_nor_done_before_it_is_granted(pair, people):
    by, row = people["curator"], petition("ending", pair)
    with pytest.raises(ValidationError, match="Отметить исполнение нельзя"):
        services.execute(row, executed_on=TODAY, execution="Сделано", today=TODAY, by=by)
    decided(row, by=by)
    with pytest.raises(ValidationError, match="уже удовлетворено"):
        services.withdraw(row, reason="", on=TODAY, by=by)
    with pytest.raises(ValidationError, match="не подходит"):
        services.execute(row, executed_on=TOMORROW, execution="Сделано", today=TODAY, by=by)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_wins():
    regulation()
    row, users = petition("ending"), [UserFactory(office="curator"), UserFactory(office="director")]

    refused = in_threads([partial(decided, row, granted=number == 0, by=user) for number, user in enumerate(users)])

    assert refused == 1
    row.refresh_from_db()
    assert row.status == ("granted" if row.decided_by == users[0] else "refused")
    assert row.history.filter(decided_on__isnull=False).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_same_petitions_at_once_one_is_kept():
    regulation()
    pair = PairFactory(active=True)

    assert in_threads([lambda: petition("ending", pair)] * 2) == 1
    assert Petition.objects.count() == 1


@pytest.mark.django_db
def test_a_resignation_without_notice_is_accepted_with_advice(client, pair, people):
    """ст. 351.8 ТК: the employee's three working days are advised, never enforced."""
    client.force_login(people["mentor"])
    for wanted, advised in (("23.10.2026", True), ("24.10.2026", False)):
        client.post(reverse("petitions:file", args=[pair.pk, "resignation"]), {"wanted_on": wanted})
        row = Petition.objects.latest("pk")
        page = client.get(row.get_absolute_url()).content.decode()
        assert ("за 3 рабочих дня, то есть освободить можно с 24.10.2026" in page) == advised, wanted
        services.withdraw(row, reason="", on=TODAY, by=people["mentor"])


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)), st.integers(1, 10))
def test_the_notice_leaves_exactly_so_many_working_days(filed_on, days):
    last = filed_on
    while sum(is_working_day(filed_on + dt.timedelta(days=n + 1)) for n in range((last - filed_on).days)) < days:
        last += dt.timedelta(days=1)

    assert rules.notice_advice(filed_on, last + dt.timedelta(days=1), days) == ""
    advice = rules.notice_advice(filed_on, last, days)
    assert f"за {working(days)}, то есть освободить можно с {last + dt.timedelta(days=1):%d.%m.%Y}" in advice


@pytest.mark.django_db
def test_another_page_may_say_the_reason_for_the_author(client, pair, people):
    client.force_login(people["mentor"])

    page = client.get(
        reverse("petitions:file", args=[pair.pk, "ending"]), {"reason": "Ухожу в отпуск", "wanted_on": "9"}
    )

    assert page.context["form"].initial["reason"] == "Ухожу в отпуск"
