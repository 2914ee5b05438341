"""What may be done with a programme now, and with the items of its plan."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.pairs import acts as pairs_acts
from mentorship.pairs.models import Pair
from mentorship.pairs.models.pair import State
from mentorship.programs import queries, rules
from mentorship.programs.amendments.acts import AMEND
from mentorship.programs.models import Program
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
    state = program.pair.state_on(timezone.localdate())
    begins_on = program.pair.starts_on if state == State.ANNOUNCED else None
    return rules.performing_violations(program.is_approved and state == State.RUNNING, begins_on)


def _in_draft_order(program: Program, user: Any) -> bool:
    return program.status == Status.SUBMITTED and program.order_id is not None


def _draft_order_page(program: Program) -> str:
    assert program.order is not None  # it asks for one
    return program.order.get_absolute_url()


def _approval_order_page(program: Program) -> str:
    return f"{reverse('programs:draft_approval')}?program={program.pk}"


def _unread(program: Program, user: Any) -> bool:
    """A mentee who has been shown the programme has not read it yet."""
    shown = program.status != Status.DRAFT and user.person_id in [mentee.pk for mentee in program.pair.mentees]
    return shown and not program.acquaintances.filter(mentee=user.person_id).exists()


def _has_results(program: Program) -> bool:
    ended = program.pair.state_on(timezone.localdate()) == State.ENDED
    return program.is_approved and ended and program.pair.edition.publish_results


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
    asks=lambda pair, user: pair.is_not_over and not Program.objects.filter(pair=pair).exists(),
    level="primary",
    post=True,
)
pairs_acts.NEXT.append(START)
EDIT = Act[Program](
    permission="program.edit", page="programs:edit", label="Писать программу", bars=_editing_bars, level="primary"
)
SUBMIT = Act[Program](
    permission="program.edit",
    page="programs:submit",
    label="Отправить на утверждение",
    bars=_submission_bars,
    level="primary",
    post=True,
)
SHOW = Act[Program](
    permission="program.edit",
    page="programs:show_to_mentee",
    label=lambda program: titles.say("Показать {mentee.dat}"),
    bars=_editing_bars,
    asks=lambda program, user: program.status != Status.WITH_MENTEE,
    post=True,
)
USE_TEMPLATE = Act[Program](
    permission="program.edit", page="programs:use_template", label="Взять образец", bars=_editing_bars
)
ADD_ACTIVITY = Act[Program](
    permission="program.edit", page="programs:add_activity", label="Добавить мероприятие", bars=_editing_bars
)
ANSWER_NEEDS = Act[Program](
    permission="program.edit",
    page="programs:answer_needs",
    label=lambda program: titles.say("Добавить мероприятия по запросам {mentee.gen}"),
    bars=_editing_bars,
    level="link p-0",
    post=True,
)
ACKNOWLEDGE = Act[Program](
    permission="program.acknowledge",
    page="programs:acknowledge",
    label="Я ознакомлен(а) с программой",
    asks=_unread,
    level="primary",
    post=True,
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
    asks=lambda program, user: program.is_approved and program.ongoing is not None,
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

OF_DRAFT = (USE_TEMPLATE, ADD_ACTIVITY)


def on_card(program: Program) -> tuple[Act[Program], ...]:
    """What the card offers, the nearest step first: approval has one way of three."""
    way = APPROVAL[Way(program.pair.edition.program_approval)]
    approval = (DRAFT_ORDER, way, SEND_BACK)
    return (PUBLISH, CORRECT_ADDRESS, *approval, ACKNOWLEDGE, EDIT, AMENDMENT, AMEND, VERSIONS, PDF, WORD)


# Items of the plan: the programme decides once for all of them.

PERFORM = Act[Program](
    permission="program.perform", page="programs:perform", label="Отметить выполнение", bars=_performing_bars
)
CANCEL = Act[Program](
    permission="program.perform", page="programs:cancel_activity", label="Отменить", bars=_performing_bars
)
EDIT_ACTIVITY = Act[Program](
    permission="program.edit", page="programs:edit_activity", label="Изменить", bars=_editing_bars
)
REMOVE = Act[Program](permission="program.edit", page="programs:cancel_activity", label="Убрать", bars=_editing_bars)


def dropping(program: Program) -> Act[Program]:
    """How an item leaves the plan: removed while it is being written, cancelled once it is approved."""
    return REMOVE if program.is_editable else CANCEL


IN_PLAN = (PERFORM, CANCEL, EDIT_ACTIVITY, REMOVE)
