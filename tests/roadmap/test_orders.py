"""The order that approves the roadmap (D13): its effect, its appendix, a new edition, its revocation."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.core.refusal import Refusal
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.roadmap.models import Activity, Roadmap
from mentorship.roadmap.services import marks, plan, roadmaps
from tests.documents.texts import pdf_pages
from tests.factories import roadmap as made
from tests.factories.people import PersonFactory
from tests.pages import confirm
from tests.papers import kept_pdf

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 2)


def printed(order):
    return [" ".join(page.split()) for page in pdf_pages(kept_pdf(order))]


def test_the_button_drafts_the_order_and_the_signature_approves(as_user, curator, director, draft):
    answer = as_user(curator).post(reverse("roadmap:order", args=[draft.pk]))
    order = Order.objects.get()
    assert answer.url == order.get_absolute_url()
    made.sign(order, director, DAY)

    draft.refresh_from_db()
    first, second, *_ = printed(order)
    assert (draft.status, draft.order) == ("approved", order)
    assert "на 2026/2027 учебный год" in first
    assert "Приложение к приказу № 1 от 02.09.2026" in second
    assert "Провести анкетирование" in second
    assert "УТВЕРЖДЕНА" not in second


def test_several_years_are_named_in_the_order(curator, director):
    roadmap = made.approved(curator, director, ends_on=dt.date(2028, 8, 31))

    assert "на 2026/2027–2027/2028 учебные годы" in printed(roadmap.order)[0]


def test_whoever_is_responsible_by_name_reads_the_order(curator, director, draft):
    person = PersonFactory()
    made.add_stage(draft, "Сайт", "Обновлять", by=curator, posts=list(person.positions.all()))
    order = roadmaps.draft_order(draft, by=curator)
    made.sign(order, director, DAY)

    assert {row.person for row in order.acquaintances.all()} == {person, curator.person}


def test_a_second_order_for_the_same_roadmap_is_refused(as_user, curator, draft):
    client = as_user(curator)
    client.post(reverse("roadmap:order", args=[draft.pk]))
    again = client.post(reverse("roadmap:order", args=[draft.pk]), follow=True)

    assert "Приказ уже подготовлен" in again.content.decode()
    assert Order.objects.count() == 1


@pytest.mark.parametrize("name", ["edit", "columns", "add_stage"])
def test_the_draft_of_the_order_holds_the_roadmap(as_user, curator, draft, name):
    roadmaps.draft_order(draft, by=curator)
    data = {
        "title": "Другое",
        "starts_on": "01.09.2026",
        "ends_on": "31.08.2027",
        "place_content": 1,
        "title_content": "А",
        "place_term": 2,
        "title_term": "Б",
        "place_stage": 3,
        "title_stage": "В",
    }
    refused = as_user(curator).post(reverse(f"roadmap:{name}", args=[draft.pk]), data)

    held = Roadmap.objects.get()
    assert "Сначала отклоните проект приказа" in refused.content.decode()
    assert (held.title, held.columns, held.stages.count()) == (draft.title, draft.columns, 2)


def test_its_stages_and_activities_are_held_too_and_the_page_shows_the_way_out(as_user, curator, draft):
    order, client = roadmaps.draft_order(draft, by=curator), as_user(curator)
    stage, row = draft.stages.last(), made.activity(draft, "Ознакомить педагогов")
    data = {"title": "Другое", "text": "Другое"}
    for name in ("edit_stage", "remove_stage", "stage_up", "add_activity"):
        refused = client.post(reverse(f"roadmap:{name}", args=[stage.pk]), data, follow=True)
        assert "Сначала отклоните проект приказа" in refused.content.decode(), name
    for name in ("edit_activity", "remove_activity", "activity_up"):
        refused = client.post(reverse(f"roadmap:{name}", args=[row.pk]), data, follow=True)
        assert "Сначала отклоните проект приказа" in refused.content.decode(), name
    page = client.get(draft.get_absolute_url()).content.decode()

    texts = Activity.objects.order_by("stage__position", "position").values_list("text", flat=True)
    assert list(texts) == ["Издать приказ", "Ознакомить педагогов", "Провести анкетирование"]
    assert reverse("orders:discard", args=[order.pk]) in page
    assert reverse("roadmap:edit_stage", args=[stage.pk]) not in page
    orders.discard(order, reason="поправим", by=curator)
    client.post(reverse("roadmap:remove_activity", args=[row.pk]))
    assert not Activity.objects.filter(pk=row.pk).exists()


def test_a_stage_emptied_after_the_draft_of_the_order_stops_the_signature(as_user, curator, director, draft):
    order = roadmaps.draft_order(draft, by=curator)
    made.activity(draft, "Провести анкетирование").delete()  # past the services, which refuse it

    refused = confirm(
        as_user(director),
        reverse("orders:sign", args=[order.pk]),
        {"signed_on": "20.10.2026", "number": "1", "proposed": "1"},
    )

    draft.refresh_from_db()
    assert "В этапе 2 «Банк наставников» нет ни одного мероприятия" in refused.content.decode()
    assert draft.status == "draft"


def test_a_dropped_order_frees_the_roadmap(curator, director, draft):
    order = roadmaps.draft_order(draft, by=curator)
    orders.discard(order, reason="рано", by=director)

    draft.refresh_from_db()
    assert draft.order is None
    assert roadmaps.draft_order(draft, by=curator).pk != order.pk


def test_the_revoked_order_returns_the_roadmap_to_a_draft_and_keeps_its_paper(curator, director, approved):
    order = approved.order
    made.sign(orders.draft_revocation(order, reason="ошибка", by=curator), director, DAY)

    approved.refresh_from_db()
    order.refresh_from_db()
    assert (approved.status, approved.order, order.status) == ("draft", None, "revoked")
    assert "Провести анкетирование" in printed(order)[1]


def test_the_appendix_stays_as_it_was_signed(as_user, curator, director, approved):
    made.sign(orders.draft_revocation(approved.order, reason="ошибка", by=curator), director, DAY)
    order = Order.objects.get(kind="approve_roadmap")
    Activity.objects.update(text="Совсем другое")

    page = as_user(curator).get(order.get_absolute_url()).content.decode()
    assert "Провести анкетирование" in page
    assert "Совсем другое" not in page


def test_a_new_edition_replaces_the_old_one_by_its_order_and_takes_its_marks(as_user, curator, director, approved):
    as_user(curator).post(reverse("roadmap:revise", args=[approved.pk]))
    edition = Roadmap.objects.get(status="draft")
    made.add_stage(edition, "Новый этап", "Новое мероприятие", by=curator)
    old = made.activity(approved, "Издать приказ")
    marks.perform(old, done_on=DAY, result="Издан", evidence=None, today=DAY, by=curator)

    approved.refresh_from_db()
    assert approved.status == "approved"
    made.sign(roadmaps.draft_order(edition, by=curator), director, dt.date(2026, 10, 20))

    approved.refresh_from_db()
    edition.refresh_from_db()
    assert (approved.status, edition.status, edition.stages.count()) == ("archived", "approved", 3)
    assert made.activity(edition, "Издать приказ").result == "Издан"
    made.sign(orders.draft_revocation(edition.order, reason="ошибка", by=curator), director, dt.date(2026, 10, 20))
    approved.refresh_from_db()
    edition.refresh_from_db()
    assert (approved.status, edition.status) == ("approved", "draft")


def test_one_new_edition_at_a_time_and_only_of_an_approved_roadmap(as_user, curator, approved):
    client = as_user(curator)
    client.post(reverse("roadmap:revise", args=[approved.pk]))
    again = client.post(reverse("roadmap:revise", args=[approved.pk]), follow=True)
    of_draft = client.post(reverse("roadmap:revise", args=[Roadmap.objects.get(status="draft").pk]), follow=True)

    assert "Новая редакция уже составляется" in again.content.decode()
    assert "Новую редакцию составляют для утверждённой дорожной карты" in of_draft.content.decode()
    assert Roadmap.objects.count() == 2


@pytest.fixture
def old(curator):
    """An order of a database older than roadmaps: words alone."""
    return orders.draft_worded("approve_roadmap", values={}, people={}, by=curator)


def test_an_old_draft_without_a_roadmap_opens_and_is_discarded(as_user, curator, director, draft, old):
    client = as_user(director)
    assert "на 2026/2027 учебный год" in client.get(old.get_absolute_url()).content.decode()
    refused = confirm(
        client, reverse("orders:sign", args=[old.pk]), {"signed_on": "20.10.2026", "number": "1", "proposed": "1"}
    )
    client.post(reverse("orders:discard", args=[old.pk]), {"reason": "готовим заново"})

    old.refresh_from_db()
    assert "Отклоните этот проект и подготовьте приказ на странице дорожной карты" in refused.content.decode()
    assert old.status == "discarded"
    assert client.get(old.get_absolute_url()).status_code == 200


def test_an_old_signed_order_without_a_roadmap_is_revoked(as_user, curator, director, draft, old):
    snapshot = {"blocks": [], "title": "Приказ"}
    signed = {"status": "signed", "number": "1", "year": 2026, "signed_on": DAY, "signed_by": director.person}
    Order.objects.filter(pk=old.pk).update(**signed, snapshot=snapshot)
    old.refresh_from_db()
    assert as_user(curator).get(old.get_absolute_url()).status_code == 200
    made.sign(orders.draft_revocation(old, reason="ошибка", by=curator), director, DAY)

    old.refresh_from_db()
    draft.refresh_from_db()
    assert (old.status, draft.status) == ("revoked", "draft")


def test_it_is_not_prepared_as_an_order_of_words(as_user, curator):
    assert as_user(curator).get("/orders/new/approve_roadmap/").status_code == 404


def system_order(kind, by, roadmap=None):
    values = {"протокол": "от 31.08.2026 № 1", "срок размещения": "20.09.2026", "начало": "02.09.2026"}
    values |= {"карта": str(roadmap.pk)} if roadmap else {}
    return orders.draft_worded(kind, values=values, people={"ответственный": [PersonFactory()]}, by=by)


@pytest.mark.parametrize("kind", ["approve_act", "organise"])
def test_the_order_about_the_system_approves_the_chosen_roadmap_and_its_revocation_reopens_it(
    curator, director, draft, kind
):
    order = system_order(kind, curator, draft)
    draft.refresh_from_db()
    assert draft.is_held
    made.sign(order, director, DAY)

    draft.refresh_from_db()
    assert (draft.status, draft.order) == ("approved", order)
    first, second, *_ = printed(order)
    assert "на 2026/2027 учебный год (Приложение)" in first
    assert "Положение о системе наставничества педагогических работников (" not in first
    assert "Приложение к приказу № 1 от 02.09.2026" in second
    assert "Провести анкетирование" in second

    made.sign(orders.draft_revocation(order, reason="ошибка", by=curator), director, DAY + dt.timedelta(1))
    draft.refresh_from_db()
    assert (draft.status, draft.order) == ("draft", None)


def test_the_order_about_the_act_appends_no_roadmap_by_itself(as_user, curator, director, approved):
    order = system_order("organise", director)

    page = as_user(director).get(order.get_absolute_url()).content.decode()
    assert "Провести анкетирование" not in page
    assert "дорожную карту" not in page


def test_a_roadmap_is_offered_while_it_can_be_approved_and_held_by_one_order(as_user, curator, draft):
    client, address = as_user(curator), reverse("orders:new_worded", args=["approve_act"])

    def offered():
        return [key for key, _ in client.get(address).context["form"].fields["f1"].choices if key]

    assert offered() == [str(draft.pk)]
    order = system_order("approve_act", curator, draft)
    assert offered() == []
    with pytest.raises(Refusal, match="Приказ уже подготовлен"):
        system_order("organise", curator, draft)
    orders.discard(order, reason="не нужен", by=curator)
    assert offered() == [str(draft.pk)]


def planned(by, kind):
    """A draft with an activity that an order of the kind carries out."""
    roadmap = made.draft(by)
    made.add_stage(roadmap, "Приказы", by=by)
    stage = roadmap.stages.last()
    plan.add_activity(stage, fields=made.fields(text="Издать приказ о поощрении", expected="", closes_by=kind), by=by)
    return roadmap


def incentive(by, director, on):
    named = {"благодарность": [PersonFactory()]}
    order = orders.draft_worded("incentive", values={"заслуги": "за труд"}, people=named, by=by)
    made.sign(order, director, on)
    order.refresh_from_db()
    return order


def the_mark(roadmap):
    found = made.activity(roadmap, "Издать приказ о поощрении")
    return found.done_on, found.closed_by


def test_an_activity_about_an_order_is_done_by_it_and_is_open_again_when_it_is_revoked(curator, director):
    roadmap = planned(curator, "incentive")
    made.sign(roadmaps.draft_order(roadmap, by=curator), director, DAY)
    other = orders.draft_worded("release", values={}, people={}, by=curator)
    assert the_mark(roadmap) == (None, None)

    day = dt.date(2026, 10, 5)
    order = incentive(curator, director, day)
    assert other.kind != order.kind
    assert the_mark(roadmap) == (day, order)
    made.sign(orders.draft_revocation(order, reason="ошибка", by=curator), director, day)
    assert the_mark(roadmap) == (None, None)


@pytest.mark.parametrize(("on", "done"), [(dt.date(2026, 8, 31), False), (dt.date(2026, 9, 1), True)])
def test_what_was_ordered_within_the_period_before_the_approval_is_done(curator, director, on, done):
    order = incentive(curator, director, on)
    roadmap = planned(curator, "incentive")
    made.sign(roadmaps.draft_order(roadmap, by=curator), director, DAY)

    assert the_mark(roadmap) == ((on, order) if done else (None, None))


def test_an_activity_marked_by_hand_keeps_its_mark(curator, director):
    roadmap = planned(curator, "incentive")
    made.sign(roadmaps.draft_order(roadmap, by=curator), director, DAY)
    row, day = made.activity(roadmap, "Издать приказ о поощрении"), dt.date(2026, 9, 10)
    marks.perform(row, done_on=day, result="", evidence=None, today=dt.date(2026, 10, 20), by=curator)
    order = incentive(curator, director, dt.date(2026, 10, 5))
    made.sign(orders.draft_revocation(order, reason="ошибка", by=curator), director, dt.date(2026, 10, 6))

    assert the_mark(roadmap) == (day, None)
