"""What the Положение says about extending and correcting a programme (п. 7.2). Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.core.words.text import plural
from mentorship.pairs.pauses.rules import Spans, days_of, last_allowed
from mentorship.programs.rules import ProgramDraft, draft_violations
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendable:
    """Whether the programme can be amended at all."""

    limits: Limits
    pair_active: bool  # its order is signed, and none that ends it
    pair_state: str
    approved: bool
    state: str
    ending: bool
    closing: bool = False  # the order that ends it is signed, and its last day has not passed


def standing_violations(facts: Amendable) -> Iterator[Violation]:
    """Only an approved programme of a pair that nobody is about to end (п. 7.2)."""
    if facts.closing:
        yield facts.limits.forbids(
            "amendment",
            f"Приказ о завершении этой пары уже подписан: она {facts.pair_state}",
            "Если пара продолжит работу, сначала отмените этот приказ.",
        )
    elif not facts.pair_active:
        yield facts.limits.forbids(
            "amendment",
            f"Пара уже не действует: она {facts.pair_state}",
            "Продлевают и корректируют программу только действующей пары.",
        )
    elif facts.ending:
        yield facts.limits.forbids(
            "amendment",
            "Завершение этой пары уже готовится",
            "Сначала отклоните проект приказа о завершении или дождитесь его.",
        )
    if not facts.approved:
        yield facts.limits.forbids(
            "amendment",
            f"Программа не утверждена: она {facts.state}",
            "До утверждения её меняют прямо в тексте программы.",
        )


def ongoing_violations(ongoing: bool) -> Iterator[Violation]:
    """One change of a programme at a time."""
    if ongoing:
        yield COMMON_SENSE.forbids(
            "amendment_once",
            "Изменение этой программы уже готовится",
            "Дождитесь решения по нему. Отозвать его может тот, кто его предложил, или куратор.",
        )


def state_violations(fits: bool, state: str) -> Iterator[Violation]:
    """Each step is taken in its turn."""
    if not fits:
        yield COMMON_SENSE.forbids("amendment_state", f"Это изменение уже {state}", "Обновите страницу.")


def contents_violations(corrects: bool) -> Iterator[Violation]:
    """A longer term alone changes neither text nor plan."""
    if not corrects:
        yield COMMON_SENSE.forbids(
            "amendment_contents",
            "Содержание здесь не меняют",
            "Отметьте «Изменить содержание» на странице «Срок и причина».",
        )


def item_violations(is_open: bool) -> Iterator[Violation]:
    """What is done is never changed (END-05)."""
    if not is_open:
        yield COMMON_SENSE.forbids(
            "amendment_item", "Мероприятие уже выполнено или отменено: его не меняют и не исключают", ""
        )


def granted_violations(limits: Limits, heading: str) -> Iterator[Violation]:
    """While the order of an amendment waits for a signature, the pair is neither ended nor handed over (п. 7.2)."""
    if heading:
        yield limits.forbids(
            "amendment",
            f"Ждёт подписи проект приказа «{heading}» об этой паре",
            "Подпишите этот приказ или отклоните его проект, затем повторите.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LongerTerm:
    """The facts of a longer term; `load` counts the other mentees of the mentor in the longer period."""

    limits: Limits
    pair_starts_on: date
    pair_ends_on: date
    program_starts_on: date
    program_ends_on: date
    new_pair_ends_on: date
    new_program_ends_on: date
    mentor: str
    load: int
    mentees: int
    cap: int | None
    paused: Spans = ()  # days of the mentoring that stood still: the longest terms count without them


def extension_violations(facts: LongerTerm) -> Iterator[Violation]:
    """The new term is longer, and the maximum is counted again from the very beginning (п. 7.2, 3.7, 1.2)."""
    old, new = facts.program_ends_on, facts.new_program_ends_on
    if new <= old:
        yield facts.limits.forbids(
            "amendment",
            f"Новое окончание программы {new:%d.%m.%Y} не позже прежнего {old:%d.%m.%Y}",
            f"Укажите день после {old:%d.%m.%Y}.",
        )
    if facts.new_pair_ends_on < max(facts.pair_ends_on, new):
        yield facts.limits.forbids(
            "amendment",
            f"Новое окончание пары {facts.new_pair_ends_on:%d.%m.%Y} раньше прежнего или раньше окончания программы",
            f"Укажите день не раньше {max(facts.pair_ends_on, new):%d.%m.%Y}.",
        )
    yield from _too_long(
        facts.limits,
        "program_term",
        "программы",
        facts.program_starts_on,
        new,
        facts.limits.program_max_months,
        days_of(facts.paused, facts.program_starts_on),
    )
    if facts.new_pair_ends_on > facts.pair_ends_on:
        yield from _too_long(
            facts.limits,
            "mentoring_term",
            "наставничества",
            facts.pair_starts_on,
            facts.new_pair_ends_on,
            facts.limits.mentoring_max_months,
            days_of(facts.paused),
        )
        if facts.cap is not None and facts.load + facts.mentees > facts.cap:
            yield facts.limits.forbids(
                "max_mentees",
                f"В продлённое время {facts.mentor} вёл бы одновременно {facts.load + facts.mentees}, предел — "
                f"{facts.cap}",
                "Продлите на меньший срок или сначала завершите или передайте другую пару.",
            )


def lapsed_words(ended_on: date, on: date) -> str:
    """What an extension mends that is asked for after the term has run out; empty while it runs (п. 7.2)."""
    if on <= ended_on:
        return ""
    return (
        f"Срок программы истёк {ended_on:%d.%m.%Y}, а продление предлагают до его окончания. Приказ, подписанный позже "
        f"{ended_on + timedelta(days=1):%d.%m.%Y}, будет задним числом. Напишите в причине, почему не продлили вовремя "
        "и работала ли пара в эти дни."
    )


def _too_long(
    limits: Limits, rule: str, what: str, starts_on: date, ends_on: date, longest: int | None, paused: int
) -> Iterator[Violation]:
    if longest and ends_on > (last := last_allowed(starts_on, longest, paused)):
        yield limits.forbids(
            rule,
            f"Срок {what} станет длиннее {longest} {plural(longest, 'месяца', 'месяцев', 'месяцев')}: "
            f"с {starts_on:%d.%m.%Y} по {ends_on:%d.%m.%Y}",
            f"Окончание — не позже {last:%d.%m.%Y}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The facts of a corrected programme; `result` is the programme as it would become."""

    result: ProgramDraft
    changes: int
    lost: tuple[str, ...]  # a new form or kind that the edition no longer names
    mentees: int


