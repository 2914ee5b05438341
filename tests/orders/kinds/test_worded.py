"""Orders of words: prepared on a form, signed, with lines to write on."""

import re

import pytest

from mentorship.orders.kinds.base import KINDS
from mentorship.orders.models import Order
from mentorship.regulation.act import services
from mentorship.regulation.wording.texts import Field, shipped
from tests.factories.people import PersonFactory
from tests.orders.signing import TODAY, sign, text_of
from tests.orders.words import answers, new

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]
TYPED = [kind.code for kind in KINDS.values() if kind.typed]


@pytest.mark.parametrize("code", TYPED)
def test_each_order_of_words_is_prepared_signed_and_names_its_people(as_user, curator, director, code):
    people = [PersonFactory(last_name="Сорока", sex="m"), PersonFactory(last_name="Черных"), PersonFactory()]
    services.begin_version(fields={"title": "Положение", "body": "Текст"}, on=TODAY, by=curator)
    answer = as_user(curator).post(new(code), answers(KINDS[code], people), follow=True)
    draft = Order.objects.get()
    sign(as_user(director), draft)

    draft.refresh_from_db()
    assert "Проверьте текст" in answer.content.decode()
    assert draft.status == "signed"
    assert draft.acquaintances.exists()
    assert "{" not in text_of(draft)
    assert draft.journal == ("личный состав" if code == "payment" else "основная деятельность")


@pytest.mark.parametrize(
    ("sexes", "words"),
    [("m", "С приказом ознакомлен:"), ("f", "С приказом ознакомлена:"), ("mf", "С приказом ознакомлены:")],
)
def test_the_acquaintance_agrees_with_who_reads(as_user, curator, sexes, words):
    people = [PersonFactory(sex=sex) for sex in sexes]
    as_user(curator).post(new("incentive"), {"f0": [person.pk for person in people]})

    assert words in as_user(curator).get(Order.objects.get().get_absolute_url()).content.decode()


def test_an_order_prepared_without_knowing_anything_has_lines_to_write_on(as_user, curator):
    as_user(curator).post(new("appoint_curator"), {})

    page = as_user(curator).get(Order.objects.get().get_absolute_url()).content.decode()
    assert re.search(r"Назначить куратором реализации программ наставничества _{20,} с", page)


def test_an_order_with_lines_to_write_on_is_not_signed(as_user, curator, director):
    as_user(curator).post(new("appoint_curator"), {})

    refused = sign(as_user(director), Order.objects.get())

    assert "Текст не дописан: пункт 1" in refused.content.decode()
    assert Order.objects.get().status == "draft"


def test_braces_on_the_form_are_refused_beside_the_field(as_user, curator):
    answer = as_user(curator).post(new("incentive"), {"f2": "за {настваник} труд"})

    assert "Фигурные скобки здесь не нужны" in str(answer.context["form"].errors["f2"])
    assert not Order.objects.exists()


def test_an_order_in_which_nobody_is_named_has_no_items_and_is_not_signed(as_user, curator, director):
    as_user(curator).post(new("incentive"), {"f2": "за помощь"})

    refused = sign(as_user(director), Order.objects.get())

    assert "нет ни одного пункта" in refused.content.decode()
    assert Order.objects.get().status == "draft"


def test_only_what_somebody_is_chosen_for_is_said(as_user, curator):
    as_user(curator).post(new("incentive"), {"f1": [PersonFactory(last_name="Сорока").pk]})

    page = as_user(curator).get(Order.objects.get().get_absolute_url()).content.decode()
    assert "1. Наградить грамотой" in page
    assert "Объявить благодарность" not in page


@pytest.mark.parametrize("code", ["appointment", "revocation", "нет"])
def test_orders_with_an_effect_are_not_prepared_as_words(as_user, curator, code):
    assert as_user(curator).get(f"/orders/new/{code}/").status_code == 404


def test_the_fields_a_text_asks_for_are_read_from_its_file():
    assert Field.read("новый куратор = Кого назначить / person") == Field("новый куратор", "Кого назначить", "person")
    kinds = {field.kind for text in shipped().values() for field in text.fields}
    assert kinds <= {"person", "people", "date", "tick", "text", "long", "payment", "choice"}
