"""D47 and D48, the two banks; D51, the journal of consents; D52, the mentees who still wait."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from mentorship.core.past import not_yet
from mentorship.core.words import titles
from mentorship.core.words.labels import worded
from mentorship.documents.grammar import days
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.rules import mentor_cap
from mentorship.pairs.waiting.queries import waiting, without_mentor
from mentorship.pairs.waiting.rules import Waiting, next_step
from mentorship.people.admissions.rules import Admission, Countdown, countdown
from mentorship.people.models import Consent, MenteeEntry, MentorEntry, Need, Person
from mentorship.people.names import paper_name
from mentorship.people.queries import admissions, loads
from mentorship.people.registers import NOTHING, Register, register, shown
from mentorship.regulation.limits import COMMON_SENSE, Limits, limits_of_day
from mentorship.regulation.queries import edition_on, institution, limits_by_edition

Cells = tuple[str, ...]

READINESS = (
    ("psychological_ready", "псих."),
    ("pedagogical_ready", "пед."),
    ("professional_ready", "проф."),
)


def mentor_rows(on: date) -> Iterator[Cells]:
    """The bank of mentors, by name."""
    entries = list(working(MentorEntry.objects.on(on), on).prefetch_related("competences"))
    people = [entry.person_id for entry in entries]
    limits, load_of = edition_on(on).limits(), loads(people, on)
    consents = consents_of(people, [Consent.Kind.DATA, Consent.Kind.MENTOR], on)
    orders = orders_of(people, on)
    for entry in entries:
        person = entry.person
        yield (
            person.full_name,
            position_on(person, on),
            person.get_qualification_display(),
            str(entry.experience_years),
            "; ".join(competence.title for competence in entry.competences.all()) or NOTHING,
            "\n".join(f"{word}: {'да' if getattr(entry, name) else 'нет'}" for name, word in READINESS),
            training_on(entry, on),
            load(load_of.get(person.pk, 0), mentor_cap(limits, entry.own_limit)),
            "\n".join(consent_lines(consents, person, limits)) or NOTHING,
            "\n".join(orders.get(person.pk, [])) or NOTHING,
        )


def mentee_rows(on: date) -> Iterator[Cells]:
    """The bank of mentees, by name."""
    needs = Need.objects.filter(not_yet(on, "closed_on")).exclude(kind=Need.Kind.STRENGTH)
    entries = list(
        working(MenteeEntry.objects.on(on), on).prefetch_related(Prefetch("person__needs", needs, to_attr="open_needs"))
    )
    people = [entry.person_id for entry in entries]
    own = limits_by_edition()
    limits, editions, named = limits_of_day(on, own.values()) or COMMON_SENSE, list(own.values()), namer()
    signed = parts_of(Participation.objects.not_over(on).filter(mentee__in=people, pair__order__signed_on__lte=on))
    proposed = parts_of(proposals(people))
    waiting_now = admissions(without_mentor(MenteeEntry.objects.on(on), on), on)
    for entry in entries:
        person, given = entry.person, signed.get(entry.person_id, [])
        parts = [part for part in given if part.pair.starts_on <= on]
        yield (
            person.full_name,
            position_on(person, on),
            person.admission if person.came_on else NOTHING,
            entry.get_category_display(),
            "; ".join(need.text for need in person.open_needs) or entry.request or NOTHING,
            "\n".join(named(part.mentor) for part in parts) or NOTHING,
            "\n".join(program_of(part.pair) for part in parts) or NOTHING,
            (
                waits(person.pk in proposed, countdown(waiting_now[person.pk], limits, on, editions))
                if person.pk in waiting_now
                else status_of(given, on)
            ),
            shown(entry.confirmed_on),
        )


def waiting_rows(on: date) -> Iterator[Cells]:
    """Mentees to whom no order has given a mentor, the longest waiting first."""
    entries = list(
        waiting(MenteeEntry.objects.on(on), on).select_related("person").prefetch_related("person__positions")
    )
    people = [entry.person_id for entry in entries]
    own = limits_by_edition()
    limits, editions, named = limits_of_day(on, own.values()) or COMMON_SENSE, list(own.values()), namer()
    consents, known = consents_of(people, [Consent.Kind.DATA], on), admissions(entries, on)
    proposed = parts_of(proposals(people))
    for entry in entries:
        person, parts = entry.person, proposed.get(entry.person_id, [])
        given = consent_day(consents, person, Consent.Kind.DATA)
        done = (
            [f"согласие на обработку персональных данных {given}"] if (person.pk, Consent.Kind.DATA) in consents else []
        )
        done += [text for part in parts for text in done_for(part, named, on)]
        yield (
            ", ".join([person.full_name, *(post.title for post in [person.main_position_on(on)] if post)]),
            shown(entry.waits_since or entry.starts_on),
            waited(known[person.pk], countdown(known[person.pk], limits, on, editions), limits, on),
            ";\n".join(done) or "пока ничего",
            step_of(parts, limits, (person.pk, Consent.Kind.DATA) in consents, on),
            "",
        )


def consent_rows(on: date) -> Iterator[Cells]:
    """Every consent on file, in the order they were given."""
    return consent_cells(Consent.objects.filter(given_on__lte=on), on)


def consent_cells(consents: QuerySet[Consent], on: date = date.max) -> Iterator[Cells]:
    """The lines of the journal for these consents, with what is withdrawn by the day."""
    found = Consent.objects.filter(pk__in=consents.order_by().values("pk"))
    found = found.annotate(newer_on=F("dissemination__replaced_by__given_on"))
    for consent in found.select_related("person").order_by("given_on", "pk"):
        yield (
            consent.get_kind_display(),
            consent.person.full_name,
            shown(consent.given_on),
            f"по {consent.expires_on:%d.%m.%Y}" if consent.expires_on else "до отзыва",
            _ended(consent, on),
            consent.get_method_display(),
            consent.place or NOTHING,
        )


def _ended(consent: Any, on: date) -> str:
    """The day on which it was withdrawn, or on which a newer one came in its place; nothing before that day."""
    if not consent.is_withdrawn_by(on):
        return NOTHING
    return f"{consent.withdrawn_on:%d.%m.%Y}" + (", заменено новым" if consent.newer_on else "")


def working(entries: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Entries of the people who work here on the day, by name."""
    here = entries.filter(person__in=Person.objects.working_on(on).values("pk"))
    rows = here.select_related("person").prefetch_related("person__positions")
    return rows.order_by("person__search_key", "pk")


