"""The frame of an electronic signature names only who is named by the certificate in the file."""

import base64
import datetime as dt
import time
import zipfile
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.documents import certificate as module
from mentorship.documents.certificate import BadCertificate, Certificate, read_certificate

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STARTS, ENDS = dt.date(2026, 3, 3), dt.date(2027, 6, 3)  # half past one at night in Moscow, the day before in UTC
EVE = dt.timedelta(days=1)
HEAD = {
    NameOID.COMMON_NAME: "Детский сад «Ручеёк»",
    NameOID.SURNAME: "Лебедева",
    NameOID.GIVEN_NAME: "Мария Ивановна",
    NameOID.ORGANIZATION_NAME: "Детский сад «Ручеёк»",
    x509.ObjectIdentifier("1.2.643.3.131.1.1"): "000000000000",
}


# --- Certificates and signatures made by `cryptography` ---


def issue(names=HEAD, serial=0x0A2B3C, key_identifier=False):
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in names.items()])
    builder = (
        x509.CertificateBuilder(name, name, KEY.public_key(), serial)
        .not_valid_before(dt.datetime.combine(STARTS - EVE, dt.time(22, 30)))
        .not_valid_after(dt.datetime.combine(ENDS - EVE, dt.time(22, 30)))
    )
    if key_identifier:
        builder = builder.add_extension(x509.SubjectKeyIdentifier(b"key of the head"), critical=False)
    return builder.sign(KEY, hashes.SHA256())


def sign(certificate, *others, encoding=Encoding.DER, options=(pkcs7.PKCS7Options.DetachedSignature,)):
    builder = pkcs7.PKCS7SignatureBuilder().set_data("Приказ".encode()).add_signer(certificate, KEY, hashes.SHA256())
    for other in others:
        builder = builder.add_certificate(other)
    return builder.sign(encoding, list(options))


def as_der(certificate):
    return certificate.public_bytes(Encoding.DER)


# --- Certificates and signatures of GOST R 34.10-2012, built by hand ---


def der(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    if size < 0x80:
        return bytes((tag, size)) + body
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(digits))) + digits + body


def oid(dotted):
    first, second, *rest = map(int, dotted.split("."))
    body = bytearray()
    for number in (first * 40 + second, *rest):
        septets = [number & 0x7F]
        while number := number >> 7:
            septets.append(0x80 | number & 0x7F)
        body += bytes(reversed(septets))
    return der(0x06, bytes(body))


def name_of(*attributes):
    return der(0x30, *(der(0x31, der(0x30, oid(kind), der(tag, value))) for kind, tag, value in attributes))


def times(starts="260302223000Z", ends="270602223000Z", tag=0x17):
    return der(0x30, der(tag, starts.encode()), der(tag, ends.encode()))


GOST_KEY = der(0x30, oid("1.2.643.7.1.1.1.1"), der(0x30, oid("1.2.643.7.1.2.1.1.1"), oid("1.2.643.7.1.1.2.2")))
GOST_SIGNATURE = der(0x30, oid("1.2.643.7.1.1.3.2"))
AUTHORITY = name_of(
    ("1.2.643.100.4", 0x12, b"0000000000"),
    ("2.5.4.6", 0x13, b"RU"),
    ("2.5.4.3", 0x0C, "Выдуманный центр".encode()),
)
SUBJECT = name_of(
    ("1.2.643.3.131.1.1", 0x12, b"000000000000"),
    ("1.2.643.100.3", 0x12, b"00000000000"),
    ("1.2.643.100.1", 0x12, b"0000000000000"),
    ("2.5.4.6", 0x13, b"RU"),
    ("2.5.4.10", 0x1E, "Детский сад «Ручеёк»".encode("utf-16-be")),
    ("2.5.4.42", 0x14, "Мария Ивановна".encode("cp1251")),
    ("2.5.4.4", 0x0C, "Лебедева".encode()),
    ("2.5.4.3", 0x0C, "Лебедева Мария Ивановна".encode()),
)
SERIAL = bytes.fromhex("00d1e2f3a4")


