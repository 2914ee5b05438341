"""The words of a draft: edited by hand, held against the facts."""

import pytest
from django.urls import reverse

from mentorship.regulation.models import Institution
from tests.orders.signing import sign, text_of
from tests.orders.words import edit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]


def test_items_follow_the_facts_until_somebody_edits_them(as_user, curator, order):
    client = as_user(curator)
    edit(client, order, heading="О закреплении пары")
    order.refresh_from_db()
    assert order.items == ""

    edit(client, order, items="1. Закрепить пару.\n1.1. С понедельника.\nИ далее по плану.\n2. Помочь ей.")
    page = client.get(order.get_absolute_url()).content.decode()

    assert "1.1. С понедельника.\nИ далее по плану." in page
    edit(client, order, items=client.get(reverse("orders:edit", args=[order.pk])).context["form"].initial["items"])
    order.refresh_from_db()
    assert order.items.startswith("1. Закрепить пару.")


def test_an_unknown_placeholder_is_named_and_nothing_changes(as_user, curator, order):
    answer = edit(as_user(curator), order, items="1. Назначить {настваник:вин}.", heading="Другой заголовок")

    order.refresh_from_db()
    assert "{настваник:вин}" in answer.content.decode()
    assert "программа не знает, что сюда подставить" in answer.content.decode()
    assert "Другой заголовок" in answer.content.decode()  # what was typed is kept
    assert (order.items, order.heading == "Другой заголовок") == ("", False)


def test_a_known_placeholder_takes_its_value(as_user, curator, director, order):
    edit(as_user(curator), order, items="1. Поручить {куратор обязан} следить.\n1. Пара — {учреждение кратко}.")
    sign(as_user(director), order)

    place = Institution.objects.get()
    assert f"2. Пара — {place.short_name}." in text_of(order)


@pytest.fixture
def outdated(as_user, curator, order, pair):
    """A draft whose items were edited before the mentor changed the name."""
    edit(as_user(curator), order, items="1. Назначить наставника Петрову А.С.")
    pair.mentor.last_name = "Сидорова"
    pair.mentor.save()
    return order


def test_edited_items_do_not_outlive_the_facts_they_tell(as_user, curator, director, outdated):
    refused = sign(as_user(director), outdated)
    page = as_user(curator).get(reverse("orders:edit", args=[outdated.pk])).content.decode()
    edit(as_user(curator), outdated, heading="О назначении")  # the items as they stand
    again = sign(as_user(director), outdated)

    outdated.refresh_from_db()
    for answer in (refused, again):
        assert "сведения, о которых они говорят, с тех пор изменились" in answer.content.decode()
    assert "Сидорову" in page  # today's sample stands beside
    assert outdated.status == "draft"


@pytest.mark.parametrize("change", [{"checked": "on"}, {"items": "1. Назначить Сидорову А.С."}, {"items": ""}])
def test_items_held_against_the_facts_are_signed(as_user, curator, director, outdated, change):
    edit(as_user(curator), outdated, **change)
    sign(as_user(director), outdated)

    outdated.refresh_from_db()
    assert outdated.status == "signed"


def test_a_discarded_draft_frees_its_pairs(as_user, director, order, pair):
    as_user(director).post(reverse("orders:discard", args=[order.pk]), {"reason": "Другой наставник"})

    pair.refresh_from_db()
    order.refresh_from_db()
    assert (order.status, pair.order) == ("discarded", None)


def test_the_words_of_a_draft_may_be_changed_and_of_a_signed_order_not(as_user, curator, director, order):
    words = {
        "heading": "О закреплении",
        "preamble": "На основании решения совета,",
        "items": "1. Закрепить пару.\n1.1. С понедельника.",
        "control": "Контроль оставляю за собой.",
    }
    as_user(curator).post(reverse("orders:edit", args=[order.pk]), words)
    sign(as_user(director), order)

    refused = as_user(curator).post(reverse("orders:edit", args=[order.pk]), words)

    assert "уже не проект" in refused.content.decode()
    assert "На основании решения совета, ПРИКАЗЫВАЮ:" in text_of(order)
    assert "1. Закрепить пару. 1.1. С понедельника. 2. Контроль" in text_of(order)
