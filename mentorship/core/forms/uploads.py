"""Fields for files, and what is inside a file before anything else opens it: broken and hostile ones are refused."""

import logging
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, BinaryIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

MAX_PIXELS = 80_000_000
MAX_PAGES = 500
MAX_OBJECTS = 50_000  # of a PDF: each is looked into
DOES = {"/AA", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound")
MAX_PARTS = 5_000  # of an Office file; each stands in the directory of the archive
PART = b"PK\x01\x02"  # begins it there
MAX_UNPACKED = 200 * 1024 * 1024
MAX_TABLE_UNPACKED = 80 * 1024 * 1024  # cells take several times as much memory
BROKEN = "Файл повреждён: программа не смогла его прочитать. Сохраните его заново."
PROTECTED = "Файл защищён паролем. Снимите защиту и приложите его снова."
ACTIVE = "В файле есть макросы или сценарии. Сохраните его без них, например как PDF."
BOMB = "Файл разворачивается в слишком большой. Уменьшите его или разделите."
CHUNK = 1 << 20
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
    from pypdf.generic import IndirectObject

    reader = PdfReader(file, strict=False)
    if reader.is_encrypted:
        return PROTECTED
    pages = len(reader.pages)
    if not pages:
        return BROKEN
    if pages > MAX_PAGES:
        return BOMB
    keys = [(number, version) for version, found in reader.xref.items() for number in found]
    keys += [(number, 0) for number in reader.xref_objStm]
    if len(keys) > MAX_OBJECTS:
        return BOMB
    return ACTIVE if any(_acts(reader.get_object(IndirectObject(*key, reader))) for key in keys) else ""


def _acts(found: Any) -> bool:
    """Something in the object of a PDF runs, opens or carries more than its pages, wherever it hangs."""
    parts = [found]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            opens = part.get("/OpenAction")
            opens = opens.get_object() if opens is not None else None
            by_itself = isinstance(opens, dict) and opens.get("/S") == "/URI"  # a link is there to be pressed
            if by_itself or not DOES.isdisjoint(part) or part.get("/S") in ACTIONS:
                return True
            parts += part.values()
        elif isinstance(part, list):
            parts += part
    return False


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
    return _office(file, "xl/workbook.xml", MAX_TABLE_UNPACKED) or _crowded(file)


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


def _office(file: BinaryIO, heart: str, most: int) -> str:
    if has_many_parts(file):
        return BOMB
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


PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}


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
        return _redrawn(upload) if suffix in PICTURES else upload


def _redrawn(upload: Any) -> SimpleUploadedFile:
    """The picture alone, turned the way it was held: no place, camera, comment or anything behind its end."""
    from PIL import Image, ImageOps

    try:
        with Image.open(upload) as opened:
            picture, kind = ImageOps.exif_transpose(opened), PICTURES[f".{upload.name.rsplit('.', 1)[-1].lower()}"]
        if picture.mode not in ("1", "L", "RGB") and not (kind == "PNG" and picture.mode == "RGBA"):
            picture = picture.convert("RGBA" if kind == "PNG" and picture.has_transparency_data else "RGB")
        picture.info, output = {}, BytesIO()
        picture.save(output, kind, quality=90, compress_level=3)
    except Exception as broken:  # libraries meet hostile bytes with exceptions of any kind; each means «broken»
        log.info("an uploaded picture could not be read", exc_info=True)
        raise ValidationError(BROKEN) from broken
    return SimpleUploadedFile(upload.name, output.getvalue(), f"image/{kind.lower()}")


class ScanUpload(DocumentUpload):
    """A scan or a photo of a signed paper."""

    kinds = (".pdf", ".jpg", ".jpeg", ".png")
