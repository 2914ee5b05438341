"""D04 makes the council: one composition on every day, with or without logins; another order undoes it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.orders import services
from mentorship.orders.kinds.base import kind_of
from mentorship.people.accounts.services import end_office
from mentorship.people.models import OfficeTerm, Person
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.orders.signing import text_of
from tests.orders.words import new
from tests.threads import in_threads

D = dt.date
DAY = dt.timedelta(1)
SIGNED, BEGINS = D(2026, 11, 30), D(2026, 12, 7)
pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-30")]


@pytest.fixture
def people(edition):
    return [PersonFactory(last_name=name) for name in ("Чернова", "Белова", "Рыжова", "Серова")]


def draft(chair, secretary, members, by, begins=BEGINS):
    named = {"председатель": chair, "секретарь": secretary, "члены": members}
    return services.draft_worded("create_council", values={"начало": f"{begins:%d.%m.%Y}"}, people=named, by=by)


def composed(people, by, begins=BEGINS):
    return draft(people[:1], people[1:2], people[2:], by, begins)


def sign(order, by, on=SIGNED):
    now = timezone.make_aware(dt.datetime.combine(max(on, SIGNED), dt.time(12)))
    return services.sign(order, signed_on=on, number="", proposed="", by=by, now=now, confirmed=True)


def revoke(order, by, on=SIGNED):
    return sign(services.draft_revocation(order, reason="ошибка", by=by), by, on)


def council(day):
    """Who is in the council on the day, and in which seat."""
    return dict(OfficeTerm.objects.on(day).filter(office=Office.COUNCIL).values_list("person", "seat"))


def seats(people):
    return {people[0].pk: "chair", people[1].pk: "secretary", **{person.pk: "" for person in people[2:]}}


def test_the_first_composition_begins_on_its_day(curator, director, people):
    order = sign(composed(people, curator), director)

    assert council(BEGINS - DAY) == {}
    assert council(BEGINS) == council(BEGINS + DAY) == seats(people)
    assert "О создании методического объединения (совета) наставников" in text_of(order)
    terms = OfficeTerm.objects.filter(person__in=people)
    assert {term.basis for term in terms} == {f"приказ № {order.number} от 30.11.2026"}
    assert terms.get(seat="chair").title == "Председатель методического объединения (совета) наставников"
    assert {row.person for row in order.acquaintances.all()} == set(people)


def test_a_change_ends_the_former_composition_on_the_eve(curator, director, people):
    sign(composed(people[:3], curator, SIGNED), director)
    changed = [people[2], people[1], people[3]]
    order = composed(changed, curator)
    effects = list(kind_of(order).effects(order, SIGNED))
    sign(order, director)

    assert council(SIGNED) == council(BEGINS - DAY) == seats(people[:3])
    assert council(BEGINS) == council(BEGINS + DAY) == seats(changed)
    text = text_of(order)
    assert "Об изменении состава методического объединения" in text
    assert "Прежний состав методического объединения (совета) наставников действует по 06.12.2026" in text
    assert effects[1] == f"Больше не в составе с 07.12.2026: {people[0].short_name}"
    assert {row.person for row in order.acquaintances.all()} == set(people)


@pytest.mark.parametrize(
    ("revoked_on", "after"),
    [(BEGINS - DAY, BEGINS), (BEGINS, BEGINS + DAY), (BEGINS + 2 * DAY, BEGINS + 3 * DAY)],
)
def test_revoked_the_former_composition_is_back(curator, director, people, revoked_on, after):
    former, later = people[:3], [people[3], *people[:2]]
    sign(composed(former, curator, SIGNED), director)
    order = sign(composed(later, curator), director)
    words = list(kind_of(order).consequences(order, revoked_on))
    paper = text_of(revoke(order, director, revoked_on))

    begun = revoked_on >= BEGINS
    assert (f"действует по {revoked_on:%d.%m.%Y} включительно" in paper) == begun
    back = f"С {after:%d.%m.%Y} действует" if begun else "Действует"
    assert f"{back} прежний состав: {former[0].full_name} (председатель" in paper
    assert council(after) == council(after + 30 * DAY) == seats(former)
    assert council(revoked_on) == (seats(former) if revoked_on < BEGINS else seats(later))
    assert words[0].startswith("Этот состав" if revoked_on < BEGINS else "Последний день этого состава")


def test_the_first_composition_revoked_leaves_no_council(curator, director, people):
    order = sign(composed(people, curator, SIGNED), director)
    revoke(order, director)

    assert set(council(SIGNED)) == {person.pk for person in people}
    assert council(SIGNED + DAY) == {}


def gone(people):
    Person.objects.filter(pk=people[2].pk).update(left_on=BEGINS - DAY, left_reason="по желанию")


def not_yet_hired(people):
    Person.objects.filter(pk=people[2].pk).update(hired_on=BEGINS + DAY, admitted_on=None)


def appointed_for_the_same_day(people):
    OfficeTermFactory(person=PersonFactory(), office=Office.COUNCIL, starts_on=BEGINS)


def appointed_for_a_later_day(people):
    OfficeTermFactory(person=PersonFactory(), office=Office.COUNCIL, starts_on=BEGINS + DAY)


@pytest.mark.parametrize(
    ("meanwhile", "words"),
    [
        (gone, r"Рыжова.* не работает 07.12.2026"),
        (not_yet_hired, r"Рыжова.* не работает 07.12.2026"),
        (appointed_for_the_same_day, "уже назначен с того же дня"),
        (appointed_for_a_later_day, "уже назначен с более позднего дня, 08.12.2026"),
    ],
)
def test_what_stands_against_a_composition_is_said(curator, director, people, meanwhile, words):
    order = composed(people, curator)
    meanwhile(people)
    before = council(BEGINS)

    with pytest.raises(RuleBroken, match=words):
        sign(order, director)
    assert council(BEGINS) == before


def test_one_hired_on_the_first_day_is_a_member(curator, director, people):
    Person.objects.filter(pk=people[2].pk).update(hired_on=BEGINS, admitted_on=None)

    sign(composed(people, curator), director)

    assert council(BEGINS) == seats(people)


def test_a_council_has_a_chair_and_nobody_is_in_it_twice(curator, director, people):
    with pytest.raises(RuleBroken, match="Не выбран председатель методического объединения"):
        sign(draft([], people[1:2], people[2:], curator), director)
    with pytest.raises(RuleBroken, match="Чернова.* назван в составе дважды"):
        sign(draft(people[:1], people[1:2], people, curator), director)
    assert council(BEGINS) == {}


def test_what_something_is_built_on_is_not_undone(curator, director, people):
    order = sign(composed(people, curator), director)
    end_office(OfficeTerm.objects.get(person=people[0]), ends_on=D(2027, 1, 31), by=director)

    with pytest.raises(RuleBroken, match="Чернова.* срок роли в составе методического объединения .* изменён"):
        revoke(order, director)


def test_the_card_of_a_member_says_the_seat(as_user, curator, director, people):
    sign(composed(people, curator, SIGNED), director)

    page = as_user(curator).get(people[1].get_absolute_url()).content.decode()
    assert "Секретарь методического объединения (совета) наставников" in page


def test_the_form_asks_for_the_seats(as_user, curator, people):
    page = as_user(curator).get(new("create_council")).content.decode()

    assert "Председатель" in page
    assert "Секретарь" in page


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_compositions_at_once_the_second_is_refused():
    regulation()
    director = UserFactory(office=Office.DIRECTOR)
    orders = [composed([PersonFactory() for _ in range(3)], director) for _ in range(2)]

    assert in_threads([lambda order=order: sign(order, director) for order in orders]) == 1
    assert len(council(BEGINS)) == 3


def test_of_two_compositions_the_later_is_revoked_first_and_nothing_is_promised(as_user, curator, director, people):
    first = sign(composed(people[:3], curator), director)
    second = sign(composed([people[2], people[1], people[3]], curator, BEGINS + DAY), director)

    page = as_user(curator).get(reverse("orders:revoke", args=[first.pk])).text

    assert f"Сначала отмените приказ № {second.number} от 30.11.2026." in page.replace("\xa0", " ")
    assert "Что произойдёт" not in page
    revoke(second, director)
    assert "Что произойдёт" in as_user(curator).get(reverse("orders:revoke", args=[first.pk])).text
