"""Fields for files, and what is inside a file before anything else opens it: broken and hostile ones are refused."""

import logging
import zipfile
from collections.abc import Callable
from typing import Any, BinaryIO

from django import forms
from django.core.exceptions import ValidationError

MAX_PIXELS = 80_000_000
MAX_PAGES = 500
MAX_UNPACKED = 200 * 1024 * 1024
MAX_TABLE_UNPACKED = 80 * 1024 * 1024  # cells take several times as much memory
BROKEN = "Файл повреждён: программа не смогла его прочитать. Сохраните его заново."
PROTECTED = "Файл защищён паролем. Снимите защиту и приложите его снова."
ACTIVE = "В файле есть макросы или сценарии. Сохраните его без них, например как PDF."
BOMB = "Файл разворачивается в слишком большой. Уменьшите его или разделите."


log = logging.getLogger(__name__)


def problem(file: BinaryIO, suffix: str) -> str:
    """Why the file may not be taken, in words; empty when it may. The file is left at its beginning."""
    try:
        return CHECKS[suffix](file)
    except Exception:  # libraries meet hostile bytes with exceptions of any kind; each means «broken»
        log.info("an upload could not be read", exc_info=True)
        return BROKEN
    finally:
        file.seek(0)


def _pdf(file: BinaryIO) -> str:
    from pypdf import PdfReader

    reader = PdfReader(file, strict=False)
    if reader.is_encrypted:
        return PROTECTED
    pages = len(reader.pages)
    if not pages:
        return BROKEN
    if pages > MAX_PAGES:
        return BOMB
    root: Any = reader.trailer["/Root"].get_object()  # type: ignore[union-attr]
    return ACTIVE if _acts(root) or any(map(_acts, reader.pages)) else ""


def _acts(part: Any) -> bool:
    """The document or the page would do something by itself when it is opened."""
    opening = part.get("/OpenAction")
    opening = opening.get_object() if opening is not None else {}
    names = part.get("/Names")
    return (
        "/AA" in part
        or (isinstance(opening, dict) and opening.get("/S") in ("/JavaScript", "/Launch", "/URI", "/SubmitForm"))
        or (names is not None and "/JavaScript" in names.get_object())
    )


def _picture(file: BinaryIO) -> str:
    from PIL import Image

    with Image.open(file) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            return BOMB
        kind = picture.format
        picture.verify()
    file.seek(0, 2)
    file.seek(max(file.tell() - 64, 0))
    # Half a photo opens and verifies; only its end is missing.
    return BROKEN if kind == "JPEG" and b"\xff\xd9" not in file.read() else ""


def _word(file: BinaryIO) -> str:
    return _office(file, "word/document.xml", MAX_UNPACKED)


def _excel(file: BinaryIO) -> str:
    return _office(file, "xl/workbook.xml", MAX_TABLE_UNPACKED)


def _office(file: BinaryIO, heart: str, most: int) -> str:
    with zipfile.ZipFile(file) as archive:
        if sum(info.file_size for info in archive.infolist()) > most:
            return BOMB
        if any(b"<!" in _beginning(archive, info) for info in archive.infolist()):
            return ACTIVE
        names = {name.lower() for name in archive.namelist()}
        if any(name.endswith(("vbaproject.bin", ".exe", ".js")) for name in names):
            return ACTIVE
        kinds = archive.read("[Content_Types].xml")
        if b"macroEnabled" in kinds:
            return ACTIVE
    return "" if heart in names else BROKEN


def _beginning(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Where an XML file would declare entities; Office programs never write such a declaration."""
    if not info.filename.lower().endswith((".xml", ".rels")):
        return b""
    with archive.open(info) as part:
        return part.read(512)


CHECKS: dict[str, Callable[[BinaryIO], str]] = {
    ".pdf": _pdf,
    ".jpg": _picture,
    ".jpeg": _picture,
    ".png": _picture,
    ".docx": _word,
    ".xlsx": _excel,
}


SIGNATURES = {
    ".pdf": (b"%PDF",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".docx": (b"PK\x03\x04",),
}


class DocumentUpload(forms.FileField):
    """A scan, photo or document up to 20 MB; the content must be what the name says, whole and harmless."""

    limit = 20 * 1024 * 1024
    kinds = tuple(SIGNATURES)

    def clean(self, value: Any, initial: Any = None) -> Any:
        upload = super().clean(value, initial)
        if not upload or upload == initial:
            return upload
        suffix = "." + upload.name.rsplit(".", 1)[-1].lower()
        if suffix not in self.kinds:
            *names, last = [kind[1:].upper() for kind in self.kinds if kind != ".jpeg"]
            raise ValidationError(f"Можно приложить файл {', '.join(names)} или {last}.")
        if upload.size > self.limit:
            raise ValidationError("Файл больше 20 МБ. Уменьшите его или разделите.")
        start = upload.read(8)
        upload.seek(0)
        if not start.startswith(SIGNATURES[suffix]):
            raise ValidationError("Содержимое файла не соответствует его имени. Сохраните его заново.")
        if words := problem(upload, suffix):
            raise ValidationError(words)
        return upload


class ScanUpload(DocumentUpload):
    """A scan or a photo of a signed paper."""

    kinds = (".pdf", ".jpg", ".jpeg", ".png")
