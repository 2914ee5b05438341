"""QR codes of papers: drawn for print, read back from a scan or a photo."""

from io import BytesIO


def svg(text: str) -> str:
    """The code as inline SVG markup."""
    import segno

    return str(segno.make(text, micro=False).svg_inline(border=1, svgclass=None, lineclass=None))


def png(text: str) -> bytes:
    """The code as a PNG picture, for Word."""
    import segno

    output = BytesIO()
    segno.make(text, micro=False).save(output, kind="png", scale=6, border=1)
    return output.getvalue()
