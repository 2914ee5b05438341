"""The pages of the section: which there are on a day, and one of them as HTML.

Every page is one file in one folder with links of file names alone: the same in `/public/` and in the exported folder.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from mentorship.publication.models import Publication
from mentorship.publication.names.guard import Guard
from mentorship.publication.section.queries import section
from mentorship.publication.site.chapters import CHAPTERS, Chapter, Visit
from mentorship.publication.site.publications import Shown
from mentorship.regulation.queries import institution_on

HOME = CHAPTERS[0]
CHAPTER_OF = {
    "practice": "practices",
    "advice": "advice",
    "result": "results",
}  # by kind of publication; the rest is news


@dataclass(frozen=True, slots=True)
class Page:
    """A page with everything that it shows."""

    file: str
    title: str
    template: str
    context: dict[str, Any]


class Site:
    """The section as somebody visits it on a day."""

    def __init__(self, day: date) -> None:
        self.visit = Visit(day, section(), institution_on(day), Guard.on(day))
        self.chapters = [row for row in CHAPTERS if row.key not in self.visit.section.hidden]

    @property
    def guard(self) -> Guard:
        return self.visit.guard

    def pages(self) -> Iterator[Page]:
        """All of them, as a reader would turn them."""
        for chapter in self.chapters:
            yield self._chapter(chapter)
            for shown in self._of(chapter):
                yield publication_page(shown, chapter)

    def page(self, file: str) -> Page | None:
        """The page of the file name; None where there is none."""
        for chapter in self.chapters:
            if chapter.file == file:
                return self._chapter(chapter)
        kind = file.split("-")[0]
        for chapter in self.chapters:
            if kind in Publication.Kind and chapter.key == CHAPTER_OF.get(kind, "news"):
                found = (row for row in self.visit.publications(*kinds_of(chapter)) if row.publication.page == file)
                return next((publication_page(row, chapter) for row in found), None)
        return None

    def shown(self) -> list[Shown]:
        """Every publication that visitors may read."""
        return [row for chapter in self.chapters for row in self._of(chapter)]

    def html(self, page: Page) -> str:
        """The whole page."""
        return render_to_string("public/frame.html", {**self._context(page), "body": self.body(page)})

    def body(self, page: Page) -> str:
        """What stands between the head and the foot: HTML without classes."""
        return render_to_string(page.template, self._context(page))

    def _context(self, page: Page) -> dict[str, Any]:
        place = self.visit.place
        common = {"day": self.visit.day, "place": place, "chapters": self.chapters, "home": HOME}
        return {"file": page.file, "title": page.title, **common, **page.context}

    def _chapter(self, chapter: Chapter) -> Page:
        return Page(chapter.file, chapter.title, chapter.template, {**chapter.rows(self.visit), "chapter": chapter})

    def _of(self, chapter: Chapter) -> list[Shown]:
        return self.visit.publications(*kinds) if (kinds := kinds_of(chapter)) else []


def kinds_of(chapter: Chapter) -> tuple[str, ...]:
    """The kinds of publications that the chapter lists."""
    return tuple(kind.value for kind in Publication.Kind if CHAPTER_OF.get(kind.value, "news") == chapter.key)


def publication_page(shown: Shown, chapter: Chapter) -> Page:
    """The page of one publication."""
    return Page(
        shown.publication.page, shown.publication.title, "public/publication.html", {"shown": shown, "chapter": chapter}
    )
