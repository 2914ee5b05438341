"""The section as a folder of plain files: opened from a disk or put on any server, it is the same."""

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mentorship.core.refusal import Refusal
from mentorship.people.dissemination.rules import Permits
from mentorship.publication.site.files import public_files
from mentorship.publication.site.pages import Site
from mentorship.publication.site.views import STYLE, style

MARK = ".nastavnichestvo"  # what tells a folder of ours, which may be written anew, from somebody's own
CHANGED = "Пока готовилась выгрузка, согласия или публикации изменились. Ничего не записано: выгрузите раздел ещё раз."
FOREIGN = "В папке «{}» есть другие файлы ({}). Укажите новую или пустую папку."


def export_folder(folder: Path, day: date) -> int:
    """Write the section into the folder, all or nothing; returns the number of pages. `Refusal` where it may not be."""
    if foreign := sorted(_names(folder) - _own(folder)):
        raise Refusal(FOREIGN.format(folder, ", ".join(foreign[:3])))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as made:
        new, pages = Path(made) / "new", 0
        new.mkdir()
        for name, content in contents(day):
            (new / name).write_bytes(content)
            pages += name.endswith(".html")
        (new / MARK).write_text("\n".join(sorted(_names(new))), encoding="utf-8")
        if folder.exists():
            shutil.move(folder, Path(made) / "old")
        shutil.move(new, folder)
    return pages


def _names(folder: Path) -> set[str]:
    """What is in the folder now."""
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def _own(folder: Path) -> set[str]:
    """What an earlier export has written there."""
    mark = folder / MARK
    return {MARK, *mark.read_text(encoding="utf-8").split("\n")} if mark.is_file() else set()


def export_zip(day: date) -> bytes:
    """The same in one archive."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents(day):
            archive.writestr(f"nastavnichestvo/{name}", content)
    return output.getvalue()


def contents(day: date) -> Iterator[tuple[str, bytes]]:
    """Every file with its name; `Refusal` at the end when what may be shown has changed since the beginning."""
    site = Site(day)
    yield STYLE, style()
    for page in site.pages():
        yield page.file, site.html(page).encode()
    for name, file in public_files(site):
        with file.open("rb") as opened:
            yield name, opened.read()
    if _state(Site(day)) != _state(site):
        raise Refusal(CHANGED)


def _state(site: Site) -> tuple[Permits, list[tuple[int, str]]]:
    return site.guard.permits, [(shown.publication.pk, str(shown.parts)) for shown in site.shown()]
