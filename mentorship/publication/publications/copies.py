"""A file of the library as visitors get it: without what it knows of its makers; and the words that it holds."""

import io
import re
import zipfile
from collections.abc import Callable

from django.utils.html import strip_tags

MOST = 200_000  # signs of a file that are searched for names
PARTS = re.compile(r"^(word|xl|ppt)/.*\.xml$")
MAKERS = re.compile(r'(?:w:author|userId|displayName)="([^"]+)"')
ENDS = re.compile(r"</(?:w:p|w:tc|a:p|si|c)>")
PROPERTIES = ("author", "last_modified_by", "comments", "keywords", "subject", "category", "title", "identifier")


def copy_of(name: str, content: bytes) -> bytes:
    """The same content without names of authors and editors in the properties of the file."""
    return COPIES.get(_suffix(name), _as_it_is)(content)


def words_of(name: str, content: bytes) -> str:
    """What can be read in the file, its remarks and their authors too; nothing of a picture."""
    return WORDS.get(_suffix(name), _none)(content)[:MOST]


def _suffix(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()


def _as_it_is(content: bytes) -> bytes:
    return content


def _none(content: bytes) -> str:
    return ""


def _clean_word(content: bytes) -> bytes:
    from docx import Document

    document, output = Document(io.BytesIO(content)), io.BytesIO()
    for name in PROPERTIES:
        setattr(document.core_properties, name, "")
    document.save(output)
    return output.getvalue()


def _clean_pdf(content: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer, output = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    writer.metadata = None
    writer.xmp_metadata = None
    writer.write(output)
    return output.getvalue()


def _office_words(content: bytes) -> str:
    """Every text of the parts, a break after each paragraph and cell; an authors' name stands in an attribute."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in filter(PARTS.match, archive.namelist()):
            part = archive.read(name).decode("utf-8", "replace")
            found += [strip_tags(ENDS.sub("\n", part)), *MAKERS.findall(part)]
    return "\n".join(found)


def _pdf_words(content: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


COPIES: dict[str, Callable[[bytes], bytes]] = {"docx": _clean_word, "pdf": _clean_pdf}
WORDS: dict[str, Callable[[bytes], str]] = {"docx": _office_words, "xlsx": _office_words, "pdf": _pdf_words}
