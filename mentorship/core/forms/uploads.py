"""Fields for files, and what is inside a file before anything else opens it: broken and hostile ones are refused."""

import logging
from collections.abc import Callable
from io import BytesIO
from typing import Any, BinaryIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from mentorship.core.forms import offices
from mentorship.core.forms.troubles import BOMB, BROKEN

MAX_PIXELS = 80_000_000

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


def _pdf(file: BinaryIO) -> str:
    from mentorship.core.forms import pdfs  # the library loads long, and few requests carry a PDF

    return pdfs.problem(file)


CHECKS: dict[str, Callable[[BinaryIO], str]] = {
    ".pdf": _pdf,
    ".jpg": _picture,
    ".jpeg": _picture,
    ".png": _picture,
    ".docx": offices.word,
    ".xlsx": offices.excel,
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
