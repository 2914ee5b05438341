"""D03 appoints: the office begins on its day, the former one ends on the eve, another order undoes it."""

import datetime as dt

import pytest
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.orders import services
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import Order
from mentorship.people.accounts.services import edit_office, end_office
from mentorship.people.models import OfficeTerm, Person
from mentorship.people.values import office_holder
from tests.factories.people import OfficeTermFactory, PersonFactory, PositionFactory, UserFactory
from tests.factories.regulation import regulation
from tests.orders.signing import text_of
from tests.orders.words import new
from tests.threads import in_threads

D = dt.date
DAY = dt.timedelta(1)
SIGNED, BEGINS = D(2026, 11, 30), D(2026, 12, 7)
pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-30")]


@pytest.fixture
def deputy(edition):
    person = PersonFactory(last_name="Чернова", position=None)
    person.positions.update(title="заместитель заведующего", is_deputy=True)
    return person


def draft(person, by, begins=BEGINS, *, former=True, outside=""):
    values = {"начало": f"{begins:%d.%m.%Y}"}
    values |= {"прежний": "да"} if former else {}
    values |= {"не из числа": outside} if outside else {}
    return services.draft_worded("appoint_curator", values=values, people={"новый куратор": [person]}, by=by)


def sign(order, by, on=SIGNED):
    now = timezone.make_aware(dt.datetime.combine(max(on, SIGNED), dt.time(12)))
    return services.sign(order, signed_on=on, number="", proposed="", by=by, now=now, confirmed=True)


def revoke(order, by, on=SIGNED):
    return sign(services.draft_revocation(order, reason="ошибка", by=by), by, on)


def curators(day):
    return set(OfficeTerm.objects.on(day).filter(office=Office.CURATOR).values_list("person", flat=True))


@pytest.mark.parametrize("former", [False, True])
def test_the_office_begins_on_its_day_and_the_former_ends_on_the_eve_where_the_order_says_so(
    curator, director, deputy, former
):
    order = sign(draft(deputy, curator, former=former), director)
    old = curator.person

    assert curators(SIGNED) == curators(BEGINS - DAY) == {old.pk}
    assert curators(BEGINS) == curators(BEGINS + DAY * 30) == {deputy.pk} | (set() if former else {old.pk})
    text = text_of(order)
    assert ("Освободить от обязанностей куратора" in text) == former
    assert {row.person for row in order.acquaintances.all()} == {deputy} | ({old} if former else set())
    given = OfficeTerm.objects.get(person=deputy)
    assert given.basis == f"приказ № {order.number} от 30.11.2026"
    reasons = list(OfficeTerm.history.values_list("history_change_reason", flat=True))
    assert f"Назначена роль «Куратор»: {given.basis}" in reasons
    ended = [reason for reason in reasons if reason and reason.startswith("Роль по")]
    assert any(reason.endswith(f": {given.basis}") for reason in ended) == former


def test_papers_name_the_new_curator_from_the_first_day(curator, director, deputy):
    sign(draft(deputy, curator), director)

    assert office_holder("curator", BEGINS - DAY) == [curator.person]
    assert office_holder("curator", BEGINS) == [deputy]


def test_nobody_is_appointed_out_of_the_pool_without_a_reason(curator, director):
    person = PersonFactory(position="воспитатель")

    with pytest.raises(RuleBroken, match="из числа заместителей руководителя"):
        sign(draft(person, curator), director)
    assert sign(draft(person, curator, outside="заместителей нет"), director).is_signed
    assert curators(BEGINS) == {person.pk}


def test_a_deputy_is_one_on_the_first_day(curator, director):
    person = PersonFactory(position="воспитатель")
    PositionFactory(person=person, title="заместитель", is_main=False, is_deputy=True, starts_on=BEGINS + DAY)

    with pytest.raises(RuleBroken, match="из числа заместителей руководителя"):
        sign(draft(person, curator), director)
    assert sign(draft(person, curator, BEGINS + DAY), director).is_signed


def test_who_has_left_is_not_appointed(curator, director, deputy):
    order = draft(deputy, curator)
    Person.objects.filter(pk=deputy.pk).update(left_on=BEGINS - DAY, left_reason="по желанию")

    with pytest.raises(RuleBroken, match=r"Чернова.А.\xa0П. не работает 07.12.2026"):
        sign(order, director)
    assert curators(BEGINS) == {curator.person_id}


def test_the_curator_is_not_appointed_twice(curator, director, deputy):
    sign(draft(deputy, curator), director)

    with pytest.raises(RuleBroken, match=r"уже куратор с 07.12.2026"):
        sign(draft(deputy, curator, D(2027, 1, 11)), director)


