"""No blind signature: what the head was shown is what is signed; of a draft that has changed the page shows what."""

import datetime as dt
import html

import pytest
import time_machine
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.documents.keeping import text_of
from mentorship.orders import services
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import Order, OrderPerson
from mentorship.orders.papers import shown_order
from mentorship.people.models import OfficeTerm
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.orders.signing import TODAY
from tests.pages import confirm, shown, text
from tests.papers import kept_of
from tests.papers import text as words
from tests.regulation.act import versions as act
from tests.threads import in_threads

DAY = dt.timedelta(days=1)
NOW = timezone.make_aware(dt.datetime(2026, 9, 20, 12))
TYPED = {"signed_on": "19.09.2026", "number": "7/1", "proposed": "1", "confirmed": "on"}


def praise(by, person=None):
    named = {"благодарность": [person or PersonFactory()]}
    return services.draft_worded("incentive", values={"заслуги": "за труд"}, people=named, by=by)


def reworded(order, by, items="1. Объявить благодарность всем."):
    return services.edit_draft(
        order, heading=order.heading, preamble=order.preamble, items=items, control=order.control, by=by
    )


def page_of(order):
    return reverse("orders:sign", args=[order.pk])


def other_words(order, by):
    reworded(order, by)


def other_heading(order, by):
    order.heading = "О выговоре"
    services.edit_draft(order, heading="О выговоре", preamble="", items="", control=order.control, by=by)


def other_name(order, by):
    person = OrderPerson.objects.get(order=order).person
    person.last_name = "Новофамильная"
    person.save()


CHANGES = {
    other_words: ("+ Стало, строка", "Объявить благодарность всем."),
    other_heading: ("− Было, строка", "О выговоре"),
    other_name: ("+ Стало, строка", "Новофамильн"),
}


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
@pytest.mark.today("2026-09-20")
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_draft_changed_under_the_signature_is_shown_and_asked_about_again(as_user, curator, director, change):
    order = praise(curator)
    client, address = as_user(director), page_of(order)
    seen = shown(client, address)

    change(order, curator)
    asked = client.post(address, {**seen, **TYPED})

    page = text(asked)
    assert asked.status_code == 422
    assert "документ изменился, поэтому ничего не записано" in page
    assert all(said in page for said in CHANGES[change])
    assert {name: asked.context["form"][name].value() for name in ("signed_on", "number")} == {
        "signed_on": "19.09.2026",
        "number": "7/1",
    }
    assert Order.objects.get().is_draft
    assert client.post(address, {**seen, **TYPED}).status_code == 422, "the old page is never enough"

    assert client.post(address, {"_shown": asked.context["shown"], **TYPED}).status_code == 302
    assert CHANGES[change][1] in words(text_of(kept_of(Order.objects.get())))


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
@pytest.mark.today("2026-09-20")
def test_a_namesake_in_place_of_the_one_who_was_shown_is_noticed(as_user, curator, director):
    first, second = (PersonFactory(last_name="Сорока", birth_date=dt.date(year, 1, 1)) for year in (1980, 1990))
    order = praise(curator, first)
    client, address = as_user(director), page_of(order)
    seen = shown(client, address)

    OrderPerson.objects.filter(order=order).update(person=second)
    asked = client.post(address, {**seen, **TYPED})

    assert asked.status_code == 422
    assert "Слова прежние" in text(asked)


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
@pytest.mark.today("2026-09-20")
@pytest.mark.parametrize("carried", [None, "", "x", signing.dumps(("0" * 64, ("Иное",)), salt="other")])
def test_a_form_that_has_shown_nothing_signs_nothing(as_user, curator, director, carried):
    order = praise(curator)

    asked = as_user(director).post(page_of(order), {**TYPED, **({} if carried is None else {"_shown": carried})})

    assert asked.status_code == 422
    assert "Сначала прочитайте документ" in text(asked)
    assert Order.objects.get().is_draft


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
@pytest.mark.today("2026-09-20")
def test_what_was_shown_of_another_draft_is_not_enough(as_user, curator, director):
    one, two = praise(curator), praise(curator)
    client = as_user(director)

    asked = client.post(page_of(two), {**shown(client, page_of(one)), **TYPED})

    assert asked.status_code == 422
    assert Order.objects.drafts().count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
