"""Tree → HTML: the preview on the screen and the source of the PDF are the same markup."""

from dataclasses import replace
from functools import singledispatch

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mentorship.documents import qr, tree
from mentorship.documents.layout import Profile

EMPTY = mark_safe("")
TALL = mark_safe(' class="tall-row"')  # an empty row is written into by hand
BLANK_FIELD = '<dd class="blank">\N{NO-BREAK SPACE}</dd>'
DATE_LINE = "«___» ____________ 20___ г."
SEAL = "М.П."
QR_FOOT_MM = 20


def body(document: tree.Document) -> SafeString:
    """The blocks as HTML, without page set-up: a section for each run of pages."""
    sections: list[tuple[bool, list[SafeString]]] = [(document.landscape, [])]
    for block in document.blocks:
        if isinstance(block, tree.PageBreak):
            sections.append((block.landscape, []))
        else:
            sections[-1][1].append(block_html(block))
    named = (("wide" if wide else "tall", mark_safe("\n".join(blocks))) for wide, blocks in sections)
    return format_html_join("\n", '<section class="{}">{}</section>', named)


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
        f"<body>{code(document, profile)}{body(document)}</body></html>"
    )


def code(document: tree.Document, profile: Profile) -> SafeString:
    """The short code of the paper in the foot of its first page, with a QR where the profile asks."""
    if not document.code or not profile.code:
        return EMPTY
    picture = mark_safe(qr.svg(document.code)) if profile.qr else EMPTY
    return format_html('<div class="code">{}<span>{}</span></div>', picture, document.code)


