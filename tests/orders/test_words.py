"""The words of orders: orders of words, texts edited by hand, the institution's own wording, signatures."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorship.documents import markup
from mentorship.documents.codes import code_of
from mentorship.documents.wording import Words, blank, fill, unknown
from mentorship.orders.kinds.base import KINDS
from mentorship.orders.models import CertificateMark, Order
from mentorship.pairs import services as pairs
from mentorship.regulation.models import Institution
from mentorship.regulation.wording.texts import Field, shipped
from tests.documents import test_certificate as certificates
from tests.documents.texts import pdf_pages
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, PersonFactory, UserFactory
from tests.orders.test_orders import TODAY, sign, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]
SIGNATURE = certificates.sign(certificates.issue())  # valid from 02.03.2026 to 02.06.2027
TYPED = [kind.code for kind in KINDS.values() if kind.typed]


def new(kind):
    return reverse("orders:new_worded", args=[kind])


def edit(client, order, **changes):
    page = client.get(reverse("orders:edit", args=[order.pk]))
    return client.post(reverse("orders:edit", args=[order.pk]), {**page.context["form"].initial, **changes})


def answers(kind, people):
    """Something for every field that the text asks for."""
    given = {
        "person": people[-1].pk,
        "people": [person.pk for person in people[:-1]],
        "date": "01.10.2026",
        "text": "слова",
        "long": "слова",
        "payment": "слова",
    }
    return {f"f{number}": given[field.kind] for number, field in enumerate(shipped()[kind.paper].fields)}


@pytest.mark.parametrize("code", TYPED)
def test_each_order_of_words_is_prepared_signed_and_names_its_people(as_user, curator, director, code):
    people = [PersonFactory(last_name="Сорока", sex="m"), PersonFactory(last_name="Черных"), PersonFactory()]
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


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"signed_on": "01.01.2020"}, "Дата приказа 01.01.2020 — другого года"),
        ({"signed_on": "01.08.2026"}, "больше месяца назад"),
        ({"number": "999999"}, "Номер 999999 далеко впереди: последний в журнале — 0"),
        ({"number": "16-лс"}, "Номер 16-лс не такой, как другие в журнале"),
    ],
)
def test_an_unusual_day_or_number_is_taken_only_when_confirmed(as_user, curator, director, typed, words):
    as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    order = Order.objects.get()
    client = as_user(director)

    refused = sign(client, order, **typed)
    assert words in refused.content.decode()
    assert not Order.objects.signed().exists()

    sign(client, order, confirmed="on", **typed)
    order.refresh_from_db()
    assert order.status == "signed"


def test_a_number_of_another_shape_does_not_move_the_count(as_user, curator, director):
    for _ in range(2):
        as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    one, two = Order.objects.order_by("pk")
    sign(as_user(director), one, number="7/1-лс", confirmed="on")

    page = as_user(director).get(reverse("orders:sign", args=[two.pk]))

    assert page.context["form"].initial["number"] == "1"


def test_the_archive_copy_of_a_signed_order_keeps_the_look_it_was_signed_in(as_user, curator, director):
    as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    order = Order.objects.get()
    sign(as_user(director), order)
    url = reverse("archive:paper", args=["D12", order.pk, "pdfa"])
    before = as_user(director).get(url).content

    Institution.objects.update(layout={"letterhead": "corner", "qr": True, "order_word": "РАСПОРЯЖЕНИЕ"})

    assert as_user(director).get(url).content == before
    out = reverse("archive:paper", args=["D12", order.pk, "pdf"])
    assert as_user(director).get(out).content == bytes(order.files.get(format="pdf").content)


def test_a_draft_says_that_it_is_one_and_has_no_code(as_user, curator):
    as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    order = Order.objects.get()

    text = pdf_pages(as_user(curator).get(reverse("orders:pdf", args=[order.pk])).content)[0]

    assert text.startswith("ПРОЕКТ")
    assert code_of("D12", order.pk) not in text


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


def test_a_journal_has_its_own_mask_and_count(as_user, curator, director):
    Institution.objects.update(layout={"journals": [["личный состав", "{n}-к"]]})
    people = [PersonFactory()]
    for code in ("payment", "payment", "appoint_curator"):
        as_user(curator).post(new(code), answers(KINDS[code], people))
    numbers = []
    for draft in Order.objects.order_by("pk"):
        page = as_user(director).get(reverse("orders:sign", args=[draft.pk]))
        numbers.append(page.context["form"].initial["number"])
        sign(as_user(director), draft, number=numbers[-1], proposed=numbers[-1])

    assert numbers == ["1-к", "2-к", "1"]
    assert list(Order.objects.order_by("pk").values_list("status", flat=True)) == ["signed"] * 3


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


def test_an_institution_without_a_letterhead_is_told_what_to_fill(as_user, director, order):
    Institution.objects.update(letterhead="  ")

    refused = sign(as_user(director), order)

    assert "не хватает сведений об учреждении: строки бланка" in refused.content.decode()
    assert not Order.objects.signed().exists()


def test_many_pairs_in_one_order_are_a_list_in_an_appendix(as_user, curator, director, edition):
    everyone = [PairFactory() for _ in range(40)]
    draft = pairs.draft_appointment(everyone, on=TODAY, by=curator)

    sign(as_user(director), draft)

    draft.refresh_from_db()
    pages = [" ".join(page.split()) for page in pdf_pages(bytes(draft.files.get(format="pdf").content))]
    assert draft.status == "signed"
    assert "по списку (приложение)" in pages[0]
    assert any("Приложение к приказу № 1 от 20.09.2026" in page for page in pages)
    assert sum(page.count(pair.mentor.last_name) for page in pages for pair in everyone[:1]) >= 2


def test_the_frame_of_an_electronic_signature_comes_only_from_a_certificate(as_user, curator, director, order):
    sign(as_user(director), order)
    client = as_user(director)
    page = client.get(order.get_absolute_url()).content.decode()
    assert reverse("orders:stamped", args=[order.pk]) not in page
    assert client.get(reverse("orders:stamped", args=[order.pk])).status_code == 404

    url = reverse("orders:certificate", args=[order.pk])
    refused = client.post(url, {"file": SimpleUploadedFile("подпись.sig", b"\x30\x03abc")})
    assert refused.status_code == 422
    assert not CertificateMark.objects.exists()

    client.post(url, {"file": SimpleUploadedFile("подпись.sig", SIGNATURE)})

    mark = CertificateMark.objects.get()
    copy = " ".join(pdf_pages(client.get(reverse("orders:stamped", args=[order.pk])).content)[0].split())
    assert f"Сертификат: {mark.serial} Владелец: Лебедева Мария Ивановна" in copy
    assert "ЭЛЕКТРОННОЙ ПОДПИСЬЮ" not in text_of(order)  # the signed file itself never changes


def test_a_certificate_of_another_time_is_refused(as_user, curator, director):
    as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    winter = Order.objects.get()
    sign(as_user(director), winter, signed_on="01.02.2026", confirmed="on")

    file = SimpleUploadedFile("подпись.sig", SIGNATURE)
    answer = as_user(director).post(reverse("orders:certificate", args=[winter.pk]), {"file": file})

    assert "а приказ подписан 01.02.2026" in answer.content.decode()
    assert not CertificateMark.objects.exists()


def test_a_draft_takes_no_certificate_even_by_hand(as_user, director, order):
    """The card of a draft has no link to the page: it is sent by hand or from a tab opened long ago."""
    file = SimpleUploadedFile("подпись.sig", SIGNATURE)

    answer = as_user(director).post(reverse("orders:certificate", args=[order.pk]), {"file": file})

    assert "Приказ ещё не подписан" in answer.content.decode()
    assert not CertificateMark.objects.exists()


def test_the_fields_a_text_asks_for_are_read_from_its_file():
    assert Field.read("новый куратор = Кого назначить / person") == Field("новый куратор", "Кого назначить", "person")
    kinds = {field.kind for text in shipped().values() for field in text.fields}
    assert kinds <= {"person", "people", "date", "text", "long", "payment"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{кто:вин} {кто:согласен|согласна}", "Анну согласна"),
        ("{все:согласен|согласна|согласны}", "согласны"),
        ("{никто} {никто:согласен|согласна}", "____________________ согласен (согласна)"),
        ("{ кто : вин }", "Анну"),
        ("{слово} {слово:род} {кто:пр}", "Положение {слово:род} {кто:пр}"),
        ("{чужое} {кто:чей} { } {", "{чужое} {кто:чей} { } {"),
    ],
)
def test_a_text_is_filled_by_case_and_sex(text, filled):
    forms = {"nom": "Анна", "acc": "Анну"}
    values = {
        "кто": Words(forms.__getitem__, "f", frozenset(forms)),
        "все": Words(forms.__getitem__, "pl"),
        "никто": blank(),
        "слово": "Положение",
    }

    assert fill(text, values) == filled


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet="аб{}:|1. \n-[]#>", max_size=80))
def test_any_text_is_read_and_its_items_survive_a_round(text):
    values = {"а": "б{а}", "б": None}
    assert all("{" in name or "}" in name for name in unknown(text, values))
    markup.parse(text, values)
    items = markup.items(text, values)

    again = markup.items(markup.write_items(items), {})
    assert len(again) == len(items)


def test_a_value_never_changes_the_structure():
    blocks = markup.parse("1. {а}\n| № | Имя |\n| 1 | {а} |", {"а": "раз | два\n2. три"})

    assert len(blocks[0].items) == 1
    assert blocks[1].rows == (("1", "раз | два\n2. три"),)


def test_a_new_order_is_prepared_by_the_clerk_and_not_by_a_mentor(as_user):
    mentor = MentorEntryFactory().person
    MenteeEntryFactory()

    assert as_user(UserFactory(office="clerk")).get(reverse("orders:new")).status_code == 200
    assert as_user(UserFactory(person=mentor)).get(reverse("orders:new")).status_code == 403