def gost(subject=SUBJECT, serial=SERIAL, issuer=AUTHORITY, days=None, extensions=b""):
    public = der(0x30, GOST_KEY, der(0x03, b"\0", der(0x04, bytes(range(64)))))
    version = der(0xA0, der(0x02, b"\2"))
    body = der(0x30, version, der(0x02, serial), GOST_SIGNATURE, issuer, days or times(), subject, public, extensions)
    return der(0x30, body, GOST_SIGNATURE, der(0x03, b"\0", bytes(64)))


def by_serial(serial=SERIAL, issuer=AUTHORITY):
    return der(0x30, issuer, der(0x02, serial))


def signature(*certificates, signers=None, crls=b""):
    digest = der(0x30, oid("1.2.643.7.1.1.2.2"))
    infos = [
        der(0x30, der(0x02, b"\1"), signer, digest, der(0x30, oid("1.2.643.7.1.1.1.1")), der(0x04, bytes(64)))
        for signer in ([by_serial()] if signers is None else signers)
    ]
    parts = [der(0x02, b"\1"), der(0x31, digest), der(0x30, oid("1.2.840.113549.1.7.1"))]
    parts += [der(0xA0, *certificates)] if certificates else []
    return der(0x30, oid("1.2.840.113549.1.7.2"), der(0xA0, der(0x30, *parts, crls, der(0x31, *infos))))


def key_identifier(value):
    return der(0xA3, der(0x30, der(0x30, oid("2.5.29.14"), der(0x04, der(0x04, value)))))


ROOT = gost(subject=AUTHORITY, serial=b"\1")
EXPECTED = Certificate("D1E2F3A4", "Лебедева Мария Ивановна", "Детский сад «Ручеёк»", STARTS, ENDS)


def refusal(content):
    with pytest.raises(BadCertificate) as caught:
        read_certificate(content)
    return str(caught.value)


# --- Wrappings ---


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_a_certificate_is_read(encoding):
    found = read_certificate(issue().public_bytes(encoding))

    assert found == Certificate("0A2B3C", "Лебедева Мария Ивановна", "Детский сад «Ручеёк»", STARTS, ENDS)


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_a_detached_signature_gives_the_certificate_of_the_signer_among_others(encoding):
    others = [issue({NameOID.COMMON_NAME: "Выдуманный центр"}, serial) for serial in (1, 0x0A2B3D)]

    assert read_certificate(sign(issue(), *others, encoding=encoding)).serial == "0A2B3C"


def test_a_signature_with_the_document_inside_is_read():
    assert read_certificate(sign(issue(), options=())).serial == "0A2B3C"


WRAPPINGS = {
    "bare": lambda content: content,
    "line feed at the end": lambda content: content + b"\r\n",
    "base64": base64.b64encode,
    "base64 in lines": base64.encodebytes,
    "base64 with a mark": lambda content: b"\xef\xbb\xbf" + base64.encodebytes(content).replace(b"\n", b"\r\n"),
    "PEM": lambda content: pem(content, b"PKCS7"),
    "PEM with words around": lambda content: b"subject: somebody\n" + pem(content, b"CMS") + b"\nthe end",
}


def pem(content, label=b"CERTIFICATE"):
    return b"-----BEGIN %b-----\n%b-----END %b-----\n" % (label, base64.encodebytes(content), label)


@pytest.mark.parametrize("wrap", WRAPPINGS.values(), ids=WRAPPINGS)
@pytest.mark.parametrize("content", [gost(), signature(ROOT, gost())], ids=["certificate", "signature"])
def test_any_wrapping_is_taken_off(content, wrap):
    assert read_certificate(wrap(content)) == EXPECTED


def test_a_private_key_beside_the_certificate_is_passed_over():
    assert read_certificate(pem(b"\x30\x00", b"PRIVATE KEY") + pem(gost())) == EXPECTED


# --- GOST and names ---


