"""Several PDFs → one with numbered sheets; pictures → pages."""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, IndirectObject, NameObject

A4_DOTS = (1654, 2339)  # A4 at 200 dots an inch: enough to read a signature
FONT = "SheetNumber"
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
    before, fonts = writer._add_object(_stream("q")), writer._add_object(_digits())
    for number, page in enumerate(writer.pages, start=1):
        _stamp(writer, page, number, before, fonts)
    output = BytesIO()
    writer.write(output)
    return output.getvalue(), len(writer.pages)


def _stamp(writer: PdfWriter, page: PageObject, number: int, before: IndirectObject, fonts: IndirectObject) -> None:
    """Write the number over the page without reading what is on it: that would take seconds for a dossier."""
    after = writer._add_object(_stream(f"Q BT /{FONT} 10 Tf {_place(page)} Tm ({number}) Tj ET"))
    drawn = page.get("/Contents")
    drawn = drawn.get_object() if drawn is not None else []
    parts = list(drawn) if isinstance(drawn, ArrayObject) else [page.raw_get("/Contents")] if drawn else []
    page[NameObject("/Contents")] = ArrayObject([before, *parts, after])
    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    known = DictionaryObject(resources.get("/Font", DictionaryObject()).get_object())
    resources[NameObject("/Font")] = DictionaryObject({**known, NameObject(f"/{FONT}"): fonts})
    page[NameObject("/Resources")] = resources


def _place(page: PageObject) -> str:
    """Where the number begins and which way it is written: in the lower right corner as the page is shown."""
    left, bottom, right, top = map(float, page.mediabox)
    places = {
        90: ("0 1 -1 0", right - BOTTOM, top - RIGHT),
        180: ("-1 0 0 -1", left + RIGHT, top - BOTTOM),
        270: ("0 -1 1 0", left + BOTTOM, bottom + RIGHT),
    }
    turn, x, y = places.get(page.rotation % 360, ("1 0 0 1", right - RIGHT, bottom + BOTTOM))
    return f"{turn} {x:.0f} {y:.0f}"


def _stream(text: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(text.encode())
    return stream


def _digits() -> DictionaryObject:
    """A font that every reader has: digits need none of their own."""
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )


def picture_to_pdf(content: bytes) -> bytes:
    """A photo as one page, turned the way it was held, small enough to send."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(content)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail(A4_DOTS if picture.height >= picture.width else A4_DOTS[::-1])
    output = BytesIO()
    picture.save(output, "PDF", resolution=200, quality=80)
    return output.getvalue()
