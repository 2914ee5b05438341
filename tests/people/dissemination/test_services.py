"""Consents to dissemination through their services: what is permitted on a day, what replaces, what has to be gone."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mentorship.core.refusal import Refusal
from mentorship.people import services as people
from mentorship.people.dissemination import services
from mentorship.people.dissemination.queries import permits_on
from mentorship.people.models import Consent, ConsentItem, Dissemination, Person, Stop
from tests.factories.dissemination import GIVEN, UNTIL, given, resource, withdrawn
from tests.factories.pairs import PairFactory
from tests.factories.people import PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
DAY = dt.timedelta(days=1)
LATER = dt.date(2026, 10, 5)


@pytest.mark.parametrize(
    ("day", "permitted"),
    [(GIVEN - DAY, False), (GIVEN, True), (UNTIL, True), (UNTIL + DAY, False)],
)
def test_what_is_ticked_is_permitted_from_the_first_day_to_the_last(day, permitted):
    person = PersonFactory()
    given(person, "surname", "photo")

    permits = permits_on(day, resource().pk)

    assert permits.of(person.pk) == (frozenset({"surname", "photo"}) if permitted else frozenset())
    assert permits.allows(person.pk, "surname", "photo") is permitted
    assert not permits.allows(person.pk, "surname", "name")
    assert permits.people == ({person.pk} if permitted else set())


@pytest.mark.parametrize(
    ("kind", "url"), [("network", "https://net.example.org/sad"), ("site", "https://other.example.org/profsoyuz")]
)
def test_another_page_is_another_permission(kind, url):
    person, other = PersonFactory(), resource(kind, url)
    given(person, "photo", pages=[other])

    assert permits_on(GIVEN, other.pk).allows(person.pk, "photo")
    assert not permits_on(GIVEN, resource().pk).people


def test_without_a_page_nobody_permits_anything(django_assert_num_queries):
    given(PersonFactory())

    with django_assert_num_queries(0):
        assert not permits_on(GIVEN, None).people


def check(consent, *, met=True, on=LATER, words="Только на странице раздела"):
    return services.check_conditions(consent, met=met, words=words, by=UserFactory(office="curator"), today=on)


@pytest.mark.parametrize(
    ("said", "before"),
    [
        ({"own": {"photo": "без подписи"}}, {"surname"}),
        ({"conditions": "только текстом"}, set()),
        ({"other": "не раньше обеда"}, set()),
        ({"no_transfer": True, "no_processing": True}, {"surname", "photo"}),
    ],
)
def test_what_has_conditions_is_permitted_once_they_are_found_kept(said, before):
    person, page = PersonFactory(), resource()
    consent = given(person, "surname", "photo", **said)
    assert permits_on(LATER, page.pk).of(person.pk) == before
    if before == {"surname", "photo"}:
        return

    check(consent)

    assert permits_on(LATER - DAY, page.pk).of(person.pk) == before
    assert permits_on(LATER, page.pk).of(person.pk) == {"surname", "photo"}


def test_what_is_kept_closed_stays_so_and_the_rest_is_shown():
    person, page = PersonFactory(), resource()

    check(given(person, "surname", "photo", own={"photo": "только со мной согласовав"}), met=False)

    assert permits_on(LATER, page.pk).of(person.pk) == {"surname"}
    assert permits_on(LATER, page.pk).terms(person.pk) == ""


def test_conditions_are_told_of_what_is_permitted():
    person, page = PersonFactory(), resource()
    check(given(person, "surname", "photo", own={"photo": "без подписи"}, no_transfer=True, other="до мая"))

    assert permits_on(LATER, page.pk).terms(person.pk) == (
        "запрещена передача этих данных, кроме предоставления доступа; до мая; "
        "фотография (фотоизображение) — без подписи"
    )


def test_conditions_are_judged_once_and_where_there_are_any():
    consent = given(PersonFactory(), own={"photo": "без подписи"})
    check(consent)

    with pytest.raises(Refusal, match="уже проверены"):
        check(consent, met=False)
    with pytest.raises(Refusal, match="условий в согласии нет"):
        check(given(PersonFactory()))
    over = given(PersonFactory(), own={"photo": "без подписи"})
    withdrawn(over, on=LATER)
    with pytest.raises(Refusal, match="уже не действует"):
        check(over)


def test_a_new_consent_with_conditions_is_judged_anew():
    person, page = PersonFactory(), resource()
    check(given(person, "photo", own={"photo": "без подписи"}), on=GIVEN)

    given(person, "photo", own={"photo": "без подписи"}, given_on=LATER)

    assert permits_on(LATER, page.pk).people == set()


def test_a_page_that_is_kept_no_more_permits_nothing():
    person, page = PersonFactory(), resource()
    given(person, "photo")

    services.end_resource(page, ends_on=LATER, by=UserFactory(office="admin"))

    assert permits_on(LATER, resource().pk).people == {person.pk}
    assert permits_on(LATER + DAY, resource().pk).people == set()


def test_other_consents_permit_nothing_and_this_one_is_no_other():
    pair = PairFactory()
    consent = given(PersonFactory())

    assert not permits_on(GIVEN, resource().pk).people & {pair.mentor_id}
    assert consent.kind not in {"data", "mentor", "mentee"}


@pytest.mark.parametrize("count", [1, 4])
def test_everybody_is_asked_in_one_query(count, django_assert_num_queries):
    for _ in range(count):
        given(PersonFactory())

    page = resource()
    with django_assert_num_queries(1):
        assert len(permits_on(GIVEN, page.pk).people) == count


def test_a_part_is_taken_back_from_that_very_day_and_the_rest_stays():
    person = PersonFactory()
    consent = given(person)

    stop = withdrawn(consent, "photo", on=LATER)

    assert permits_on(LATER - DAY, resource().pk).of(person.pk) == {"surname", "name", "photo"}
    assert permits_on(LATER, resource().pk).of(person.pk) == {"surname", "name"}
    consent.refresh_from_db()
    assert consent.withdrawn_on is None
    assert [row.url for row in stop.resources.all()] == [resource().url]
    assert consent.history.first().history_change_reason.endswith(": фотография (фотоизображение)")


def test_everything_taken_back_part_by_part_ends_the_consent():
    person = PersonFactory()
    consent = given(person)
    withdrawn(consent, "photo", on=LATER)

    withdrawn(consent, on=LATER + DAY)

    consent.refresh_from_db()
    assert consent.withdrawn_on == LATER + DAY
    assert permits_on(LATER + DAY, resource().pk).people == set()
    with pytest.raises(Refusal, match="уже не действует"):
        withdrawn(consent, "photo", on=LATER + DAY)


@pytest.mark.parametrize(("on", "words"), [(GIVEN - DAY, "раньше дня согласия"), (LATER + DAY, "ещё не наступил")])
def test_a_withdrawal_has_a_day_that_can_be(on, words):
    with pytest.raises(Refusal, match=words):
        withdrawn(given(PersonFactory()), on=on, today=LATER)


def test_a_new_consent_replaces_the_one_before_and_tells_what_has_to_go():
    person = PersonFactory()
    site, network = resource(), resource("network", "https://net.example.org/sad")
    former = given(person, "surname", "photo", pages=[site, network])

    newer = given(person, "surname", "post", given_on=LATER, pages=[site])

    former.refresh_from_db()
    assert (former.withdrawn_on, former.lasts_until) == (LATER, LATER - DAY)
    assert former.dissemination.replaced_by == newer
    assert permits_on(LATER - DAY, resource().pk).of(person.pk) == {"surname", "photo"}
    assert permits_on(LATER, resource().pk).of(person.pk) == {"surname", "post"}
    assert permits_on(LATER, network.pk).people == set()
    told = {
        tuple(row.item for row in stop.items.all()): {page.kind for page in stop.resources.all()}
        for stop in former.stops.all()
    }
    assert told == {("photo",): {"site", "network"}, ("surname",): {"network"}}


def test_a_wider_consent_leaves_nothing_to_take_down_and_one_of_the_same_day_counts():
    person = PersonFactory()
    former = given(person, "surname")

    given(person, "surname", "photo")

    assert not former.stops.exists()
    assert permits_on(GIVEN, resource().pk).of(person.pk) == {"surname", "photo"}


def test_a_consent_is_not_recorded_behind_a_newer_one_or_a_withdrawal():
    person = PersonFactory()
    withdrawn(given(person), on=LATER)

    with pytest.raises(Refusal, match="раньше 05.10.2026, когда дано или отозвано следующее"):
        given(person, given_on=LATER - DAY, today=LATER)
    given(person, given_on=LATER)


@pytest.mark.parametrize("dates", [{"starts_on": GIVEN + DAY}, {"ends_on": GIVEN - DAY}])
def test_a_consent_names_no_page_that_is_not_kept_on_its_day(dates):
    page = resource(url="https://other.example.org/", **dates)

    with pytest.raises(Refusal, match="учреждение не вело страницу"):
        given(PersonFactory(), pages=[page])


def test_a_consent_of_a_day_to_come_and_one_before_the_hiring_are_refused():
    with pytest.raises(Refusal, match="ещё не наступил"):
        given(PersonFactory(), today=GIVEN - DAY)
    with pytest.raises(Refusal, match="раньше приёма"):
        given(PersonFactory(hired_on=GIVEN + DAY, admitted_on=GIVEN + DAY))


def test_nobody_writes_down_for_another_of_the_own_pair():
    clerk = UserFactory(office="clerk")
    pair = PairFactory(active=True, mentor=clerk.person)
    mentee = pair.participations.get().mentee

    with pytest.raises(Refusal, match="сами участник этой пары"):
        given(mentee, by=clerk)
    consent = given(mentee)
    with pytest.raises(Refusal, match="сами участник этой пары"):
        withdrawn(consent, by=clerk)


def test_a_person_without_a_login_consents_and_withdraws_on_paper():
    person = PersonFactory()
    consent = given(person, "photo")

    assert (consent.method, withdrawn(consent).method) == ("paper", "paper")
    assert not hasattr(person, "user")


def test_what_was_done_is_recorded_once():
    stop, clerk = withdrawn(given(PersonFactory()), on=LATER), UserFactory(office="clerk")
    said = {"done": "Убрали фотографию", "by": clerk, "today": LATER + 2 * DAY}

    with pytest.raises(Refusal, match="с 05.10.2026 по 07.10.2026"):
        services.close(stop, done_on=LATER - DAY, **said)
    services.close(stop, done_on=LATER + DAY, **said)

    stop.refresh_from_db()
    assert (stop.done_on, stop.done) == (LATER + DAY, "Убрали фотографию")
    with pytest.raises(Refusal, match="уже записано"):
        services.close(stop, done_on=LATER + DAY, **said)


def test_data_of_a_consent_that_has_run_out_is_recorded_as_gone():
    person, clerk = PersonFactory(), UserFactory(office="clerk")
    consent = given(person, "photo", expires_on=LATER)
    said = {"done": "Убрали", "by": clerk, "today": LATER + 2 * DAY, "done_on": LATER + DAY}

    stop = services.close_term(consent, **said)

    assert (stop.cause, stop.on, stop.done_on) == (Stop.Cause.TERM, LATER, LATER + DAY)
    with pytest.raises(Refusal, match="уже записано"):
        services.close_term(consent, **said)
    given(person, "photo", given_on=LATER + DAY)
    assert permits_on(LATER + DAY, resource().pk).people == {person.pk}


def test_the_plain_withdrawal_and_the_plain_record_know_nothing_of_it(as_user, curator):
    consent = given(PersonFactory())

    assert as_user(curator).get(f"/consents/{consent.pk}/withdraw/").status_code == 404
    assert "spread" not in as_user(curator).get(f"/people/{consent.person_id}/consents/record/").content.decode()


def test_it_is_no_consent_to_the_use_of_data():
    person = PersonFactory()
    given(person)

    assert not Consent.objects.in_force_on(GIVEN).filter(person=person, kind="data").exists()


class TestTheDatabase:
    def test_an_item_stands_once_in_a_consent(self):
        consent = given(PersonFactory(), "photo")

        with pytest.raises(IntegrityError), transaction.atomic():
            ConsentItem.objects.create(consent=consent, item="photo")

    def test_a_consent_to_dissemination_has_a_term(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.create(person=PersonFactory(), kind="spread", method="paper", given_on=GIVEN)

    def test_what_was_decided_about_conditions_says_who_and_how(self):
        consent = given(PersonFactory(), own={"photo": "без подписи"})

        with pytest.raises(IntegrityError), transaction.atomic():
            Dissemination.objects.filter(consent=consent).update(met=True)

    def test_a_contact_is_asked_for(self):
        with pytest.raises(ValidationError, match="Укажите телефон"):
            given(PersonFactory(), phone="")

    @pytest.mark.parametrize("fields", [{"done_on": LATER}, {"done": "Убрали"}, {"done_on": GIVEN, "done": "Убрали"}])
    def test_a_stop_says_what_was_done_and_not_before_the_demand(self, fields):
        stop = withdrawn(given(PersonFactory()), on=LATER)

        with pytest.raises(IntegrityError), transaction.atomic():
            Stop.objects.filter(pk=stop.pk).update(**fields)


def test_the_data_consent_is_withdrawn_as_before(curator):
    person = Person.objects.get(pk=PairFactory().mentor_id)
    consent, kept = person.consents.get(kind="data"), given(person, "photo")

    people.withdraw_consent(consent, on=LATER, today=LATER, by=curator)

    kept.refresh_from_db()
    assert kept.withdrawn_on is None


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (GIVEN - DAY, "раньше дня согласия"),
        (LATER + DAY, "ещё не наступил"),
    ],
)
def test_a_withdrawal_on_a_wrong_day_is_refused_for_its_day_alone(on, said):
    consent = given(PersonFactory(), expires_on=LATER)

    with pytest.raises(Refusal, match=said) as refused:
        withdrawn(consent, on=on, today=LATER)

    assert len(refused.value.violations) == 1
