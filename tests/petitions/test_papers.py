"""The printed forms, filled and blank."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.archive.packages.contents import of_pair
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.codes import code_of
from mentorship.petitions.models import Petition
from tests.factories import files
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, UserFactory
from tests.factories.petitions import decided, petition
from tests.papers import DAY, text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]


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
    assert (f"{row}: {pair.mentor.short_name}", "D24", row.pk) in [
        (s.title, s.paper, s.pk) for s in of_pair(pair, UserFactory(office="curator"))
    ]


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
