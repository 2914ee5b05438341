"""A picture inside a document: the same points, without a word of where, when and by what it was made."""

from collections.abc import Iterator

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
SCAN, END = b"\xda", b"\xff\xd9"
DRAWN = frozenset({0xE0, 0xE2, 0xEE})  # of the marks of programs, those that say how to draw: size, colours
TOLD = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})


def bare(content: bytes) -> bytes:
    """A JPEG or PNG without remarks, place, camera and anything behind its end; whatever else, as it is.

    Nothing is drawn anew: a document turns and cuts its pictures itself. Of a broken one the whole beginning is kept.
    """
    if content.startswith(JPEG):
        return JPEG + b"".join(_segments(content))
    return PNG + b"".join(_chunks(content)) if content.startswith(PNG) else content


def _segments(content: bytes) -> Iterator[bytes]:
    at = len(JPEG)
    while content[at : at + 1] == b"\xff":
        kind = content[at + 1 : at + 2]
        if kind == SCAN:  # the points themselves: an end inside them would be written otherwise
            end = content.find(END, at)
            yield content[at : end + len(END)] if end > 0 else content[at:]
            return
        if kind == b"\xff":  # filling
            at += 1
            continue
        size = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if not _is_told(kind):
            yield content[at : at + size]
        at += size


def _is_told(kind: bytes) -> bool:
    mark = int.from_bytes(kind, "big")
    return mark == 0xFE or (0xE0 <= mark <= 0xEF and mark not in DRAWN)


def _chunks(content: bytes) -> Iterator[bytes]:
    at, kind = len(PNG), b""
    while at < len(content) and kind != b"IEND":
        kind, size = content[at + 4 : at + 8], 12 + int.from_bytes(content[at : at + 4], "big")
        if kind not in TOLD:
            yield content[at : at + size]
        at += size
