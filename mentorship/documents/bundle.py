"""Several PDFs → one with numbered sheets; pictures → pages."""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

A4_DOTS = (1654, 2339)  # A4 at 200 dots an inch: enough to read a signature
RIGHT, BOTTOM = 42, 14  # of the sheet's number, in points from the corner


def page_count(content: bytes) -> int:
    return len(PdfReader(BytesIO(content)).pages)


def join(parts: Sequence[tuple[str, bytes]]) -> tuple[bytes, int]:
    """One PDF with a bookmark for each (title, PDF) and a number on each sheet; and how many sheets."""
    writer = PdfWriter()
    for title, content in parts:
        first = len(writer.pages)
        writer.append(PdfReader(BytesIO(content)), import_outline=False)
        writer.add_outline_item(title=title, page_number=first)
    for number, page in enumerate(writer.pages, start=1):
        page.transfer_rotation_to_content()
        page.merge_page(_number(page, number))
    output = BytesIO()
    writer.write(output)
    return output.getvalue(), len(writer.pages)


def _number(page: PageObject, number: int) -> PageObject:
    """An empty page with the number in the lower right corner; digits need no embedded font."""
    box = page.mediabox
    x, y = float(box.right) - RIGHT, float(box.bottom) + BOTTOM
    stream = DecodedStreamObject()
    stream.set_data(f"BT /Sheet 10 Tf {x:.0f} {y:.0f} Td ({number}) Tj ET".encode())
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    overlay = PageObject.create_blank_page(width=box.right, height=box.top)
    fonts = DictionaryObject({NameObject("/Sheet"): font})
    overlay[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    overlay[NameObject("/Contents")] = stream
    return overlay


def picture_to_pdf(content: bytes) -> bytes:
    """A photo as one page, turned the way it was held, small enough to send."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(content)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail(A4_DOTS if picture.height >= picture.width else A4_DOTS[::-1])
    output = BytesIO()
    picture.save(output, "PDF", resolution=200, quality=80)
    return output.getvalue()
