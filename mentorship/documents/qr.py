"""QR codes of papers: drawn for print, read back from a scan or a photo."""

from io import BytesIO


def svg(text: str) -> str:
    """The code as inline SVG markup."""
    import segno

    return str(segno.make(text, micro=False).svg_inline(border=1, svgclass=None, lineclass=None))


def png(text: str) -> bytes:
    """The code as a PNG picture, for Word."""
    import segno

    output = BytesIO()
    segno.make(text, micro=False).save(output, kind="png", scale=6, border=1)
    return output.getvalue()


def read(content: bytes) -> list[str]:
    """The texts of all QR codes on a picture or on the first page of a scanned PDF."""
    import zxingcpp
    from PIL import Image

    found: list[str] = []
    for picture in _pictures(content):
        with Image.open(BytesIO(picture)) as opened:
            image = opened.convert("L")
        image.thumbnail((3000, 3000))
        found += [code.text for code in zxingcpp.read_barcodes(image)]
    return found


def _pictures(content: bytes) -> list[bytes]:
    if not content.startswith(b"%PDF"):
        return [content]
    from pypdf import PdfReader

    return [image.data for image in PdfReader(BytesIO(content)).pages[0].images][:3]
