"""Shapes of input about papers and scans."""

import logging

from django import forms
from django.core.exceptions import ValidationError

from mentorship.archive.services import readable
from mentorship.core.forms.fields import Form, LineField, ScanUpload
from mentorship.core.forms.uploads import BROKEN
from mentorship.core.tables.listing import Filters
from mentorship.documents import qr
from mentorship.people.models import Consent

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


class ReasonForm(Form):
    reason = LineField(label="Причина", help_text="Например, «приложен к другой бумаге по ошибке»")


class ConsentFilters(Filters):
    kind = forms.ChoiceField(label="На что", required=False, choices=[("", "любое"), *Consent.Kind.choices])
    state = forms.ChoiceField(
        label="Состояние",
        required=False,
        choices=[("", "любое"), ("kept", "действует"), ("withdrawn", "отозвано")],
    )
    scan = forms.ChoiceField(
        label="Подписанная бумага",
        required=False,
        choices=[("", "любая"), ("yes", "вернулась"), ("no", "не вернулась")],
    )

    def apply(self, rows):
        chosen = self.chosen()
        if kind := chosen.get("kind"):
            rows = rows.filter(kind=kind)
        if state := chosen.get("state"):
            rows = rows.filter(withdrawn_on__isnull=state == "kept")
        if scan := chosen.get("scan"):
            rows = rows.filter(scanned=scan == "yes")
            rows = rows if scan == "yes" else rows.filter(method="paper")
        return rows
