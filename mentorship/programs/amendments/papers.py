"""D26: the agreement of the participants; what it and the order (D08) say of an amendment."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from mentorship.core.forms.shown import Shown
from mentorship.core.naming import names_of
from mentorship.documents.shown import fingerprint, shown
from mentorship.documents.tree import Document, Fields, Heading, Table
from mentorship.documents.wording import Value, Values
from mentorship.pairs.models import Pair
from mentorship.pairs.values import pair_values, pair_words
from mentorship.people.names import paper_name
from mentorship.programs import privacy
from mentorship.programs.amendments.queries import agreed_on, amendment_for, changes
from mentorship.programs.models import Amendment, Assent
from mentorship.programs.versions import contents
from mentorship.programs.versions.contents import Difference
from mentorship.regulation.queries import institution
from mentorship.regulation.wording.texts import form_of_text, register_texts

HEADERS, WIDTHS = ("Что изменяется", "Действует", "Новая редакция"), (22, 36, 42)
DAY_BLANK = "«___» ____________ 20___ г."
UNKNOWN: dict[str, Value] = {
    "прежнее окончание пары": None, "новое окончание пары": None, "прежнее окончание программы": None,
    "новое окончание программы": None, "прежняя форма": None, "новая форма": None, "прежний вид": None,
    "новый вид": None, "прежние тексты": None, "новые тексты": None, "прежние пункты плана": None,
    "новые пункты плана": None, "что изменяется": None, "причина изменения": None, "согласие в программе": "",
    "дата соглашения": DAY_BLANK, "бланк": None, "продлевается": "", "корректируется": "",
}  # fmt: skip


def amendment_words(amendment: Amendment | None) -> dict[str, Value]:
    """Old and new ends, what changes, the day of the agreement; lines to write on without an amendment."""
    if amendment is None:
        return UNKNOWN
    rows = privacy.changes(amendment.program.pair, changes(amendment))
    form, kind = _row(rows, "Форма наставничества"), _row(rows, "Вид наставничества")
    texts = [row for row in rows if row.part in (*contents.TEXTS.values(), "Направления")]
    planned = [row for row in rows if row.part in contents.PLAN]
    day, profile = agreed_on(amendment), institution().profile()
    return {
        "прежнее окончание пары": f"{amendment.old_pair_ends_on:%d.%m.%Y}",
        "новое окончание пары": _day(amendment.pair_ends_on if amendment.prolongs_pair else None),
        "прежнее окончание программы": f"{amendment.old_program_ends_on:%d.%m.%Y}",
        "новое окончание программы": _day(amendment.program_ends_on),
        "прежняя форма": form.before,
        "новая форма": form.after,
        "прежний вид": kind.before,
        "новый вид": kind.after,
        "прежние тексты": _joined(f"{row.part}: {row.before or 'не заполнено'}" for row in texts),
        "новые тексты": _joined(f"{row.part}: {row.after or 'исключить'}" for row in texts),
        "прежние пункты плана": _joined(row.before for row in planned),
        "новые пункты плана": _joined(_planned(row) for row in planned),
        "что изменяется": contents.summary(row for row in rows if not row.part.startswith("Срок")),
        "причина изменения": amendment.reason.strip().rstrip("."),
        "согласие в программе": _given_online(amendment),
        "дата соглашения": profile.day(day) if day else DAY_BLANK,
        "бланк": "",
        "продлевается": "да" if amendment.extends else "",
        "корректируется": "да" if amendment.corrects else "",
    }


def shown_amendment(amendment: Amendment) -> Shown:
    """What changes, as this reader may see it; the fingerprint is of all of it."""
    whole = changes(amendment)
    seen = privacy.changes(amendment.program.pair, whole)
    return shown(_changes_paper(amendment, seen), mark=fingerprint(_changes_paper(amendment, whole), amendment.pk))


def _changes_paper(amendment: Amendment, rows: Iterable[Difference]) -> Document:
    table = Table(HEADERS, tuple((row.part, row.before or "—", row.after or "—") for row in rows), WIDTHS)
    reason = Fields((("Причина", amendment.reason),))
    return Document(amendment.what, (Heading(amendment.what), reason, table))


def _row(rows: Iterable[Difference], part: str) -> Difference:
    return next((row for row in rows if row.part == part), Difference(part, "", ""))


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(filter(None, lines))


def _planned(row: Difference) -> str:
    return f"{row.part.rsplit(' ', 1)[-1]}: {row.after or row.before}"


def _given_online(amendment: Amendment) -> str:
    """Who has agreed under the own login: their signatures are not waited for."""
    first = institution().profile().text_initials_first
    given = amendment.assents.filter(agreed_on__isnull=False, method=Assent.Method.ONLINE).select_related("person")
    seen = privacy.participants(amendment.program.pair)
    names = (
        f"{paper_name(row.person, initials_first=first)} — {row.agreed_on:%d.%m.%Y}"
        for row in given
        if row.person_id in seen
    )
    return "; ".join(names)


def agreement_values(amendment: Amendment | None, on: date) -> Values:
    """The pair and its amendment for the agreement of the participants."""
    return {**pair_values(amendment.program.pair if amendment else None, on), **amendment_words(amendment)}


def agreement_paper(amendment: Amendment | None, on: date) -> Document:
    """By the names, posts and head of the day on which all agreed: so say the sheets that were signed on paper."""
    day = (agreed_on(amendment) if amendment else None) or on
    with names_of(day):
        return form_of_text("D26", agreement_values(amendment, day), blank=amendment is None)


def order_words(amendment: Amendment | None) -> dict[str, Value]:
    """The same for the items of an order."""
    pair = Pair.objects.with_people().get(pk=amendment.program.pair_id) if amendment else None
    return {**pair_words(pair), **amendment_words(amendment)}


def subjects() -> QuerySet[Amendment]:
    return Amendment.objects.with_people().order_by("-pk")


register_texts(
    "amendment",
    values=agreement_values,
    subjects=subjects,
    find=amendment_for,
    permission="program.amendment",
    builders={"D26": agreement_paper},
)
