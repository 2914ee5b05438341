"""A QR is looked for among the pictures of a scan, and a picture that is too large is left packed."""

import time
from io import BytesIO

import pytest
from PIL import Image

from mentorship.documents import qr
from tests.factories.pdfs import stream, written

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</A 9 0 R>>>>>>"
COLOUR = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Width %d/Height %d"
CODE = b"18-57-42"


def picture():
    drawn = Image.open(BytesIO(qr.png(CODE.decode()))).convert("RGB")
    return stream(drawn.tobytes(), COLOUR % drawn.size)


@pytest.mark.parametrize(
    "objects",
    [
        {9: picture()},
        {9: stream(b"/B Do", b"/Subtype/Form/Resources<</XObject<</B 10 0 R/C 9 0 R>>>>"), 10: picture()},
    ],
)
def test_the_code_of_a_scanned_page_is_read_also_from_a_drawing(objects):
    assert qr.read(written({3: PAGE} | objects)) == [CODE.decode()]


@pytest.mark.parametrize(
    ("size", "entries"),
    [((9_000, 8_000), b""), ((3_000, 2_000), b"/DecodeParms<</Predictor 15/Colors 3/Columns 3000>>")],
)
def test_a_picture_that_unpacks_to_too_much_is_left_packed(size, entries):
    drawn = b"\4" * (size[0] * size[1] * 3)
    pages = {3: PAGE, 9: stream(drawn, COLOUR % size + entries)}
    content = written(pages)
    begun = time.process_time()

    assert qr.read(content) == []
    assert time.process_time() - begun < 1


def test_pictures_inside_what_is_drawn_are_not_looked_at():
    drawn = b"BI /W 1 /H 1 /BPC 8 /CS /G ID a EI " * 200_000
    page = PAGE.replace(b"/Resources", b"/Contents 10 0 R/Resources")
    content = written({3: page, 9: picture(), 10: stream(drawn)})
    begun = time.process_time()

    assert qr.read(content) == [CODE.decode()]
    assert time.process_time() - begun < 1
