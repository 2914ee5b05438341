"""A PDF for visitors: it forgets its makers, and all of it is read that any reader shows."""

import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ByteStringObject, IndirectObject, NameObject

from mentorship.publication.publications.pictures import bare

MADE = ("/Metadata", "/PieceInfo", "/LastModified")  # what programs write of the making, on any object
DRAWN = frozenset({"/Image", "/Stamp", "/Ink"})
JPEG = "/DCTDecode"
RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)


def clean(content: bytes) -> bytes:
    """The file without its properties, without the authors of its remarks and without the words of its photos."""
    writer, output = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    writer.metadata = None
    for part in _every(writer.root_object):
        if isinstance(part, dict):
            _forget(part)
    writer.compress_identical_objects(remove_duplicates=False)  # what nothing refers to any more
    writer.write(output)
    return output.getvalue()


def _forget(part: Any) -> None:
    for key in MADE:
        part.pop(key, None)
    if "/Rect" in part and part.get("/Subtype") != "/Widget":
        part.pop("/T", None)  # of a remark it is the author, of a field its name
    if part.get("/FT") == "/Sig":
        part.pop("/V", None)  # a changed copy is signed by nobody
    if part.get("/Subtype") == "/Image" and part.get("/Filter") in (JPEG, [JPEG]):
        part._data = bare(part._data)


def words(content: bytes) -> tuple[str, bool]:
    """The text of the pages, then headings, remarks, links, fields and whatever else is written, one a line.

    And whether that is all: a page in pictures, or without a Russian letter, is not read.
    """
    reader = PdfReader(io.BytesIO(content))
    pages = [(page, page.extract_text()) for page in reader.pages]
    parts = list(_every(reader.root_object))
    told = dict.fromkeys(filter(None, map(_written, parts)))
    is_drawn = any(isinstance(part, dict) and part.get("/Subtype") in DRAWN for part in parts)
    is_whole = not is_drawn and all(map(_is_read, pages))
    shown = [text for _, text in pages if text.strip()]
    return "\n".join([*shown, *(f"; {text} ;" for text in told)]), is_whole


def _is_read(page: tuple[PageObject, str]) -> bool:
    return bool(RUSSIAN.search(page[1])) or page[0].get_contents() is None


def _written(part: Any) -> str:
    if isinstance(part, ByteStringObject):
        return part.decode("utf-16" if part.startswith((BOM_UTF16_BE, BOM_UTF16_LE)) else "utf-8", "ignore")
    if not isinstance(part, str) or (isinstance(part, NameObject) and not RUSSIAN.search(part)):
        return ""
    return unquote(part) if any(map(str.isalpha, part)) else ""


def _every(root: Any) -> Iterator[Any]:
    """Every object that the file refers to, each once."""
    parts, seen = [root], set[tuple[int, int]]()
    while parts:
        part = parts.pop()
        if isinstance(part, IndirectObject):
            if (part.idnum, part.generation) in seen:
                continue
            seen.add((part.idnum, part.generation))
            part = part.get_object()
        yield part
        if isinstance(part, dict):
            parts += part.values()
        elif isinstance(part, list):
            parts += part