def correction_violations(facts: Correction) -> Iterator[Violation]:
    """Something does change, and the programme stays whole (п. 7.2, 1.2, FRM-03)."""
    limits = facts.result.limits
    if not facts.changes:
        yield limits.forbids(
            "amendment",
            "Ничего не меняется: программа останется прежней",
            "Измените текст, план, форму или вид либо отзовите изменение.",
        )
    for option in facts.lost:
        yield limits.forbids(
            "forms",
            f"«{option}» в перечне больше нет",
            "Выберите из нынешнего перечня.",
        )
    least = limits.group_min
    if facts.result.behaviour == "group" and least and facts.mentees < least:
        yield limits.forbids(
            "group_min",
            f"Для группы нужно не меньше {least} {titles.mentees('gen')}, сейчас {facts.mentees}",
            "Выберите другой вид.",
        )
    # The term stays as approved, or is held to the rules of an extension.
    yield from (found for found in draft_violations(facts.result) if found.rule != "program_term")


def needs_order(*, extends: bool, changes_pair: bool, approval: str) -> bool:
    """The terms of a pair are set by an order (п. 3.7, 6.2): its term, form and kind change only by another.

    Texts and plan are corrected by whatever approves programmes in the edition (PRG-18).
    """
    return extends or changes_pair or approval == "order"


def assent_duty(amendment_id: int, what: str, about: str, person_id: int, limits: Limits) -> Duty:
    """A participant agrees to the change or declines (п. 7.2)."""
    return limits.owes(
        "amendment",
        what=f"Согласиться или отказаться: {what}",
        about=about,
        due_on=None,
        target="programs:amendment",
        pk=amendment_id,
        owner=person_id,
    )


def decision_duty(amendment_id: int, what: str, about: str, limits: Limits) -> Duty:
    """All have agreed: the curator decides and prepares the order (п. 7.2)."""
    return limits.owes(
        "amendment",
        what=f"Решить: {what}",
        about=about,
        due_on=None,
        target="programs:amendment",
        pk=amendment_id,
        office="curator",
    )


def rereading_duty(version_id: int, about: str, mentee_id: int, limits: Limits) -> Duty:
    """The mentee reads what was changed, where the edition asks to read the programme (PRG-10)."""
    return limits.owes(
        "program_acquaintance",
        what="Ознакомиться с изменениями программы",
        about=about,
        due_on=None,
        target="programs:version",
        pk=version_id,
        owner=mentee_id,
    )


def moving_violations(is_changing: bool) -> Iterator[Violation]:
    """What participants agree on names days, so a pause does not move them meanwhile."""
    if is_changing:
        yield COMMON_SENSE.forbids(
            "pause",
            "Изменение программы этой пары ещё согласуют: в нём названы прежние сроки",
            "Сначала доведите его до конца, отзовите или отклоните на странице программы.",
        )