@pytest.mark.today("2026-09-20")
def test_two_tabs_that_show_the_same_sign_once(as_user, curator, director):
    order = praise(curator)
    client, address = as_user(director), page_of(order)
    one, two = shown(client, address), shown(client, address)

    assert client.post(address, {**one, **TYPED}).status_code == 302
    second = client.post(address, {**two, **TYPED})

    assert "уже не проект" in text(second)
    assert Order.objects.get().number == "7/1"


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
@pytest.mark.today("2026-09-20")
def test_an_unchanged_draft_is_signed_at_once(as_user, curator, director):
    order = praise(curator)

    assert confirm(as_user(director), page_of(order), TYPED).status_code == 302


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_an_edit_and_a_signature_at_once_no_unseen_word_is_signed():
    """Whoever is first, the other is refused: the head signs what was shown, or is asked again."""
    regulation()
    director, curator = UserFactory(office="director"), UserFactory(office="curator")
    order = praise(curator)
    seen = shown_order(order, TODAY)

    def sign():
        services.sign(order, signed_on=TODAY, number="", proposed="", by=director, now=NOW, seen=seen.mark)

    refused = in_threads([sign, lambda: reworded(Order.objects.get(pk=order.pk), curator)])

    assert refused == 1
    order.refresh_from_db()
    assert "благодарность всем" not in (words(text_of(kept_of(order))) if order.is_signed else "")


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
@pytest.mark.today("2026-09-20")
def test_a_typed_day_with_another_head_is_shown_and_asked_about_again(as_user, curator, director):
    """Whoever acts until yesterday and heads from today signs a paper of either day under another post."""
    order = praise(curator)
    institution_heads(director)
    client, address = as_user(director), page_of(order)

    asked = confirm(client, address, TYPED)

    assert asked.status_code == 422
    assert "С датой 19.09.2026 этот приказ говорит или делает другое" in text(asked)
    assert "И. о. заведующего" in text(asked)
    assert Order.objects.get().is_draft
    assert client.post(address, {"_shown": asked.context["shown"], **TYPED}).status_code == 302
    kept = kept_of(Order.objects.get())
    assert "И. о. заведующего" in words(text_of(kept))
    assert kept.signers == [f"{director.person.full_name}, И. о. заведующего"]


def institution_heads(director):
    """She acts until 19.09.2026 and is the permanent head from the next day."""
    OfficeTerm.objects.filter(person=director.person).update(
        acting=True, basis="приказ № 1", ends_on=dt.date(2026, 9, 19)
    )
    OfficeTermFactory(person=director.person, office=Office.DIRECTOR, starts_on=dt.date(2026, 9, 20))


@pytest.mark.django_db
@pytest.mark.today("2026-09-20")
def test_a_curator_of_the_day_of_signing_is_shown_not_the_one_of_the_draft(as_user, director, order):
    """The draft names the curator of its day; the page names whom the signature will oblige."""
    Order.objects.filter(pk=order.pk).update(created_at=timezone.make_aware(dt.datetime(2026, 9, 10)))
    OfficeTerm.objects.filter(office=Office.CURATOR).update(ends_on=dt.date(2026, 9, 19))
    OfficeTermFactory(person=PersonFactory(last_name="Сорока"), office=Office.CURATOR, starts_on=dt.date(2026, 9, 20))
    client, address = as_user(director), page_of(order)

    assert "Сорок" in text(client.get(address))
    asked = confirm(client, address, TYPED)

    assert asked.status_code == 422
    assert "− Было, строка" in text(asked)
    assert confirm(client, address, {**TYPED, "signed_on": "20.09.2026"}).status_code == 302
    assert "Сорок" in words(text_of(kept_of(Order.objects.get())))


