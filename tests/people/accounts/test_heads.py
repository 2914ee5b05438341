"""One head on every day: the permanent one, and whoever acts while she is away."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.people.accounts import queries, rules
from mentorship.people.accounts.services import edit_office, end_office, grant_office
from mentorship.people.models import OfficeTerm
from mentorship.people.values import head_in_signature, office_holder, place_values
from mentorship.regulation.models import Edition
from mentorship.regulation.queries import institution
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.threads import in_threads

pytestmark = pytest.mark.django_db
D = dt.date
BASIS = "приказ отдела образования от 20.11.2026 № 412"
FIRST, LAST = D(2026, 11, 23), D(2026, 12, 5)


def grant(person, starts_on, ends_on=None, *, acting=False, until_return=False, basis="", office=Office.DIRECTOR):
    return grant_office(
        person,
        office=office,
        starts_on=starts_on,
        ends_on=ends_on,
        acting=acting,
        until_return=until_return,
        basis=basis or (BASIS if acting else ""),
        limits=Edition.objects.get().limits(),
        by=None,
    )


@pytest.fixture
def head(edition):
    person = PersonFactory(last_name="Лебедева", first_name="Мария", patronymic="Ивановна", position="заведующий")
    grant(person, D(2020, 9, 1))
    return person


@pytest.fixture
def deputy(edition):
    return PersonFactory(last_name="Рябинина", first_name="Раиса", patronymic="Романовна", position="методист")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (D(2020, 8, 31), None),  # the eve of the first head
        (D(2020, 9, 1), "Лебедева"),
        (FIRST - dt.timedelta(1), "Лебедева"),
        (FIRST, "Рябинина"),
        (LAST, "Рябинина"),
        (LAST + dt.timedelta(1), "Лебедева"),
        (D(2027, 8, 31), "Лебедева"),  # the last day of the permanent one
        (D(2027, 9, 1), None),
    ],
)
def test_who_is_the_head_on_a_day(head, deputy, day, name):
    end_office(OfficeTerm.objects.get(), ends_on=D(2027, 8, 31), by=None, confirmed=True)
    grant(deputy, FIRST, LAST, acting=True)

    assert [person.last_name for person in office_holder("director", day)] == ([name] if name else [])
    term = queries.holder("director", day)
    by_rules = rules.head_on(queries.head_terms(), day)
    assert (term and term.person_id) == (by_rules and by_rules.person)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "acting", "refused"),
    [
        (D(2026, 9, 1), None, False, "Сначала закончите тот срок 31.08.2026 или отметьте, что новый — и. о."),
        (D(2019, 9, 1), D(2020, 8, 31), False, ""),  # before the first day
        (D(2019, 9, 1), D(2020, 9, 1), False, "Исправьте дни"),  # on the first day
        (LAST, D(2026, 12, 31), True, "Сначала закончите тот срок 04.12.2026."),
        (D(2026, 11, 1), FIRST, True, "Исправьте дни."),
        (D(2026, 11, 1), D(2026, 11, 22), True, ""),
        (D(2026, 12, 6), D(2026, 12, 31), True, ""),
    ],
)
def test_two_of_one_sort_have_no_day_in_common(head, deputy, starts_on, ends_on, acting, refused):
    grant(deputy, FIRST, LAST, acting=True)
    third = PersonFactory()

    if not refused:
        assert grant(third, starts_on, ends_on, acting=acting)
        return
    with pytest.raises(RuleBroken, match="двух сразу не бывает") as refusal:
        grant(third, starts_on, ends_on, acting=acting)
    assert refused in str(refusal.value)


def test_a_term_that_is_made_longer_meets_no_other_either(head, deputy):
    first = grant(deputy, FIRST, LAST, acting=True)
    grant(PersonFactory(), D(2026, 12, 6), D(2026, 12, 31), acting=True)

    with pytest.raises(RuleBroken, match="двух сразу не бывает"):
        end_office(first, ends_on=D(2026, 12, 6), by=None, confirmed=True)
    with pytest.raises(RuleBroken, match="двух сразу не бывает"):
        edit_office(first, fields={"ends_on": None, "until_return": True}, by=None)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ({"ends_on": LAST, "basis": " "}, "чем назначен"),
        ({}, "до какого дня исполняются"),
        ({"until_return": True}, ""),
        ({"ends_on": FIRST}, ""),
        ({"ends_on": FIRST - dt.timedelta(1)}, "раньше, чем начался"),
    ],
)
def test_who_acts_does_so_by_something_and_till_some_day(head, deputy, term, words):
    given = {"basis": BASIS, **term}
    given["basis"] = given["basis"].strip()
    limits = Edition.objects.get().limits()
    asked = {"office": Office.DIRECTOR, "starts_on": FIRST, "acting": True, "limits": limits, "by": None}

    if words:
        with pytest.raises(RuleBroken, match=words):
            grant_office(deputy, **asked, **given)
    else:
        assert grant_office(deputy, **asked, **given).acting


@pytest.mark.parametrize(
    "term",
    [
        {"starts_on": "2026-11-01"},
        {"starts_on": "2026-11-23", "ends_on": "2026-12-05", "acting": True},
        {"starts_on": "2026-11-23", "acting": True, "basis": BASIS},
        {"starts_on": "2026-11-23", "until_return": True},
    ],
)
def test_the_database_takes_no_second_open_head_and_nobody_acting_without_basis_and_term(head, term):
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeTerm.objects.create(person=PersonFactory(), office=Office.DIRECTOR, **term)


@pytest.mark.parametrize(
    ("day", "post", "name"),
    [(D(2026, 11, 22), "Заведующий", "М.И.\xa0Лебедева"), (FIRST, "И. о. заведующего", "Р.Р.\xa0Рябинина")],
)
@pytest.mark.parametrize("basis", [False, True])
def test_papers_name_the_head_of_their_day_in_her_post(head, deputy, day, post, name, basis):
    grant(deputy, FIRST, LAST, acting=True)
    place = institution()
    place.head_title, place.layout = "Заведующий", {"acting_basis": basis}
    place.save()

    values = place_values(day)
    printed = f"{post} ({BASIS})" if basis and day == FIRST else post
    assert head_in_signature(place, day) == (printed, name)
    assert values["руководитель в подписи"].form("nom") == printed[:1].lower() + printed[1:]
    assert values["должность руководителя"].form("nom") == post[:1].lower() + post[1:]
    powers = values["полномочия руководителя"].form("gen")
    assert powers == ("приказа отдела образования от 20.11.2026 № 412" if day == FIRST else "Устава")
    dative = values["руководитель должность"].form("dat")
    assert dative == ("и. о. заведующего" if day == FIRST else "заведующему")


@pytest.mark.today("2026-11-30")
def test_the_pages_say_who_acts_by_what_and_till_when(as_user, head, deputy):
    grant(deputy, FIRST, LAST, acting=True)
    admin, curator = UserFactory(office=Office.ADMIN), UserFactory(office=Office.CURATOR)

    said = f"И. о.: руководитель по 05.12.2026, {BASIS}"
    for user, page in ((admin, deputy.get_absolute_url()), (curator, reverse("people:accounts"))):
        assert said in " ".join(as_user(user).get(page).content.decode().split())
    assert "Так печатают бумаги" in as_user(curator).get(reverse("regulation:layout")).content.decode()


@pytest.mark.today("2026-11-30")
def test_an_acting_head_is_given_and_prolonged_on_the_pages(as_user, head, deputy):
    client = as_user(UserFactory(office=Office.ADMIN))
    asked = {"office": "director", "starts_on": "23.11.2026", "acting": "on", "basis": BASIS}

    refused = client.post(reverse("people:grant_office", args=[deputy.pk]), asked)
    assert "до какого дня исполняются" in str(refused.context["form"].errors["ends_on"])
    client.post(reverse("people:grant_office", args=[deputy.pk]), {**asked, "ends_on": "05.12.2026"})
    term = OfficeTerm.objects.get(person=deputy)
    assert (term.acting, term.ends_on) == (True, LAST)

    longer = {"starts_on": "23.11.2026", "ends_on": "12.12.2026", "acting": "on", "basis": BASIS}
    assert client.post(reverse("people:edit_office", args=[term.pk]), longer).status_code == 302
    term.refresh_from_db()
    assert term.ends_on == D(2026, 12, 12)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("acting", [False, True])
@pytest.mark.parametrize("held", [False, True])
def test_of_two_heads_at_once_one_is_refused(acting, held):
    regulation()
    if held:
        OfficeTermFactory(office=Office.DIRECTOR, ends_on=D(2026, 8, 31))
    people = [PersonFactory(), PersonFactory()]

    refused = in_threads(
        [lambda person=person: grant(person, D(2026, 9, 1), D(2026, 12, 31), acting=acting) for person in people]
    )

    assert refused == 1
    assert OfficeTerm.objects.on(D(2026, 9, 1)).count() == 1