def test_the_certificate_built_by_hand_is_one_for_cryptography_too():
    # Teletex in cp1251 is what `cryptography` refuses, and the only thing.
    subject = name_of(("2.5.4.3", 0x0C, "Лебедева".encode()), ("1.2.643.100.3", 0x12, b"00000000000"))
    theirs = x509.load_der_x509_certificate(gost(subject))
    ours = read_certificate(gost(subject))

    assert theirs.public_key_algorithm_oid.dotted_string == "1.2.643.7.1.1.1.1"
    assert int(ours.serial, 16) == theirs.serial_number
    moments = (theirs.not_valid_before_utc, theirs.not_valid_after_utc)
    assert (ours.starts_on, ours.ends_on) == tuple(map(timezone.localdate, moments))
    assert ours.owner == theirs.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value


@pytest.mark.parametrize(
    ("names", "owner", "organisation"),
    [
        ({NameOID.COMMON_NAME: "Орлова Анна"}, "Орлова Анна", ""),
        ({NameOID.ORGANIZATION_NAME: "Сад № 7"}, "Сад № 7", "Сад № 7"),
        ({NameOID.COMMON_NAME: "Орлова", NameOID.ORGANIZATION_NAME: "Сад № 7"}, "Орлова", "Сад № 7"),
        ({NameOID.COMMON_NAME: "Сад № 7", NameOID.SURNAME: "Орлова"}, "Сад № 7", ""),
        ({NameOID.SURNAME: "Орлова", NameOID.GIVEN_NAME: "Анна"}, "Орлова Анна", ""),
    ],
)
def test_the_owner_is_a_person_if_the_certificate_names_one(names, owner, organisation):
    found = read_certificate(as_der(issue(names)))

    assert (found.owner, found.organisation) == (owner, organisation)


@pytest.mark.parametrize(
    ("tag", "encoding"),
    [(0x0C, "utf-8"), (0x1E, "utf-16-be"), (0x1C, "utf-32-be"), (0x14, "cp1251"), (0x14, "utf-8"), (0x13, "cp1251")],
)
def test_a_name_is_read_in_every_encoding(tag, encoding):
    assert read_certificate(gost(name_of(("2.5.4.3", tag, "Пётр Ёлкин".encode(encoding))))).owner == "Пётр Ёлкин"


def test_a_long_name_of_an_institution_is_not_cut():
    long = "Муниципальное бюджетное дошкольное образовательное учреждение " * 4

    assert read_certificate(gost(name_of(("2.5.4.10", 0x0C, long.encode())))).organisation == long.strip()


def test_signs_that_cannot_be_seen_are_left_out():
    name = "Анна\0\u202e \n\u00a0Орлова\u200b"

    assert read_certificate(gost(name_of(("2.5.4.3", 0x0C, name.encode())))).owner == "Анна Орлова"


@pytest.mark.parametrize("value", [b"\xd0", "\ud800".encode("utf-8", "surrogatepass"), "я".encode() * 1001])
def test_a_spoilt_name_is_refused_and_not_guessed(value):
    assert refusal(gost(name_of(("2.5.4.3", 0x0C, value)))) == module.UNREADABLE


def test_an_owner_is_no_longer_than_its_field_in_the_database():
    assert len(read_certificate(gost(name_of(("2.5.4.3", 0x0C, b"a" * 300)))).owner) == 300
    assert refusal(gost(name_of(("2.5.4.3", 0x0C, b"a" * 301)))) == module.UNREADABLE


def test_a_certificate_of_nobody_is_refused():
    assert refusal(gost(name_of(("2.5.4.6", 0x13, b"RU"), ("2.5.4.3", 0x0C, b" ")))) == module.NO_OWNER


# --- Days and numbers ---


