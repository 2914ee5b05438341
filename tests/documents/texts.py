"""What a reader reads in each format, in order, without spaces and lines to write on."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from mentorship.documents.html import body


def squeeze(text: str) -> str:
    return re.sub(r"[\s_\u00a0]+", "", text).lower()


def html_text(document) -> str:
    return squeeze(unescape(re.sub(r"<[^>]+>", " ", str(body(document)))))


def pdf_pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def pdf_text(content: bytes) -> str:
    return squeeze("".join(pdf_pages(content)))


def word_text(content: bytes) -> str:
    """Paragraphs and cells in order, with the numbers that Word itself writes before items."""
    made = docx.Document(BytesIO(content))
    levels = _levels(made)
    counters: dict[str, list[int]] = {}
    return squeeze("".join(_lines(made.element.body, levels, counters)))


def _lines(container, levels, counters) -> Iterator[str]:
    for paragraph in container.iter(qn("w:p")):
        number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is not None:
            key = number.find(qn("w:numId")).get(qn("w:val"))
            yield _number(int(number.find(qn("w:ilvl")).get(qn("w:val"))), counters.setdefault(key, []), levels[key])
        for text in paragraph.iter(qn("w:t")):
            yield text.text or ""


def _number(level: int, counter: list[int], start: int) -> str:
    del counter[level + 1 :]
    while len(counter) <= level:
        counter.append(start - 1 if not counter else 0)
    counter[level] += 1
    return ".".join(map(str, counter)) + "."


def _levels(made) -> dict[str, int]:
    """For each list the number it begins with."""
    root = made.part.numbering_part.element
    first = {
        item.get(qn("w:abstractNumId")): int(item.find(qn("w:lvl")).find(qn("w:start")).get(qn("w:val")))
        for item in root.findall(qn("w:abstractNum"))
        if item.find(qn("w:lvl")) is not None
    }
    return {
        item.get(qn("w:numId")): first[item.find(qn("w:abstractNumId")).get(qn("w:val"))]
        for item in root.findall(qn("w:num"))
    }
