"""What the agreement (D23) and the employer's notice (D27) say of a pair; lines to write on for what is not known."""

from copy import copy
from datetime import date

from mentorship.core.forms.shown import Shown
from mentorship.documents.shown import shown
from mentorship.documents.tree import Document, Note, PageBreak
from mentorship.documents.wording import Value, Values
from mentorship.pairs.agreements import notices, queries
from mentorship.pairs.models import Agreement, Notice, Pair
from mentorship.pairs.values import pair_values
from mentorship.regulation.models import Edition
from mentorship.regulation.queries import edition_or_first
from mentorship.regulation.wording.texts import form_of_text

NO_DAY = "«___» ____________ 20___\N{NO-BREAK SPACE}г."
NO_NUMBER = "______"
NO_PAPER = f"от {NO_DAY} №\N{NO-BREAK SPACE}{NO_NUMBER}"
TYPED = ("содержание работы", "форма работы", "порядок выплаты", "акт по соглашению", "условия выплаты")
COPIES = ("Экземпляр работодателя", "Экземпляр работника")


def pair_paper_values(pair: Pair | None, on: date) -> Values:
    """A pair for the papers about it, with what has been agreed and who has been warned."""
    agreement = queries.current(pair, on) if pair else None
    notice = queries.standing(pair, Notice.Side.EMPLOYER) if pair else None
    return _values(pair, on, agreement, notice)


def _values(pair: Pair | None, on: date, agreement: Agreement | None, notice: Notice | None) -> Values:
    edition = pair.edition if pair else edition_or_first(on)
    values = pair_values(pair, on)
    return {**values, **agreement_words(pair, agreement, edition, values), **notice_words(notice, edition)}


def agreement_words(
    pair: Pair | None, agreement: Agreement | None, edition: Edition, values: Values
) -> dict[str, Value]:
    """The agreement that is being prepared or is in force; without one the term of the pair and the edition's pay."""
    given = pair.mentor_consent if pair else None
    found: dict[str, Value] = {
        "номер соглашения": agreement.number or NO_NUMBER if agreement else NO_NUMBER,
        "день соглашения": f"{agreement.signed_on:%d.%m.%Y}" if agreement and agreement.signed_on else NO_DAY,
        "день согласия": f"{given.given_on:%d.%m.%Y}" if given else NO_DAY,
        "трудовой договор": agreement.contract if agreement and agreement.contract else NO_PAPER,
        "срок работника": notice_term(edition.employee_notice_days, ", как правило,"),
        "срок работодателя": notice_term(edition.employer_notice_days, " не позднее чем"),
        "учредитель": "",
        "прежнее соглашение": "",
        "начало соглашения": values["начало"],
        "окончание соглашения": values["окончание"],
        "размер по соглашению": values["размер выплаты"],
        **dict.fromkeys(TYPED),
    }
    return {**found, **(agreed(agreement) if agreement else {})}


def agreed(agreement: Agreement) -> dict[str, Value]:
    """What the sides have agreed on."""
    before = agreement.amends
    replaced = f"от {before.signed_on:%d.%m.%Y} № {before.number}" if before and before.signed_on else ""
    return {
        "начало соглашения": f"{agreement.starts_on:%d.%m.%Y}",
        "окончание соглашения": f"{agreement.ends_on:%d.%m.%Y}",
        "содержание работы": agreement.content,
        "форма работы": agreement.form,
        "размер по соглашению": queries.pay_words(agreement) or None,
        "порядок выплаты": agreement.get_pay_per_display() if agreement.pay_kind else None,
        "акт по соглашению": agreement.pay_basis or None,
        "условия выплаты": agreement.pay_terms or None,
        "учредитель": agreement.founder if agreement.signatory == Agreement.Signatory.FOUNDER else "",
        "прежнее соглашение": replaced,
    }


def notice_words(notice: Notice | None, edition: Edition) -> dict[str, Value]:
    """The employer's standing notice."""
    days = edition.employer_notice_days
    earliest = notices.earliest_end(notice.given_on, days) if notice and days else None
    return {
        "день уведомления": f"{notice.given_on:%d.%m.%Y}" if notice else NO_DAY,
        "номер уведомления": notice.number or NO_NUMBER if notice else NO_NUMBER,
        "последний день": f"{notice.last_day:%d.%m.%Y}" if notice else NO_DAY,
        "основание отмены": notice.ground if notice else None,
        "срок вручения": notices.working(days) if days else "",
        "самый ранний день": f"{earliest:%d.%m.%Y}" if earliest else NO_DAY,
    }


def notice_term(days: int | None, how: str) -> str:
    """« не позднее чем за 3 рабочих дня»; nothing where there is no such rule."""
    return f"{how} за {notices.working(days)}" if days else ""


def agreement_paper(pair: Pair | None, on: date) -> Document:
    """D23 as two copies, one for each side (legal.md 1.15)."""
    return _copies(pair_paper_values(pair, on), blank=pair is None)


def _copies(values: Values, *, blank: bool = False) -> Document:
    made = form_of_text("D23", values, blank=blank)
    first, second = ((Note((name,)), *made.blocks) for name in COPIES)
    return Document(made.title, (*first, PageBreak(), *second), made.landscape)


def agreement_document(agreement: Agreement) -> Document:
    """D23 of this very agreement, as it is signed."""
    assert agreement.signed_on is not None  # it is signed
    return _copies(_values(_pair(agreement), agreement.signed_on, agreement, None))


def shown_agreement(agreement: Agreement, day: date) -> Shown:
    """D23 as it is signed on the day; its number and its day are filled by the signature."""
    unsigned = copy(agreement)
    unsigned.number, unsigned.signed_on = "", None
    return shown(_copies(_values(_pair(agreement), day, unsigned, None)), agreement.pk)


def notice_paper(pair: Pair | None, on: date) -> Document:
    """D27: it ends what binds the sides, so it names nothing that is only being prepared."""
    agreement = queries.in_force(pair, on) if pair else None
    notice = queries.standing(pair, Notice.Side.EMPLOYER) if pair else None
    return form_of_text("D27", _values(pair, on, agreement, notice), blank=pair is None)


def notice_document(notice: Notice) -> Document:
    """D27 of this very notice, as it is given."""
    pair = _pair(notice)
    return form_of_text("D27", _values(pair, notice.given_on, queries.in_force(pair, notice.given_on), notice))


def _pair(paper: Agreement | Notice) -> Pair:
    """The pair with everybody in it."""
    return Pair.objects.with_people().get(pk=paper.pair_id)
