"""The certificate behind an electronic signature that was made outside the program.

Reads a detached signature (CMS SignedData) or a certificate (X.509), both as DER, PEM or bare base64.
Only what the frame «ДОКУМЕНТ ПОДПИСАН…» prints is read; the signature itself is not verified.

The DER reader is our own, because `cryptography` refuses a whole subject for one string that is not
UTF-8 (TeletexString in cp1251), and its PKCS#7 loader does not tell whose signature it is.
It goes down a fixed path and never recurses, so that nesting and size cost nothing.
"""

import base64
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime
from typing import NamedTuple

from django.utils import timezone

LIMIT = 1024 * 1024
MOST_CHILDREN = 1000
LONGEST_TEXT = 1000
LONGEST_OWNER = 300
LONGEST_SERIAL = 32

UPLOAD_CERTIFICATE = "Загрузите сертификат того, кто подписал документ (.cer)."
UNREADABLE = (
    "Файл не похож на электронную подпись или сертификат либо повреждён. "
    "Загрузите файл подписи (.sig, .p7s, .sgn) или сертификат (.cer, .crt)."
)
TOO_LARGE = "Файл больше 1 МБ. Загрузите отсоединённую подпись без самого документа: она занимает несколько килобайт."
INDEFINITE = f"Файл подписи записан в кодировке, которую программа не читает. {UPLOAD_CERTIFICATE}"
NO_CERTIFICATE = f"В файле подписи нет сертификата. {UPLOAD_CERTIFICATE}"
NO_SIGNER = f"В файле есть сертификаты, но нет сертификата подписавшего. {UPLOAD_CERTIFICATE}"
SEVERAL = f"В файле несколько сертификатов, и неясно, чей из них нужен. {UPLOAD_CERTIFICATE}"
SEVERAL_SIGNERS = f"В файле подписи нескольких человек, и неясно, чья из них нужна. {UPLOAD_CERTIFICATE}"
NO_OWNER = "В сертификате не указан владелец. Проверьте, тот ли файл загружен."

# Tags; in patterns below stand 02 INTEGER, 03 BIT STRING, 04 OCTET STRING, 06 OID, 30 SEQUENCE, 31 SET, A0… and 80 [0].
SEQUENCE, SET, UTC_TIME, TIME = 0x30, 0x31, 0x17, 0x18
SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
COMMON_NAME, SURNAME = bytes.fromhex("550403"), bytes.fromhex("550404")
GIVEN_NAME, ORGANISATION = bytes.fromhex("55042a"), bytes.fromhex("55040a")
KEY_IDENTIFIER = bytes.fromhex("551d0e")
ENCODINGS: dict[int, tuple[str, ...]] = {0x0C: ("utf-8",), 0x1C: ("utf-32-be",), 0x1E: ("utf-16-be",)}
# Numeric, Printable, Teletex, IA5, Visible and General strings: by the book ASCII, in life whatever was typed.
ENCODINGS |= dict.fromkeys((0x12, 0x13, 0x14, 0x16, 0x1A, 0x1B), ("utf-8", "cp1251"))
PEM_LABELS = {b"CERTIFICATE", b"X509 CERTIFICATE", b"PKCS7", b"PKCS #7 SIGNED DATA", b"CMS", b"SIGNATURE"}


class BadCertificate(ValueError):
    """Why the file is of no use, in words to show next to its field."""

    def __init__(self, message: str = UNREADABLE) -> None:
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is printed about the signer's certificate; the days are those of the institution's time."""

    serial: str
    owner: str
    organisation: str
    starts_on: date
    ends_on: date


class _Node(NamedTuple):
    """An element of DER: its tag and what it holds."""

    tag: int
    body: bytes


class _Fields(NamedTuple):
    """The parts of a certificate that somebody here reads."""

    serial: bytes
    issuer: _Node
    validity: _Node
    subject: _Node
    rest: list[_Node]


_Names = tuple[tuple[bytes, str], ...]
# Whose signature it is: issuer and serial number, or the identifier of the key.
_Key = bytes | tuple[_Names, bytes]


def read_certificate(content: bytes) -> Certificate:
    """The signer's certificate from a signature, or the only one from a file of certificates."""
    if len(content) > LIMIT:
        raise BadCertificate(TOO_LARGE)
    certificates: dict[_Node, None] = {}
    signers: set[_Key] = set()
    for encoded in _encoded(content):
        found, signed_by = _contents(encoded)
        certificates |= dict.fromkeys(found)
        signers |= {_signer(node) for node in signed_by}
    return _certificate(_chosen([_fields(node) for node in certificates], signers))