@pytest.mark.django_db
@pytest.mark.today("2026-09-20")
def test_what_a_revocation_does_is_shown_and_asked_about_again(as_user, director, order):
    services.sign(order, signed_on=TODAY, number="", proposed="", by=director, now=NOW, confirmed=True)
    order.refresh_from_db()
    revocation = services.draft_revocation(order, reason="ошибка", by=director)
    client, address = as_user(director), page_of(revocation)
    seen = shown(client, address)
    says = list(kind_of(order).consequences(order, TODAY))
    assert says
    assert says[0] in html.unescape(text(client.get(address)))

    pair = order.pairs.get()
    type(pair).objects.filter(pk=pair.pk).update(starts_on=TODAY + dt.timedelta(5), ends_on=TODAY + dt.timedelta(300))
    changed = list(kind_of(order).consequences(Order.objects.get(pk=order.pk), TODAY))
    asked = client.post(address, {**seen, **TYPED, "signed_on": "20.09.2026"})

    assert changed != says
    assert asked.status_code == 422
    assert changed[0] in html.unescape(text(asked))
    assert Order.objects.get(pk=revocation.pk).is_draft


class TestWhatIsBesidesTheWords:
    """A signed order does what was recorded: items typed by hand do not hide it."""

    def test_items_typed_by_hand_show_what_the_program_records(self, as_user, curator, director):
        order = praise(curator, PersonFactory(last_name="Ковальчук"))
        told = "Пункты набраны вручную, а в программе записано"
        assert told not in text(as_user(director).get(page_of(order)))

        reworded(order, curator, "1. Объявить благодарность Рябининой Л. М.")

        page = text(as_user(director).get(page_of(order)))
        assert told in page
        assert "Ковальчук" in page
        assert told in text(as_user(curator).get(order.get_absolute_url()))

    @pytest.mark.parametrize(("approved", "told"), [(None, False), ((2022, 3, 31), False), ((2026, 9, 1), True)])
    def test_the_bases_cite_the_version_in_force(self, as_user, curator, director, approved, told):
        if approved:
            act.version(curator, approved_on=dt.date(*approved), starts_on=dt.date(*approved))
        order = praise(curator)
        services.edit_draft(
            order,
            heading=order.heading,
            preamble="В соответствии с Положением, утверждённым приказом от 31.03.2022 № 15",
            items="",
            control=order.control,
            by=curator,
        )

        assert ("он называет другое утверждение" in text(as_user(director).get(page_of(order)))) is told

    @pytest.mark.parametrize(
        ("cited", "told"), [("приказом № 15 от 31.03.2022", True), ("приказом от 1 сентября 2026 г. № 15", False)]
    )
    def test_the_items_cite_the_version_in_force(self, as_user, curator, director, cited, told):
        act.version(curator, approved_on=dt.date(2026, 9, 1), starts_on=dt.date(2026, 9, 1))
        values = {"прежний приказ": cited, "пункты": "пункт 1.1", "новая редакция": "1.1. Новое"}
        order = services.draft_worded("amend_act", values=values, people={}, by=curator)

        assert ("он называет другое утверждение" in text(as_user(director).get(page_of(order)))) is told

    def test_a_draft_reads_as_it_is_signed_today(self, as_user, curator, director):
        OfficeTermFactory(person__last_name="Новокураторова", office=Office.CURATOR, starts_on=TODAY + DAY)
        OfficeTerm.objects.filter(person=curator.person).update(ends_on=TODAY)
        order = praise(curator)
        services.edit_draft(
            order,
            heading=order.heading,
            preamble="",
            items="1. {куратор в приказе:дат} объявить.",
            control="",
            by=curator,
        )

        with time_machine.travel(f"{TODAY + DAY} 12:00:00+03:00", tick=False):
            assert "Новокураторов" in text(as_user(director).get(page_of(order)))
            assert "Новокураторов" in text(as_user(director).get(order.get_absolute_url()))
