"""What is inside a Word or Excel file: an archive that may unpack to anything, carry programs or call other files."""

import re
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.etree import ElementTree

from mentorship.core.forms.troubles import BOMB, BROKEN, MACROS, OBJECT, in_table, in_word

MAX_PARTS = 5_000  # each stands in the directory of the archive
PART = b"PK\x01\x02"  # begins it there
MAX_UNPACKED = 200 * 1024 * 1024
MAX_TABLE_UNPACKED = 80 * 1024 * 1024  # cells take several times as much memory
MAX_LINKS = 5 * 1024 * 1024  # of the parts that say what refers to what, unpacked, together
CHUNK = 1 << 20
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # Office programs know no others
KINDS = "[content_types].xml"
MANY_ROWS = (
    "В файле больше 200 000 строк, считая пустые. Удалите пустые строки под списком (выделите их целиком и нажмите "
    "«Удалить») или скопируйте список в новый файл."
)
# By the beginning of a tag: how many a list may need, and what is said of more.
MOST_IN_TABLE = {
    b"row": (200_000, MANY_ROWS),
    b"c ": (1_500_000, BOMB),
    b"c/": (100_000, BOMB),
    b"c>": (100_000, BOMB),
    b"si": (400_000, BOMB),
    b"r>": (400_000, BOMB),
    b"mergeCell ": (20_000, BOMB),
    b"xf ": (65_000, BOMB),
    b"definedName": (20_000, BOMB),
    b"Relationship ": (5_000, BOMB),
    b"sheet ": (500, BOMB),
}
ACTIVEX = "элемент управления ActiveX"
# By a piece of the name of a part, of a kind of content, or by the end of a kind of reference.
NAMES = {
    "vbaproject": MACROS,
    "vbadata": MACROS,
    "macrosheets/": MACROS,
    "activex": ACTIVEX,
    "embeddings/": OBJECT,
    "oleobject": OBJECT,
}
PROGRAMS = (".exe", ".js", ".vbs", ".bat", ".cmd", ".dll", ".scr", ".ps1", ".hta", ".lnk")
CONTENTS = {b"macroenabled": MACROS, b"vbaproject": MACROS, b"ms-office.activex": ACTIVEX}
REFERENCES = {
    "vbaproject": MACROS,
    "control": ACTIVEX,
    "activexcontrolbinary": ACTIVEX,
    "oleobject": OBJECT,
    "package": OBJECT,
    "afchunk": "вставленный файл другого вида",
}
# Pressed by the reader: sites, letters, places of the same file, and both reference systems of law.
LINK = re.compile(r"(https?|mailto|consultantplus|garantf1):|#", re.IGNORECASE)
TEMPLATE, ELSEWHERE = "ссылка на шаблон вне файла", "ссылка на другой файл, который открывается вместе с ним"
BOOKS = "externallinkpath"  # other books of formulas: a list is read once, alone, and is not kept


def word(file: BinaryIO) -> str:
    return _problem(file, "word/document.xml", MAX_UNPACKED, in_word)


def excel(file: BinaryIO) -> str:
    return _problem(file, "xl/workbook.xml", MAX_TABLE_UNPACKED, in_table) or _crowded(file)


def _crowded(file: BinaryIO) -> str:
    """What reading a table would spend its time on, counted in the raw parts: a small file may hold millions."""
    counts = dict.fromkeys(MOST_IN_TABLE, 0)
    for chunk in _xml(file):
        if b"\0" in chunk:
            return BROKEN  # no Office program writes anything but UTF-8
        for name, (most, words) in MOST_IN_TABLE.items():
            counts[name] += chunk.count(b"<" + name) + chunk.count(b":" + name)
            if counts[name] > most:
                return words
    return ""


def _xml(file: BinaryIO) -> Iterator[bytes]:
    """Every XML part of an Office file, bit by bit."""
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.filename.lower().endswith((".xml", ".rels")):
                with archive.open(info) as part:
                    while chunk := part.read(CHUNK):
                        yield chunk


def has_many_parts(file: BinaryIO) -> bool:
    """Asked before the directory of an archive is read: it alone could fill the memory."""
    file.seek(0)
    return sum(chunk.count(PART) for chunk in iter(lambda: file.read(CHUNK), b"")) > MAX_PARTS


def _problem(file: BinaryIO, heart: str, most: int, words: Callable[[str], str]) -> str:
    if has_many_parts(file):
        return BOMB
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        # No more than a part declares is ever unpacked of it.
        if sum(part.file_size for part in parts) > most or sum(map(_links, parts)) > MAX_LINKS:
            return BOMB
        if any(part.compress_type not in PACKINGS for part in parts):
            return BROKEN
        if not {heart, KINDS} <= set(map(_name, parts)):
            return BROKEN
        found = next(filter(None, _found(archive)), "")
    return words(found) if found else ""


def _name(part: zipfile.ZipInfo) -> str:
    return part.filename.lower().replace("\\", "/")


def _is_links(part: zipfile.ZipInfo) -> bool:
    return _name(part).endswith(".rels") or _name(part) == KINDS


def _links(part: zipfile.ZipInfo) -> int:
    return part.file_size if _is_links(part) else 0


def _found(archive: zipfile.ZipFile) -> Iterator[str]:
    """Whatever an Office file may not have, in words; empty ones between."""
    for part in archive.infolist():
        name = _name(part)
        yield from (found for piece, found in NAMES.items() if piece in name)
        yield MACROS if name.endswith(PROGRAMS) else ""
        if name.endswith((".xml", ".rels")):
            yield MACROS if b"<!" in _beginning(archive, part) else ""
    for part in filter(_is_links, archive.infolist()):
        content = archive.read(part)
        if _name(part).endswith(".rels"):
            yield from map(_refers, ElementTree.fromstring(content).iter())
        elif b"\0" in content:  # no Office program writes anything but UTF-8
            raise ValueError(part.filename)
        else:
            yield from (found for piece, found in CONTENTS.items() if piece in content.lower())


def _beginning(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Where an XML file would declare entities; Office programs never write such a declaration."""
    with archive.open(part) as opened:
        return opened.read(512)


def _refers(reference: ElementTree.Element) -> str:
    """What is wrong with one reference of a part to another, or to something outside the file."""
    kind = reference.get("Type", "").rstrip("/").rsplit("/", 1)[-1].lower()
    if kind in REFERENCES:
        return REFERENCES[kind]
    if reference.get("TargetMode", "").strip().lower() != "external" or kind == BOOKS:
        return ""
    if kind == "hyperlink":
        plain = LINK.match(reference.get("Target", "").strip())
        return "" if plain else "ссылка, которая открывает файл или программу"
    return TEMPLATE if kind == "attachedtemplate" else ELSEWHERE
