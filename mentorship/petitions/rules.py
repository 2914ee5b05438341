"""What the Положение and the law say about petitions. Plain Python: no database, no clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.pairs.agreements.notices import earliest_end, working
from mentorship.regulation.duty import CLOSED, Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

RULE = "petitions"
NOTICE_CLAUSE = "ст. 351.8 ТК РФ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Everything one must know to accept a petition; `author_fits` and `about_fits` are answered by the table."""

    limits: Limits
    is_active: bool
    state: str  # of the pair, in words
    author_fits: bool
    about_fits: bool
    needs_council: bool
    ordered_on: date  # the day of its order, or its first day where that is earlier
    filed_on: date
    today: date
    wanted_on: date | None


def filing_violations(filing: Filing) -> Iterator[Violation]:
    """Why the petition cannot be accepted (MNT-02, MNT-03, MNT-10, MTE-04, MTE-05, END-02, MO-12)."""
    if not filing.is_active:
        yield filing.limits.forbids(
            RULE,
            f"Заявление подают о действующей паре, а эта {filing.state}",
            "Обратитесь к куратору.",
        )
    if filing.needs_council and not filing.limits.council:
        yield filing.limits.forbids(
            RULE,
            f"По Положению у нас нет такого органа: {titles.council('nom')}",
            "Обратитесь к куратору.",
        )
    if not filing.author_fits:
        yield filing.limits.forbids(
            RULE,
            "Такое заявление этот человек подать не может",
            "Выберите другого заявителя.",
        )
    if not filing.about_fits:
        yield filing.limits.forbids(
            RULE,
            "Человека, о котором заявление, в этой паре нет",
            f"Выберите, кто {titles.mentee('nom')}.",
        )
    yield from _day_violations(filing)


