"""The way of a material from a draft into the library and out of it; what is refused, and what of two at once is kept."""

import datetime as dt
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.library import services
from mentorship.library.models import Material
from tests.factories import files
from tests.factories.library import APPROVED_ON, MaterialFactory, approved, submitted
from tests.factories.pairs import PairFactory
from tests.factories.people import MentorEntryFactory, UserFactory
from tests.factories.regulation import regulation
from tests.papers import kept_of
from tests.threads import in_threads

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-05")]
TODAY = dt.date(2026, 10, 5)
State = Material.State
FIELDS = {"kind": "memo", "title": "Памятка первого дня", "summary": "Что взять с собой", "publishing": "closed"}


def a_file(name="памятка.pdf"):
    return SimpleUploadedFile(name, files.pdf())


def state(material):
    material.refresh_from_db()
    return material.state_on(TODAY)


def review(material, by, **changes):
    given = {"minutes_number": "2", "reviewed_on": TODAY, "opinion": "Молодым", "today": TODAY}
    return services.review(material, by=by, **{**given, **changes})


def approve(material, by, **changes):
    return services.approve(material, approved_on=TODAY, today=TODAY, by=by, **changes)


def test_a_material_is_written_handed_in_recommended_and_approved(author, council, curator):
    material = services.write(fields=FIELDS, authors=[], file=a_file(), by=author)
    assert (state(material), list(material.authors.all())) == (State.DRAFT, [author.person])

    services.submit(material, on=TODAY, by=author)
    assert state(material) == State.SUBMITTED
    review(material, council)
    assert (state(material), material.minutes) == (State.REVIEWED, "протокол от 05.10.2026 № 2")
    approve(material, curator)

    assert state(material) == State.APPROVED
    assert [row.history_change_reason for row in material.history.order_by("history_id")][-3:] == [
        "Материал отправлен на рассмотрение",
        "Рекомендован: протокол от 05.10.2026 № 2",
        "Материал утверждён",
    ]


def test_without_what_it_tells_it_is_not_handed_in(author):
    material = services.write(fields=FIELDS, authors=[], file=None, by=author)

    with pytest.raises(RuleBroken, match="нет ни файла, ни ссылки"):
        services.submit(material, on=TODAY, by=author)


def test_what_is_handed_in_is_not_changed_until_it_is_returned(author, curator):
    material = submitted(authors=[author.person])
    change = partial(services.edit, fields={"title": "Иначе"}, authors=[], file=None, by=author)

    with pytest.raises(RuleBroken, match="Текст менять нельзя: материал на рассмотрении"):
        change(material)
    services.send_back(material, remarks="Добавьте этапы", on=TODAY, by=curator)
    change(material)

    assert (state(material), material.title, material.remarks) == (State.RETURNED, "Иначе", "Добавьте этапы")
    services.submit(material, on=TODAY, by=author)
    assert (state(material), material.remarks) == (State.SUBMITTED, "")


def test_without_the_word_of_the_council_one_says_why(curator, edition):
    material = submitted()

    with pytest.raises(RuleBroken, match="ещё нет"):
        approve(material, curator)
    approve(material, curator, reason="Опыт проверен")
    assert material.history.latest().history_change_reason == "Материал утверждён: Опыт проверен"

    edition.council = False
    edition.save()
    assert approve(submitted(), curator).is_approved


@pytest.mark.parametrize("day", [dt.date(2026, 9, 19), dt.date(2026, 10, 6)])
def test_a_decision_has_a_day_that_fits(council, curator, day):
    material = submitted()

    with pytest.raises(RuleBroken, match="не подходит"):
        review(material, council, reviewed_on=day)
    with pytest.raises(RuleBroken, match="не подходит"):
        services.approve(material, approved_on=day, reason="Да", today=TODAY, by=curator)


def test_nobody_judges_what_they_have_written_while_others_can(curator, director, council):
    material = submitted(authors=[curator.person, council.person])

    with pytest.raises(RuleBroken, match="Вы автор этого материала"):
        approve(material, curator, reason="Да")
    assert review(material, council).reviewed_on  # the only member of the council
    UserFactory(office="council")
    with pytest.raises(RuleBroken, match="Вы автор этого материала"):
        review(submitted(authors=[council.person]), council)
    assert approve(material, director).is_approved


def test_an_approved_one_is_changed_by_a_version_that_replaces_it(author, curator):
    material = approved(curator, authors=[author.person])
    draft = services.revise(material, by=author)

    assert (state(material), draft.state_on(TODAY), list(draft.authors.all())) == (
        State.APPROVED,
        State.DRAFT,
        [author.person],
    )
    with pytest.raises(RuleBroken, match="уже готовят"):
        services.revise(material, by=author)
    services.edit(draft, fields={"title": "Утро с улыбкой"}, authors=[], file=None, by=author)
    services.submit(draft, on=TODAY, by=author)
    approve(draft, curator, reason="Правка")

    assert (state(material), state(draft)) == (State.REPLACED, State.APPROVED)
    assert material.state_on(TODAY - dt.timedelta(1)) == State.APPROVED
    assert list(Material.objects.approved_on(TODAY)) == [draft]
    assert list(Material.objects.approved_on(TODAY - dt.timedelta(1))) == [material]


