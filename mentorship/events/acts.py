"""What may be done with an event now."""

from collections.abc import Iterator

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.events import rules
from mentorship.events.models import Event


def _open_bars(event: Event) -> Iterator[Violation]:
    return rules.open_violations(event.is_open)


def _unwritten_bars(event: Event) -> Iterator[Violation]:
    return rules.unwritten_violations(event.is_open)


HOLD = Act[Event](
    permission="event.edit", page="events:hold", label="Записать итог", bars=_unwritten_bars, level="primary"
)
EDIT = Act[Event](permission="event.edit", page="events:edit", label="Изменить", bars=_open_bars)
CANCEL = Act[Event](permission="event.edit", page="events:cancel", label="Отменить", bars=_open_bars, level="link")

ON_CARD = (HOLD, EDIT, CANCEL)