def test_one_whose_term_begins_on_that_day_does_not_end_on_its_eve(curator, director, deputy):
    OfficeTermFactory(person=PersonFactory(last_name="Ранняя"), starts_on=BEGINS)

    with pytest.raises(RuleBroken, match=r"Ранняя\xa0А.\xa0П.: роль куратора начинается в тот же день"):
        sign(draft(deputy, curator), director)


def test_revoked_before_its_day_it_has_not_been(curator, director, deputy):
    OfficeTerm.objects.filter(person=curator.person).update(ends_on=None)
    order = sign(draft(deputy, curator), director)
    said = list(kind_of(order).consequences(order, SIGNED))
    paper = text_of(revoke(order, director))

    assert curators(BEGINS) == curators(SIGNED) == {curator.person_id}
    assert OfficeTerm.objects.get(person=curator.person).ends_on is None
    assert said == [f"{deputy.short_name} не станет куратором.", f"Куратор — {curator.person.short_name}"]
    assert f"{deputy.full_name} куратором не становится." in paper
    assert f"Обязанности куратора исполняет {curator.person.full_name}." in paper
    assert "со дня подписания" not in paper
    assert "Назначение отменено" in OfficeTerm.history.filter(person=deputy).first().history_change_reason


@pytest.mark.parametrize("till", [None, D(2026, 12, 16), D(2027, 5, 31)])
def test_revoked_later_it_ends_on_that_day_and_the_former_one_goes_on(curator, director, deputy, till):
    term = OfficeTerm.objects.get(person=curator.person)
    edit_office(term, fields={"ends_on": till}, by=director)
    order = sign(draft(deputy, curator, SIGNED), director)
    revoked_on = D(2026, 12, 15)
    paper = text_of(revoke(order, director, revoked_on))

    assert f"{deputy.full_name} исполняет обязанности куратора по 15.12.2026 включительно." in paper
    assert f"С 16.12.2026 обязанности куратора исполняет {curator.person.full_name}." in paper
    assert curators(SIGNED - DAY) == {curator.person_id}
    assert curators(SIGNED) == curators(revoked_on) == {deputy.pk}
    assert curators(revoked_on + DAY) == {curator.person_id}
    assert OfficeTerm.objects.get(person=curator.person, starts_on=revoked_on + DAY).ends_on == till


def test_the_former_one_does_not_come_back_after_the_own_last_day(curator, director, deputy):
    edit_office(OfficeTerm.objects.get(person=curator.person), fields={"ends_on": D(2026, 12, 10)}, by=director)
    order = sign(draft(deputy, curator, SIGNED), director)
    said = list(kind_of(order).consequences(order, D(2026, 12, 15)))
    paper = text_of(revoke(order, director, D(2026, 12, 15)))

    assert said == [f"Последний день куратора ({deputy.short_name}) — 15.12.2026."]
    assert curator.person.full_name not in paper.split("УТРАТИВШИМ")[-1].split("Основание")[0]
    assert curators(D(2026, 12, 16)) == set()


@pytest.mark.parametrize(
    ("built", "words"),
    [
        (lambda old, new: end_office(new, ends_on=D(2027, 1, 31), by=None), "срок роли куратора с тех пор изменён"),
        (lambda old, new: edit_office(old, fields={"ends_on": D(2026, 11, 30)}, by=None), "с тех пор изменён"),
        (
            lambda old, new: Person.objects.filter(pk=old.person_id).update(left_on=SIGNED, left_reason="-"),
            "уже не работает",
        ),
        (lambda old, new: OfficeTermFactory(person=old.person, starts_on=D(2027, 2, 1)), "назначена снова"),
    ],
)
def test_what_something_is_built_on_is_not_undone(curator, director, deputy, built, words):
    order = sign(draft(deputy, curator), director)
    built(OfficeTerm.objects.get(person=curator.person), OfficeTerm.objects.get(person=deputy))

    with pytest.raises(RuleBroken, match=words):
        revoke(order, director)
    assert Order.objects.get(pk=order.pk).status == Order.Status.SIGNED


def test_the_form_asks_whether_the_former_one_ends(as_user, curator, deputy):
    page = as_user(curator).get(new("appoint_curator")).content.decode()
    as_user(curator).post(new("appoint_curator"), {"f0": deputy.pk, "f1": "07.12.2026", "f2": "on"})

    assert "Прежний куратор заканчивает накануне" in page
    shown = as_user(curator).get(Order.objects.get().get_absolute_url()).content.decode()
    assert "Освободить от обязанностей куратора" in shown


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_orders_at_once_that_appoint_one_person_the_second_is_refused():
    regulation()
    director, person = UserFactory(office=Office.DIRECTOR), PersonFactory()
    orders = [draft(person, director, outside="так решено") for _ in range(2)]

    assert in_threads([lambda order=order: sign(order, director) for order in orders]) == 1
    assert OfficeTerm.objects.filter(office=Office.CURATOR).count() == 1
