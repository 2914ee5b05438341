"""The first run: from an empty database to an institution, step by step, in the browser or by the command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.people.models import Competence, OfficeTerm, Person, User
from mentorship.regulation.edition.presets import preset_codes
from mentorship.regulation.models import Edition, Institution, Wording
from mentorship.setup.services import setup_code
from mentorship.setup.steps import STEPS
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
BEGIN = {
    "full_name": "муниципальное бюджетное общеобразовательное учреждение «Речная средняя школа»",
    "short_name": "МБОУ «Речная СОШ»", "head_title": "Директор", "preset": "gofitskoe",
    "last_name": "Ветрова", "first_name": "Нина", "patronymic": "Олеговна", "sex": "f",
    "position": "заместитель директора по УВР", "offices": ["curator"],
    "username": "vetrova", "password": "Reka-2026-most", "again": "Reka-2026-most",
}  # fmt: skip


def begin(client, **changes):
    return client.post(reverse("setup:begin"), {**BEGIN, "code": setup_code(), **changes})


def held(last_name):
    return set(OfficeTerm.objects.filter(person__last_name=last_name).values_list("office", flat=True))


def test_an_empty_database_leads_to_the_first_run_and_the_command_tells_its_code(client):
    out = StringIO()
    call_command("start", stdout=out)

    assert client.get("/", follow=True).request["PATH_INFO"] == reverse("setup:begin")
    assert setup_code() in out.getvalue()
    assert client.get(reverse("desk:health")).status_code == 200


@pytest.mark.parametrize("code", ["", "0000-0000", "🙂", "' OR 1=1", setup_code()[:-1]])
def test_nobody_begins_without_the_code_of_this_computer(client, code):
    answer = begin(client, code=code)

    assert answer.status_code == 422
    assert "code" in answer.context["form"].errors
    assert "Ветрова" in answer.content.decode()  # nothing typed is lost
    assert not Institution.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"again": "другой пароль"}, "again"),
        ({"password": "12345678", "again": "12345678"}, "password"),
        ({"username": "Ветрова"}, "username"),
        ({"preset": "moskva"}, "preset"),
        ({"full_name": " "}, "full_name"),
        ({"offices": ["admin"]}, "offices"),
        ({"sex": ""}, "sex"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_changes_nothing(client, change, field):
    answer = begin(client, **change)

    assert field in answer.context["form"].errors
    assert not Institution.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize("code", [*preset_codes(), "empty"])
def test_a_preset_gives_its_rules_and_nothing_that_is_its_own(client, code):
    begin(client, preset=code)

    place, edition = Institution.objects.get(), Edition.objects.get()
    assert place.full_name_gen.startswith("муниципального бюджетного общеобразовательного учреждения «Речная")
    assert place.full_name_loc.startswith("муниципальном бюджетном")
    assert not place.layout.get("approvals")
    assert not Wording.objects.exists()
    assert edition.approved_by == ""
    kept = " ".join(map(str, [place.__dict__, edition.__dict__]))
    assert not any(name in kept for name in ("Гофицк", "Ласточк", "Алёнушк", "Рассветов", "Воркут"))
    lists = " ".join(f"{option.title} {option.description}" for option in edition.options.all())
    assert not any(name in lists for name in ("Гофицк", "ДТДиМ", "Воркут", "Рассветов"))
    assert ("директор МБОУ «Речная СОШ» – педагог" in lists) == (code == "vorkuta")
    assert not edition.clauses.exists()
    assert edition.limits().max_mentees == (3 if code == "gofitskoe" else None)
    assert Competence.objects.exists() == (code != "empty")
    assert held("Ветрова") == {Office.CURATOR, Office.ADMIN}
    assert Person.objects.get().main_position.is_deputy


def test_the_clause_table_of_a_preset_comes_only_when_accepted_and_is_shown_whole(client):
    begin(client, preset="vorkuta", clauses="on")

    edition = Edition.objects.get()
    page = client.get(reverse("setup:rules")).text
    assert edition.limits().clause("forms") == "3.2"
    assert "МУДО" not in " ".join(edition.clauses.values_list("gist", flat=True))
    for clause in edition.clauses.filter(rule=""):
        assert str(clause) in page
    assert "Куратором может быть и работник социального партнёра" in page


def test_the_second_visitor_finds_the_door_closed(client):
    begin(client)

    client.logout()
    answer = begin(client, last_name="Чужой", username="chuzhoy")

    assert answer.status_code == 302
    assert User.objects.get().username == "vetrova"
    with pytest.raises(CommandError, match="уже заведено"):
        call_command("start")


def test_the_steps_lead_from_the_first_to_the_last_and_everything_stays_changeable(client):
    begin(client)
    page = {step.key: step.url for step in STEPS}
    facts = client.get(page["institution"]).context["form"].initial

    answer = client.post(page["institution"], {**facts, "locality": "с. Речное"})
    assert answer.url == page["people"]
    client.post(page["people"], {"last_name": "Громов", "first_name": "Олег", "sex": "m", "position": "директор"})
    assert held("Громов") == {Office.DIRECTOR}
    assert "Громов Олег" in client.get(page["people"]).content.decode()
    act = {"act_title": "Положение о наставничестве", "approved_by": "приказ № 1", "starts_on": "01.09.2025"}
    client.post(page["act"], act)
    rules = reverse("setup:rules_page", args=["pairs"])
    client.post(rules, {"max_mentees": "2", "clause_max_mentees": "4.1", "forms_open": "on"})
    words = {"mentee_word": "стажёр", "curator_pool": "any", "council": "", "council_name": ""}
    client.post(page["words"], words)
    look = client.get(page["orders"]).context["form"].initial
    answer = client.post(page["orders"], {**look, "number_mask": "{n}-од", "initials_first": ""})
    assert answer.url == page["staff"]

    place, edition = Institution.objects.get(), Edition.objects.get()
    assert (place.locality, place.act_title, place.number_mask) == ("с. Речное", act["act_title"], "{n}-од")
    assert not place.profile().initials_first
    assert (edition.title, edition.approved_by) == ("Положение от 01.09.2025", "приказ № 1")
    limits = edition.limits()
    assert (limits.max_mentees, limits.clause("max_mentees"), limits.council) == (2, "4.1", False)
    check = client.get(page["check"]).content.decode()
    assert all(word in check for word in ("Громов Олег", "2 человека", "стажёр", "{n}-од"))
    assert "Стажёры" in client.get("/").content.decode()
    assert "Идёт первая настройка" in client.get("/").content.decode()
    client.get(reverse("setup:done"))
    assert "Идёт первая настройка" not in client.get("/").content.decode()


def test_whoever_comes_back_goes_on_where_they_stopped(client):
    begin(client)
    client.get(reverse("setup:words"))

    assert client.get(reverse("setup:begin")).url == reverse("setup:words")


@pytest.mark.parametrize("who", ["head", "other", "nobody"])
def test_the_curator_is_the_head_or_somebody_else_but_somebody(client, who):
    begin(client, offices=["director"], position="директор")
    person = Person.objects.get()
    answers = {
        "head": {"who": person.pk},
        "other": {"last_name": "Зимина", "first_name": "Ольга", "sex": "f", "position": "методист"},
        "nobody": {},
    }

    answer = client.post(reverse("setup:people"), answers[who])

    curators = list(OfficeTerm.objects.filter(office=Office.CURATOR).values_list("person__last_name", flat=True))
    assert curators == {"head": ["Ветрова"], "other": ["Зимина"], "nobody": []}[who]
    assert (answer.status_code == 422) == (who == "nobody")


def test_the_only_edition_cannot_begin_tomorrow(client):
    begin(client)

    answer = client.post(reverse("setup:act"), {"act_title": "Положение", "starts_on": "01.09.2099"})

    assert "должна уже действовать" in " ".join(answer.context["form"].errors["starts_on"])


def test_offices_are_given_only_by_whoever_gives_them_elsewhere(as_user, edition):
    new = {"last_name": "Чужой", "first_name": "Иван", "sex": "m", "position": "директор"}

    for office, allowed in ((Office.CURATOR, False), (Office.ADMIN, True)):
        answer = as_user(UserFactory(office=office)).post(reverse("setup:people"), new)
        assert (answer.status_code == 302) == allowed
        assert held("Чужой") == ({Office.DIRECTOR} if allowed else set())


def test_a_head_with_a_dated_term_is_the_head_and_a_second_edition_hinders_nothing(as_user, edition, curator, director):
    OfficeTerm.objects.filter(office=Office.DIRECTOR).update(ends_on="2099-12-31")
    Edition.objects.update(ends_on="2098-12-31")
    Edition.objects.create(title="Будущая", starts_on="2099-01-01")
    OfficeTerm.objects.filter(office=Office.CURATOR).delete()
    person = director.person

    client = as_user(director)
    assert "Кто куратор?" in client.get(reverse("setup:people")).content.decode()
    client.post(reverse("setup:people"), {"who": person.pk})

    assert held(person.last_name) == {Office.DIRECTOR, Office.CURATOR}


def test_bodies_of_an_edition_in_use_change_only_with_a_reason(as_user, curator, edition):
    PairFactory(active=True)
    client, url = as_user(curator), reverse("setup:words")
    data = {"mentee_word": "наставляемый", "curator_pool": "any", "council": "", "council_name": ""}

    refused = client.post(url, data)
    client.post(url, {**data, "reason": "В Положении совета нет"})

    assert "reason" in refused.context["form"].errors
    assert edition.history.first().history_change_reason == "В Положении совета нет"


def test_the_first_run_is_for_leaders_and_the_administrator(as_user, edition):
    for office, allowed in ((Office.CURATOR, True), (Office.ADMIN, True), (Office.COUNCIL, False), (None, False)):
        status = as_user(UserFactory(office=office)).get(reverse("setup:rules")).status_code
        assert (status == 200) == allowed


def test_a_first_run_that_was_left_is_found_again_from_another_sign_in(client):
    begin(client)
    admin = User.objects.get()
    client.logout()
    client.force_login(admin)

    page = client.get(reverse("desk:today")).content.decode()

    assert "Идёт первая настройка" in page
    assert reverse("setup:people") in page