def styles(document: tree.Document, profile: Profile) -> str:
    """CSS of the page; table rules are plain because long tables cost time."""
    size = "A4 landscape" if document.landscape else "A4"
    # A QR needs room below the text that a narrow margin has not.
    foot = f"margin-bottom: {max(profile.margin_bottom, QR_FOOT_MM)}mm;" if document.code and profile.qr else ""
    corner = f"width: {profile.corner_mm}mm;" if profile.letterhead == "corner" else ""
    return f"""
@page wide {{ size: A4 landscape; }} @page tall {{ size: A4; }}
.wide {{ page: wide; }} .tall {{ page: tall; }} section + section {{ break-before: page; }}
@page {{ size: {size}; margin: {profile.margin_top}mm {profile.margin_right}mm
  {profile.margin_bottom}mm {profile.margin_left}mm;
  @top-center {{ content: counter(page); font-size: 10pt; font-family: {profile.font}; }} }}
@page :first {{ @top-center {{ content: none; }} @bottom-right {{ content: element(code);
  vertical-align: top; padding-top: 2mm; }} {foot} }}
body {{ font: {profile.size}pt/{profile.spacing} {profile.font}; margin: 0; color: #000; }}
p, h1, h2, ol, table, dl {{ margin: 0 0 6pt; }}
p {{ orphans: 2; widows: 2; overflow-wrap: break-word; white-space: pre-line; }}
.code {{ position: running(code); font-size: 9pt; text-align: right; }}
.code svg {{ width: 12mm; height: 12mm; vertical-align: middle; margin-right: 2mm; }}
.justify {{ text-align: justify; }} .center {{ text-align: center; }}
.right {{ text-align: right; }} .left {{ text-align: left; }} .bold {{ font-weight: bold; break-after: avoid; }}
.indent {{ text-indent: {profile.first_line}mm; }}
h1 {{ font-size: {profile.size}pt; margin: 10pt 0; break-after: avoid; white-space: pre-line; }}
h2 {{ font-size: {profile.size}pt; margin: 8pt 0 4pt; break-after: avoid; }} .plain {{ font-weight: normal; }}
.letterhead {{ text-align: center; margin-bottom: 14pt; {corner} }}
.letterhead .name {{ font-weight: bold; text-transform: uppercase; margin: 0 0 2pt; }}
.letterhead .details, .note {{ font-size: 10pt; margin: 0; line-height: 1.1; }} .note {{ margin: 0 0 6pt; }}
.bullet {{ text-align: justify; margin-left: {profile.first_line}mm; text-indent: -5mm; }}
.sides {{ width: 100%; border-collapse: collapse; margin-bottom: 12pt; }}
.sides td {{ width: 50%; vertical-align: top; padding: 0 6mm 0 0; white-space: pre-line; }}
.stamp {{ border: 0.75pt solid #000; border-radius: 2mm; padding: 2mm 3mm; margin: 0 0 10pt auto; width: 85mm;
  font-size: 9pt; break-inside: avoid; }} .stamp p {{ margin: 0; }} .stamp p:first-child {{ font-weight: bold; }}
.typeline {{ margin-bottom: 10pt; }} .typeline .word {{ text-align: center; font-weight: bold; }}
.typeline table, .signature table {{ width: 100%; border-collapse: collapse; margin: 0; }}
.typeline td, .signature td {{ padding: 0; vertical-align: bottom; border: 0; }}
.item {{ text-align: justify; text-indent: {profile.first_line}mm; }}
.grid {{ width: 100%; border-collapse: collapse; font-size: {profile.size - 2}pt; line-height: 1.1; }}
.grid th, .grid td {{ border: 0.5pt solid #000; padding: 2pt 4pt; vertical-align: top; text-align: left; }}
.grid th {{ text-align: center; }} .grid td {{ white-space: pre-line; }} thead {{ display: table-header-group; }}
.tall-row td {{ height: 7mm; }}
.grid td {{ overflow-wrap: break-word; }} .grid tr {{ break-inside: avoid; }}
.grid.breakable tr {{ break-inside: auto; }}
.grid .across {{ text-align: center; font-weight: bold; break-after: avoid; }}
.fields dt {{ font-weight: bold; break-after: avoid; }}
.fields dd {{ margin: 0 0 6pt; white-space: pre-line; overflow-wrap: anywhere; }}
.blank {{ border-bottom: 0.5pt solid #000; min-height: 14pt; }}
.corner {{ margin: 0 0 12pt 52%; text-align: left; }} .corner p {{ margin: 0; }}
.signature {{ margin: 18pt 0 12pt; break-inside: avoid; break-before: avoid; }}
.signature .line {{ border-bottom: 0.5pt solid #000; width: 26%; }}
.signature .name {{ text-align: right; width: 32%; padding-left: 8pt; }}
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
    details = format_html('<p class="details">{}</p>', _lines(block.details)) if block.details else EMPTY
    return format_html('<div class="letterhead"><p class="name">{}</p>{}</div>', _lines(block.lines), details)


@block_html.register
def _(block: tree.TypeLine) -> SafeString:
    place = format_html('<p class="center">{}</p>', block.place) if block.place else EMPTY
    return format_html(
        '<div class="typeline"><p class="word">{}</p><table role="presentation"><tr><td>{}</td>'
        '<td class="right">{}</td></tr></table>{}</div>',
        block.word,
        block.date,
        f"№\N{NO-BREAK SPACE}{block.number}",
        place,
    )


@block_html.register
def _(block: tree.Heading) -> SafeString:
    tag = f"h{block.level}"
    names = block.align if block.bold else f"{block.align} plain"
    return format_html(f'<{tag} class="{{}}">{{}}</{tag}>', names, block.text)


@block_html.register
def _(block: tree.Paragraph) -> SafeString:
    names = [block.align, "indent" if block.indent else "", "bold" if block.bold else ""]
    return format_html('<p class="{}">{}</p>', " ".join(filter(None, names)), block.text)


@block_html.register
def _(block: tree.Items) -> SafeString:
    return format_html_join("", '<p class="item">{} {}</p>', numbered(block.items, start=block.start))


@block_html.register
def _(block: tree.Bullets) -> SafeString:
    return format_html_join("", '<p class="bullet">{} {}</p>', ((block.mark, text) for text in block.texts))


@block_html.register
def _(block: tree.Note) -> SafeString:
    return format_html('<p class="note">{}</p>', _lines(block.lines))


@block_html.register
def _(block: tree.Columns) -> SafeString:
    return format_html(
        '<table class="sides" role="presentation"><tr><td>{}</td><td>{}</td></tr></table>',
        "\n".join(block.left),
        "\n".join(block.right),
    )


@block_html.register
def _(block: tree.Stamp) -> SafeString:
    return format_html('<div class="stamp">{}</div>', format_html_join("", "<p>{}</p>", ((x,) for x in block.lines)))


@block_html.register
def _(block: tree.Table) -> SafeString:
    columns = format_html_join("", '<col class="w{}">', ((width,) for width in column_widths(block)))
    head = format_html_join("", '<th scope="col">{}</th>', ((text,) for text in block.headers))
    count = len(block.headers)
    rows = format_html_join(
        "", "<tr{}>{}</tr>", ((EMPTY if any(row) else TALL, _cells(row, count)) for row in block.rows)
    )
    return format_html(
        '<table class="grid{}"><colgroup>{}</colgroup><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        " breakable" if block.breakable else "",
        columns,
        head,
        rows,
    )


@block_html.register
def _(block: tree.Fields) -> SafeString:
    pairs = (
        (label, format_html("<dd>{}</dd>", value) if value else mark_safe(BLANK_FIELD * block.lines))
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
    under = [SEAL] * block.seal + [block.day or DATE_LINE] * block.date_line
    date = format_html_join("", '<p class="left">{}</p>', ((text,) for text in under))
    return format_html(
        '<div class="signature"><table role="presentation"><tr><td>{}</td><td class="line"></td>'
        '<td class="name">{}</td></tr></table>{}</div>',
        block.position,
        block.name,
        date,
    )


def numbered(items: tuple[tree.Item, ...], prefix: str = "", start: int = 1) -> list[tuple[str, str]]:
    """Flatten items into (number, text): «1.», «1.1.», …"""
    rows = []
    for index, item in enumerate(items, start=start):
        number = f"{prefix}{index}."
        rows.append((number, item.text))
        rows.extend(numbered(item.children, number))
    return rows


def _cells(row: tuple[str, ...], count: int) -> SafeString:
    if len(row) < count:
        return format_html('<td colspan="{}" class="across">{}</td>', count, row[0])
    return format_html_join("", "<td>{}</td>", ((text,) for text in row))


def _lines(lines: tuple[str, ...]) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _corner(lines: tuple[str, ...]) -> SafeString:
    return format_html('<div class="corner">{}</div>', format_html_join("", "<p>{}</p>", ((line,) for line in lines)))
