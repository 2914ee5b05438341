"""A photo for visitors: no larger than a page shows it, and nothing in it of where and by what it was made."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from mentorship.core.forms.uploads import DocumentUpload

LONGEST = 1280  # pixels of the longer side


class PhotoUpload(DocumentUpload):
    """A photo of any size a phone makes; what is kept is a small JPEG without metadata."""

    kinds = (".jpg", ".jpeg", ".png")

    def clean(self, value: Any, initial: Any = None) -> Any:
        upload = super().clean(value, initial)
        return _small(upload) if upload and upload != initial else upload


def _small(upload: Any) -> SimpleUploadedFile:
    """It has been drawn anew by the check already: only its size and kind change."""
    from PIL import Image

    with Image.open(upload) as opened:
        picture = opened.convert("RGBA") if opened.has_transparency_data else opened.convert("RGB")
    if picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    picture.thumbnail((LONGEST, LONGEST))
    output = BytesIO()
    picture.save(output, "JPEG", quality=82, optimize=True)
    return SimpleUploadedFile("photo.jpg", output.getvalue(), "image/jpeg")
