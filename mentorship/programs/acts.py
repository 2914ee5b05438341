"""What may be done with a programme now, and with the items of its plan."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.pairs import acts as pairs_acts
from mentorship.pairs import queries as pair_queries
from mentorship.pairs.models import Pair
from mentorship.pairs.models.pair import State
from mentorship.people.models import Person
from mentorship.programs import privacy, queries, rules
from mentorship.programs.amendments.acts import AMEND
from mentorship.programs.models import Activity, Program
from mentorship.regulation.models import Edition

Status = Program.Status
Way = Edition.Approval


def _starting_bars(pair: Pair) -> Iterator[Violation]:
    return rules.starting_violations(pair.is_not_over)


def _editing_bars(program: Program) -> Iterator[Violation]:
    """Of a pair that is over its state says more than that of the programme."""
    state = program.get_status_display() if program.pair.is_not_over else program.pair.now
    return rules.editing_violations(program.is_editable, state)


def _submission_bars(program: Program) -> Iterable[Violation]:
    return list(_editing_bars(program)) or queries.violations(program)


def _approval_bars(program: Program) -> Iterator[Violation]:
    yield from rules.pair_over_violations(not program.pair.is_not_over, program.pair.now)
    submitted, in_order = program.status == Status.SUBMITTED, program.order_id is not None
    yield from rules.waiting_violations(submitted, program.get_status_display(), in_order)


def _performing_bars(program: Program) -> Iterator[Violation]:
    today = timezone.localdate()
    begins_on = program.pair.starts_on if program.pair.state_on(today) == State.ANNOUNCED else None
    return rules.performing_violations(program.is_approved and program.pair.runs_on(today), begins_on)


def _in_draft_order(program: Program, user: Any) -> bool:
    return program.status == Status.SUBMITTED and program.order_id is not None


def _draft_order_page(program: Program) -> str:
    assert program.order is not None  # it asks for one
    return program.order.get_absolute_url()


def _approval_order_page(program: Program) -> str:
    return f"{reverse('programs:draft_approval')}?program={program.pk}"


def _unread(program: Program, user: Any) -> bool:
    """A mentee who has been shown the programme has not read it yet."""
    shown = program.status in privacy.SHOWN and user.person_id in [mentee.pk for mentee in program.pair.mentees]
    return shown and not program.acquaintances.filter(mentee=user.person_id).exists()


def _lacks_program(pair: Pair) -> bool:
    return pair.is_not_over and not Program.objects.filter(pair=pair).exists()


def _is_author(pair: Pair, user: Any) -> bool:
    return pair.mentor_id == user.person_id


def _writes_for_author(pair: Pair, user: Any) -> bool:
    """Somebody outside the pair, who writes down what its mentor has on paper."""
    return not _is_author(pair, user) and not pair_queries.behalf_bars(pair, pair.mentor_id, user)


def _may_write(program: Program, user: Any) -> bool:
    return not pair_queries.behalf_bars(program.pair, program.pair.mentor_id, user)


def unread_mentees(program: Program) -> list[Person]:
    """The mentees whose acquaintance is not on file."""
    read = set(program.acquaintances.values_list("mentee", flat=True))
    return [mentee for mentee in program.pair.mentees if mentee.pk not in read]


def _reads_for_mentees(program: Program, user: Any) -> bool:
    """Some mentee has not read it, where the edition asks for it, and this user may tell of what is on paper."""
    unread = unread_mentees(program) if program.pair.edition.program_acquaintance else []
    return any(not pair_queries.behalf_bars(program.pair, mentee.pk, user) for mentee in unread)


def _has_results(program: Program) -> bool:
    ended = program.pair.state_on(timezone.localdate()) == State.ENDED
    return program.is_approved and ended and program.pair.edition.publish_results


def _knows_of_change(program: Program, user: Any) -> bool:
    return program.ongoing is not None and privacy.knows_of(program.ongoing, user)


def _amendment_page(program: Program) -> str:
    assert program.ongoing is not None  # it asks for one
    return program.ongoing.get_absolute_url()


def _amendment_label(program: Program) -> str:
    assert program.ongoing is not None  # it asks for one
    return f"{program.ongoing.what}: {program.ongoing.get_status_display()}"


# Approval, in the way of the edition (PRG-18).

APPROVE = Act[Program](
    permission="program.approve",
    page="programs:approve",
    label="Утвердить программу",
    bars=_approval_bars,
    level="primary",
)
APPROVE_BY_MINUTES = Act[Program](
    permission="program.approve",
    page="programs:approve",
    label="Утвердить по протоколу",
    bars=_approval_bars,
    level="primary",
)
APPROVE_BY_ORDER = Act[Program](
    permission="program.approve",
    page=_approval_order_page,
    label="Подготовить приказ об утверждении",
    bars=_approval_bars,
    level="primary",
)
DRAFT_ORDER = Act[Program](
    permission="program.approve",
    page=_draft_order_page,
    label="Проект приказа об утверждении",
    asks=_in_draft_order,
    level="primary",
)
SEND_BACK = Act[Program](
    permission="program.approve", page="programs:send_back", label="Вернуть на доработку", bars=_approval_bars
)
APPROVAL = {Way.CURATOR: APPROVE, Way.MINUTES: APPROVE_BY_MINUTES, Way.ORDER: APPROVE_BY_ORDER}

# Writing and reading.

START = Act[Pair](
    permission="program.edit",
    page="programs:start",
    label="Составить программу",
    bars=_starting_bars,
    asks=lambda pair, user: _is_author(pair, user) and _lacks_program(pair),
    level="primary",
    post=True,
)
START_ON_PAPER = Act[Pair](
    permission="program.edit",
    page="programs:start",
    label="Внести программу с бумаги",
    bars=_starting_bars,
    asks=lambda pair, user: _writes_for_author(pair, user) and _lacks_program(pair),
    post=True,
)
pairs_acts.NEXT.append(START)
pairs_acts.MORE.append(START_ON_PAPER)
EDIT = Act[Program](
    permission="program.edit",
    page="programs:edit",
    label="Писать программу",
    bars=_editing_bars,
    asks=lambda program, user: _is_author(program.pair, user),
    level="primary",
)
EDIT_ON_PAPER = Act[Program](
    permission="program.edit",
    page="programs:edit",
    label="Внести текст с бумаги",
    bars=_editing_bars,
    asks=lambda program, user: _writes_for_author(program.pair, user),
)
SUBMIT = Act[Program](
    permission="program.edit",
    page="programs:submit",
    label="Отправить на утверждение",
    bars=_submission_bars,
    asks=lambda program, user: _is_author(program.pair, user),
    level="primary",
    post=True,
)
SUBMIT_ON_PAPER = Act[Program](
    permission="program.edit",
    page="programs:submit_paper",
    label="Наставник сдал программу на бумаге",
    bars=_submission_bars,
    asks=lambda program, user: _writes_for_author(program.pair, user),
    level="primary",
)
SHOW = Act[Program](
    permission="program.edit",
    page="programs:show_to_mentee",
    label=lambda program: titles.say("Показать {mentee.dat}"),
    bars=_editing_bars,
    asks=lambda program, user: program.status != Status.WITH_MENTEE and _may_write(program, user),
    post=True,
)
USE_TEMPLATE = Act[Program](
    permission="program.edit", page="programs:use_template", label="Взять образец", bars=_editing_bars, asks=_may_write
)
ADD_ACTIVITY = Act[Program](
    permission="program.edit",
    page="programs:add_activity",
    label="Добавить мероприятие",
    bars=_editing_bars,
    asks=_may_write,
)
ANSWER_NEEDS = Act[Program](
    permission="program.edit",
    page="programs:answer_needs",
    label=lambda program: titles.say("Добавить мероприятия по запросам {mentee.gen}"),
    bars=_editing_bars,
    asks=_may_write,
    level="link p-0",
    post=True,
)
ACKNOWLEDGE = Act[Program](
    permission="program.acknowledge",
    page="programs:acknowledge",
    label="Я ознакомлен(а) с программой",
    asks=_unread,
    level="primary",
)
ACQUAINT = Act[Program](
    permission="program.record",
    page="programs:acquaint",
    label="Ознакомлен(а) на бумаге",
    asks=_reads_for_mentees,
)
REMARK = Act[Program](permission="program.remark", page="programs:remark", label="Написать замечание")

# An approved programme.

PUBLISH = Act[Program](
    permission="program.publish",
    page="programs:publish",
    label="Отметить результаты на сайте",
    asks=lambda program, user: _has_results(program) and program.published_on is None,
    level="primary",
)
CORRECT_ADDRESS = Act[Program](
    permission="program.publish",
    page="programs:publish",
    label="Исправить адрес результатов",
    asks=lambda program, user: _has_results(program) and program.published_on is not None,
)
AMENDMENT = Act[Program](
    permission="program.view",
    page=_amendment_page,
    label=_amendment_label,
    asks=lambda program, user: program.is_approved and _knows_of_change(program, user),
    level="primary",
)
VERSIONS = Act[Program](
    permission="program.view",
    page="programs:versions",
    label="Версии",
    asks=lambda program, user: program.is_approved,
)
PDF = Act[Program](
    permission="program.view",
    page=lambda program: reverse("archive:paper", args=["D30", program.pk, "pdf"]),
    label="PDF",
)
WORD = Act[Program](
    permission="program.view",
    page=lambda program: reverse("archive:paper", args=["D30", program.pk, "docx"]),
    label="Word",
)

WRITING = (EDIT, EDIT_ON_PAPER)
SUBMISSION = (SUBMIT, SUBMIT_ON_PAPER)
OF_DRAFT = (USE_TEMPLATE, ADD_ACTIVITY)


def on_card(program: Program) -> tuple[Act[Program], ...]:
    """What the card offers, the nearest step first: approval has one way of three."""
    way = APPROVAL[Way(program.pair.edition.program_approval)]
    approval = (DRAFT_ORDER, way, SEND_BACK)
    return (
        PUBLISH,
        CORRECT_ADDRESS,
        *approval,
        ACKNOWLEDGE,
        EDIT,
        EDIT_ON_PAPER,
        AMENDMENT,
        AMEND,
        VERSIONS,
        PDF,
        WORD,
    )


# Items of the plan: the programme decides once for all of them.

PERFORM = Act[Program](
    permission="program.perform",
    page="programs:perform",
    label="Отметить выполнение",
    bars=_performing_bars,
    asks=_may_write,
)
CANCEL = Act[Program](
    permission="program.perform",
    page="programs:cancel_activity",
    label="Отменить",
    bars=_performing_bars,
    asks=_may_write,
)
EDIT_ACTIVITY = Act[Program](
    permission="program.edit", page="programs:edit_activity", label="Изменить", bars=_editing_bars, asks=_may_write
)
REMOVE = Act[Program](
    permission="program.edit", page="programs:cancel_activity", label="Убрать", bars=_editing_bars, asks=_may_write
)


def dropping(program: Program) -> Act[Program]:
    """How an item leaves the plan: removed while it is being written, cancelled once it is approved."""
    return REMOVE if program.is_editable else CANCEL


IN_PLAN = (PERFORM, CANCEL, EDIT_ACTIVITY, REMOVE)


# A single item of it.


def _doing_bars(activity: Activity) -> Iterator[Violation]:
    yield from _performing_bars(activity.program)
    yield from rules.open_violations(activity.is_open, activity.reported_on)


def _is_own(activity: Activity, user: Any) -> bool:
    """Whoever is responsible and is not the mentor, who marks at once."""
    return activity.responsible_id == user.person_id != activity.program.pair.mentor_id


DO = Act[Activity](
    permission="program.do", page="programs:do", label="Отметить выполнение", bars=_doing_bars, asks=_is_own
)
NOT_DONE = Act[Activity](
    permission="program.perform",
    page="programs:not_done",
    label="Ещё не выполнено",
    bars=lambda activity: _performing_bars(activity.program),
    asks=lambda activity, user: activity.is_reported and _may_write(activity.program, user),
)
OF_ITEM = (DO, NOT_DONE)
