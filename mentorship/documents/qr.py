"""QR codes of papers: drawn for print, read back from a scan or a photo."""

import logging
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

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
    from PIL import Image

    found: list[str] = []
    try:
        for picture in _pictures(content):
            with Image.open(BytesIO(picture)) as opened:
                image = opened.convert("L")
            image.thumbnail((3000, 3000))
            found += [code.text for code in zxingcpp.read_barcodes(image)]
    except Exception:  # scanners pack pictures in ways no library unpacks; then the code is typed
        log.info("no QR could be read", exc_info=True)
    return found


def _pictures(content: bytes) -> Iterator[bytes]:
    if not content.startswith(b"%PDF"):
        yield content
        return
    from pypdf import PdfReader

    for image in islice(PdfReader(BytesIO(content)).pages[0].images, 3):
        yield image.data
