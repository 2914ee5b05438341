"""The paper flow, the printed forms, the list, the desk, the pair's card, query counts."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.archive.queries import pair_sources
from mentorship.desk.duties import collect, scope_of
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.codes import code_of
from mentorship.petitions import services
from mentorship.petitions.duties import duties
from mentorship.petitions.models import Petition
from mentorship.regulation.duties import Scope
from mentorship.regulation.queries import limits_by_edition
from tests.factories import files
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, UserFactory
from tests.factories.petitions import TODAY, decided, petition
from tests.papers import DAY, text

pytestmark = pytest.mark.django_db


def own(edition, user, rule="petition_decision"):
    return [duty for duty in collect(edition.limits(), scope_of(user, TODAY)) if duty.rule == rule]


def test_a_petition_from_paper_is_recorded_printed_and_its_scan_comes_back(client, pair, people):
    client.force_login(people["clerk"])
    data = {
        "author": pair.mentor_id,
        "filed_on": "12.10.2026",
        "wanted_on": "19.10.2026",
        "reason": "Семейные причины",
        "place": "папка № 7",
        "incoming": "41-л",
    }
    answer = client.post(reverse("petitions:record", args=[pair.pk, "resignation"]), data)
    row = Petition.objects.get()
    assert (answer.url, row.method, row.filed_on, row.place) == (
        row.get_absolute_url(),
        "paper",
        dt.date(2026, 10, 12),
        "папка № 7",
    )

    said = text(PAPERS["D24"].document(row, DAY))
    assert all(words in said for words in ("освободить меня с 19.10.2026", "Семейные причины", "вх. № 41-л"))
    code = code_of("D24", row.pk)
    assert PAPERS["D24"].document(row, DAY).code == code
    client.post(reverse("archive:add_scan"), {"code": code, "file": SimpleUploadedFile("скан.pdf", files.pdf())})
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Скан от" in page
    assert client.get(reverse("archive:scans"), {"q": code}).context["listing"].total == 1
    assert (f"{row}: {pair.mentor.short_name}", "D24", row.pk) in [(s.title, s.paper, s.pk) for s in pair_sources(pair)]


@pytest.mark.parametrize(
    ("code", "kind", "fields", "lines"),
    [
        ("D24", "resignation", {"details": "Пять занятий", "wishes": "Поручить коллеге"}, ["Пять занятий", "коллеге"]),
        ("D25", "replacement", {"points": ["иное"], "wishes": "Методист"}, ["Причина замены иное", "Методист"]),
        (
            "D28",
            "personal_file",
            {"points": ["об образовании и квалификации"], "details": "Характеристика"},
            ["сведения об образовании", "Характеристика"],
        ),
        (
            "D29",
            "representation",
            {"points": ["о поощрении"], "details": "Грамота", "support": "Беседы"},
            ["о поощрении", "Грамота", "Беседы", "05.10.2026"],
        ),
    ],
)
def test_a_paper_is_filled_with_what_was_typed_and_keeps_lines_for_the_rest(pair, director, code, kind, fields, lines):
    row = petition(kind, pair, **fields)
    said = text(PAPERS[code].document(row, DAY))

    for line in ["Переезд в другой район", *lines]:
        assert line in said
    blank = text(PAPERS[code].document(None, DAY))
    assert "Переезд" not in blank
    assert "20___ г." in blank
    assert "{" not in said + blank
    refused = decided(row, granted=False, by=director, reason="Нет оснований")
    assert "05.10.2026. Отказать. Нет оснований" in text(PAPERS[code].document(refused, DAY))


def test_a_mentee_of_a_group_prints_and_lists_only_oneself(client, edition):
    group = PairFactory(
        active=True,
        mentees=[MenteeEntryFactory(person__last_name=name).person for name in ("Первая", "Вторая")],
    )
    first, second = (part.mentee for part in group.participations.all())
    row = petition("replacement", group, author=first)
    client.force_login(UserFactory(person=first))

    pages = [client.get(url).content.decode() for url in (row.get_absolute_url(), reverse("petitions:list"), "/")]
    printed = text(PAPERS["D25"].document(row, DAY))
    assert not [page for page in [*pages, printed] if "Втор" in page and second]
    assert "Первой" in printed


@pytest.mark.parametrize("format", ["pdf", "word"])
def test_the_form_is_printed_for_the_pair_to_be_filled_by_hand(client, pair, people, format):
    url = reverse(f"petitions:print_{format}", args=[pair.pk, "resignation"])
    for role, status in (("mentor", 200), ("clerk", 200), ("mentee", 404), ("stranger", 404), ("admin", 404)):
        client.force_login(people[role])
        assert client.get(url).status_code == status, role
    client.force_login(people["mentor"])
    assert client.get(reverse(f"petitions:print_{format}", args=[pair.pk, "ending"])).status_code == 404


def test_the_term_of_the_edition_is_on_the_desk_the_day_before_on_and_after(edition, pair, people):
    row = petition("ending", pair)
    assert [duty.due_on for duty in own(edition, people["curator"])] == [None]
    for days, working, due in ((10, False, dt.date(2026, 10, 15)), (10, True, dt.date(2026, 10, 19))):
        edition.petition_days, edition.petition_working = days, working
        edition.save()
        (duty,) = own(edition, people["curator"])
        assert (duty.due_on, duty.pk) == (due, row.pk)
        left = [duty.days_left(due + dt.timedelta(days=shift)) for shift in (-1, 0, 1)]
        assert left == [1, 0, -1]


@pytest.mark.parametrize(
    ("kind", "author", "owner", "executor"),
    [
        ("resignation", "mentor", "director", "curator"),
        ("replacement", "mentee", "director", "curator"),
        ("ending", "mentee", "curator", "curator"),
        ("proposal", "mentee", "mentor", "mentor"),
        ("proposal", "mentor", "curator", "curator"),
        ("personal_file", "mentor", "director", "curator"),
    ],
)
def test_whose_turn_it_is(edition, pair, people, kind, author, owner, executor):
    row = petition(kind, pair, author=people[author].person)
    for role, user in people.items():
        assert bool(own(edition, user)) == (role == owner), role
    decided(row, by=people["director"])
    for role, user in people.items():
        assert not own(edition, user)
        assert bool(own(edition, user, "petition_execution")) == (role == executor), role
        assert bool(own(edition, user, "petition_answer")) == (role == author), role
    keys = [duty.key for duty in collect(edition.limits(), Scope(everything=True)) if duty.target == "petitions:card"]
    assert len(keys) == len(set(keys)) == 2
    services.mark_read(row, on=TODAY, by=people[author])
    assert not own(edition, people[author], "petition_answer")


def test_nobody_is_asked_to_read_an_answer_without_a_login(edition, pair, director):
    decided(petition("ending", pair), by=director)

    found = collect(edition.limits(), Scope(everything=True))
    assert "petition_answer" not in {duty.rule for duty in found}


def test_the_card_of_the_pair_shows_what_waits_and_where_to_file(client, pair, people):
    row = petition("ending", pair)
    new = reverse("petitions:new", args=[pair.pk])
    for role, waiting, may in (("curator", True, True), ("mentor", True, True), ("mentee", False, True)):
        client.force_login(people[role])
        page = client.get(pair.get_absolute_url()).content.decode()
        assert ((row.get_absolute_url() in page), (new in page)) == (waiting, may), role
    ended = PairFactory(ended=True)
    client.force_login(people["curator"])
    assert reverse("petitions:new", args=[ended.pk]) not in client.get(ended.get_absolute_url()).content.decode()


def test_filters_by_state_kind_and_whose(client, pair, people):
    mine = petition("ending", pair)
    asked = petition("proposal", pair, author=people["mentee"].person)
    done = decided(petition("resignation", pair), by=people["director"])
    client.force_login(people["mentor"])

    def rows(**query):
        return set(client.get(reverse("petitions:list"), query).context["listing"].rows)

    assert rows() == {mine, asked, done}
    assert rows(whose="mine") == {mine, done}
    assert rows(whose="decide") == {asked}
    assert rows(kind="resignation") == rows(state="granted") == {done}
    assert rows(state="done") == set()
    assert rows(q="Заявкина") == {mine, asked, done}


@pytest.mark.parametrize("count", [1, 3])
def test_duties_and_the_card_cost_the_same_however_many(client, edition, people, count, django_assert_num_queries):
    for _ in range(count):
        row = petition("ending")
        petition("mediation", row.pair)
    limits = limits_by_edition()
    with django_assert_num_queries(2):
        assert len(duties(limits, Scope(everything=True))) == 2 * count
    with django_assert_num_queries(0):
        assert duties(limits, Scope(person=1, mentors=False, mentees=False)) == []
    client.force_login(people["curator"])
    client.get("/")
    with django_assert_num_queries(10):
        client.get(row.get_absolute_url())
