"""«Взять в программу»: what a mentor takes, the mentee reads on the card of the programme; the plan does not change."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.core.refusal import RuleBroken
from mentorship.library import services
from mentorship.library.models import Use
from tests.factories import files
from tests.factories.library import approved, submitted
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, NeedFactory, UserFactory
from tests.factories.programs import activity, approved_program
from tests.pages import shut, text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-05")]
TODAY = dt.date(2026, 10, 5)


@pytest.fixture
def program(curator):
    return approved_program(curator)


@pytest.fixture
def material(curator):
    made = approved(curator, title="Утренний круг", kind="memo")
    made.files.create(file=SimpleUploadedFile("круг.pdf", files.pdf()))
    return made


@pytest.fixture
def mentor(program):
    return UserFactory(person=program.pair.mentor)


def take(material, program, by, item=None):
    return services.take(material, program=program, activity=item, on=TODAY, by=by)


def card_of(client, program):
    return text(client.get(program.get_absolute_url()))


def test_a_mentor_takes_it_from_the_card_of_the_material(as_user, material, mentor, program):
    item, client = program.activities.first(), as_user(mentor)
    page = reverse("library:take", args=[material.pk])
    assert "Взять в программу" in text(client.get(material.get_absolute_url()))

    answer = client.post(page, {"where": f"activity:{item.pk}"})

    assert answer.url == program.get_absolute_url()
    assert Use.objects.get().activity == item
    said = card_of(client, program)
    assert "круг.pdf" in said
    assert "Материал взят в программу: Утренний круг" in said


def test_a_mentor_takes_it_from_the_card_of_the_programme_and_puts_it_back(as_user, material, mentor, program):
    client, page = as_user(mentor), reverse("library:choose", args=[program.pk])
    assert page in card_of(client, program)

    client.post(page, {"material": material.pk, "where": f"program:{program.pk}"})
    version = program.versions.count()
    client.post(reverse("library:put_back", args=[Use.objects.get().pk]))

    said = card_of(client, program)
    assert "Пока ничего не взято" in said
    assert "Материал убран из программы: Утренний круг" in said
    assert program.versions.count() == version == 1


def test_the_mentee_reads_the_material_and_its_files_and_takes_nothing(as_user, material, mentor, program):
    use = take(material, program, mentor)
    client = as_user(UserFactory(person=program.pair.mentees[0]))

    assert material.get_absolute_url() in card_of(client, program)
    assert client.get(material.get_absolute_url()).status_code == 200
    answer = client.get(reverse("library:file", args=[material.files.get().pk]))
    assert b"".join(answer.streaming_content) == files.pdf()
    shut(answer)
    assert client.get(reverse("library:choose", args=[program.pk])).status_code == 403
    assert client.post(reverse("library:put_back", args=[use.pk])).status_code == 403


def test_a_mentee_of_a_group_is_not_told_for_which_item_of_another_it_was_taken(as_user, material, curator):
    one, other = MenteeEntryFactory().person, MenteeEntryFactory().person
    program = approved_program(curator, mentees=[one, other])
    item = activity(program, TODAY, title="Речь при всех", need=NeedFactory(person=other))
    take(material, program, curator, item)

    assert "Речь при всех" not in card_of(as_user(UserFactory(person=one)), program)
    assert "Речь при всех" in card_of(as_user(UserFactory(person=other)), program)


def test_what_is_withdrawn_stays_named_and_opens_no_more(as_user, material, mentor, program, curator):
    take(material, program, mentor)
    services.withdraw(material, reason="Устарел", on=TODAY, by=curator)

    client = as_user(mentor)
    said = card_of(client, program)
    assert "отозван" in said
    assert "круг.pdf" not in said
    assert client.get(material.get_absolute_url()).status_code == 404
    assert client.get(reverse("library:file", args=[material.files.get().pk])).status_code == 404


def test_a_new_version_takes_the_place_of_the_old_one(material, mentor, program, curator):
    use = take(material, program, mentor)
    material.authors.add(curator.person)
    draft = services.revise(material, by=curator)
    services.submit(draft, on=TODAY, by=curator)
    services.approve(draft, approved_on=TODAY, reason="Да", today=TODAY, by=UserFactory(office="director"))

    use.refresh_from_db()
    assert use.material == draft


def test_only_what_is_in_force_is_taken_once_and_into_a_pair_that_goes_on(material, mentor, program, curator):
    with pytest.raises(RuleBroken, match="Материал на рассмотрении"):
        take(submitted(), program, mentor)
    take(material, program, mentor)
    with pytest.raises(Exception, match="уже взят"):
        take(material, program, mentor)

    ended = PairFactory(ended=True, ended_on=dt.date(2026, 9, 30))
    over = program.__class__.objects.create(pair=ended, starts_on=ended.starts_on, ends_on=ended.starts_on)
    with pytest.raises(RuleBroken, match="Материал не взять: пара завершена"):
        take(material, over, mentor)


def test_nobody_takes_it_into_a_programme_of_others(as_user, material, mentor, program, curator):
    foreign = approved_program(curator)
    client = as_user(mentor)

    assert client.get(reverse("library:choose", args=[foreign.pk])).status_code == 404
    answer = client.post(reverse("library:take", args=[material.pk]), {"where": f"program:{foreign.pk}"})
    assert answer.status_code == 422
    assert not Use.objects.exists()