def consents_of(people: list[int], kinds: list[str], on: date) -> dict[tuple[int, str], date]:
    """By person and kind: the day of the newest consent in force."""
    found = Consent.objects.in_force_on(on).filter(person__in=people, kind__in=kinds).order_by("given_on", "pk")
    return {(person, kind): day for person, kind, day in found.values_list("person", "kind", "given_on")}


def consent_day(consents: dict[tuple[int, str], date], person: Person, kind: str) -> str:
    day = consents.get((person.pk, kind))
    return f"{day:%d.%m.%Y}" if day else "нет"


def consent_lines(consents: dict[tuple[int, str], date], person: Person, limits: Limits) -> Iterator[str]:
    """The mentor's two consents; one that the edition does not ask for is named only when it is on file."""
    asked = (
        ("данные", Consent.Kind.DATA, limits.data_consent),
        ("наставник", Consent.Kind.MENTOR, limits.mentor_consent),
    )
    for word, kind, needed in asked:
        if needed or (person.pk, kind) in consents:
            yield f"{word}: {consent_day(consents, person, kind)}"


def position_on(person: Person, on: date) -> str:
    """The main post of the day; reads prefetched positions."""
    post = person.main_position_on(on)
    return post.title if post else NOTHING


def training_on(entry: MentorEntry, on: date) -> str:
    """When and where the mentor has been trained by the day."""
    if entry.trained_on and entry.trained_on > on:
        return "нет"
    return "\n".join(filter(None, [shown(entry.trained_on) if entry.trained_on else "нет", entry.training]))


def orders_of(people: list[int], on: date) -> dict[int, list[str]]:
    """By mentor: the orders of the pairs that work on the day or will, «№ 15 от 15.09.2026», each once."""
    signed = Pair.objects.not_over(on).filter(mentor__in=people, order__signed_on__lte=on)
    pairs = signed.order_by("order__signed_on", "pk")
    found: dict[int, list[str]] = {}
    for mentor, number, day in pairs.values_list("mentor", "order__number", "order__signed_on"):
        line = f"№\N{NO-BREAK SPACE}{number} от {day:%d.%m.%Y}"
        lines = found.setdefault(mentor, [])
        if line not in lines:
            lines.append(line)
    return found


def proposals(people: list[int]) -> QuerySet[Participation]:
    """Places in pairs that are being prepared for these mentees."""
    return Participation.objects.open().filter(pair__status=Pair.Status.PROPOSED, mentee__in=people)


def parts_of(parts: QuerySet[Participation]) -> dict[int, list[Participation]]:
    """By mentee: the places with all that a register says about them; one query."""
    related = ("mentor", "consent", "pair__mentor_consent", "pair__program")
    found: dict[int, list[Participation]] = {}
    for part in parts.select_related(*related).order_by("pair__starts_on", "pk"):
        found.setdefault(part.mentee_id, []).append(part)
    return found


def namer() -> Callable[[Person], str]:
    """How the institution prints a short name inside a text."""
    first = institution().profile().text_initials_first
    return lambda person: paper_name(person, initials_first=first)


def load(now: int, cap: int | None) -> str:
    return f"{now} из {cap}" if cap is not None else f"{now}, без предела"


def program_of(pair: Any) -> str:
    """The pair's programme in a cell: its term and its state."""
    program = getattr(pair, "program", None)
    if program is None:
        return "не составлена"
    return f"{program.starts_on:%d.%m.%Y} – {program.ends_on:%d.%m.%Y}, {program.get_status_display()}"


