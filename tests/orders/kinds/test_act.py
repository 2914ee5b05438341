"""D01, D02 and D57 approve the very version that was chosen on the form; another order undoes it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.orders import services
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import Order
from mentorship.regulation.act import services as act
from mentorship.regulation.models import ActVersion
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.orders.signing import text_of
from tests.orders.words import new
from tests.regulation.act.versions import version as approved_version
from tests.threads import in_threads

D = dt.date
DAY = dt.timedelta(1)
SIGNED, BEGINS = D(2026, 11, 30), D(2026, 12, 7)
AMENDED = {
    "основание": "В связи с ростом",
    "протокол": "от 20.11.2026 № 3",
    "пункты": "пункт 3",
    "новая редакция": "3. Так",
}
pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-30")]


@pytest.fixture
def people(edition):
    return [PersonFactory(last_name="Чернова")]


@pytest.fixture
def version(edition, curator):
    approved_version(curator)
    return begun(curator)


def begun(by, body="# {положение}\nНовый текст."):
    fields = {"title": "Положение о системе наставничества", "body": body}
    return act.begin_version(fields=fields, on=SIGNED, by=by)


def draft(kind, by, version=None, people=(), **values):
    known = {"протокол": "от 20.11.2026 № 3", "срок размещения": "10.12.2026"}
    if kind == "amend_act":
        known |= {**AMENDED, "прежний приказ": "приказом № 1", "начало": f"{BEGINS:%d.%m.%Y}"}
    if kind == "organise":
        known |= {"начало": f"{BEGINS:%d.%m.%Y}"}
    known |= {"версия": str(version.pk)} if version else {}
    return services.draft_worded(kind, values={**known, **values}, people={"ответственный": people}, by=by)


def sign(order, by, on=SIGNED, **more):
    now = timezone.make_aware(dt.datetime.combine(max(on, SIGNED), dt.time(12)))
    return services.sign(order, signed_on=on, number="", proposed="", by=by, now=now, confirmed=True, **more)


def revoke(order, by, on=SIGNED):
    return sign(services.draft_revocation(order, reason="ошибка", by=by), by, on)


def in_force(day):
    found = ActVersion.objects.in_force_on(day)
    return found.number if found else None


@pytest.mark.parametrize(("kind", "begins"), [("approve_act", SIGNED), ("organise", SIGNED), ("amend_act", BEGINS)])
def test_the_chosen_version_is_approved_by_the_order_from_its_day(curator, director, people, version, kind, begins):
    order = draft(kind, curator, version, people)
    effects = list(kind_of(order).effects(order, SIGNED))
    order = sign(order, director)

    version.refresh_from_db()
    assert version.approval == f"приказ от 30.11.2026 №\xa0{order.number}"
    assert [in_force(begins + DAY * ahead) for ahead in (-1, 0, 1)] == [1, 2, 2]
    assert effects == [f"Утверждается версия 2 Положения, она действует с {begins:%d.%m.%Y}."]
    text = text_of(order)
    assert "Новый текст." in text
    assert "Приложение к приказу" in text
    assert "орожную карту" not in text


@pytest.mark.parametrize("kind", ["organise", "amend_act"])
def test_without_a_version_the_order_claims_none(curator, director, people, version, kind):
    order = sign(draft(kind, curator, None, people), director)

    version.refresh_from_db()
    text = text_of(order)
    assert version.is_draft
    assert "твердить" not in text
    assert "Приложение" not in text


def test_an_order_that_only_approves_is_not_signed_without_anything_to_approve(curator, director, people, version):
    with pytest.raises(RuleBroken, match="не выбраны ни версия Положения, ни дорожная карта"):
        sign(draft("approve_act", curator, None, people), director)


@pytest.mark.parametrize(
    ("revoked_on", "days"),
    [
        (BEGINS - DAY, {BEGINS - DAY: 1, BEGINS: 1, BEGINS + DAY: 1}),
        (BEGINS, {BEGINS - DAY: 1, BEGINS: 2, BEGINS + DAY: 1}),
        (BEGINS + DAY * 2, {BEGINS - DAY: 1, BEGINS: 2, BEGINS + DAY * 2: 2, BEGINS + DAY * 3: 1}),
    ],
)
def test_revoked_the_version_before_is_in_force_again(curator, director, people, version, revoked_on, days):
    order = sign(draft("amend_act", curator, version, people), director)
    words = list(kind_of(order).consequences(order, revoked_on))
    paper = text_of(revoke(order, director, revoked_on))

    begun = revoked_on >= BEGINS
    acts = f"действует по {revoked_on:%d.%m.%Y} включительно" if begun else "не вступает в силу"
    assert f"Положение, утверждённое отменяемым приказом, {acts}." in paper
    again = f"С {revoked_on + DAY:%d.%m.%Y} действует" if begun else "Действует"
    first = ActVersion.objects.get(number=1)
    assert f"{again} Положение, утверждённое приказом от {first.approved_on:%d.%m.%Y}" in paper
    assert {day: in_force(day) for day in days} == days
    last = f"Последний день версии 2 Положения — {revoked_on:%d.%m.%Y}."
    assert words == [last if begun else "Версия 2 Положения не вступит в силу.", "Действует версия 1."]


def test_after_a_revocation_another_version_takes_the_same_day(curator, director, people, version):
    revoke(sign(draft("amend_act", curator, version, people), director), director)
    sign(draft("amend_act", curator, begun(curator, "# Заново"), people), director)

    assert [in_force(BEGINS - DAY), in_force(BEGINS)] == [1, 3]


def test_the_form_offers_what_can_be_approved_and_chooses_nothing(as_user, curator, version):
    client = as_user(curator)
    form = client.get(new("approve_act")).context["form"]
    assert form.fields["f0"].choices == [
        ("", "не выбрано"),
        (str(version.pk), "версия 2: Положение о системе наставничества"),
    ]
    client.post(new("approve_act"), {"f2": "от 20.11.2026 № 3"})
    chosen = client.post(new("approve_act"), {"f0": version.pk, "f2": "от 20.11.2026 № 3"}, follow=True)
    forged = client.post(new("approve_act"), {"f0": version.pk - 1})

    empty = Order.objects.order_by("pk").first()
    assert "версия" not in empty.values
    assert "Новый текст." not in client.get(empty.get_absolute_url()).content.decode()
    page = chosen.content.decode()
    assert "Новый текст." in page
    assert "Утверждается версия 2 Положения" in page
    assert forged.context["form"].errors["f0"]


def test_a_version_approved_elsewhere_meanwhile_is_told(curator, director, people, version):
    order = draft("amend_act", curator, version, people)
    approval = {
        "basis": "решение педагогического совета", "approved_on": SIGNED, "approval_number": "7",
        "starts_on": SIGNED, "publish_by": None, "publisher": "",
    }  # fmt: skip
    act.approve_version(version, approval=approval, confirmed=True, today=SIGNED, by=curator)

    with pytest.raises(RuleBroken, match="Версия 2 Положения уже утверждена: решение педагогического совета от 30.11"):
        sign(order, director)
    assert Order.objects.get(pk=order.pk).is_draft


def test_a_version_whose_draft_was_put_away_is_told(curator, director, people, version):
    order = draft("amend_act", curator, version, people)
    act.discard_version(version, by=curator)

    with pytest.raises(RuleBroken, match="Выбранной версии Положения больше нет"):
        sign(order, director)


def test_a_version_changed_after_it_was_shown_is_asked_about_again(curator, director, people, version):
    order = draft("amend_act", curator, version, people)
    seen = services.shown_on(order, SIGNED, by=director).mark
    act.edit_version(version, fields={"body": "# {положение}\nСовсем другой."}, on=SIGNED, by=curator)

    with pytest.raises(Refusal, match="изменил"):
        sign(order, director, seen=seen)
    assert in_force(BEGINS) == 1


def test_what_the_rules_of_versions_forbid_the_order_does_not_approve(curator, director, people, version):
    order = draft("amend_act", curator, version, people, начало="01.09.2026")

    with pytest.raises(RuleBroken, match="нынешняя действует с 01.09.2026"):
        sign(order, director)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_version_is_approved_once_by_its_order_or_elsewhere():
    regulation()
    director = UserFactory(office="director")
    version = begun(director)
    order = draft("amend_act", director, version, [PersonFactory()])
    approval = {
        "basis": "решение", "approved_on": SIGNED, "approval_number": "7",
        "starts_on": SIGNED, "publish_by": None, "publisher": "",
    }  # fmt: skip

    def elsewhere():
        act.approve_version(version, approval=approval, confirmed=True, today=SIGNED, by=director)

    assert in_threads([lambda: sign(order, director), elsewhere]) == 1
    version.refresh_from_db()
    assert version.order_code == "" or Order.objects.get(pk=order.pk).is_signed


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_orders_about_one_version_the_second_is_refused():
    regulation()
    director = UserFactory(office="director")
    version = begun(director)
    orders = [draft("amend_act", director, version, [PersonFactory()]) for _ in range(2)]

    assert in_threads([lambda order=order: sign(order, director) for order in orders]) == 1
    assert Order.objects.signed().count() == 1


def test_the_mark_that_it_is_on_the_site_has_the_address_and_marks_the_version(
    as_user, curator, director, people, version
):
    """ADM-05: whom the order names does not owe the same twice."""
    order = sign(draft("approve_act", curator, version, people), director)
    client = as_user(UserFactory(person=people[0]))
    address = reverse("orders:fulfil", args=[order.assignments.get().pk])

    refused = client.post(address, {"on": "30.11.2026", "url": ""})
    client.post(address, {"on": "30.11.2026", "url": "https://sad.example/act"})

    assert refused.context["form"].errors["url"]
    version.refresh_from_db()
    assert (version.published_on, version.published_url) == (SIGNED, "https://sad.example/act")
    assert order.assignments.get().url == "https://sad.example/act"
    assert 'href="https://sad.example/act"' in client.get(order.get_absolute_url()).content.decode()


def test_what_is_not_for_the_site_asks_for_no_address(as_user, curator, director, people):
    values = {"мероприятие": "семинар", "начало": "01.12.2026", "окончание": "10.12.2026"}
    order = services.draft_worded("event", values=values, people={"ответственный": people}, by=curator)
    sign(order, director)

    page = as_user(curator).get(reverse("orders:fulfil", args=[order.assignments.get().pk]))

    assert "url" not in page.context["form"].fields
