"""A sheet that comes back."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from mentorship.documents import qr
from tests.factories import files

ADD = "/papers/scans/add/"


def upload(content=None, name="скан.pdf"):
    return SimpleUploadedFile(name, content or files.pdf())


def photo_of(code):
    """A white sheet with the QR in its corner, as a phone would see it."""
    sheet = Image.new("RGB", (800, 1100), "white")
    sheet.paste(Image.open(BytesIO(qr.png(code))).resize((180, 180)), (560, 860))
    output = BytesIO()
    sheet.save(output, "JPEG")
    return output.getvalue()
