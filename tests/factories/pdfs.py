"""PDFs written by hand, byte by byte, as no honest program writes them."""

import zlib
from functools import lru_cache

PAGE = {
    1: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
}


@lru_cache(4)
def pressed(content: bytes) -> bytes:
    return zlib.compress(content, 9)


def stream(content: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    content = pressed(content) if packed else content
    entries += b"/Filter/FlateDecode" if packed else b""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def group(objects: dict[int, bytes]) -> bytes:
    """A packed stream of objects."""
    head, body = b"", b""
    for number, content in objects.items():
        head += b"%d %d " % (number, len(body))
        body += content + b"\n"
    return stream(head + body, b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)))


def written(objects: dict[int, bytes], places: dict[int, int] | None = None) -> bytes:
    """One page and these objects; `places` are numbers whose object is said to begin where another does."""
    content, table = b"%PDF-1.7\n", {}
    for number, body in (PAGE | objects).items():
        table[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table |= {number: table[other] for number, other in (places or {}).items()}
    size = max(table) + 1
    rows = b"".join(
        b"%010d 00000 n \n" % table[number] if number in table else b"0000000000 65535 f \n" for number in range(size)
    )
    tail = b"xref\n0 %d\n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return content + tail % (size, rows, size, len(content))


def grouped(objects: dict[int, bytes], inside: dict[int, int]) -> bytes:
    """The same with a packed table, which says of `inside` in which stream each of these numbers stands."""
    content, table = b"%PDF-1.7\n", {}
    for number, body in (PAGE | objects).items():
        table[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    own = max(*table, *inside) + 1
    table[own] = len(content)
    rows = b"".join(
        b"\1%s\0\0" % table[number].to_bytes(4, "big")
        if number in table
        else b"\2%s\0\0" % inside.get(number, 0).to_bytes(4, "big")
        if number in inside
        else bytes(7)
        for number in range(own + 1)
    )
    last = stream(rows, b"/Type/XRef/Size %d/W[1 4 2]/Root 1 0 R" % (own + 1))
    return content + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, last, len(content))


def chained(count: int, rows: bytes, entries: bytes = b"") -> bytes:
    """A packed table that sends to another, and so on."""
    content, before = written({}), 0
    for number in range(count):
        prev = b"/Prev %d" % before if before else b""
        before = len(content)
        body = stream(rows, b"/Type/XRef/Size 10/W[1 4 2]/Root 1 0 R%s%s" % (prev, entries))
        content += b"%d 0 obj\n%s\nendobj\n" % (100 + number, body)
    return content + b"startxref\n%d\n%%%%EOF\n" % before
