"""Tree → HTML: the preview on the screen and the source of the PDF are the same markup."""

from dataclasses import replace
from functools import singledispatch

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mentorship.documents import tree
from mentorship.documents.layout import Profile

EMPTY = mark_safe("")
BLANK_LINE = "\N{NO-BREAK SPACE}"


def body(document: tree.Document) -> SafeString:
    """The blocks as HTML, without page set-up."""
    return format_html_join("\n", "{}", ((block_html(block),) for block in document.blocks))


def preview(document: tree.Document) -> SafeString:
    """The blocks for a page of the product, which has its own first heading."""
    blocks = (
        replace(block, level=block.level + 1) if isinstance(block, tree.Heading) else block for block in document.blocks
    )
    return body(replace(document, blocks=tuple(blocks)))


def page(document: tree.Document, profile: Profile) -> str:
    """A whole HTML page ready to print."""
    return (
        f'<!doctype html><html lang="ru"><head><meta charset="utf-8">'
        f"<title>{format_html('{}', document.title)}</title>"
        f"<style>{styles(document, profile)}</style></head>"
        f"<body>{body(document)}</body></html>"
    )


def styles(document: tree.Document, profile: Profile) -> str:
    """CSS of the page; table rules are plain because long tables cost time."""
    size = "A4 landscape" if document.landscape else "A4"
    return f"""
@page {{ size: {size}; margin: {profile.margin_top}mm {profile.margin_right}mm
  {profile.margin_bottom}mm {profile.margin_left}mm;
  @top-center {{ content: counter(page); font-size: 10pt; font-family: {profile.font}; }} }}
@page :first {{ @top-center {{ content: none; }} }}
body {{ font: {profile.size}pt/{profile.spacing} {profile.font}; margin: 0; color: #000; }}
p, h1, h2, ol, table, dl {{ margin: 0 0 6pt; }}
p {{ orphans: 2; widows: 2; overflow-wrap: break-word; }}
.justify {{ text-align: justify; }} .center {{ text-align: center; }}
.right {{ text-align: right; }} .left {{ text-align: left; }} .bold {{ font-weight: bold; break-after: avoid; }}
.indent {{ text-indent: {profile.first_line}mm; }}
h1 {{ font-size: {profile.size}pt; margin: 10pt 0; break-after: avoid; }}
h2 {{ font-size: {profile.size}pt; margin: 8pt 0 4pt; break-after: avoid; }}
.letterhead {{ text-align: center; font-weight: bold; text-transform: uppercase; margin-bottom: 14pt; }}
.typeline {{ margin-bottom: 10pt; }} .typeline .word {{ text-align: center; font-weight: bold; }}
.typeline table, .signature table {{ width: 100%; border-collapse: collapse; margin: 0; }}
.typeline td, .signature td {{ padding: 0; vertical-align: bottom; border: 0; }}
.item {{ text-align: justify; text-indent: {profile.first_line}mm; }}
.grid {{ width: 100%; border-collapse: collapse; font-size: {profile.size - 2}pt; line-height: 1.1; }}
.grid th, .grid td {{ border: 0.5pt solid #000; padding: 2pt 4pt; vertical-align: top; text-align: left; }}
.grid th {{ text-align: center; }} thead {{ display: table-header-group; }}
.grid td {{ overflow-wrap: break-word; }} .grid tr {{ break-inside: avoid; }}
.fields dt {{ font-weight: bold; break-after: avoid; }}
.fields dd {{ margin: 0 0 6pt; white-space: pre-line; overflow-wrap: anywhere; }}
.blank {{ border-bottom: 0.5pt solid #000; min-height: 14pt; }}
.corner {{ margin: 0 0 12pt 52%; text-align: left; }} .corner p {{ margin: 0; }}
.signature {{ margin: 18pt 0 12pt; break-inside: avoid; break-before: avoid; }}
.signature .line {{ border-bottom: 0.5pt solid #000; width: 26%; }}
.signature .name {{ text-align: right; width: 32%; padding-left: 8pt; }}
.break {{ break-after: page; }}
{widths(document)}
"""