def status_of(given: list[Participation], on: date) -> str:
    """With a mentor on the day, with one to come, or done with it."""
    days_of_start = [part.pair.starts_on for part in given]
    if any(day <= on for day in days_of_start):
        return "есть наставник"
    return f"наставник с {min(days_of_start):%d.%m.%Y}" if given else "работа с наставником завершена"


def waits(proposed: bool, term: Countdown | None) -> str:
    """Without a mentor, and how long already; before the admission no day is counted."""
    word = "пара готовится" if proposed else str(MenteeEntry.Mentoring.WAITING.label)
    return f"{word}, {term.words}" if term and (term.day is None or term.day >= 0) else word


def waited(admission: Admission, term: Countdown | None, limits: Limits, on: date) -> str:
    """«22 дня из 30, крайний срок 14.10.2026»; whom no term concerns is asked for no days."""
    if term is None:
        told = limits.appoint_within_days is None and admission.came_on
        return days((on - told).days) if told else NOTHING
    if term.day is None or term.due_on is None:
        return term.words
    by = ", по дню приёма" if term.by_hire else ""
    return (
        f"{days(term.day)} из {term.of}{by}, {'срок прошёл' if term.is_late else 'крайний срок'} {term.due_on:%d.%m.%Y}"
    )


def done_for(part: Participation, named: Callable[[Person], str], on: date) -> Iterable[str]:
    """What has been done about a proposed pair."""
    pair = part.pair
    yield f"предложен наставник {named(part.mentor)}"
    if pair.mentor_consent and pair.mentor_consent.in_force(on):
        yield f"согласие наставника {pair.mentor_consent.given_on:%d.%m.%Y}"
    if part.consent and part.consent.in_force(on):
        yield f"согласие {titles.mentee('gen')} {part.consent.given_on:%d.%m.%Y}"
    if pair.order_id:
        yield "подготовлен проект приказа о закреплении"


def step_of(parts: list[Participation], limits: Limits, data_consent: bool, on: date) -> str:
    """The next step; of several proposed pairs, that of the first."""
    part = parts[0] if parts else None
    mentor_consent = part.pair.mentor_consent if part else None
    return next_step(
        Waiting(
            limits=limits,
            data_consent=data_consent,
            proposed=part is not None,
            mentor_consent=mentor_consent is not None and mentor_consent.in_force(on),
            mentee_consent=part is not None and part.consent is not None and part.consent.in_force(on),
            drafted=part is not None and part.pair.order_id is not None,
        )
    )


MENTORS = Register(
    code="D47",
    label="Реестр (банк) наставников",
    rows=mentor_rows,
    permission="bank.view",
    columns=(
        ("Фамилия, имя, отчество", 12),
        ("Должность", 10),
        ("Категория", 10),
        ("Опыт, лет", 6),
        ("В чём помогает", 14),
        ("Подготовка", 10),
        ("Обучение", 9),
        ("Нагрузка", 8),
        ("Согласия", 9),
        ("Приказ", 8),
    ),
    note=(
        "Опыт: сколько лет был наставником. Нагрузка: сколько человек ведёт сейчас и сколько может вести одновременно.",
        "Подготовка: психологическая, педагогическая, профессиональная.",
        "Согласия: «данные» — на обработку персональных данных, «наставник» — быть наставником; день, когда дано.",
    ),
)
MENTEES = Register(
    code="D48",
    label="Реестр (банк) {роли наставляемых:род}",
    rows=mentee_rows,
    permission="bank.view",
    columns=(
        ("Фамилия, имя, отчество", 12),
        ("Должность", 10),
        ("Допущен к работе", 8),
        ("Категория", 9),
        ("Запросы и затруднения", 17),
        ("Наставник", 12),
        ("Программа", 10),
        ("Состояние", 10),
        ("Сведения уточнены", 8),
    ),
)
CONSENTS = Register(
    code="D51",
    label="Журнал учёта согласий",
    rows=consent_rows,
    columns=(
        ("На что дано согласие", 20),
        ("Кто дал: фамилия, имя, отчество", 24),
        ("Дано", 9),
        ("Срок", 11),
        ("Отозвано", 9),
        ("Как дано", 11),
        ("Где хранится подлинник", 12),
    ),
)
WAITING = Register(
    code="D52",
    label="Перечень {роли наставляемых:род} без наставника и мер поддержки",
    rows=waiting_rows,
    permission="bank.view",
    columns=(
        (worded("{Mentee.nom}, должность"), 19),
        ("Ждёт с", 9),
        ("Со дня допуска к работе", 13),
        ("Что сделано", 24),
        ("Следующий шаг", 15),
        ("Меры поддержки до назначения наставника", 16),
    ),
    note=("Меры психолого-педагогической поддержки записываются от руки.",),
)


def declare() -> None:
    """Make the four known to the catalogue."""
    for made in (MENTORS, MENTEES, CONSENTS, WAITING):
        register(made)