@pytest.mark.parametrize(
    ("days", "starts_on", "ends_on"),
    [
        (times("491231205959Z", "491231210000Z"), dt.date(2049, 12, 31), dt.date(2050, 1, 1)),
        (times("261129210000Z", "271129205959Z"), dt.date(2026, 11, 30), dt.date(2027, 11, 29)),
        (times("500101000000Z"), dt.date(1950, 1, 1), ENDS),
        (times("20260302235959Z", "99991231235959Z", 0x18), STARTS, dt.date.max),
    ],
)
def test_days_are_those_of_the_institution(days, starts_on, ends_on):
    found = read_certificate(gost(days=days))

    assert (found.starts_on, found.ends_on) == (starts_on, ends_on)


@pytest.mark.parametrize(
    "days",
    [
        times("261302223000Z"),
        times("2603022230Z"),
        times("260302223000"),
        times("٢60302223000Z"),
        times("00000302223000Z", "20270602223000Z", 0x18),
        times("280302223000Z"),
        times(tag=0x0C),
        der(0x30),
    ],
)
def test_impossible_days_are_refused(days):
    assert refusal(gost(days=days)) == module.UNREADABLE


@pytest.mark.parametrize(
    ("serial", "shown"), [(b"\0", "00"), (b"\0\xff", "FF"), (b"\x01\x02", "0102"), (b"\x7f" * 20, "7F" * 20)]
)
def test_a_serial_number_is_shown_in_whole_bytes(serial, shown):
    assert read_certificate(gost(serial=serial)).serial == shown


@pytest.mark.parametrize("serial", [b"", b"\1" * 33])
def test_an_impossible_serial_number_is_refused(serial):
    assert refusal(gost(serial=serial)) == module.UNREADABLE


# --- Whose certificate ---


def test_the_signer_may_be_named_by_the_key():
    mine = gost(extensions=key_identifier(b"mine"))
    other = gost(AUTHORITY, b"\1", extensions=key_identifier(b"other"))

    assert read_certificate(signature(other, mine, signers=[der(0x80, b"mine")])) == EXPECTED


def test_a_key_identifier_written_by_cryptography_is_understood():
    mine, other = as_der(issue(key_identifier=True)), as_der(issue(serial=7))

    assert read_certificate(signature(other, mine, signers=[der(0x80, b"key of the head")])).serial == "0A2B3C"


def test_an_issuer_written_in_another_encoding_is_the_same_issuer():
    rewritten = name_of(
        ("1.2.643.100.4", 0x13, b"0000000000"),
        ("2.5.4.6", 0x0C, b"RU"),
        ("2.5.4.3", 0x1E, "Выдуманный центр".encode("utf-16-be")),
    )

    assert read_certificate(signature(ROOT, gost(), signers=[by_serial(issuer=rewritten)])) == EXPECTED


def test_the_same_number_from_another_issuer_is_another_certificate():
    stranger = gost(issuer=SUBJECT, subject=AUTHORITY)

    assert read_certificate(signature(stranger, gost())) == EXPECTED


def test_crls_and_other_kinds_of_certificates_are_passed_over():
    content = signature(der(0xA2, b"an attribute certificate"), gost(), gost(), crls=der(0xA1, der(0x30)))

    assert read_certificate(content) == EXPECTED


def test_two_signatures_of_one_person_are_one_signer():
    assert read_certificate(signature(ROOT, gost(), signers=[by_serial(), by_serial()])) == EXPECTED


def test_a_lone_certificate_without_signatures_is_read():
    assert read_certificate(signature(gost(), signers=())) == EXPECTED


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (signature(), module.NO_CERTIFICATE),
        (signature(ROOT), module.NO_SIGNER),
        (signature(ROOT, gost(), signers=[by_serial(b"\5")]), module.NO_SIGNER),
        (signature(ROOT, gost(), signers=()), module.SEVERAL),
        (pem(ROOT) + pem(gost()), module.SEVERAL),
        (signature(ROOT, gost(), signers=[by_serial(), by_serial(b"\1")]), module.SEVERAL_SIGNERS),
    ],
)
def test_who_signed_is_never_guessed(content, message):
    assert refusal(content) == message


# --- Files that are something else ---


def a_word_file():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return file.getvalue()


