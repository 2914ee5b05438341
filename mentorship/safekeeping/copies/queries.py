"""What lies in the folder of copies, and whether somebody should look at it."""

import os
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from mentorship.safekeeping.copies import nightly, rules

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Night:
    """One of the night's copies."""

    name: str
    made_at: datetime
    size: str


@dataclass(frozen=True, slots=True)
class State:
    """The night's copies, the newest first; `trouble` says what is to be done, if anything."""

    nights: list[Night]
    last: Night | None
    trouble: str


def state(now: datetime) -> State:
    """How the copies stand at the moment."""
    nights = sorted(_nights(), key=lambda night: night.made_at, reverse=True)
    local = timezone.localtime(now).replace(tzinfo=None)
    last = next((night for night in nights if night.made_at <= local), None)
    return State(nights[:SHOWN], last, _trouble(nights, last, local))


def _nights() -> list[Night]:
    folder = nightly.folder()
    if not folder.is_dir():
        return []
    with os.scandir(folder) as found:
        return [
            Night(entry.name, made_at, rules.size_words(entry.stat().st_size))
            for entry in found
            if (made_at := rules.moment(entry.name))
        ]


def _trouble(nights: list[Night], last: Night | None, local: datetime) -> str:
    failure = nightly.folder() / nightly.FAILURE
    if not settings.BACKUP:
        return ""
    if failure.exists():
        failed_at = datetime.fromtimestamp(failure.stat().st_mtime, timezone.get_current_timezone())
        return f"{failed_at:%d.%m.%Y %H:%M} копия не удалась. {failure.read_text('utf-8')}"
    if last is None or local - last.made_at >= rules.STALE_AFTER:
        return _stale(last)
    if nights[0] is not last:
        return (
            f"Копия {nights[0].name} названа днём, который ещё не наступил: часы компьютера спешили или отстают. "
            "Проверьте их, а копию перенесите из этой папки: за ночную она не считается."
        )
    return ""


def _stale(last: Night | None) -> str:
    if nightly.folder().exists() and not os.access(nightly.folder(), os.W_OK):
        return f"В папку копий нельзя писать: {nightly.folder()}."
    said = f"Последняя копия — {last.made_at:%d.%m.%Y %H:%M}" if last else "Копий ещё нет"
    return f"{said}. Её делает работающая программа после {settings.BACKUP_HOUR}:00; утром её нет — смотрите журнал."