def test_a_version_has_the_files_of_the_one_before(author, curator):
    material = services.write(fields=FIELDS, authors=[], file=a_file(), by=author)
    services.submit(material, on=TODAY, by=author)
    approve(material, curator, reason="Да")

    draft = services.revise(material, by=author)
    services.detach(draft.files.get(), by=author)

    assert material.files.get().file.read() == files.pdf()


def test_the_card_of_a_practice_is_kept_as_it_was_approved(curator):
    material = submitted(title="Утренний круг")
    approve(material, curator, reason="Да")
    kept = kept_of(material, "D46")

    assert kept.kept_on == TODAY
    assert material.authors.get().full_name in kept.signers
    assert "Утренний круг" in str(kept.document)


def test_what_is_withdrawn_is_out_of_force_at_once_and_says_why(curator):
    material = approved(curator)
    services.withdraw(material, reason="Устарел", on=TODAY, by=curator)

    assert state(material) == State.WITHDRAWN
    assert not Material.objects.approved_on(TODAY).exists()
    assert Material.objects.approved_on(TODAY - dt.timedelta(1)).get() == material
    with pytest.raises(RuleBroken, match="Отзывать нечего"):
        services.withdraw(material, reason="Ещё раз", on=TODAY, by=curator)


def test_what_came_on_paper_waits_at_once(curator):
    mentor = MentorEntryFactory().person
    fields = {**FIELDS, "links": "https://example.org/a"}
    given = {"fields": fields, "authors": [mentor], "file": None, "today": TODAY, "by": curator}

    material = services.record_paper(on=TODAY, **given)

    assert (state(material), material.recorded_by) == (State.SUBMITTED, curator)
    with pytest.raises(RuleBroken, match="будущим днём"):
        services.record_paper(on=TODAY + dt.timedelta(1), **given)


def test_nobody_takes_down_the_paper_of_another_participant_of_the_own_pair(curator):
    pair = PairFactory(active=True, mentees=[curator.person])
    given = {"fields": {**FIELDS, "links": "https://example.org/a"}, "file": None, "on": TODAY, "today": TODAY}

    with pytest.raises(RuleBroken):
        services.record_paper(authors=[pair.mentor], by=curator, **given)
    assert not Material.objects.exists()


def test_only_so_many_files_and_authors(author):
    material = services.write(fields=FIELDS, authors=[], file=a_file(), by=author)
    for _ in range(9):
        services.attach(material, file=a_file(), by=author)
    with pytest.raises(RuleBroken, match="не больше 10 файлов, а будет 11"):
        services.attach(material, file=a_file(), by=author)

    people = [MentorEntryFactory().person for _ in range(6)]
    with pytest.raises(RuleBroken, match="Отмечено авторов: 7"):
        services.edit(material, fields={}, authors=people, file=None, by=author)


@pytest.mark.parametrize(
    "fields",
    [
        {"returned_on": TODAY, "remarks": ""},
        {"reviewed_on": TODAY, "minutes_number": "2"},
        {"approved_on": TODAY},
        {"withdrawn_on": TODAY},
        {"replaced_on": TODAY},
    ],
)
def test_the_database_refuses_half_a_step(edition, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        MaterialFactory(**fields)


@pytest.mark.parametrize("given", State.values)
def test_the_state_is_the_same_in_memory_and_in_the_database(curator, given):
    day = {"submitted_on": APPROVED_ON}
    decided = {**day, "approved_on": APPROVED_ON, "approved_by": curator}
    rows = {
        State.DRAFT: {},
        State.SUBMITTED: day,
        State.REVIEWED: {**day, "reviewed_on": APPROVED_ON, "minutes_number": "1"},
        State.RETURNED: {"returned_on": APPROVED_ON, "returned_by": curator, "remarks": "Мало"},
        State.APPROVED: decided,
        State.REPLACED: {**decided, "replaced_on": TODAY},
        State.WITHDRAWN: {**decided, "withdrawn_on": TODAY, "withdraw_reason": "Устарел"},
    }
    made = {name: MaterialFactory(**fields) for name, fields in rows.items()}

    assert {name: row.state_on(TODAY) for name, row in made.items()} == {name: name for name in made}
    assert list(Material.objects.in_state(given, TODAY)) == [made[State(given)]]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_once_one_wins():
    regulation()
    material = submitted()
    users = [UserFactory(office="curator"), UserFactory(office="director")]

    refused = in_threads([partial(approve, material, user, reason="Да") for user in users])

    assert refused == 1
    assert material.history.filter(approved_on__isnull=False).count() == 1
    assert kept_of(material, "D46").issue == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_versions_begun_at_once_one_is_kept():
    regulation()
    curator = UserFactory(office="curator")
    material = approved(curator)

    assert in_threads([lambda: services.revise(material, by=curator)] * 2) == 1


def test_a_file_that_is_gone_is_told_in_words(author):
    material = services.write(fields=FIELDS, authors=[], file=a_file(), by=author)
    file = material.files.get()
    services.detach(file, by=author)

    with pytest.raises(Refusal, match="уже нет"):
        services.detach(file, by=author)