def nested(tag, depth):
    """So many elements one inside another, every length true."""
    levels, size = [], 0
    for _ in range(depth):
        header = der(tag, bytes(size))[: -size or None]
        levels.append(header)
        size += len(header)
    return b"".join(reversed(levels))


FOREIGN = {
    "nothing": b"",
    "one byte": b"\x30",
    "words": "Приказ № 15".encode(),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n",
    "docx": a_word_file(),
    "zeros": bytes(module.LIMIT),
    "empty elements": der(0x30, b"\x30\x00" * 500_000),
    "nested": nested(0x30, 5000),
    "nested in a signature": der(0x30, oid("1.2.840.113549.1.7.2"), der(0xA0, nested(0x30, 5000))),
    "encrypted message": der(0x30, oid("1.2.840.113549.1.7.3"), der(0xA0, der(0x30))),
    "PEM of words": b"-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----",
    "PEM without an end": b"-----BEGIN CERTIFICATE-----\nMIIB",
    "PEM with another end": pem(gost()).replace(b"END CERTIFICATE", b"END CMS"),
    "PEM of beginnings": b"-----BEGIN CERTIFICATE-----\n" * 37_000,
    "private key": pem(b"\x30\x00", b"PRIVATE KEY"),
    "cut base64": base64.b64encode(gost())[:101],
    "base64 of words": base64.b64encode("Приказ № 15".encode()),
    "two certificates in a row": gost() + gost(),
    "length in too many bytes": b"\x30\x83\x00\x00\x80" + bytes(128),
    "length of five bytes": b"\x30\x85\x01\x00\x00\x00\x00" + bytes(128),
    "long tag": b"\x3f\x81\x01\x00",
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_another_file_is_refused_politely_and_at_once(content):
    begun = time.perf_counter()

    assert refusal(content) == module.UNREADABLE
    assert time.perf_counter() - begun < 2


def test_a_large_file_is_refused():
    assert refusal(bytes(2 * module.LIMIT)) == module.TOO_LARGE


def test_indefinite_length_is_refused_with_advice():
    assert refusal(b"\x30\x80" + oid("1.2.840.113549.1.7.2") + b"\0\0") == module.INDEFINITE


@pytest.mark.parametrize("content", [gost(), signature(ROOT, gost())], ids=["certificate", "signature"])
def test_a_cut_file_is_refused(content):
    for end in range(len(content)):
        refusal(content[:end])


def answer(content):
    """A certificate fit to print or a refusal; nothing else may come out."""
    try:
        found = read_certificate(content)
    except BadCertificate as error:
        return str(error)
    assert found.owner.isprintable()
    assert found.owner == found.owner.strip() != ""
    assert found.starts_on <= found.ends_on
    return found


REAL = [as_der(issue(key_identifier=True)), sign(issue()), gost(), signature(ROOT, gost()), pem(gost())]


@given(st.binary(max_size=2000))
def test_any_bytes_are_answered(content):
    answer(content)
    answer(b"\x30" + content)
    answer(pem(content))


@settings(max_examples=500)
@given(st.sampled_from(REAL), st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=5))
def test_a_file_with_spoilt_bytes_is_answered(content, changes):
    spoilt = bytearray(content)
    for at, byte in changes:
        spoilt[at % len(spoilt)] = byte

    answer(bytes(spoilt))


TREES = st.recursive(
    st.builds(der, st.sampled_from([0x02, 0x03, 0x04, 0x06, 0x0C, 0x17, 0x80]), st.binary(max_size=9)),
    lambda inner: st.builds(
        lambda tag, parts: der(tag, *parts), st.sampled_from([0x30, 0x31, 0xA0, 0xA3]), st.lists(inner, max_size=7)
    ),
    max_leaves=20,
)


@given(TREES, TREES)
def test_any_tree_in_any_place_is_answered(one, two):
    answer(one)
    answer(gost(subject=one, days=two))
    answer(gost(issuer=one, extensions=two))
    answer(signature(one, gost(), signers=[two]))
    answer(signature(gost(issuer=one), signers=[by_serial(issuer=one), two]))
