"""A document is a tree of a dozen block kinds; it knows nothing of the domain.

The tree goes to JSON and back, so that a signed order keeps the very text that was signed.
All text is plain; renderers escape it.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The institution's name on top, bold capitals, centred; codes and address below it."""

    lines: tuple[str, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeLine:
    """ПРИКАЗ centred, then the date on the left and the number on the right."""

    word: str
    date: str
    number: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is the title of the paper, 2 a section."""

    text: str
    level: int = 1
    align: str = "center"
    bold: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Justified text with a first-line indent unless `indent` is off."""

    text: str
    indent: bool = True
    align: str = "justify"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item; children are numbered 1.1, 1.2."""

    text: str
    children: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """Numbered items 1., 2., with sub-items 1.1.; `start` goes on after a table between items."""

    items: tuple[Item, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose lines begin with a mark: a dash, or a box to tick."""

    texts: tuple[str, ...]
    mark: str = "–"


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: the executor of an order, an explanation under a form."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns of short lines: marks of approval, requisites of two parties."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """The frame about an electronic signature; only ever made from a real certificate."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header row repeats on every page; widths in per cent.

    A row of a single cell goes across the whole table. Rows stay whole unless the table is `breakable`.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    breakable: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Pairs of label and value; an empty value is `lines` blank lines to fill by hand."""

    pairs: tuple[tuple[str, str], ...]
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom and from whom, upper right."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Position on the left, a line to sign, the name on the right; under them the day, where it is known."""

    position: str
    name: str
    date_line: bool = False
    seal: bool = False
    day: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """УТВЕРЖДАЮ and the like, upper right: word, then lines."""

    word: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppendixMark:
    """«Приложение № 1 к приказу …», upper right."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, lying or standing."""

    landscape: bool = False


Block = (
    Letterhead
    | TypeLine
    | Heading
    | Paragraph
    | Items
    | Bullets
    | Note
    | Columns
    | Stamp
    | Table
    | Fields
    | Addressee
    | Signature
    | Approval
    | AppendixMark
    | PageBreak
)
KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        Letterhead,
        TypeLine,
        Heading,
        Paragraph,
        Items,
        Bullets,
        Note,
        Columns,
        Stamp,
        Table,
        Fields,
        Addressee,
        Signature,
        Approval,
        AppendixMark,
        PageBreak,
    )
}


@dataclass(frozen=True, slots=True)
class Document:
    """A finished paper: title for the file's metadata, blocks in order.

    `code` is the short code by which a scan finds its way back; it prints on the first page.
    """

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    code: str = ""


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain data."""
    return {
        "title": document.title,
        "landscape": document.landscape,
        "code": document.code,
        "blocks": [{"kind": type(block).__name__, **asdict(block)} for block in document.blocks],
    }


def from_json(data: dict[str, Any]) -> Document:
    """The document back from its data; KeyError for an unknown kind of block."""
    blocks = tuple(_block(dict(block)) for block in data["blocks"])
    return Document(data["title"], blocks, data.get("landscape", False), data.get("code", ""))


def _block(data: dict[str, Any]) -> Block:
    kind = KINDS[data.pop("kind")]
    if kind is Items:
        return Items(tuple(_item(item) for item in data["items"]), data.get("start", 1))
    names = {field.name for field in fields(kind)}
    return kind(**{name: _frozen(value) for name, value in data.items() if name in names})


def _item(data: dict[str, Any]) -> Item:
    return Item(data["text"], tuple(_item(child) for child in data["children"]))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
