"""What may be done now about a change of an approved programme."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from mentorship.access.acts import Act
from mentorship.access.roles import Office
from mentorship.core.refusal import Violation
from mentorship.pairs.queries import behalf_bars
from mentorship.programs.amendments import queries, rules
from mentorship.programs.models import Activity, Amendment, Assent, PlanChange, Program

DRAFT, ASKED, AGREED = Amendment.Status.DRAFT, Amendment.Status.ASKED, Amendment.Status.AGREED


def _unless(*states: str) -> Callable[[Amendment], Iterator[Violation]]:
    """Barred unless the amendment is in one of the states."""
    return lambda amendment: rules.state_violations(amendment.status in states, amendment.get_status_display())


_draft_bars = _unless(DRAFT)


def _runs(program: Program, user: Any) -> bool:
    """What else stands in the way, an end of the pair that is being prepared, the page of the act tells."""
    return program.is_approved and program.pair.is_appointed


def _ongoing_bars(program: Program) -> Iterator[Violation]:
    return rules.ongoing_violations(program.ongoing is not None)


def _text_bars(amendment: Amendment) -> Iterable[Violation]:
    return list(_draft_bars(amendment)) or rules.contents_violations(amendment.corrects)


def _asking_bars(amendment: Amendment) -> Iterable[Violation]:
    return list(_draft_bars(amendment)) or queries.violations(amendment)


def _assent_bars(assent: Assent) -> Iterable[Violation]:
    return AGREE.bars(assent.amendment)


def _change_bars(change: PlanChange) -> Iterable[Violation]:
    return _draft_bars(change.amendment)


def _item_bars(activity: Activity) -> Iterable[Violation]:
    return rules.item_violations(activity.is_open)


def _is_asked(amendment: Amendment, user: Any) -> bool:
    return amendment.assents.filter(person=user.person_id).exists()


def _has_not_answered(amendment: Amendment, user: Any) -> bool:
    return amendment.assents.filter(person=user.person_id, agreed_on=None, declined_on=None).exists()


def _speaks_for_person(assent: Assent, user: Any) -> bool:
    return assent.is_open and not behalf_bars(assent.amendment.program.pair, assent.person_id, user)


def _takes_back(amendment: Amendment, user: Any) -> bool:
    """Whoever has proposed it, or the curator."""
    return user.pk == amendment.started_by_id or Office.CURATOR in user.offices


def _order_page(amendment: Amendment) -> str:
    assert amendment.order is not None  # it asks for one
    return amendment.order.get_absolute_url()


def _order_label(amendment: Amendment) -> str:
    assert amendment.order is not None  # it asks for one
    return f"Приказ № {amendment.order.number}" if amendment.order.is_signed else "К проекту приказа"


# With a programme.

AMEND = Act[Program](
    permission="program.amend", page="programs:amend", label="Продлить или изменить", bars=_ongoing_bars, asks=_runs
)
AMEND_FROM_PAIR = replace(AMEND, label="Продлить или изменить программу")

# With an amendment.

ASK = Act[Amendment](
    permission="program.amend",
    page="programs:ask_assent",
    label="Отправить участникам на согласование",
    bars=_asking_bars,
    level="primary",
    post=True,
)
AGREE = Act[Amendment](
    permission="program.assent",
    page="programs:agree",
    label="Я согласен (согласна)",
    bars=_unless(ASKED),
    asks=_has_not_answered,
    level="primary",
)
GRANT = Act[Amendment](
    permission="program.amend_decide",
    page="programs:grant",
    label=lambda row: "Разрешить и подготовить приказ" if queries.needs_order(row) else "Внести изменения",
    bars=_unless(AGREED),
    level="primary",
)
REFUSE = Act[Amendment](
    permission="program.amend_decide", page="programs:refuse", label="Отказать", bars=_unless(AGREED)
)
DECLINE = Act[Amendment](
    permission="program.assent",
    page="programs:decline",
    label="Не соглашаться",
    bars=_unless(ASKED, AGREED),
    asks=_is_asked,
)
SIGNING = Act[Amendment](
    permission="order.list",
    page=_order_page,
    label=_order_label,
    asks=lambda row, user: row.is_open and row.order is not None,
    level="primary",
)
ORDER = replace(SIGNING, asks=lambda row, user: not row.is_open and row.order is not None, level="outline-primary")
WITHDRAW = Act[Amendment](
    permission="program.amend",
    page="programs:withdraw",
    label="Отозвать изменение",
    bars=_unless(DRAFT, ASKED, AGREED),
    asks=_takes_back,
)

EDIT_TERMS = Act[Amendment](
    permission="program.amend", page="programs:edit_amendment", label="Срок и причина", bars=_draft_bars
)
EDIT_TEXT = Act[Amendment](
    permission="program.amend", page="programs:amend_text", label="Изменить текст, форму или вид", bars=_text_bars
)
ADD_ITEM = Act[Amendment](
    permission="program.amend", page="programs:amend_add", label="Добавить мероприятие", bars=_text_bars
)

# With the answer of a participant, with a change of the plan, with an item that no change touches.

RECORD = Act[Assent](
    permission="program.assent_record",
    page="programs:record_assent",
    label="Записать согласие на бумаге",
    bars=_assent_bars,
    asks=_speaks_for_person,
)
EDIT_ITEM = Act[PlanChange](
    permission="program.amend",
    page="programs:edit_planned",
    label="Исправить",
    bars=_change_bars,
    asks=lambda change, user: not change.drops,
)
UNDO_ITEM = Act[PlanChange](
    permission="program.amend",
    page="programs:undo_planned",
    label=lambda change: "Оставить как было" if change.activity else "Убрать",
    bars=_change_bars,
    post=True,
)
CHANGE_ITEM = Act[Activity](
    permission="program.amend", page="programs:amend_activity", label="Изменить", bars=_item_bars
)
DROP_ITEM = Act[Activity](
    permission="program.amend", page="programs:drop_activity", label="Исключить", bars=_item_bars, post=True
)

ON_CARD = (ASK, AGREE, GRANT, REFUSE, DECLINE, SIGNING, ORDER)
OF_CONTENTS = (EDIT_TEXT, ADD_ITEM)
OF_CHANGE = (EDIT_ITEM, UNDO_ITEM)
OF_ITEM = (CHANGE_ITEM, DROP_ITEM)
