"""What the texts of papers can say about a pair or a group, by Russian names."""

from datetime import date

from mentorship.core.calendar.dates import full_months
from mentorship.core.words import titles
from mentorship.documents.grammar import months
from mentorship.documents.wording import LINE, Value, Words, capitalised
from mentorship.pairs.models import Pair, Participation
from mentorship.people.values import place_values, words_about
from mentorship.regulation.models import Institution


def pair_words(pair: Pair | None, place: Institution | None = None) -> dict[str, Value]:
    """The people, the term and the orders of one pair; lines to write on without it."""
    role = Words(titles.mentees if pair and len(pair.mentees) > 1 else titles.mentee, "m", is_role=True)
    people = {
        **words_about("наставник", [pair.mentor] if pair else [], place),
        **words_about("наставляемый", pair.mentees if pair else [], place),
        "роль в паре": role,
        "Роль в паре": capitalised(role),
    }
    if pair is None:
        names = ("форма", "вид", "цель", "начало", "окончание", "срок", "приказ")
        tails = {"продолжительность": "", "форма и вид": f", форма — «{LINE}», вид — {LINE}"}
        return {**people, **dict.fromkeys(names), **ending_words(None), **tails}
    length = months(full_months(pair.starts_on, pair.ends_on))
    return {
        **people,
        "форма": pair.form.name if pair.form else None,
        "вид": pair.kind.name if pair.kind else None,
        "форма и вид": f", {how}" if (how := form_and_kind(pair)) else "",
        "цель": pair.goal or None,
        "начало": f"{pair.starts_on:%d.%m.%Y}",
        "окончание": f"{pair.ends_on:%d.%m.%Y}",
        "срок": length,
        # A single meeting has no length.
        "продолжительность": "" if pair.behaviour == "speed" else f" ({length})",
        "приказ": _order(pair),
        **ending_words(pair if pair.ended_on else None),
    }


def ending_words(pair: Pair | None) -> dict[str, Value]:
    """When and why the pair ends: what a paper about it tells once the order is signed, and the draft of that order."""
    if pair is None or pair.ending_on is None:
        return {"дата завершения": None, "случай завершения": None}
    return {
        "дата завершения": f"{pair.ending_on:%d.%m.%Y}",
        "случай завершения": pair.ending_case.name if pair.ending_case else pair.ending_reason or None,
    }


def form_and_kind(pair: Pair) -> str:
    """«форма — «педагог – педагог», вид — традиционное»; nothing of what the edition does not name."""
    form = f"форма — «{pair.form.name}»" if pair.form else ""
    return ", ".join(filter(None, (form, f"вид — {pair.kind.name}" if pair.kind else "")))


def pair_values(pair: Pair | None, on: date) -> dict[str, Value]:
    """A pair for the papers about it."""
    return {**place_values(on, pair.edition if pair else None), **pair_words(pair)}


def participation_values(part: Participation | None, on: date) -> dict[str, Value]:
    """One mentee of a pair for the papers about them: the other mentees stay out."""
    alone = words_about("наставляемый", [part.mentee] if part else [])
    pair = part.pair if part else None
    return {**place_values(on, pair.edition if pair else None), **pair_words(pair), **alone}


def _order(pair: Pair) -> str | None:
    order = pair.order
    return f"от {order.signed_on:%d.%m.%Y} № {order.number}" if order and order.is_signed else None
