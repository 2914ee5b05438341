"""A copy as a zip: rows of every table, files, and a manifest with the size and SHA-256 of each of them."""

import hashlib
import json
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.utils.timezone import get_current_timezone

import mentorship
from mentorship.core.folders import private
from mentorship.core.refusal import Refusal
from mentorship.safekeeping.copies import files, older, rows, rules
from mentorship.safekeeping.copies.sealing import owned

CHUNK = 1024 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)  # the last one: a way of packing unknown here


@dataclass
class Counted:
    """A writer that knows how much went through it and what its SHA-256 is."""

    into: Callable[[bytes], Any]
    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> None:
        self.into(data)
        self.size += len(data)
        self.digest.update(data)

    @property
    def member(self) -> rules.Member:
        return rules.Member(self.size, self.digest.hexdigest())


def write(out: IO[bytes], made_at: datetime, migrations: Mapping[str, str]) -> None:
    """Write the whole state: rows of one moment first, then the files they name and any that came meanwhile.

    Raises Refusal when a file that the rows name went away meanwhile.
    """
    there = {files.name_of(path) for path in files.kept()}
    named: set[str] = set()  # known when the rows are written, which is before the first file
    _pack(out, rules.Manifest(mentorship.__version__, made_at, migrations, {}), _tables(named), _files(named, there))


def _tables(named: set[str]) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every table; then `named` holds the files that its rows name."""
    with rows.snapshot():
        for label, model in rows.tables(apps).items():
            yield label, rows.lines(model)
        named |= rows.files_named(apps)


def _files(named: set[str], there: set[str]) -> Iterator[tuple[str, IO[bytes]]]:
    """What lies there now. One that was lost before the copy began, or that nobody names, may be missing."""
    taken = set()
    for path in files.kept():
        try:
            source = path.open("rb")
        except FileNotFoundError:  # taken away since the folder was read; whether a row names it is asked below
            continue
        taken.add(files.name_of(path))
        yield files.name_of(path), source
    if lost := sorted(named & there - taken):
        raise Refusal(f"Пока делалась копия, убрали файл {lost[0]}: она была бы неполна. Сделайте её ещё раз.")


def _pack(
    out: IO[bytes],
    head: rules.Manifest,
    tables: Iterable[tuple[str, Iterable[bytes]]],
    kept: Iterable[tuple[str, IO[bytes]]],
) -> None:
    members: dict[str, rules.Member] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for label, lines in tables:
            with _member(archive, f"{rules.ROWS}{label}.jsonl", members) as counted:
                for line in lines:
                    counted.write(line)
        for name, source in kept:
            with source, _member(archive, f"{rules.MEDIA}{name}", members) as counted:
                while chunk := source.read(CHUNK):
                    counted.write(chunk)
        told = rules.told(replace(head, members=members))
        archive.writestr(rules.MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))


@contextmanager
def _member(archive: zipfile.ZipFile, name: str, members: dict[str, rules.Member]) -> Iterator[Counted]:
    with archive.open(name, "w", force_zip64=True) as file:
        counted = Counted(file.write)
        yield counted
    members[name] = counted.member


@dataclass
class Copy:
    """A copy that is being read; nothing of it is believed before `require_room` and `check`."""

    archive: zipfile.ZipFile
    manifest: rules.Manifest

    def require_room(self, free: int) -> None:
        """What it unfolds to is believable and its files find `free` bytes. Raises Refusal."""
        rules.check_size(self.manifest.members, sum(one.compress_size for one in self.archive.infolist()), free)

    def check(self, unfold: Path) -> None:
        """Every byte is what the manifest says. Its files are laid into the folder. Raises Refusal."""
        names = self.archive.namelist()
        if sorted(names) != sorted({*self.manifest.members, rules.MANIFEST}):
            raise Refusal(rules.DAMAGED.format("в нём не те файлы, которые названы в описи"))
        for name, member in self.manifest.members.items():
            place = unfold / name.removeprefix(rules.MEDIA) if name.startswith(rules.MEDIA) else None
            if self._unfolded(name, member.size, place) != member:
                raise Refusal(rules.DAMAGED.format(f"«{name}» не совпадает с описью"))

    def _unfolded(self, name: str, size: int, place: Path | None) -> rules.Member:
        """What the member really holds, up to one byte more than it should."""
        if place is None:
            return self._count(name, size, lambda data: None)
        private(place.parent)
        with owned(place) as file:
            return self._count(name, size, file.write)

    def _count(self, name: str, size: int, into: Callable[[bytes], Any]) -> rules.Member:
        counted = Counted(into)
        with damage_in_words(), self.archive.open(name) as source:
            while counted.size <= size and (chunk := source.read(min(CHUNK, size + 1 - counted.size))):
                counted.write(chunk)
        return counted.member

    @contextmanager
    def table(self, label: str) -> Iterator[Callable[[int], bytes]]:
        """The lines of a table."""
        with damage_in_words(), self.archive.open(f"{rules.ROWS}{label}.jsonl") as source:
            yield source.readline

    @property
    def labels(self) -> set[str]:
        found = {name for name in self.manifest.members if name.startswith(rules.ROWS)}
        return {name.removeprefix(rules.ROWS).removesuffix(".jsonl") for name in found}


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Copy]:
    """The copy in the file. Raises Refusal for a file that is none."""
    if not zipfile.is_zipfile(file):
        raise Refusal(f"{rules.NOT_OURS} Если её, то файл обрезан.")
    with damage_in_words(), zipfile.ZipFile(file) as archive:
        if {older.ROWS, older.VERSION} <= set(archive.namelist()):
            with tempfile.TemporaryFile() as renewed:
                _renew(archive, renewed)
                with zipfile.ZipFile(renewed) as again:
                    yield Copy(again, _manifest(again))
        else:
            yield Copy(archive, _manifest(archive))


def _manifest(archive: zipfile.ZipFile) -> rules.Manifest:
    if archive.namelist().count(rules.MANIFEST) != 1:
        raise Refusal(rules.NOT_OURS)
    with archive.open(rules.MANIFEST) as source:
        text = source.read(rules.MANIFEST_AT_MOST)
    try:
        return rules.understood(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise Refusal(rules.DAMAGED.format("не читается опись")) from error


def _renew(archive: zipfile.ZipFile, out: IO[bytes]) -> None:
    """A copy of 0.3.0 and before as today's: it had no manifest, so its own checksums are all there is to trust."""
    members = {one.filename: rules.Member(one.file_size, "") for one in archive.infolist()}
    rules.check_size(members, sum(one.compress_size for one in archive.infolist()), files.free())
    version = archive.read(older.VERSION)[:20].decode("utf-8", "replace").strip()
    if version not in older.MIGRATIONS:
        raise Refusal(older.UNKNOWN.format(version))
    migrations = older.MIGRATIONS[version]
    then = MigrationLoader(None).project_state(list(migrations.items())).apps
    try:
        tables = list(older.tables(archive.read(older.ROWS), rows.tables(then)))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refusal(rules.DAMAGED.format(f"{older.ROWS} не читается")) from error
    kept = (
        (name.removeprefix(rules.MEDIA), archive.open(name))
        for name in archive.namelist()
        if name.startswith(rules.MEDIA) and not name.endswith("/")
    )
    made_at = datetime(*archive.getinfo(older.VERSION).date_time, tzinfo=get_current_timezone())
    _pack(out, rules.Manifest(version, made_at, migrations, {}), tables, kept)


@contextmanager
def damage_in_words() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise Refusal(rules.DAMAGED.format("не разворачивается")) from error
