"""Small real files: what people upload."""

import zipfile
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def pdf(pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 80)) -> bytes:
    output = BytesIO()
    Image.new("RGB", size, "white").save(output, kind)
    return output.getvalue()


def archive(**files: bytes) -> bytes:
    """A zip with such files; `__` in a name stands for a slash and `_dot_` for a full stop."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return output.getvalue()


def word(Content_Types: bytes = b"", **more: bytes) -> bytes:
    files = {"word__document_dot_xml": b"<w:document/>", "[Content_Types]_dot_xml": Content_Types}
    return archive(**files, **more)


def pdf_with(*, password: str = "", script: str = "") -> bytes:
    """A PDF that a careful program does not take."""
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    if script:
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