def _chosen(certificates: list[_Fields], signers: set[_Key]) -> _Fields:
    """The one to print: never a guess, because it names a person."""
    if not certificates:
        raise BadCertificate(NO_CERTIFICATE)
    if signers:
        certificates = [fields for fields in certificates if signers & _keys(fields)]
    if not certificates:
        raise BadCertificate(NO_SIGNER)
    if len(certificates) > 1:
        raise BadCertificate(SEVERAL_SIGNERS if len(signers) > 1 else SEVERAL)
    return certificates[0]


def _certificate(fields: _Fields) -> Certificate:
    names = dict(reversed([pair for pair in _names(fields.subject) if pair[1]]))
    organisation = names.get(ORGANISATION, "")
    owner = names.get(COMMON_NAME) or organisation
    if SURNAME in names and GIVEN_NAME in names:
        owner = f"{names[SURNAME]} {names[GIVEN_NAME]}"
    if not owner:
        raise BadCertificate(NO_OWNER)
    if len(owner) > LONGEST_OWNER:
        raise BadCertificate
    starts_on, ends_on = _days(fields.validity)
    return Certificate(_hex(fields.serial), owner, organisation, starts_on, ends_on)


# --- The file ---


def _encoded(content: bytes) -> list[bytes]:
    """The DER inside the file, whatever it is wrapped in."""
    if content[:1] == b"\x30":
        return [content]
    if b"-----BEGIN " in content:
        return _pem_blocks(content)
    return [_from_base64(content.removeprefix(b"\xef\xbb\xbf"))]


def _pem_blocks(content: bytes) -> list[bytes]:
    blocks = []
    for part in content.split(b"-----BEGIN ")[1 : MOST_CHILDREN + 1]:
        label, _, rest = part.partition(b"-----")
        body, end, _ = rest.partition(b"-----END " + label + b"-----")
        if label in PEM_LABELS and end:
            blocks.append(_from_base64(body))
    if not blocks:
        raise BadCertificate
    return blocks


