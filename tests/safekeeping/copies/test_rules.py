"""What a copy must be, when the night's copy is due, which ones may go."""

import datetime as dt

import pytest

from mentorship.core.refusal import Refusal
from mentorship.safekeeping.copies import rules


@pytest.mark.parametrize(
    "name",
    [
        "../x", "/etc/passwd", "media/../../x", "media//x", "media/./x", "media/a\\b", "media/.restoring/mark", "rows/../x",
        "other/x", "media/", "media", "media/a\0b",
    ],
)  # fmt: skip
def test_no_member_leaves_its_folder(name):
    with pytest.raises(Refusal, match="недопустимое имя"):
        rules.check_names(["rows/a.jsonl", name])


def test_a_file_is_no_folder_of_another():
    rules.check_names(["media/scans/2026/лист.pdf", "media/scans/2026/.скрытый", "rows/people.person.jsonl"])
    with pytest.raises(Refusal, match="и файл, и папка"):
        rules.check_names(["media/a", "media/a/b"])


def test_what_unfolds_without_measure_is_refused_at_the_bound():
    packed = 1024 * 1024
    most = packed * rules.UNFOLDS_AT_MOST

    rules.check_size({"rows/a": rules.Member(most, "")}, packed, 0)
    with pytest.raises(Refusal, match="разворачивается в 200 МБ"):
        rules.check_size({"rows/a": rules.Member(most + 1, "")}, packed, 0)


def test_files_must_find_room():
    rules.check_size({"media/a": rules.Member(5, "")}, 5, 5)
    with pytest.raises(Refusal, match="Освободите место"):
        rules.check_size({"media/a": rules.Member(6, "")}, 6, 5)


def test_versions_are_compared_by_migrations():
    known = [("people", "0001"), ("people", "0002"), ("orders", "0001")]
    ours = {"people": "0002", "orders": "0001"}

    assert not rules.is_older(ours, ours, known, "0.4.0")
    assert rules.is_older({"people": "0001", "orders": "0001"}, ours, known, "0.3.0")
    assert rules.is_older({"people": "0002"}, ours, known, "0.3.0")
    for newer in ({**ours, "people": "0003"}, {**ours, "surveys": "0001"}):
        with pytest.raises(Refusal, match=r"более новая программа \(0\.5\.0\).*000[13]"):
            rules.is_older(newer, ours, known, "0.5.0")


@pytest.mark.parametrize("data", [None, [], {}, {"format": 1}, {"format": 1, "version": 1, "made_at": 5}])
def test_a_manifest_of_another_shape_is_refused(data):
    with pytest.raises(Refusal, match="опись"):
        rules.understood(data)


def test_a_format_of_a_later_program_is_named():
    with pytest.raises(Refusal, match=r"более новая программа \(2\.0\)"):
        rules.understood({"format": 2, "version": "2.0"})


@pytest.mark.parametrize(
    ("now", "last", "due"),
    [
        ("30 02:59", None, True),
        ("30 02:59", "29 03:00", False),
        ("30 02:59", "28 23:00", True),  # the night of the 29th was missed
        ("30 03:00", "29 03:05", True),
        ("30 03:00", "30 03:00", False),
        ("30 23:59", "30 03:01", False),
    ],
)
def test_a_missed_night_is_made_up_and_none_is_made_twice(now, last, due):
    def moment(text):
        return text and dt.datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M")

    assert rules.is_due(moment(now), moment(last), 3) is due


def test_old_nights_go_but_never_the_newest_nor_what_a_person_has_made():
    names = [
        "nastavnik-2026-11-01-0300.zip",
        "nastavnik-2026-11-02-0300.zip.age",
        "before-restore-2020-01-01-000000.zip",
        "мой.zip",
    ]
    at = dt.datetime(2026, 12, 1, 3)

    assert rules.outlived(names, at, 30) == []
    assert rules.outlived(names, at + dt.timedelta(minutes=1), 30) == names[:1]
    assert rules.outlived(names, at + dt.timedelta(days=900), 30) == names[:1]
    assert rules.outlived([*names, "nastavnik-2099-01-01-0300.zip"], at + dt.timedelta(days=900), 30) == names[:1]


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 КБ"), (1, "1 КБ"), (1024, "1 КБ"), (4 * 1024**2, "4 МБ"), (2469606195, "2,3 ГБ")]
)
def test_sizes_are_said_in_words(size, words):
    assert rules.size_words(size) == words
