"""A PDF is looked through to its last object, in a time that does not depend on what it asks for."""

import time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.core.forms import pdfs
from mentorship.core.forms.uploads import problem
from tests.factories import files
from tests.factories.pdfs import chained, group, grouped, stream, written

ACTIONS = {
    "JavaScript": "сценарии",
    "Launch": "запуска программы",
    "SubmitForm": "обменивается данными",
    "ImportData": "обменивается данными",
    "GoToR": "другой файл",
    "GoToE": "другой файл",
    "Rendition": "звук",
    "Movie": "звук",
    "Sound": "звук",
}
WAYS = {
    "by a reference": lambda name: written({8: b"<</S 9 0 R>>", 9: b"/" + name}),
    "by a reference to a reference": lambda name: written({7: b"<</S 8 0 R>>", 8: b"[9 0 R]", 9: b"/" + name}),
    "packed": lambda name: grouped({9: group({8: b"<</S/%s>>" % name})}, {8: 9}),
    "packed, by a reference": lambda name: grouped({9: group({7: b"<</S 8 0 R>>", 8: b"/" + name})}, {7: 9, 8: 9}),
    "packed, out of the table": lambda name: written({9: group({8: b"<</S/%s>>" % name})}),
    "in codes": lambda name: written({8: b"<</S/#%02x%s>>" % (name[0], name[1:])}),
    "with its key in codes": lambda name: written({8: b"<</#53 /%s>>" % name}),
    "deep": lambda name: written({8: b"[" * 90 + b"<</S/%s>>" % name + b"]" * 90}),
    "in the trailer": lambda name: written({}).replace(b"trailer\n<<", b"trailer\n<</A<</S/%s>>" % name),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_found_however_it_is_written(action, way):
    words = problem(BytesIO(WAYS[way](action.encode())), ".pdf")

    assert ACTIONS[action] in words
    assert "Сохранить как PDF" in words


@pytest.mark.parametrize(
    ("objects", "words"),
    [
        ({8: b"<</#4a#53(app.alert)>>"}, "сценарии"),
        ({8: b"<</#41A 9 0 R>>", 9: b"<<>>"}, "начинается само"),
        ({1: b"<</Type/Catalog/Pages 2 0 R/Open#41ction 8 0 R>>", 8: b"<</S 9 0 R>>", 9: b"/URI"}, "начинается само"),
        ({8: b"<</S/URI/S/Launch>>"}, "запуска программы"),
        ({8: b"<</S/URI/S 9 0 R>>", 9: b"/Launch"}, "запуска программы"),
    ],
)
def test_a_key_in_codes_behind_a_reference_or_said_twice_is_found(objects, words):
    assert words in problem(BytesIO(written(objects)), ".pdf")


@pytest.mark.parametrize("place", [written, lambda objects: grouped({9: group(objects)}, dict.fromkeys(objects, 9))])
def test_a_link_and_words_that_only_sound_like_a_program_are_taken(place):
    link = {8: b"<</S/URI/URI(http://school.example/Launch)>>", 7: b"<</Title(/S /Launcher)/S/P>>"}

    assert problem(BytesIO(place(link)), ".pdf") == ""


SPACES = 60_000_000 * b" "
RUN = 5_900_000
HOSTILE = {
    "one packed run of spaces": lambda: grouped({9: group({8: SPACES})}, {8: 9}),
    "three of them": lambda: grouped({n: group({n + 10: SPACES}) for n in (7, 8, 9)}, {17: 7, 18: 8, 19: 9}),
    "twenty smaller ones": lambda: grouped(
        {n: group({n + 100: SPACES[:RUN]}) for n in range(10, 30)}, {n + 100: n for n in range(10, 30)}
    ),
    "one run read from a thousand places": lambda: grouped(
        {9: group(dict.fromkeys(range(10, 1010), b"(") | {1010: b"(" * RUN})}, dict.fromkeys(range(10, 1011), 9)
    ),
    "a run outside": lambda: written({9: SPACES[:15_000_000]}, dict.fromkeys(range(10, 20_000), 9)),
    "one stream under many numbers": lambda: written(
        {9: stream(bytes(15_000_000), packed=False)}, dict.fromkeys(range(10, 20_000), 9)
    ),
    "thousands of tables": lambda: chained(300, bytes(5_000_000)),
    "tables of differences": lambda: chained(300, bytes(5_000_000), b"/DecodeParms<</Predictor 2/Columns 7>>"),
    "too large tables": lambda: chained(300, bytes(20_000_000)),
    "packed runs without a table": lambda: (
        b"%PDF-1.7\n"
        + b"\n".join(b"%d 0 obj\n%s\nendobj" % pair for pair in enumerate(400 * [group({1: SPACES[:RUN]})], start=10))
        + b"trailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF"
    ),
    "thousands of references to nothing": lambda: written(
        {n: b"<</S %d 0 R>>" % (n + 100_000) for n in range(10, 20_000)} | {9: SPACES[:10_000_000]}
    ),
    "pages that double": lambda: written(
        {2: b"<</Type/Pages/Kids[10 0 R]>>", 40: b"<</Type/Page>>"}
        | {n: b"<</Type/Pages/Kids[%d 0 R %d 0 R]>>" % (n + 1, n + 1) for n in range(10, 40)}
    ),
    "brackets": lambda: written({9: b"[" * 15_000_000}),
    "beginnings": lambda: written({9: b"<<" * 3_000_000}),
    "a name in codes": lambda: written({9: b"/" + b"#41" * 5_000_000}),
    "lines": lambda: b"%PDF-1.4" + b"\n" * 15_000_000,
    "a circle of references": lambda: written({8: b"<</S 9 0 R>>", 9: b"9 0 R"}),
    "a group inside itself": lambda: grouped({9: group({8: b"<<>>"})}, {8: 8}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_asks_for_endless_work_is_refused_in_bounded_time(name, monkeypatch):
    monkeypatch.setattr(pdfs, "MAX_SECONDS", 1)
    content = HOSTILE[name]()
    begun = time.process_time()

    words = problem(BytesIO(content), ".pdf")

    assert time.process_time() - begun < 3
    assert words.startswith("Файл ")


def test_packed_runs_of_spaces_are_refused_before_they_are_unpacked():
    """In as many milliseconds as there are of them."""
    content = grouped({n: group({n + 10: SPACES}) for n in (7, 8, 9)}, {17: 7, 18: 8, 19: 9})
    begun = time.process_time()

    assert "слишком большой" in problem(BytesIO(content), ".pdf")
    assert time.process_time() - begun < 0.5


def test_a_scan_of_twenty_megabytes_is_looked_through_at_once():
    picture = stream(bytes(range(256)) * 2_000, b"/Type/XObject/Subtype/Image", packed=False)
    content = written(dict.fromkeys(range(10, 49), picture))
    begun = time.process_time()

    assert problem(BytesIO(content), ".pdf") == ""
    assert time.process_time() - begun < 1
    assert len(content) > 19_000_000


def test_thousands_of_honest_packed_objects_are_taken():
    numbers = range(10, 5_010)
    groups = {
        9_000 + start: group({n: b"<</Type/StructElem/S/P/P %d 0 R/K[0]>>" % n for n in numbers[start : start + 200]})
        for start in range(0, len(numbers), 200)
    }
    content = grouped(groups, {number: 9_000 + index // 200 * 200 for index, number in enumerate(numbers)})

    assert problem(BytesIO(content), ".pdf") == ""


@settings(deadline=8_000, max_examples=60)
@given(cut=st.integers(0, 1_500), piece=st.binary(max_size=60), gap=st.integers(0, 60), packed=st.booleans())
def test_whatever_the_bytes_the_answer_is_yes_or_words(cut, piece, gap, packed):
    honest = grouped({9: group({8: b"<</S/P>>"})}, {8: 9}) if packed else files.pdf(2)
    at = cut % len(honest)
    content = honest[:at] + piece + honest[at + gap :]

    for suffix in (".pdf", ".docx", ".xlsx", ".png"):
        words = problem(BytesIO(content), suffix)
        assert not words or words.startswith(("Файл ", "В файле есть "))
