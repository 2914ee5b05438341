"""What is inside a PDF: does it do more than show its pages, and how much work is it to find out."""

import re
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError, PdfReadError, PdfStreamError
from pypdf.generic import IndirectObject, NullObject, StreamObject, read_object

from mentorship.core.forms.troubles import BOMB, BROKEN, HARD, MACROS, PROTECTED, in_pdf

MAX_PAGES = 500
MAX_OBJECTS = 50_000  # each is looked into
MAX_UNPACKED = 6_000_000  # bytes of the objects that stand in packed streams, all together; pictures stay packed
MAX_SECONDS = 5  # of the processor
MAX_CHAIN = 20  # references one after another
NUMBER = re.compile(rb"\d+")
READ = 64  # what asking for a byte costs beside the byte
LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": MAX_UNPACKED,
    "zlib_maximum_recovery_input_length": 100_000,
    "lzw_maximum_output_length": MAX_UNPACKED,
    "run_length_maximum_output_length": MAX_UNPACKED,
    "brotli_maximum_output_length": MAX_UNPACKED,
    "jbig2_maximum_output_length": MAX_UNPACKED,
    "jbig2dec_binary": None,
    "stream_decoding_work_maximum_length": 3 * MAX_UNPACKED,
    "page_tree_maximum_entries": 20 * MAX_PAGES,
    "page_tree_maximum_page_entries": 200 * MAX_PAGES,
}
ANOTHER, MEDIA, SENDING = (
    "переход в другой файл",
    "звук, видео или объёмная модель",
    "форма, которая обменивается данными",
)
BY_ITSELF = "действие, которое начинается само"
ACTIONS = {
    "/JavaScript": MACROS,
    "/Launch": "команда запуска программы",
    "/SubmitForm": SENDING,
    "/ImportData": SENDING,
    "/GoToR": ANOTHER,
    "/GoToE": ANOTHER,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/RichMediaExecute": MEDIA,
    "/GoTo3DView": MEDIA,
}
KEYS = {
    "/JS": MACROS,
    "/JavaScript": MACROS,
    "/AA": BY_ITSELF,
    "/EmbeddedFiles": "вложенный файл",
    "/EF": "вложенный файл",
    "/XFA": "форма XFA",
    "/RichMediaContent": MEDIA,
}
# As the bytes stand: readers differ in which of two equal keys they believe and in what they make of half an object.
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
SPOKEN = re.compile(rb"/S[\s\0]*(/(?:JavaScript|Launch|SubmitForm|ImportData|GoToE))(?![A-Za-z0-9])")


class TooMuch(Exception):
    """The work that a file may make is done, and the file is not read."""


class Purse:
    """What may still be spent on one file. Once it is empty, whatever else is tried fails at once."""

    def __init__(self, size: int) -> None:
        self.reading = 300_000_000 + 4 * size
        self.unpacking = MAX_UNPACKED
        self.until = time.thread_time() + MAX_SECONDS
        self.asked = 0

    def read(self, size: int) -> None:
        self.asked += 1
        self.reading -= size + READ
        if self.reading < 0 or (not self.asked % READ and time.thread_time() > self.until):
            self.reading = -1
            raise TooMuch

    def unpack(self, size: int) -> None:
        self.unpacking -= size
        if self.unpacking < 0:
            self.reading = -1
            raise TooMuch

    @property
    def is_empty(self) -> bool:
        return self.reading < 0


class Metered:
    """Bytes whose every reading is paid for: a place may be read as often as a file tells to."""

    def __init__(self, content: bytes, purse: Purse) -> None:
        self.content, self.pay = BytesIO(content), purse.read
        self.seek, self.tell = self.content.seek, self.content.tell

    def read(self, size: int = -1) -> bytes:
        found = self.content.read(size)
        self.pay(len(found))
        return found