def widths(document: tree.Document) -> str:
    """Rules for the column widths that the document's tables use, in per cent."""
    used = {width for block in document.blocks if isinstance(block, tree.Table) for width in column_widths(block)}
    return " ".join(f".w{width} {{ width: {width}%; }}" for width in sorted(used))


def column_widths(table: tree.Table) -> tuple[int, ...]:
    """The table's widths, or equal ones."""
    return table.widths or tuple(100 // len(table.headers) for _ in table.headers)


@singledispatch
def block_html(block: object) -> SafeString:
    raise TypeError(f"unknown block {block!r}")


@block_html.register
def _(block: tree.Letterhead) -> SafeString:
    return format_html('<div class="letterhead">{}</div>', _lines(block.lines))


@block_html.register
def _(block: tree.TypeLine) -> SafeString:
    place = format_html('<p class="center">{}</p>', block.place) if block.place else EMPTY
    return format_html(
        '<div class="typeline"><p class="word">{}</p><table role="presentation"><tr><td>{}</td>'
        '<td class="right">{}</td></tr></table>{}</div>',
        block.word, block.date, f"№\N{NO-BREAK SPACE}{block.number}", place,
    )  # fmt: skip


@block_html.register
def _(block: tree.Heading) -> SafeString:
    tag = f"h{block.level}"
    return format_html(f'<{tag} class="{{}}">{{}}</{tag}>', block.align, block.text)


@block_html.register
def _(block: tree.Paragraph) -> SafeString:
    names = [block.align, "indent" if block.indent else "", "bold" if block.bold else ""]
    return format_html('<p class="{}">{}</p>', " ".join(filter(None, names)), block.text)


@block_html.register
def _(block: tree.Items) -> SafeString:
    return format_html_join("", '<p class="item">{} {}</p>', ((number, text) for number, text in numbered(block.items)))


@block_html.register
def _(block: tree.Table) -> SafeString:
    columns = format_html_join("", '<col class="w{}">', ((width,) for width in column_widths(block)))
    head = format_html_join("", '<th scope="col">{}</th>', ((text,) for text in block.headers))
    rows = format_html_join("", "<tr>{}</tr>", ((_cells(row),) for row in block.rows))
    return format_html(
        '<table class="grid"><colgroup>{}</colgroup><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        columns, head, rows,
    )  # fmt: skip


@block_html.register
def _(block: tree.Fields) -> SafeString:
    pairs = (
        (label, format_html('<dd class="{}">{}</dd>', "" if value else "blank", value or BLANK_LINE))
        for label, value in block.pairs
    )
    return format_html('<dl class="fields">{}</dl>', format_html_join("", "<dt>{}</dt>{}", pairs))


@block_html.register
def _(block: tree.Addressee) -> SafeString:
    return _corner(block.lines)


@block_html.register
def _(block: tree.AppendixMark) -> SafeString:
    return _corner(block.lines)


@block_html.register
def _(block: tree.Approval) -> SafeString:
    return _corner((block.word, *block.lines))


@block_html.register
def _(block: tree.Signature) -> SafeString:
    date = format_html('<p class="left">{}</p>', "«___» ____________ 20___ г.") if block.date_line else EMPTY
    return format_html(
        '<div class="signature"><table role="presentation"><tr><td>{}</td><td class="line"></td>'
        '<td class="name">{}</td></tr></table>{}</div>',
        block.position, block.name, date,
    )  # fmt: skip


@block_html.register
def _(block: tree.PageBreak) -> SafeString:
    return mark_safe('<div class="break"></div>')


def numbered(items: tuple[tree.Item, ...], prefix: str = "") -> list[tuple[str, str]]:
    """Flatten items into (number, text): «1.», «1.1.», …"""
    rows = []
    for index, item in enumerate(items, start=1):
        number = f"{prefix}{index}."
        rows.append((number, item.text))
        rows.extend(numbered(item.children, number))
    return rows


def _cells(row: tuple[str, ...]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((text,) for text in row))


def _lines(lines: tuple[str, ...]) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _corner(lines: tuple[str, ...]) -> SafeString:
    return format_html('<div class="corner">{}</div>', format_html_join("", "<p>{}</p>", ((line,) for line in lines)))
