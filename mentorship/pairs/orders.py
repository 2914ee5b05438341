"""Order kinds of pairs: appointment (D05) and completion (D09)."""

from collections.abc import Iterable
from datetime import date

from mentorship.core.dates import due_after, full_months
from mentorship.documents.grammar import days, decline_position, months
from mentorship.documents.tree import Item
from mentorship.orders.kinds import OrderKind, register
from mentorship.orders.models import Order
from mentorship.pairs import services
from mentorship.pairs.models import Pair
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.people.papers import paper_name, titled_name_in
from mentorship.regulation.clauses import Violation
from mentorship.regulation.queries import institution


def paired(order: Order) -> list[Pair]:
    """The pairs that an appointment order names."""
    return list(order.pairs.with_people().order_by("pk"))


def closed(order: Order) -> list[Pair]:
    """The pairs that a completion order names."""
    return list(order.closed_pairs.with_people().select_related("ending_case").order_by("pk"))


def people_of(pairs: Iterable[Pair]) -> list[Person]:
    """Mentors and mentees once each, in the order they are named."""
    named: dict[int, Person] = {}
    for pair in pairs:
        for person in (pair.mentor, *pair.mentees):
            named.setdefault(person.pk, person)
    return list(named.values())


def in_paper(person: Person) -> str:
    """«А.П. Ивановой, воспитателю,»: whom the item obliges, in the dative."""
    first = institution().profile().initials_first
    name = paper_name(person, "dat", initials_first=first)
    return f"{name}, {decline_position(person.position, 'dat')}," if person.position else name


def curator_item() -> str:
    """The curator follows the pairs; the office alone is named while it is vacant."""
    term = OfficeTerm.objects.filter(office="curator", ends_on=None).select_related("person").first()
    who = f" {in_paper(term.person)}" if term else ""
    return (
        f"Куратору реализации программ наставничества{who} обеспечить сопровождение "
        "наставнических пар и контроль выполнения программ."
    )


@register
class Appointment(OrderKind):
    """«О назначении наставника и закреплении наставнической пары» for one or several pairs."""

    code = "appointment"
    paper = "D05"
    title = "О назначении наставника и закреплении наставнической пары"

    def heading(self, order: Order) -> str:
        pairs = paired(order)
        if len(pairs) > 1:
            return "О назначении наставников и закреплении наставнических пар и групп"
        group = bool(pairs) and pairs[0].is_group
        return f"О назначении наставника и закреплении наставнической {'группы' if group else 'пары'}"

    def items(self, order: Order, signed_on: date | None) -> tuple[Item, ...]:
        pairs = paired(order)
        if not pairs:
            return ()
        return (
            *(Item(appointed(pair), (Item(terms(pair)),)) for pair in pairs),
            Item(program_item(pairs, signed_on)),
            Item(curator_item()),
        )

    def people(self, order: Order) -> list[Person]:
        return people_of(paired(order))

    def lock(self, order: Order) -> None:
        services.lock_pairs(paired(order))

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        return services.joint_violations(paired(order), signed_on)

    def take_effect(self, order: Order, *, by: User) -> None:
        services.activate(paired(order), by=by)

    def discard(self, order: Order, *, by: User) -> None:
        services.release(paired(order), by=by)

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        services.annul([pair for pair in paired(order) if pair.is_active], by=by, on=on)


def appointed(pair: Pair) -> str:
    """«Назначить наставником учителя математики Петрову Анну Сергеевну для …»."""
    mentees = ", ".join(titled_name_in(mentee, "gen") for mentee in pair.mentees)
    return (
        f"Назначить наставником {titled_name_in(pair.mentor, 'acc')} для {mentees} с письменного согласия участников."
    )