class Reader(PdfReader):
    """Reads packed objects within the means of the purse."""

    def __init__(self, content: bytes, purse: Purse) -> None:
        self.purse = purse
        self.unpacked: dict[int, bytes] = {}
        self.packed: list[Any] = []
        stream: Any = Metered(content, purse)
        super().__init__(stream, xref_stream_maximum_entries=4 * MAX_OBJECTS)

    def _get_object_from_stream(self, indirect_reference: IndirectObject) -> Any:
        number = self.xref_objStm[indirect_reference.idnum][0]
        if number not in self.unpacked:
            self._unpack(number)
        found = self.resolved_objects.get((0, indirect_reference.idnum))
        return NullObject() if found is None else found

    def _unpack(self, number: int) -> None:
        if number in self.xref_objStm:
            raise PdfReadError("a stream of objects inside another")
        self.unpacked[number] = b""
        stream: Any = self.get_object(IndirectObject(number, 0, self))
        self.unpacked[number] = content = self._paid(stream)
        numbers = [int(found[0]) for found in islice(NUMBER.finditer(content), 2 * int(stream["/N"]))]
        packed: Any = Metered(content, self.purse)
        for own, offset in zip(numbers[::2], numbers[1::2], strict=False):
            packed.seek(int(stream["/First"]) + offset)
            try:
                read = read_object(packed, self)
            except PdfStreamError:  # half an object at the end, as some programs leave it
                read = NullObject()
            self.packed.append(read)
            if self.xref_objStm.get(own, (0,))[0] == number and (0, own) not in self.resolved_objects:
                self.cache_indirect_object(0, own, read)

    def _read_pdf15_xref_stream(self, stream: Any) -> Any:
        try:
            read = super()._read_pdf15_xref_stream(stream)
        except LimitReachedError:
            self.purse.unpack(MAX_UNPACKED + 1)  # the library would go on without it, and so read another file
            raise
        self._paid(read)
        return read

    def _paid(self, stream: Any) -> bytes:
        content: bytes = stream.get_data()
        self.purse.unpack(len(content))
        return content

    def every_object(self) -> Iterator[Any]:
        """Packed ones too, and those packed ones that nothing refers to: another reader may look for them."""
        yield self.trailer
        for key in self.keys():
            found = self.get_object(IndirectObject(*key, self))
            holds = isinstance(found, StreamObject) and _itself(found.get("/Type")) == "/ObjStm"
            if holds and key[0] not in self.unpacked:
                self._unpack(key[0])
            yield found
        yield from self.packed

    def keys(self) -> list[tuple[int, int]]:
        own = [(number, version) for version, found in self.xref.items() for number in found]
        return own + [(number, 0) for number in self.xref_objStm]


def problem(file: BinaryIO) -> str:
    """Why the PDF may not be taken. What else the library raises means that it is broken."""
    file.seek(0)
    content = file.read()
    purse = Purse(len(content))
    try:
        with apply_configuration(**LIMITS):
            words = _looked_through(content, purse)
    except (TooMuch, LimitReachedError, RecursionError):
        return HARD
    except Exception:
        if purse.is_empty:  # the library tells in its own way that it could not go on
            return HARD
        raise
    return HARD if purse.is_empty else words


def _looked_through(content: bytes, purse: Purse) -> str:
    reader = Reader(content, purse)
    if reader.is_encrypted:
        return PROTECTED
    pages = len(reader.pages)
    if not pages:
        return BROKEN
    if pages > MAX_PAGES or len(reader.keys()) > MAX_OBJECTS:
        return BOMB
    found = next(filter(None, map(_does, reader.every_object())), "")
    found = found or _spoken(content, *reader.unpacked.values())
    return in_pdf(found) if found else ""


def _does(root: Any) -> str:
    """What in the object of a PDF runs, opens or carries more than its pages, wherever it hangs."""
    if isinstance(root, str) and root in ACTIONS:
        return ACTIONS[root]  # the name alone, for others to refer to
    return next((found for part in _dictionaries(root) if (found := _acts(part))), "")


def _dictionaries(root: Any) -> Iterator[dict[str, Any]]:
    parts = [root]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            yield part
            parts += part.values()
        elif isinstance(part, list):
            parts += part


def _acts(part: dict[str, Any]) -> str:
    for key, found in KEYS.items():
        if key in part:
            return found
    opens = _itself(part.get("/OpenAction"))
    if isinstance(opens, dict) and _itself(opens.get("/S")) == "/URI":  # a link is there to be pressed
        return BY_ITSELF
    kind = _itself(part.get("/S"))
    return ACTIONS.get(kind, "") if isinstance(kind, str) else ""


def _itself(value: Any) -> Any:
    """What a reference leads to."""
    for _ in range(MAX_CHAIN):
        if not isinstance(value, IndirectObject):
            return value
        value = value.get_object()
    raise PdfReadError("references lead to one another")


def _spoken(*contents: bytes) -> str:
    for content in contents:
        plain = ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), content)
        if found := SPOKEN.search(plain):
            return ACTIONS[found[1].decode()]
    return ""
