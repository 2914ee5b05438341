"""Scans and papers become one file."""

import time
from io import BytesIO

import pytest
from pypdf import PdfReader

from mentorship.documents import bundle
from tests.factories.pdfs import stream, written

SHOWN = {  # where a place of the sheet stands for the reader, from the lower left corner
    0: lambda x, y: (x, y),
    90: lambda x, y: (y, 595 - x),
    180: lambda x, y: (595 - x, 842 - y),
    270: lambda x, y: (842 - y, x),
}


def turned(angle, drawn=b"q Q"):
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d/Contents 9 0 R>>" % angle
    return written({3: page, 9: stream(drawn)})


@pytest.mark.parametrize("angle", [0, 90, 180, 270, -90])
def test_the_number_of_a_sheet_stands_in_its_lower_right_corner_as_it_is_shown(angle):
    page = PdfReader(BytesIO(bundle.join([("скан", turned(angle))])[0])).pages[0]
    places = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: places.append((text.strip(), tm)))

    (matrix,) = [tm for text, tm in places if text == "1"]
    shown = SHOWN[angle % 360]
    begins, goes = shown(*matrix[4:6]), shown(matrix[4] + matrix[0], matrix[5] + matrix[1])
    width = 595 if angle % 180 == 0 else 842
    assert begins == (width - bundle.RIGHT, bundle.BOTTOM)
    assert goes == (begins[0] + 1, begins[1])


def test_what_is_drawn_on_a_turned_sheet_is_not_read():
    begun = time.process_time()

    content, sheets = bundle.join([("скан", turned(90, b"0 0 m " * 2_000_000))])

    assert sheets == 1
    assert PdfReader(BytesIO(content)).pages[0].rotation == 90
    assert time.process_time() - begun < 1
