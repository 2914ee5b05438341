"""A Word or Excel file for visitors: its properties and pictures forget their makers, every text of it is read."""

import io
import re
import zipfile
from collections.abc import Iterator
from posixpath import basename, normpath
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from mentorship.publication.publications.pictures import bare

LINKS, KINDS = "_rels/.rels", "[Content_Types].xml"
DOCUMENT = "officeDocument"
SCHEMAS = "http://schemas.openxmlformats.org"
EMPTY = {
    "core-properties": f'<coreProperties xmlns="{SCHEMAS}/package/2006/metadata/core-properties"/>'.encode(),
    "extended-properties": f'<Properties xmlns="{SCHEMAS}/officeDocument/2006/extended-properties"/>'.encode(),
}  # by the kind of reference; of other properties, the small picture and signatures nothing is kept
OUTSIDE = ("docProps/", "_xmlsignatures/", "package/services/metadata/")
XML = (".xml", ".rels", ".vml", ".svg")
FONTS = (".odttf", ".ttf", ".fntdata")
BODY = ("word/", "xl/", "ppt/")
# What parts words for a reader: in a line, or in lines. The rest of the marks of a text does not.
GAPS = frozenset({"tab", "ptab", "br", "cr", "sym", "pgNum", "fldChar", "footnoteReference", "endnoteReference"})
LINES = frozenset({"p", "tc", "tr", "si", "c", "is", "v", "pt", "rPh", "rt", "rubyBase", "oddHeader", "oddFooter"})
LINES |= {"evenHeader", "evenFooter", "firstHeader", "firstFooter", "author", "definedName", "f", "docPartBody"}
APART = frozenset({"drawing", "pict", "object", "txbxContent"})  # stands beside the words among which it is written
TEXTS = frozenset({"t", "delText"})
HYPHEN = "noBreakHyphen"
OLD, NEW = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
CODE = re.compile(r"[0-9A-F]{8}")  # by which programs know paragraphs and editions
Reading = list[str]


def clean(content: bytes) -> bytes:
    """The file without its properties; the names of whoever remarked and corrected stay, for they are searched."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(output, "w") as made:
        links = _links(archive)
        kept = {target: EMPTY.get(kind) for target, kind in links.items() if kind in EMPTY or kind == DOCUMENT}
        gone = {name for name in archive.namelist() if name not in kept and _is_outside(name, links)}
        for name in dict.fromkeys(archive.namelist()):
            if name not in gone:
                part = kept.get(name) or _cleaned(name, archive.read(name), gone)
                made.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _links(archive: zipfile.ZipFile) -> dict[str, str]:
    """What the whole file refers to: the kind of reference by the part."""
    if LINKS not in archive.namelist():
        return {}
    found = ElementTree.fromstring(archive.read(LINKS))
    return {_part(one.get("Target", "")): basename(one.get("Type", "")) for one in found}


def _part(target: str) -> str:
    return normpath(target.lstrip("/"))


def _is_outside(name: str, links: dict[str, str]) -> bool:
    return name in links or name.startswith(OUTSIDE)


def _cleaned(name: str, content: bytes, gone: set[str]) -> bytes:
    if name == LINKS:
        return _without(content, "Target", gone)
    return _without(content, "PartName", gone) if name == KINDS else bare(content)


def _without(content: bytes, attribute: str, gone: set[str]) -> bytes:
    """The list of parts without those that are gone."""
    root = ElementTree.fromstring(content)
    space, _, tag = root.tag[1:].partition("}")
    rows = "".join(_row(one) for one in root if _part(one.get(attribute, "")) not in gone)
    return f'<?xml version="1.0" encoding="UTF-8"?><{tag} xmlns="{space}">{rows}</{tag}>'.encode()


def _row(one: ElementTree.Element) -> str:
    return f"<{_local(one.tag)} {' '.join(f'{name}={quoteattr(value)}' for name, value in one.items())}/>"


def words(content: bytes) -> tuple[str, bool]:
    """Every text, then every attribute, one a line; and whether there is nothing else: a picture is not read."""
    found, told, is_whole = [], dict[str, None](), True
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            told[name] = None
            if not name.lower().endswith(XML):
                is_whole = is_whole and name.lower().endswith((*FONTS, "/"))
                continue
            reader = Reader(glues=name.lower().startswith(BODY))
            is_whole = _takes_in(reader, archive.read(name)) and is_whole
            found.append(reader.text())
            told |= reader.told
    attributes = (unquote(value) for value in told if any(map(str.isalpha, value)) and not CODE.fullmatch(value))
    return "\n".join([*filter(None, found), *(f"; {value} ;" for value in attributes)]), is_whole


def _takes_in(reader: "Reader", part: bytes) -> bool:
    """Whether the part could be read to its end."""
    parser = ElementTree.XMLParser(target=reader)
    try:
        parser.feed(part)
        parser.close()
    except ElementTree.ParseError:
        return False
    return True


class Reader:
    """Reads one part in two ways: as corrected, and as it had been; attributes once each.

    `glues` where the marks of a text do not part its words: «Пет» in bold and «рова» beside it are one word. A picture
    in a line parts words, one that floats does not, and both are marked alike: so it parts them in one of the ways.
    """

    def __init__(self, *, glues: bool) -> None:
        self.glues, self.told = glues, dict[str, None]()
        self.tags: list[str] = []
        self.open: list[tuple[Reading, Reading]] = [
            ([], [])
        ]  # (as corrected, as it had been), of each that stands apart
        self.read: list[tuple[Reading, Reading]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        self.tags.append(name)
        self.told |= dict.fromkeys(attributes.values())
        if name in APART:
            self.open.append(([], []))
        self._gap(name)

    def data(self, text: str) -> None:
        if self.glues and text.isspace() and self.tags[-1] not in TEXTS:
            return  # the layout of the XML itself
        new, old = self.open[-1]
        if not OLD.intersection(self.tags):
            new.append(text)
        if not NEW.intersection(self.tags):
            old.append(text)

    def end(self, tag: str) -> None:
        name = self.tags.pop()
        if name in APART:
            self.read.append(self.open.pop())
            self.open[-1][1].append(" ")
        elif name == HYPHEN:
            self._add("-")
        self._gap(name)

    def _gap(self, name: str) -> None:
        if name in LINES or not self.glues:
            self._add("\n")
        elif name in GAPS:
            self._add(" ")

    def _add(self, sign: str) -> None:
        for reading in self.open[-1]:
            reading.append(sign)

    def text(self) -> str:
        """All that was read, without empty lines."""
        return "\n".join(line for pair in [*self.open, *self.read] for line in _lines(*pair))


def _lines(new: Reading, old: Reading) -> Iterator[str]:
    corrected, before = _split(new), _split(old)
    known = set(corrected)
    yield from corrected
    yield from (line for line in before if line not in known)


def _split(reading: Reading) -> list[str]:
    lines = (" ".join(line.split()) for line in "".join(reading).splitlines())
    return [line for line in lines if line]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
