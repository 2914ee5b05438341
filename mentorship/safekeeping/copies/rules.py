"""What a copy must be before anything is changed by it, when one is due, which ones may go. Plain Python."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from mentorship.core.refusal import Refusal

FORMAT = 1
MANIFEST, ROWS, MEDIA = "manifest.json", "rows/", "media/"
MANIFEST_AT_MOST = 64 * 1024 * 1024  # bytes
UNFOLDS_AT_MOST = 200  # times; rows of a real institution unfold some twenty times
NOT_OURS = "Это не резервная копия программы: её делает команда backup."
DAMAGED = "Файл копии повреждён ({}). Возьмите другую копию; в программе ничего не изменилось."
STALE_AFTER = timedelta(days=2)
NAMED = re.compile(r"nastavnik-(\d{4}-\d\d-\d\d-\d{4})\.zip(\.age)?")
NAME = "nastavnik-{:%Y-%m-%d-%H%M}.zip"


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a copy: how many bytes it unfolds to and the SHA-256 of them."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy says of itself; `migrations` is the last migration of each app whose rows it holds."""

    version: str
    made_at: datetime
    migrations: Mapping[str, str]
    members: Mapping[str, Member]


def told(manifest: Manifest) -> dict[str, Any]:
    """The manifest as JSON holds it."""
    return {
        "format": FORMAT,
        "version": manifest.version,
        "made_at": manifest.made_at.isoformat(),
        "migrations": dict(manifest.migrations),
        "members": {name: [one.size, one.sha256] for name, one in manifest.members.items()},
    }


def understood(data: Any) -> Manifest:
    """The manifest that the JSON holds. Raises Refusal for anything else, and for a format of a later program."""
    try:
        if data["format"] != FORMAT:
            raise Refusal(
                f"Копию сделала более новая программа ({data['version']}). "
                "Поставьте программу не старше её и повторите; здесь ничего не изменилось."
            )
        manifest = Manifest(
            str(data["version"]),
            datetime.fromisoformat(data["made_at"]),
            {str(app): str(name) for app, name in data["migrations"].items()},
            {str(name): Member(int(size), str(sha256)) for name, (size, sha256) in data["members"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refusal(DAMAGED.format("не читается опись")) from error
    check_names(manifest.members)
    return manifest


def check_names(names: Iterable[str]) -> None:
    """Every member stays inside its folder and no one is a folder of another."""
    names = set(names)
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    for name in sorted(names):
        path = PurePosixPath(name)
        inside = path.parts[1:]
        plain = str(path) == name and "\\" not in name and "\0" not in name and ".." not in path.parts
        if not (name.startswith((ROWS, MEDIA)) and plain and inside and not inside[0].startswith(".")):
            raise Refusal(DAMAGED.format(f"недопустимое имя «{name[:80]}»"))
        if name in folders:
            raise Refusal(DAMAGED.format(f"«{name[:80]}» — и файл, и папка"))


def check_size(members: Mapping[str, Member], packed: int, free: int) -> None:
    """What a copy of `packed` bytes unfolds to must be believable and find `free` bytes of the disk."""
    size = sum(one.size for one in members.values())
    if any(one.size < 0 for one in members.values()) or size > max(packed, 1024 * 1024) * UNFOLDS_AT_MOST:
        raise Refusal(DAMAGED.format(f"разворачивается в {size_words(size)}, больше чем в {UNFOLDS_AT_MOST} раз"))
    files = sum(one.size for name, one in members.items() if name.startswith(MEDIA))
    if files > free:
        raise Refusal(
            f"Для файлов копии нужно {size_words(files)}, свободно {size_words(free)}. "
            "Освободите место и повторите; ничего не изменилось."
        )


def is_older(manifest: Mapping[str, str], ours: Mapping[str, str], known: Iterable[tuple[str, str]], made: str) -> bool:
    """Whether the rows stand as an earlier version kept them. Raises Refusal where a later one made the copy."""
    newer = sorted(set(manifest.items()) - set(known))
    if newer:
        names = ", ".join(f"{app}.{name}" for app, name in newer[:3])
        raise Refusal(
            f"Копию сделала более новая программа ({made}): здесь не знают {names}. "
            "Поставьте программу той же версии или новее и повторите; ничего не изменилось."
        )
    return dict(manifest) != dict(ours)


def size_words(size: int) -> str:
    """«4 МБ»; what is less than «1 КБ» counts as one, nothing at all as «0 КБ»."""
    for unit, word in ((1024**3, "ГБ"), (1024**2, "МБ")):
        if size >= unit:
            return f"{size / unit:.1f}".rstrip("0").rstrip(".").replace(".", ",") + f" {word}"
    return f"{-(-size // 1024)} КБ"


def moment(name: str) -> datetime | None:
    """When the copy of this name was made, by the clock of the institution; None for any other file."""
    named = NAMED.fullmatch(name)
    return datetime.strptime(named[1], "%Y-%m-%d-%H%M") if named else None


def newest(names: Iterable[str], now: datetime) -> datetime | None:
    """When the last copy was made; what was named while the clock was ahead says nothing."""
    return max((day for name in names if (day := moment(name)) and day <= now), default=None)


def is_due(now: datetime, last: datetime | None, hour: int) -> bool:
    """Whether the night's copy is still to be made: a night that was missed is made up."""
    night = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if night > now:
        night -= timedelta(days=1)
    return last is None or last < night


def outlived(names: Iterable[str], now: datetime, keep: int) -> list[str]:
    """The night's copies older than `keep` days, never the newest one."""
    made = {name: day for name in names if (day := moment(name))}
    last = newest(made, now)
    return sorted(name for name, day in made.items() if day != last and day < now - timedelta(days=keep))
