"""Shapes of input about scans."""

import logging

from django.core.exceptions import ValidationError

from mentorship.archive.scans.services import readable
from mentorship.core.forms.fields import Form, LineField
from mentorship.core.forms.uploads import BROKEN, ScanUpload
from mentorship.documents import qr

log = logging.getLogger(__name__)


class ScanForm(Form):
    file = ScanUpload(label="Скан или фотография", help_text="PDF, JPG или PNG до 20 МБ")
    code = LineField(
        label="Код бумаги",
        required=False,
        max_length=40,
        help_text="Стоит внизу первой страницы справа, например 18-57-42. Если на бумаге есть QR-код, код не нужен",
    )

    def clean(self):
        data = super().clean()
        if not data.get("file"):
            return data
        content = data["file"].read()
        data["file"].seek(0)
        self._check_readable(content)
        if not data.get("code"):
            found = qr.read(content)
            if not found:
                self.add_error("code", ValidationError("На скане не нашлось QR-кода. Наберите код с бумаги."))
            else:
                data["code"] = found[0][:40]
        return data

    def _check_readable(self, content: bytes) -> None:
        """The very work that a package will do with the scan later."""
        try:
            readable(content)
        except Exception:  # a damaged file fails in as many ways as there are kinds of damage
            log.info("an uploaded scan could not be read", exc_info=True)
            self.add_error("file", ValidationError(BROKEN))


class RemovalForm(Form):
    reason = LineField(label="Причина", help_text="Например, «приложен к другой бумаге по ошибке»")
