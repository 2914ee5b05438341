"""The order that replaces a mentor (D07, DIR-11, REP-06); its words are in `fixtures/papers`."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from mentorship.core.refusal import Violation, clause_words
from mentorship.documents.grammar import days
from mentorship.documents.wording import LINE, Value, Values, fill
from mentorship.orders.kinds.base import OrderKind
from mentorship.orders.models import Order
from mentorship.orders.papers import register
from mentorship.pairs import rules as pairs_rules
from mentorship.pairs import services as pairs_services
from mentorship.pairs.ending.orders import GOES_ON
from mentorship.pairs.gate.queries import findings
from mentorship.pairs.models import Pair
from mentorship.pairs.values import pair_words
from mentorship.people.models import Person, User
from mentorship.people.values import words_about
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
from mentorship.replacements import rules, services


def replacing(order: Order) -> Pair | None:
    """The new pair of the order; None for a blank and for a discarded draft."""
    if order.pk is None:
        return None
    rows = Pair.objects.with_people().select_related(
        "replaces__mentor", "replaces__edition", "replacement__ground", "mentor_consent"
    )
    return rows.prefetch_related("replaces__mentor__positions").filter(order=order, replaces__isnull=False).first()


@register
class Replace(OrderKind):
    """«О замене наставника»: ends the old pair and begins the new one in one act."""

    code = "replacement"
    paper = "D07"
    title = "О замене наставника"

    def scopes(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, list[Values]]:
        new = replacing(order)
        if order.pk and new is None:
            return {"замена": []}
        return {"замена": [replacement_words(new, signed_on, institution())]}

    def subjects(self, order: Order) -> list[Person]:
        new = replacing(order)
        if new is None or new.replaces is None:
            return []
        return list({person.pk: person for person in (new.replaces.mentor, new.mentor, *new.mentees)}.values())

    def acts_from(self, order: Order) -> date | None:
        new = replacing(order)
        return new.starts_on if new else None

    def settle(self, order: Order, signed_on: date, *, by: User) -> None:
        if new := replacing(order):
            _, new = services.lock_both(new)
            pairs_services.renew([new], signed_on, by=by)

    def lock(self, order: Order) -> None:
        if new := replacing(order):
            services.lock_both(new)

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        new = replacing(order)
        return services.violations(new.replaces, new, signed_on) if new and new.replaces else ()

    def obstacles(self, order: Order, on: date) -> Iterable[tuple[Violation, str]]:
        if new := replacing(order):
            for found in findings(new, on):
                yield found, reverse("pairs:gate", args=[new.pk])

    def take_effect(self, order: Order, *, by: User) -> None:
        new = replacing(order)
        assert new is not None  # an order without items is not signed
        services.take_over(new, by=by)

    def discard(self, order: Order, *, by: User) -> None:
        if new := replacing(order):
            services.release(new, by=by)

    def revoking(self, order: Order, on: date) -> Iterable[Violation]:
        new = replacing(order)
        return services.undoing_violations(new, on) if new else ()

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        if (new := replacing(order)) and new.replaces:
            yield f"{new}: пара не состоится."
            yield f"{new.replaces}: пара работает дальше, её срок — по {new.replaces.ends_on:%d.%m.%Y}."

    def undone(self, order: Order, on: date) -> Iterable[str]:
        if (new := replacing(order)) and new.replaces:
            yield fill(GOES_ON, pair_words(new.replaces))

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        if new := replacing(order):
            services.undo(new, order=order.revoked_by, on=on, by=by)


def replacement_words(new: Pair | None, signed_on: date | None, place: Institution) -> dict[str, Value]:
    """Both mentors, the mentees, the day, the ground and the terms; lines to write on without the pair."""
    old = new.replaces if new else None
    mentors = {
        **words_about("прежний наставник", [old.mentor] if old else [], place),
        **words_about("новый наставник", [new.mentor] if new else [], place),
    }
    words = {**pair_words(new, place), **mentors}
    if new is None or old is None:
        return {**words, **BLANK}
    limits = new.edition.limits()
    return {
        **words,
        "день замены": f"{new.starts_on:%d.%m.%Y}",
        "основание замены": ground(new, old.edition.limits()),
        "согласие нового наставника": consent(new, limits),
        "когда ознакомиться": program_due(new, signed_on),
        "срок записки": note_due(old, new),
    }


BLANK: dict[str, Value] = {
    "день замены": None,
    "основание замены": None,
    "согласие нового наставника": f" с письменного согласия от {LINE}",
    "когда ознакомиться": f" в срок до {LINE}",
    "срок записки": None,
}


def ground(new: Pair, limits: Limits) -> str:
    """«п. 3.8 Положения, просьба наставника (…)»; the reason alone where the edition has no list (REP-07)."""
    clause, replacement = limits.clause("replacement"), new.replacement
    named = f"{clause_words(clause)} Положения, " if clause and replacement.ground else ""
    return f"{named}{replacement.why}"


def consent(new: Pair, limits: Limits) -> str | None:
    """« с письменного согласия от 18.09.2026», where the edition asks for the mentor's consent; a line till it is."""
    if not limits.mentor_consent:
        return ""
    given = f"{new.mentor_consent.given_on:%d.%m.%Y}" if new.mentor_consent else LINE
    return f" с письменного согласия от {given}"


def program_due(new: Pair, signed_on: date | None) -> str:
    """When the new mentor has read and mended the programme: the term of п. 3.6, where there is one."""
    limits = new.edition.limits()
    term = limits.program_due_days
    if term is None:
        return ""
    if signed_on is None:
        return f" не позднее {days(term)} со дня подписания приказа"
    return f" в срок до {pairs_rules.program_due(signed_on, new.starts_on, limits):%d.%m.%Y}"


def note_due(old: Pair, new: Pair) -> str:
    """The term of the note of the mentor before; nothing where there is no term, or that mentor works no more."""
    due_on = rules.note_due(new.starts_on, old.edition.limits())
    return f"{due_on:%d.%m.%Y}" if due_on and old.mentor.works_on(new.starts_on) else ""
