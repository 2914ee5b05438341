"""The agreement of cooperation (D55): filled from the card of the partner, lines to write on for what is not known."""

from collections.abc import Mapping
from datetime import date

from mentorship.documents.wording import Value, Values
from mentorship.partners.models import Agreement
from mentorship.partners.queries import agreement_for
from mentorship.people.values import place_values
from mentorship.regulation.queries import look
from mentorship.regulation.wording.texts import register_texts

COOPERATION = "D55"
NO_DAY = "«___» ____________ 20___\N{NO-BREAK SPACE}г."
# By placeholder: how long a line to write on stands in the empty form.
LINES: Mapping[str, int] = {
    "номер соглашения": 6, "сторона 2": 64, "представитель стороны 2": 44, "полномочия стороны 2": 30,
    "иное направление": 58, "срок отказа": 6, "сторона 2 в реквизитах": 30, "адрес стороны 2": 24, "ИНН стороны 2": 20,
    "ОГРН стороны 2": 19, "телефон стороны 2": 22, "почта стороны 2": 14, "должность стороны 2": 21,
    "подпись стороны 2": 20, "имя в подписи стороны 2": 20,
}  # fmt: skip


def agreement_values(agreement: Agreement | None, on: date) -> Values:
    """What the text of the agreement says; without one, lines to write on."""
    known = {name: text for name, text in _known(agreement).items() if text} if agreement else {}
    return {**place_values(on), **_empty(), **known}


def _empty() -> dict[str, Value]:
    lines: dict[str, Value] = {name: "_" * length for name, length in LINES.items()}
    days = dict.fromkeys(("день соглашения", "начало соглашения", "окончание соглашения"), NO_DAY)
    return {**lines, **days, "ответственный стороны 2": "", "подписывает сторона 2": "Сторона 2"}


def _known(agreement: Agreement) -> dict[str, str]:
    partner, day = agreement.partner, look().day
    reach = [f"телефон {partner.phone}" if partner.phone else "", partner.email]
    return {
        "номер соглашения": agreement.number,
        "день соглашения": day(agreement.signed_on) if agreement.signed_on else "",
        "начало соглашения": day(agreement.starts_on),
        "окончание соглашения": day(agreement.ends_on),
        "сторона 2": partner.full_name,
        "сторона 2 в реквизитах": partner.full_name,
        "представитель стороны 2": agreement.represented_by,
        "полномочия стороны 2": agreement.acting_on,
        "иное направление": agreement.subject,
        "срок отказа": str(agreement.notice_days or ""),
        "ответственный стороны 2": ", ".join(filter(None, [partner.contact, *reach])) if partner.contact else "",
        "адрес стороны 2": partner.address,
        "ИНН стороны 2": partner.inn,
        "ОГРН стороны 2": partner.ogrn,
        "телефон стороны 2": partner.phone,
        "почта стороны 2": partner.email,
        "должность стороны 2": agreement.signer_post,
        "подпись стороны 2": agreement.signer,
        "подписывает сторона 2": agreement.signer_post,
        "имя в подписи стороны 2": agreement.signer,
    }


def declare() -> None:
    """The text about an agreement with a partner."""
    register_texts(
        "partner",
        values=agreement_values,
        subjects=lambda: Agreement.objects.select_related("partner"),
        find=agreement_for,
        permission="partner.view",
    )
