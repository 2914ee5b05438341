"""What may be done with a material now."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.library import queries, rules
from mentorship.library.models import Material

State = Material.State
CLOSED = (State.WITHDRAWN, State.REPLACED)


def _state(material: Material) -> State:
    return material.state_on(timezone.localdate())


def _editing_bars(material: Material) -> Iterator[Violation]:
    return rules.editing_violations(material.is_editable, queries.state_words(material))


def _submission_bars(material: Material) -> Iterable[Violation]:
    return list(_editing_bars(material)) or queries.missing(material)


def _reviewing_bars(material: Material) -> Iterator[Violation]:
    return rules.waiting_violations(_state(material) == State.SUBMITTED, queries.state_words(material))


def _deciding_bars(material: Material) -> Iterator[Violation]:
    waits = _state(material) in (State.SUBMITTED, State.REVIEWED)
    return rules.waiting_violations(waits, queries.state_words(material))


def _force_bars(material: Material) -> Iterator[Violation]:
    return rules.force_violations(material.holds_on(timezone.localdate()), queries.state_words(material))


def _version_bars(material: Material) -> Iterator[Violation]:
    yield from _force_bars(material)
    yield from rules.version_violations(queries.has_version(material))


def _withdrawing_bars(material: Material) -> Iterator[Violation]:
    return rules.withdrawing_violations(_state(material) in CLOSED, queries.state_words(material))


def _reviews(material: Material, user: Any) -> bool:
    return queries.has_council(timezone.localdate()) and not queries.own_bars(material, user, "review")


def _approves(material: Material, user: Any) -> bool:
    return not queries.own_bars(material, user, "approve")


def _leads(material: Material, user: Any) -> bool:
    return bool(queries.own_programs(user, timezone.localdate()))


SUBMIT = Act[Material](
    permission="library.edit",
    page="library:submit",
    label="Отправить на рассмотрение",
    bars=_submission_bars,
    asks=queries.writes,
    level="primary",
    post=True,
)
EDIT = Act[Material](
    permission="library.edit", page="library:edit", label="Изменить", bars=_editing_bars, asks=queries.writes
)
ATTACH = Act[Material](
    permission="library.edit", page="library:attach", label="Приложить файл", bars=_editing_bars, asks=queries.writes
)
REVIEW = Act[Material](
    permission="library.review",
    page="library:review",
    label="Записать рекомендацию",
    bars=_reviewing_bars,
    asks=_reviews,
    level="primary",
)
APPROVE = Act[Material](
    permission="library.approve",
    page="library:approve",
    label="Утвердить",
    bars=_deciding_bars,
    asks=_approves,
    level="primary",
)
SEND_BACK = Act[Material](
    permission="library.return", page="library:send_back", label="Вернуть на доработку", bars=_deciding_bars
)
TAKE = Act[Material](
    permission="library.use",
    page="library:take",
    label="Взять в программу",
    bars=_force_bars,
    asks=_leads,
    over=lambda material: queries.SHELF,
    level="primary",
)
REVISE = Act[Material](
    permission="library.edit",
    page="library:revise",
    label="Внести правку",
    bars=_version_bars,
    asks=queries.writes,
    post=True,
)
WITHDRAW = Act[Material](
    permission="library.withdraw", page="library:withdraw", label="Отозвать", bars=_withdrawing_bars, level="link"
)

ON_CARD = (SUBMIT, REVIEW, APPROVE, TAKE, SEND_BACK, EDIT, ATTACH, REVISE, WITHDRAW)
