"""Changing the edition's open lists."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from mentorship.core import history
from mentorship.core.text import fold
from mentorship.regulation.clauses import Violation, enforce
from mentorship.regulation.models import Edition, Option


@transaction.atomic
def add_form(edition: Edition, *, title: str, by: Any) -> Option:
    """One more form of mentoring, where the list is open: «и другие» (п. 2.3, FRM-01)."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    forms = edition.options.of(Option.Group.FORM)
    clause = edition.limits().clause("forms")
    if not edition.forms_open:
        enforce([Violation("forms", clause, "Перечень форм закрыт", "Выберите одну из названных в Положении.")])
    if fold(title) in {fold(option.title) for option in forms}:
        enforce([Violation("forms", clause, f"Форма «{title}» уже есть в перечне", "Выберите её из списка.")])
    last = forms.aggregate(last=Max("position"))["last"] or 0
    option = Option(edition=edition, group=Option.Group.FORM, code=f"own-{last + 1}", title=title, position=last + 1)
    history.save(option, f"Добавлена форма: {title}", by)
    return option
