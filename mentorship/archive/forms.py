"""Filters of the journal of consents."""

from django import forms
from django.utils import timezone

from mentorship.archive.queries import with_scans
from mentorship.core.tables.listing import Filters
from mentorship.people.models import Consent


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
            today = timezone.localdate()
            rows = rows.in_force_on(today) if state == "kept" else rows.withdrawn_by(today)
        if scan := chosen.get("scan"):
            rows = with_scans(rows).filter(scanned=scan == "yes")
            rows = rows if scan == "yes" else rows.filter(method="paper")
        return rows
