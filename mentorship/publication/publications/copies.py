"""A file of the library as visitors get it: without what it knows of its makers; and the words that it holds."""

import logging
from collections.abc import Callable

from mentorship.publication.models import PublicationFile
from mentorship.publication.publications import offices, pdfs

MOST = 2_000_000  # signs of a file that are searched for names: a book of a thousand pages

log = logging.getLogger(__name__)


def copy_of(name: str, content: bytes) -> bytes:
    """The same content without names of authors and editors in the properties of the file and of its pictures."""
    return COPIES.get(_suffix(name), bytes)(content)


def words_of(name: str, content: bytes) -> str:
    """What can be read in the file, its remarks and whatever hides in it; nothing of a picture (PUB-03).

    Empty where nothing can be read. The last line is `PublicationFile.UNREAD` where a part of the file cannot:
    pictures, scanned pages, what is beyond `MOST` signs.
    """
    try:
        words, is_whole = WORDS.get(_suffix(name), _none)(content)
    except Exception:  # libraries meet broken bytes with exceptions of any kind; each means «look at it yourself»
        log.info("a file for visitors could not be read", exc_info=True)
        return ""
    words = words.encode(errors="ignore").decode().replace("\0", " ")  # no database keeps the rest
    if is_whole and len(words) <= MOST:
        return words
    return f"{words[:MOST]}\n{PublicationFile.UNREAD}" if words.strip() else ""


def _suffix(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()


def _none(content: bytes) -> tuple[str, bool]:
    return "", False


COPIES: dict[str, Callable[[bytes], bytes]] = {"docx": offices.clean, "pdf": pdfs.clean}
WORDS: dict[str, Callable[[bytes], tuple[str, bool]]] = {
    "docx": offices.words,
    "xlsx": offices.words,
    "pdf": pdfs.words,
}