def _day_violations(filing: Filing) -> Iterator[Violation]:
    """Filed from the order of the pair until its last day, not in the days ahead, about a day that is not past."""
    if filing.filed_on > filing.today:
        yield filing.limits.forbids(
            RULE,
            f"День подачи {filing.filed_on:%d.%m.%Y} ещё не наступил",
            f"Укажите день не позже {filing.today:%d.%m.%Y}.",
        )
    if filing.is_active and filing.filed_on < filing.ordered_on:
        yield filing.limits.forbids(
            RULE,
            f"Заявление от {filing.filed_on:%d.%m.%Y} раньше начала пары и её приказа",
            f"Укажите день не раньше {filing.ordered_on:%d.%m.%Y}.",
        )
    if filing.wanted_on and filing.wanted_on < filing.filed_on:
        yield filing.limits.forbids(
            RULE,
            f"Желаемый день {filing.wanted_on:%d.%m.%Y} раньше дня подачи",
            f"Укажите день не раньше {filing.filed_on:%d.%m.%Y} или оставьте поле пустым.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An answer to a petition."""

    limits: Limits
    is_open: bool
    state: str
    granted: bool
    reason: str
    dated: bool
    filed_on: date
    decided_on: date
    today: date
    effective_on: date | None


def decision_violations(decision: Decision) -> Iterator[Violation]:
    """Why the decision cannot be taken: one decision, with a reason for a refusal, on a day that makes sense."""
    if not decision.is_open:
        yield decided_already(decision.state, decision.limits)
        return
    if not decision.granted and not decision.reason.strip():
        yield decision.limits.forbids(
            RULE,
            "Отказ без причины не принимается",
            "Напишите, почему отказано.",
        )
    if not decision.filed_on <= decision.decided_on <= decision.today:
        yield decision.limits.forbids(
            RULE,
            f"День решения {decision.decided_on:%d.%m.%Y} не подходит",
            f"Укажите день с {decision.filed_on:%d.%m.%Y} по {decision.today:%d.%m.%Y}.",
        )
    if decision.granted and decision.dated:
        yield from _effect_violations(decision)


def _effect_violations(decision: Decision) -> Iterator[Violation]:
    if decision.effective_on is None:
        yield decision.limits.forbids(RULE, "Не сказано, с какого дня", "Укажите день.")
    elif decision.effective_on < decision.filed_on:
        yield decision.limits.forbids(
            RULE,
            f"День {decision.effective_on:%d.%m.%Y} раньше дня подачи заявления",
            f"Укажите день не раньше {decision.filed_on:%d.%m.%Y}.",
        )


def decided_already(state: str, limits: Limits) -> Violation:
    """There is one decision, the first."""
    return limits.forbids(
        RULE, f"Заявление уже {state}: второе решение не записано", "Обновите страницу и прочитайте принятое."
    )


def answered_by_others(offices: Sequence[str], by_mentor: bool, held: bool) -> Violation:
    """Nobody of the pair answers its petition by an office (END-02, MTE-05); `held`: by somebody who is not of it."""
    who = " или ".join(
        [*(["наставник"] if by_mentor else []), *(office[:1].lower() + office[1:] for office in offices)]
    )
    if by_mentor and not held:
        fix = "Ответит наставник этой пары."
    elif held:
        fix = f"Ответит {who} не из этой пары."
    else:
        fix = f"Ответить может только {who} не из этой пары, а такого сейчас нет: назначьте исполняющего обязанности."
    return COMMON_SENSE.forbids(RULE, "Вы сами участник этой пары, поэтому решать по заявлению в ней не можете", fix)


def settled_already(state: str) -> Violation:
    """What is answered or taken back is neither taken up nor taken back any more."""
    return COMMON_SENSE.forbids(RULE, f"Заявление уже {state}: изменить это нельзя", "Обновите страницу.")


def not_granted(state: str) -> Violation:
    """What was granted is done once."""
    return COMMON_SENSE.forbids(RULE, f"Отметить исполнение нельзя: заявление {state}", "Обновите страницу.")


def not_permitted(state: str) -> Violation:
    """A personal file is shown after the permission (MNT-02)."""
    return COMMON_SENSE.forbids(RULE, f"Ознакомление записывают после разрешения, а запрос {state}", "")


def notice_advice(filed_on: date, wanted_on: date | None, days: int) -> str:
    """A resignation sooner than the law advises is accepted all the same; empty when it is not sooner."""
    earliest = earliest_end(filed_on, days) + timedelta(days=1)  # the first day without the duties
    if wanted_on is None or wanted_on >= earliest:
        return ""
    return (
        f"По закону ({NOTICE_CLAUSE}) о сложении обязанностей предупреждают за {working(days)}, "
        f"то есть освободить можно с {earliest:%d.%m.%Y}. Заявление всё равно принято: день назначит руководитель."
    )


def due_on(filed_on: date, limits: Limits) -> date | None:
    """The last day to answer; None where the edition sets no term."""
    if limits.petition_days is None:
        return None
    return limits.due(filed_on, limits.petition_days, working=limits.petition_working)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A petition as its duties tell of it; a closed one tells nothing but its day."""

    pk: int
    title: str
    pair: str
    closed: bool
    filed_on: date
    effective_on: date | None
    owner: int | None = None
    office: str | None = None
    barred: tuple[int, ...] = ()

    def duty(self, rule: str, what: str, due: date | None, limits: Limits) -> Duty:
        """Of a closed petition neither the kind nor the people nor the clause, whoever reads the list of duties."""
        about = f"обращение от {self.filed_on:%d.%m.%Y}, содержание закрыто" if self.closed else self.about
        said_by = COMMON_SENSE if self.closed else limits
        return said_by.owes(
            f"{rule}{CLOSED}" if self.closed else rule,
            by=RULE,
            what=what,
            about=about,
            due_on=due,
            target="petitions:card",
            pk=self.pk,
            owner=self.owner,
            office=self.office,
            barred=self.barred,
        )

    @property
    def about(self) -> str:
        return f"{self.title}: {self.pair}"


def decision_duty(case: Case, limits: Limits) -> Duty:
    """Every petition gets an answer in time."""
    return case.duty("petition_decision", "Ответить на заявление", due_on(case.filed_on, limits), limits)


def execution_duty(case: Case, limits: Limits) -> Duty:
    """What was granted is carried out, by the day that was named."""
    return case.duty("petition_execution", "Исполнить решение по заявлению", case.effective_on, limits)


def answer_duty(case: Case) -> Duty:
    """The author reads the answer."""
    return case.duty("petition_answer", "Прочитать ответ на своё заявление", None, COMMON_SENSE)
