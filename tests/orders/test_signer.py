"""Whoever signs is the head of the order's own day, and is who prints."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.orders import services
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from mentorship.people.accounts.services import edit_office, end_office, grant_office
from mentorship.people.employment.services import record_leaving
from mentorship.people.models import Absence, OfficeTerm
from mentorship.regulation.models import Edition
from mentorship.regulation.queries import institution
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.orders.signing import text_of
from tests.pages import confirm
from tests.threads import at_once

D = dt.date
BASIS = "приказ отдела образования от 27.11.2026 № 412"
LATER = D(2026, 12, 10)
FIRST, LAST = D(2026, 11, 28), D(2026, 12, 5)
pytestmark = pytest.mark.django_db


@pytest.fixture
def acting(edition, director):
    """She acts from 28.11.2026 to 05.12.2026; the card calls her a teacher of method."""
    names = {"person__last_name": "Рябинина", "person__first_name": "Раиса", "person__patronymic": "Романовна"}
    user = UserFactory(username="acting", person__position="методист", **names)
    grant(user.person)
    return user


def grant(person, starts_on=FIRST, ends_on=LAST, *, acting=True):
    return grant_office(
        person,
        office=Office.DIRECTOR,
        starts_on=starts_on,
        ends_on=ends_on,
        acting=acting,
        basis=BASIS,
        limits=Edition.objects.get().limits(),
        by=None,
    )


def draft(by):
    people = {"благодарность": [PersonFactory()]}
    return services.draft_worded("incentive", values={"заслуги": "за труд"}, people=people, by=by)


def sign(order, by, on, now=LATER, confirmed=True):
    moment = timezone.make_aware(dt.datetime.combine(now, dt.time(12)))
    return services.sign(order, signed_on=on, number="", proposed="", by=by, now=moment, confirmed=confirmed)


@pytest.mark.parametrize(
    ("day", "who"),
    [
        (FIRST - dt.timedelta(1), "director"),
        (FIRST, "acting"),
        (LAST, "acting"),
        (LAST + dt.timedelta(1), "director"),
    ],
)
def test_an_order_is_signed_only_by_the_head_of_its_day(curator, director, acting, day, who):
    users = {"director": director, "acting": acting}
    signer = users.pop(who)
    (other,) = users.values()

    with pytest.raises(RuleBroken) as refusal:
        sign(draft(curator), other, day)

    assert refusal.value.rules == {"head_power"}
    head = f"{signer.person.short_name} (и. о. по 05.12.2026)" if who == "acting" else signer.person.short_name
    assert f"{day:%d.%m.%Y} руководителем была {head}" in str(refusal.value)
    assert sign(draft(curator), signer, day).signed_by == signer.person


def test_a_day_before_anybody_was_the_head_is_refused_with_what_to_do(curator, director):
    with pytest.raises(RuleBroken, match="01.12.2019 руководителя не было.*исправьте первый день роли"):
        sign(draft(curator), director, D(2019, 12, 1))


def test_nobody_signs_who_is_not_the_head(curator, director):
    with pytest.raises(RuleBroken, match="руководителем была"):
        sign(draft(curator), curator, D(2026, 12, 1))


@pytest.mark.parametrize("printed", [False, True])
def test_the_paper_names_who_signed_in_her_acting_post(curator, acting, printed):
    place = institution()
    place.head_title, place.layout = "Заведующий", {"acting_basis": printed}
    place.save()

    order = sign(draft(curator), acting, LAST)

    text = text_of(order)
    assert "И. о. заведующего" in text
    assert "Р.Р. Рябинина" in text
    assert ("№ 412" in text) == printed
    assert "методист" not in text


def test_the_order_of_a_pair_is_signed_by_the_acting_head(pair, curator, acting):
    day = D(2026, 9, 20)
    grant(acting.person, D(2026, 9, 18), D(2026, 9, 25))
    place = institution()
    place.head_title, place.layout = "Заведующий", {"acting_basis": True}
    place.save()

    order = sign(pairs.draft_appointment([pair], on=day, by=curator), acting, day, now=day)

    text = text_of(order)
    assert "И. о. заведующего (приказ отдела образования" in text
    assert "Р.Р. Рябинина" in text


@pytest.mark.today("2026-11-30")
def test_the_page_of_signing_says_who_is_the_head_and_shows_whose_name_prints(as_user, curator, director, acting):
    order = draft(curator)
    url = reverse("orders:sign", args=[order.pk])

    page = as_user(director).get(url).content.decode()
    assert "30.11.2026 руководителем была Рябинина Р. Р. (и. о. по 05.12.2026)" in page.replace("\xa0", " ")
    page = as_user(acting).get(url).content.decode()
    assert "руководителем была" not in page
    assert "Рябинина" in page

    data = {"signed_on": "30.11.2026", "number": "", "proposed": ""}
    assert confirm(as_user(director), url, data).status_code == 422
    assert confirm(as_user(acting), url, data).status_code == 302


def test_no_change_of_terms_takes_the_power_from_a_signature(curator, director, acting):
    sign(draft(curator), acting, LAST)
    sign(draft(curator), director, D(2026, 12, 8))
    own, term = OfficeTerm.objects.get(person=director.person), OfficeTerm.objects.get(person=acting.person)

    for change in (
        lambda: end_office(term, ends_on=LAST - dt.timedelta(1), by=None),
        lambda: edit_office(term, fields={"acting": False, "starts_on": D(2026, 12, 1)}, by=None),
        lambda: end_office(own, ends_on=D(2026, 12, 7), by=None, confirmed=True),
        lambda: grant(PersonFactory(), D(2026, 12, 7), D(2026, 12, 20)),
    ):
        with pytest.raises(RuleBroken):
            change()
    with pytest.raises(RuleBroken, match="подпись руководителя"):
        record_leaving(acting.person, left_on=FIRST, reason="-", by=director, today=LAST)
    end_office(term, ends_on=LAST + dt.timedelta(1), by=None)
    end_office(own, ends_on=D(2026, 12, 8), by=None, confirmed=True)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_an_order_signed_while_its_signer_is_replaced_stays_true():
    """Either the order was signed first and the new term is refused, or the other way round."""
    regulation()
    director = UserFactory(office="director")
    orders, other = [draft(director) for _ in range(3)], PersonFactory()
    day = D(2026, 11, 30)

    def attempt(act):
        try:
            return bool(act())
        except RuleBroken:
            return False

    calls = [lambda order=order: attempt(lambda: sign(order, director, day)) for order in orders]
    *signed, granted = at_once([*calls, lambda: attempt(lambda: grant(other))])

    assert granted != all(signed) or not any(signed)
    assert Order.objects.signed().count() == sum(signed)
    assert not (granted and any(signed))


def test_another_office_of_the_same_person_gives_no_power(curator, director):
    OfficeTermFactory(person=curator.person, office=Office.DIRECTOR, starts_on=D(2019, 1, 1), ends_on=D(2019, 12, 31))

    assert sign(draft(curator), curator, D(2019, 5, 1)).signed_by == curator.person
    with pytest.raises(RuleBroken):
        sign(draft(curator), curator, D(2020, 1, 1))


class TestAway:
    """The head is away by the records: who signs all the same says so."""

    @pytest.fixture(autouse=True)
    def away(self, edition, director):
        Absence.objects.create(person=director.person, kind="study", starts_on=FIRST, expected_return_on=LAST)

    def test_a_head_who_is_away_is_asked_before_signing(self, director, curator):
        order = draft(curator)

        with pytest.raises(RuleBroken, match="отсутствует \\(с 28.11.2026\\)"):
            sign(order, director, LATER, confirmed=False)
        assert sign(order, director, LATER).status == Order.Status.SIGNED

    def test_before_the_absence_nobody_is_asked(self, director, curator):
        eve = FIRST - dt.timedelta(1)
        assert sign(draft(curator), director, eve, now=eve, confirmed=False).status == Order.Status.SIGNED

    def test_whoever_acts_signs_without_a_question(self, acting, curator):
        assert sign(draft(curator), acting, LAST, now=LAST, confirmed=False).status == Order.Status.SIGNED

    def test_the_page_of_signing_asks_before_anything_is_sent(self, as_user, director, curator):
        page = as_user(director).get(reverse("orders:sign", args=[draft(curator).pk]))

        assert "по записи отсутствует" in page.content.decode()
