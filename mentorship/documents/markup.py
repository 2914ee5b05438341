"""Plain text → blocks: how the texts of papers are written down in `fixtures/papers` and by the institution.

| a line begins with | makes |
|---|---|
| `# ` / `## ` | the title / a section heading |
| `> ` | the addressee, upper right |
| `^ ` / `< ` | a centred / left paragraph without indent |
| `1. ` / `1.1. ` | an item / a sub-item, numbered anew |
| `- ` / `[] ` | a dash / a box to tick |
| `~ ` | a small note |
| `метка :: значение` | a field; no value: a line to fill by hand |
| `| A =10 | B =90 |` | a table: header with widths, then rows; `|| 12` is twelve empty rows |
| `подпись: Кто | Имя` | a signature; `подпись с датой: Кто | Имя | день` adds the date, a line without the day |
| `гриф: УТВЕРЖДАЮ | строка` | a mark of approval, upper right |
| `стороны: а; б | в; г` | two columns |
| `---` | a new page |
| `[если имя] ` / `[если нет имя] ` | the line is said only with, only without the value (see `wording`) |
| `\\3.№. ` | the next typed number after the last one that began with `3.` |
| a backslash | a paragraph that would otherwise mean something |

Anything else is a paragraph. Values are filled in after the structure is read, so no value can change it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from mentorship.documents import tree
from mentorship.documents.wording import CONDITION, Values, fill, said

ITEM = re.compile(r"^(\d{1,4}(?:\.\d{1,4})*)\.\s+(?=\S)")
NUMBER = re.compile(r"^(\\(?:\d{1,4}\.)*)(\d{1,4}|№)(?=\.)")
BARE = re.compile(r"^(-|\\?\d{1,4}(\.\d{1,4})*[.)])$")
ABBREVIATION = re.compile(r"^[а-яё]{1,4}\.")  # «с. Речное» stays so at the beginning of a line
ASKING = ("УТВЕРЖДАЮ", "СОГЛАСОВАНО")
SPACES = re.compile(r" {2,}")  # an empty value leaves two
WIDTH = re.compile(r"\s*=(\d{1,3})\s*$")
DEEPEST = 2  # 1.1.1. is the third and last level
MOST_COLUMNS = 20
MOST_EMPTY_ROWS = 1000
STARTS = {
    "## ": "section", "# ": "title", "> ": "addressee", "^ ": "centre", "< ": "left", "- ": "bullet", "[] ": "box",
    "~ ": "note", "||": "empty", "|": "row", "---": "break", "\\": "text",
    "подпись с датой:": "dated", "подпись:": "signature", "гриф:": "approval", "стороны:": "columns",
}  # fmt: skip
GROUPED = {"addressee", "bullet", "box", "note", "item", "field", "row"}


def parse(source: str, values: Values, *, blank: bool = False) -> tuple[tree.Block, ...]:
    """The blocks of the text, filled; a `blank` one is a form to fill by hand."""
    kept = said(_telling(source), values, blank=blank)
    lines = [_kind(line) for line in _counted(kept)]
    blocks: list[tree.Block] = []
    for kind, group in groupby(lines, key=lambda line: "row" if line[0] == "empty" else line[0]):
        texts = [text for _, text in group]
        if kind in GROUPED:
            blocks.append(_group(kind, texts, values))
        else:
            blocks.extend(_single(kind, text, values) for text in texts)
    return tuple(blocks)


def _telling(source: str) -> Iterator[str]:
    """The lines that say something: an item with a number alone is never printed (MO-15)."""
    return (line for line in map(str.strip, source.splitlines()) if line and not BARE.match(line))


def _counted(lines: Iterable[str]) -> Iterator[str]:
    """`\\3.№. слова` takes the number after the last typed one, so that a line left out makes no gap."""
    last: dict[str, int] = {}
    for line in lines:
        if found := NUMBER.match(line):
            prefix, number = found.groups()
            last[prefix] = last.get(prefix, 0) + 1 if number == "№" else int(number)
            yield f"{prefix}{last[prefix]}{line[found.end() :]}"
        else:
            yield line


def items(source: str, values: Values, *, blank: bool = False) -> tuple[tree.Item, ...]:
    """Only the numbered items of the text; a line without a number goes on the item before it."""
    lines: list[str] = []
    for line in said(_telling(source), values, blank=blank):
        if ITEM.match(line) or not lines:
            lines.append(line if ITEM.match(line) else f"1. {line}")
        else:
            lines[-1] += f"\n{line}"
    return _items(lines, values)


def write_items(rows: tuple[tree.Item, ...], prefix: str = "") -> str:
    """Items back as text that a person edits and `items` reads."""
    lines = []
    for index, item in enumerate(rows, start=1):
        lines.append(f"{prefix}{index}. {item.text}")
        if item.children:
            lines.append(write_items(item.children, f"{prefix}{index}."))
    return "\n".join(lines)


def mistakes(source: str) -> list[str]:
    """What is wrong with the tables of the text, each with its line; everything else means something."""
    found: list[str] = []
    empty, inside = 0, False
    for number, line in enumerate(source.splitlines(), start=1):
        kind, text = _kind(CONDITION.sub("", line.strip()))
        if kind not in ("row", "empty"):
            inside = inside and not line.strip()
            continue
        if inside and _is_count(text):
            empty += min(int(text), 200)
        elif not inside:
            found += (f"Строка {number}: {wrong}" for wrong in _head_mistakes(text))
        inside = True
    if empty > MOST_EMPTY_ROWS:
        found.append(f"Пустых строк в таблицах {empty}, а можно не больше {MOST_EMPTY_ROWS}.")
    return found


def _head_mistakes(head: str) -> Iterable[str]:
    cells = [cell.strip() for cell in head.strip("|").split("|")]
    widths = _widths(cells)
    if len(cells) > MOST_COLUMNS:
        yield f"в таблице {len(cells)} граф, а можно не больше {MOST_COLUMNS}."
    if widths and len(widths) < len(cells):
        yield "ширина указана не у каждой графы таблицы. Укажите у всех или не указывайте вовсе."
    elif widths and sum(widths) != 100:
        yield f"ширины граф таблицы в сумме дают {sum(widths)}, а нужно 100."


def _kind(line: str) -> tuple[str, str]:
    if ITEM.match(line):
        return "item", line
    for start, kind in STARTS.items():
        if line.startswith(start):
            return kind, line[len(start) :].strip()
    return ("field", line) if "::" in line else ("text", line)


def _group(kind: str, texts: list[str], values: Values) -> tree.Block:
    if kind == "item":
        first = ITEM.match(texts[0])
        return tree.Items(_items(texts, values), int(first.group(1).split(".")[0]) if first else 1)
    if kind == "row":
        return _table(texts, values)
    filled = tuple(fill(text, values) for text in texts)
    match kind:
        case "addressee":
            return tree.Addressee((_capital(filled[0]), *filled[1:]))
        case "note":
            return tree.Note(filled)
        case "field":
            return tree.Fields(tuple(_field(text, values) for text in texts))
        case _:
            return tree.Bullets(filled, "□" if kind == "box" else "–")


def _single(kind: str, text: str, values: Values) -> tree.Block:
    match kind:
        case "title":
            return tree.Heading(fill(text, values))
        case "section":
            return tree.Heading(fill(text, values), 2, "left")
        case "centre" | "left":
            align = "center" if kind == "centre" else "left"
            return tree.Paragraph(_capital(fill(text, values)) if kind == "left" else fill(text, values), False, align)
        case "dated" | "signature":
            position, name, day = [*_cells(text, values), "", ""][:3]
            return tree.Signature(_capital(position), name, date_line=kind == "dated", day=day)
        case "approval":
            word, *lines = _cells(text, values)
            # «УТВЕРЖДАЮ» is followed by a position, «УТВЕРЖДЕНО» by «приказом …».
            return tree.Approval(
                word, tuple(map(_capital, lines[:1])) + tuple(lines[1:]) if word in ASKING else tuple(lines)
            )
        case "columns":
            left, right = [*text.split("|"), ""][:2]
            return tree.Columns(*(_column(side, values) for side in (left, right)))
        case "break":
            return tree.PageBreak()
        case _:
            return tree.Paragraph(_capital(fill(text, values)))


def _field(text: str, values: Values) -> tuple[str, str]:
    label, _, value = text.partition("::")
    # An unknown value is the blank line of the field itself.
    filled = fill(value.strip(), values)
    return fill(label.strip(), values), filled if filled.strip("_") else ""


def _cells(text: str, values: Values) -> list[str]:
    return [fill(cell.strip(), values) for cell in text.strip().removesuffix("|").split("|")]


def _column(text: str, values: Values) -> tuple[str, ...]:
    return tuple(fill(line.strip(), values) for line in text.split(";"))


def _table(texts: list[str], values: Values) -> tree.Table:
    head, *body = texts
    headers = [cell.strip() for cell in head.strip("|").split("|")]
    widths = _widths(headers)
    names = tuple(fill(WIDTH.sub("", cell), values) for cell in headers)
    rows: list[tuple[str, ...]] = []
    for text in body:
        if _is_count(text):
            rows.extend([("",) * len(names)] * min(int(text), 200))
        else:
            cells = [*_cells(text, values), *[""] * len(names)]
            rows.append(tuple(cell.strip("_") and cell for cell in cells[: len(names)]))
    return tree.Table(names, tuple(rows), widths if len(widths) == len(names) and sum(widths) == 100 else ())


def _widths(headers: list[str]) -> tuple[int, ...]:
    return tuple(int(found.group(1)) for cell in headers if (found := WIDTH.search(cell)))


def _is_count(text: str) -> bool:
    """«12» after «||»; other digits, such as «²», are no number."""
    return text.isdecimal() and len(text) <= 4


def _items(texts: list[str], values: Values) -> tuple[tree.Item, ...]:
    rows = [(_depth(text), _capital(SPACES.sub(" ", fill(ITEM.sub("", text, count=1), values)))) for text in texts]
    return tuple(_tree(iter(rows)))


def _capital(text: str) -> str:
    """A value at the beginning of a sentence or a signature begins with a capital."""
    return text if ABBREVIATION.match(text) else text[:1].upper() + text[1:]


def _depth(text: str) -> int:
    found = ITEM.match(text)
    return min(found.group(1).count("."), DEEPEST) if found else 0


def _tree(rows: Iterator[tuple[int, str]]) -> Iterator[tree.Item]:
    pending = list(rows)
    while pending:
        depth, text = pending.pop(0)
        children = []
        while pending and pending[0][0] > depth:
            children.append(pending.pop(0))
        yield tree.Item(text, tuple(_tree(iter(children))))
