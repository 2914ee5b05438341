"""QR codes of papers: drawn for print, read back from a scan or a photo."""

import logging
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

MOST_PICTURES = 3  # of a scanned page are looked at
MAX_PICTURE = 27_000_000  # bytes of one unpacked: A4 in colour at 300 dots an inch
MAX_PREDICTED = 9_000_000
UNPACKERS = ("zlib_maximum_output_length", "lzw_maximum_output_length", "run_length_maximum_output_length")

log = logging.getLogger(__name__)


def svg(text: str) -> str:
    """The code as inline SVG markup."""
    import segno

    return str(segno.make(text, micro=False).svg_inline(border=1, svgclass=None, lineclass=None))


def large_svg(text: str) -> str:
    """The same for a camera before a screen: as large as the page makes it, with the margin that cameras need."""
    import segno

    return str(segno.make(text, micro=False).svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None))


def png(text: str) -> bytes:
    """The code as a PNG picture, for Word."""
    import segno

    output = BytesIO()
    segno.make(text, micro=False).save(output, kind="png", scale=6, border=1)
    return output.getvalue()


def read(content: bytes) -> list[str]:
    """The texts of the QR codes on a picture or on the first page of a scanned PDF; none when it cannot be read."""
    import zxingcpp

    found: list[str] = []
    try:
        for picture in _pictures(content):
            image = picture.convert("L")
            image.thumbnail((3000, 3000))
            found += [code.text for code in zxingcpp.read_barcodes(image)]
    except Exception:  # scanners pack pictures in ways no library unpacks; then the code is typed
        log.info("no QR could be read", exc_info=True)
    return found


def _pictures(content: bytes) -> Iterator[Any]:
    from PIL import Image

    if not content.startswith(b"%PDF"):
        with Image.open(BytesIO(content)) as opened:
            yield opened
        return
    from pypdf import PdfReader, apply_configuration

    for packed in islice(_packed(PdfReader(BytesIO(content)).pages[0]), MOST_PICTURES):
        # The library takes the differences of a predicted picture apart dot by dot.
        most = MAX_PREDICTED if "/Predictor" in str(packed.get("/DecodeParms")) else MAX_PICTURE
        limits: dict[str, Any] = dict.fromkeys(UNPACKERS, most)
        with apply_configuration(**limits):
            picture = packed.decode_as_image()
        yield picture


def _packed(page: Any) -> Iterator[Any]:
    """The pictures of a page, those that stand in a drawing of it too; each once, none unpacked."""
    holders, seen = [page], set()
    while holders:
        resources = holders.pop().get("/Resources", {}).get_object()
        for item in resources.get("/XObject", {}).get_object().values():
            found = item.get_object()
            if id(found) in seen:
                continue
            seen.add(id(found))
            if found.get("/Subtype") == "/Image":
                yield found
            elif found.get("/Subtype") == "/Form":
                holders.append(found)