def _from_base64(text: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except ValueError:
        raise BadCertificate from None


# --- DER ---


def _node(data: bytes, at: int = 0) -> tuple[_Node, int]:
    """The element that begins there, and where the next one begins."""
    if at + 2 > len(data) or data[at] & 0x1F == 0x1F:
        raise BadCertificate
    start, length = at + 2, data[at + 1]
    if length == 0x80:
        raise BadCertificate(INDEFINITE)
    if length > 0x80:
        digits = data[start : start + (length & 0x7F)]
        start, length = start + (length & 0x7F), int.from_bytes(digits, "big")
        if not 1 <= len(digits) <= 4 or digits[0] == 0 or length < 0x80:
            raise BadCertificate
    end = start + length
    if end > len(data):
        raise BadCertificate
    return _Node(data[at], data[start:end]), end


def _children(node: _Node, tag: int = SEQUENCE) -> list[_Node]:
    """What an element of that tag consists of."""
    found: list[_Node] = []
    at = 0
    while at < len(node.body):
        child, at = _node(node.body, at)
        found.append(child)
        if len(found) > MOST_CHILDREN:
            raise BadCertificate
    if node.tag != tag:
        raise BadCertificate
    return found


def _contents(encoded: bytes) -> tuple[list[_Node], list[_Node]]:
    """Certificates and signers (SignerInfo) of a signature; a certificate has no signers."""
    root, end = _node(encoded)
    if encoded[end:].strip(b"\0\t\r\n "):
        raise BadCertificate
    match _children(root):
        case [_Node(0x30), _Node(0x30), _Node(0x03)]:
            return [root], []
        case [_Node(0x06, kind), _Node(0xA0) as wrapper] if kind == SIGNED_DATA:
            return _signed(wrapper)
    raise BadCertificate


def _signed(wrapper: _Node) -> tuple[list[_Node], list[_Node]]:
    match _children(_only(wrapper, 0xA0)):
        case [_Node(0x02), _Node(0x31), _Node(0x30), *between, _Node(0x31) as signers]:
            sets = [node for node in between if node.tag == 0xA0]
            found = [child for node in sets for child in _children(node, 0xA0)]
            return [child for child in found if child.tag == SEQUENCE], _children(signers, SET)
    raise BadCertificate


def _only(node: _Node, tag: int) -> _Node:
    match _children(node, tag):
        case [child]:
            return child
    raise BadCertificate


def _signer(node: _Node) -> _Key:
    match _children(node):
        case [_Node(0x02), _Node(0x80, key), *_]:
            return key
        case [_Node(0x02), _Node(0x30) as named, *_]:
            match _children(named):
                case [issuer, _Node(0x02, serial)]:
                    return _names(issuer), serial
    raise BadCertificate


def _keys(fields: _Fields) -> set[_Key]:
    """Every way a signature may point at this certificate."""
    keys: set[_Key] = {(_names(fields.issuer), fields.serial)}
    for wrapper in (node for node in fields.rest if node.tag == 0xA3):
        for extension in _children(_only(wrapper, 0xA3)):
            match _children(extension):
                case [_Node(0x06, kind), *_, _Node(0x04, value)] if kind == KEY_IDENTIFIER:
                    keys.add(_node(value)[0].body)
    return keys


def _fields(certificate: _Node) -> _Fields:
    match _children(certificate):
        case [body, _Node(0x30), _Node(0x03)]:
            fields = _children(body)
            match fields[1:] if fields and fields[0].tag == 0xA0 else fields:
                case [_Node(0x02, serial), _Node(0x30), issuer, validity, subject, _Node(0x30), *rest]:
                    return _Fields(serial, issuer, validity, subject, rest)
    raise BadCertificate


def _names(node: _Node) -> _Names:
    """Attributes of a subject or an issuer, in their order; unknown ones too."""
    found = []
    for pair in (pair for group in _children(node) for pair in _children(group, SET)):
        match _children(pair):
            case [_Node(0x06, kind), value]:
                found.append((kind, _text(value)))
            case _:
                raise BadCertificate
    return tuple(found)


def _text(node: _Node) -> str:
    """A string without signs that cannot be seen; nothing of what is not a string."""
    if node.tag not in ENCODINGS:
        return ""
    for encoding in ENCODINGS[node.tag]:
        with suppress(UnicodeDecodeError):
            words = " ".join(node.body.decode(encoding).split())
            if len(words) > LONGEST_TEXT:
                break
            return "".join(sign for sign in words if sign.isprintable())
    raise BadCertificate


def _days(validity: _Node) -> tuple[date, date]:
    match [_day(node) for node in _children(validity)]:
        case [starts_on, ends_on] if starts_on <= ends_on:
            return starts_on, ends_on
    raise BadCertificate


def _day(node: _Node) -> date:
    text = node.body.decode("ascii", "replace")
    if node.tag == UTC_TIME:
        text = ("19" if text >= "50" else "20") + text
    if node.tag not in (UTC_TIME, TIME) or not re.fullmatch(r"\d{14}Z", text, re.ASCII):
        raise BadCertificate
    try:
        moment = datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise BadCertificate from None
    # A certificate without an end is valid to the last second of the year 9999, which no zone has later.
    return moment.date() if moment.year == MAXYEAR else timezone.localdate(moment)


def _hex(serial: bytes) -> str:
    """As openssl shows it: whole bytes, without the zero that only keeps the sign."""
    if not 1 <= len(serial) <= LONGEST_SERIAL:
        raise BadCertificate
    return (serial[1:] if serial[0] == 0 and len(serial) > 1 else serial).hex().upper()
