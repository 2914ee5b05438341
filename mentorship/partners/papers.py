"""The agreement of cooperation (D55): filled from the card of the partner, lines to write on for what is not known."""

from collections.abc import Mapping
from datetime import date

from mentorship.core.words.text import plural
from mentorship.documents.wording import Value, Values, Words, capitalised
from mentorship.partners.models import Agreement
from mentorship.partners.queries import agreement_for
from mentorship.partners.signers import sex_of
from mentorship.people.values import place_values
from mentorship.regulation.queries import look
from mentorship.regulation.wording.texts import register_texts

COOPERATION = "D55"
HEAD = "руководитель в подписи"  # with a capital, «Руководитель в подписи», where a line begins with it
NO_DAY = "«___» ____________ 20___\N{NO-BREAK SPACE}г."
# By placeholder: how long a line to write on stands in the empty form.
LINES: Mapping[str, int] = {
    "номер соглашения": 6, "сторона 2": 64, "полномочия стороны 2": 30,
    "иное направление": 58, "срок отказа": 6, "ответственный стороны 2": 20,
    "сторона 2 в реквизитах": 30, "адрес стороны 2": 24, "ИНН стороны 2": 20,
    "ОГРН стороны 2": 19, "телефон стороны 2": 22, "почта стороны 2": 14, "должность стороны 2": 21,
    "подпись стороны 2": 20, "имя в подписи стороны 2": 20,
}  # fmt: skip


def agreement_values(agreement: Agreement | None, on: date) -> Values:
    """What the text of the agreement says; without one, lines to write on."""
    known = {name: text for name, text in _known(agreement).items() if text} if agreement else {}
    ours = place_values(on)
    head = {
        name.capitalize(): capitalised(said) for name, said in ours.items() if name == HEAD and isinstance(said, Words)
    }
    return {**ours, **head, **_empty(), **known, **(_people(agreement) if agreement else {})}


def _empty() -> dict[str, Value]:
    lines: dict[str, Value] = {name: "_" * length for name, length in LINES.items()}
    days = dict.fromkeys(("день соглашения", "начало соглашения", "окончание соглашения"), NO_DAY)
    people: dict[str, Value] = {"представитель стороны 2": _represented("_" * 44), "дней отказа": "дней"}
    return {**lines, **days, **people, "подписывает сторона 2": "Сторона 2"}


def _people(agreement: Agreement) -> dict[str, Value]:
    """Who answers and signs for the partner; whom nobody has named is left out where a line would ask for a name."""
    partner = agreement.partner
    reach = [partner.contact, f"телефон {partner.phone}" if partner.phone else "", partner.email]
    said: dict[str, Value] = {"ответственный стороны 2": ", ".join(filter(None, reach)) if partner.contact else ""}
    if agreement.represented_by:
        said["представитель стороны 2"] = _represented(agreement.represented_by)
    return said


def _represented(words: str) -> Words:
    """Typed in the genitive and with no other case; «действующей» follows the sex of the patronymic."""
    return Words(lambda case: words, sex_of(words), cases=frozenset({"nom"}))


def _known(agreement: Agreement) -> dict[str, str]:
    partner, day = agreement.partner, look().day
    return {
        "номер соглашения": agreement.number,
        "день соглашения": day(agreement.signed_on) if agreement.signed_on else "",
        "начало соглашения": day(agreement.starts_on),
        "окончание соглашения": day(agreement.ends_on),
        "сторона 2": partner.full_name,
        "сторона 2 в реквизитах": partner.full_name,
        "полномочия стороны 2": agreement.acting_on,
        "иное направление": agreement.subject,
        "срок отказа": str(agreement.notice_days or ""),
        "дней отказа": plural(agreement.notice_days or 0, "день", "дня", "дней"),
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