def terms(pair: Pair) -> str:
    """Term, form and kind of one pair."""
    length = months(full_months(pair.starts_on, pair.ends_on))
    span = f"с {pair.starts_on:%d.%m.%Y} по {pair.ends_on:%d.%m.%Y}"
    if pair.kind.behaviour != "speed":
        span += f" ({length})"
    return f"Срок наставничества — {span}, форма — «{pair.form.title}», вид — {pair.kind.title}."


def program_item(pairs: list[Pair], signed_on: date | None) -> str:
    """The mentors draw up the programmes within the term of п. 3.6."""
    limits = pairs[0].edition.limits()
    mentors = {pair.mentor_id: pair.mentor for pair in pairs}
    who = " ".join(in_paper(mentor) for mentor in mentors.values())
    word = "Наставникам" if len(mentors) > 1 else "Наставнику"
    text = f"{word} {who} составить персонализированную программу наставничества"
    if limits.program_due_days is None:
        return f"{text} и ознакомить с ней наставляемых."
    working = limits.program_due_working
    if signed_on is None:
        return f"{text} не позднее {days(limits.program_due_days)} со дня подписания приказа."
    return f"{text} в срок до {due_after(signed_on, limits.program_due_days, working=working):%d.%m.%Y}."


@register
class Completion(OrderKind):
    """«О завершении персонализированной программы наставничества», on time or early."""

    code = "completion"
    paper = "D09"
    title = "О завершении персонализированной программы наставничества"
    revocable = False

    def heading(self, order: Order) -> str:
        pairs = closed(order)
        early = any(pair.ending_case.behaviour != "plan_done" for pair in pairs if pair.ending_case)
        what = "персонализированных программ" if len(pairs) > 1 else "персонализированной программы"
        return f"О {'досрочном ' if early else ''}завершении {what} наставничества"

    def items(self, order: Order, signed_on: date | None) -> tuple[Item, ...]:
        pairs = [pair for pair in closed(order) if pair.ending_on]
        return tuple(item for pair in pairs for item in (Item(ended(pair)), *report_items(pair)))

    def people(self, order: Order) -> list[Person]:
        return people_of(closed(order))

    def lock(self, order: Order) -> None:
        services.lock_pairs(closed(order))

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        for pair in closed(order):
            if not pair.is_active:
                yield Violation("completion", "", f"{pair}: пара уже не действует", "Отклоните этот проект.")

    def take_effect(self, order: Order, *, by: User) -> None:
        services.complete(closed(order), by=by)

    def discard(self, order: Order, *, by: User) -> None:
        services.keep_running(closed(order), by=by)


def ended(pair: Pair) -> str:
    """«Считать завершённой с … программу наставника … и наставляемого …: основание»."""
    mentees = ", ".join(titled_name_in(mentee, "gen") for mentee in pair.mentees)
    word = "наставляемых" if pair.is_group else "наставляемого"
    text = (
        f"Считать завершённой с {pair.ending_on:%d.%m.%Y} персонализированную программу наставничества: "
        f"наставника — {titled_name_in(pair.mentor, 'gen')}, {word} — {mentees}. "
        f"Основание: {pair.ending_case.title}"
    )
    reason = pair.ending_reason.strip().rstrip(".")
    return f"{text} ({reason})." if reason else f"{text}."


def report_items(pair: Pair) -> Iterable[Item]:
    """Both sides report within the term of п. 3.6."""
    limits = pair.edition.limits()
    sides = (
        ("Наставнику", limits.mentor_report_days, [pair.mentor], "отчёт о выполнении программы"),
        (
            "Наставляемым" if pair.is_group else "Наставляемому", limits.mentee_report_days, pair.mentees,
            "отчёт о процессе прохождения наставничества и работе наставника",
        ),
    )  # fmt: skip
    for word, term, people, what in sides:
        if term is not None:
            due_on = due_after(pair.ending_on, term, working=limits.report_working)
            who = " ".join(in_paper(person) for person in people)
            yield Item(f"{word} {who} представить {what} в срок до {due_on:%d.%m.%Y}.")
