"""The order as a paper, and the register of order kinds as papers of the catalogue."""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from mentorship.core.forms.shown import Shown
from mentorship.core.naming import names_of
from mentorship.core.reading import reading
from mentorship.documents import catalogue, keeping, markup, tree
from mentorship.documents.codes import code_of
from mentorship.documents.grammar import by_sex
from mentorship.documents.html import numbered
from mentorship.documents.layout import Profile
from mentorship.documents.responses import render
from mentorship.documents.shown import shown
from mentorship.documents.wording import Values, fill
from mentorship.orders import rules
from mentorship.orders.kinds.base import KINDS, OrderKind, kind_of
from mentorship.orders.models import CertificateMark, Order
from mentorship.orders.queries import order_for
from mentorship.people.names import paper_name
from mentorship.people.values import head_in_signature
from mentorship.regulation.models import ActVersion, Institution
from mentorship.regulation.queries import institution
from mentorship.regulation.wording.texts import KNOWN

SHEET = "Лист ознакомления с приказом"
NUMBER_BLANK = "________"
DAY_BLANK = "«___» ____________ 20___ г."
ABBREVIATED = re.compile(r"\.\w{1,3}\.$")
# «Положение …, утверждённое приказом от 31.03.2022 № 15» in an item
CITED = re.compile(
    r"Положени.{0,300}?утвержд[её]нн(?:ое|ого|ому|ым|ом)\b.{0,80}?(?:\d\d\.\d\d\.\d{4}|\d\d?\s+[а-я]+\s+\d{4})",
    re.DOTALL,
)
ACQUAINTED = ("№", "Должность", "Фамилия, инициалы", "Подпись", "Дата")
ACQUAINTED_WIDTHS = (6, 32, 26, 20, 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is printed of an order: its words, filled, and when and under what number it is issued."""

    heading: str
    preamble: str
    items: tuple[tree.Item, ...]
    on: date  # of whom the head of that day signs it
    number: str = NUMBER_BLANK
    signed_on: date | None = None
    executor: tuple[str, ...] = ()
    acquainted: tuple[tuple[str, str], ...] = ()  # position, name
    acquainted_word: str = "ознакомлены"
    appendices: tuple[tree.Document, ...] = ()


def paper(order: Order) -> tree.Document:
    """The order as a paper: the signed text for ever, or the draft as it would be signed today."""
    if order.snapshot:
        return _as_shown(tree.from_json(order.snapshot), order.shown_appendices)
    return catalogue.drafted(build_paper(order, NUMBER_BLANK, None, timezone.localdate()))


def _as_shown(document: tree.Document, shown: Sequence[bool] | None) -> tree.Document:
    """The signed text with those appendices alone that its reader is shown; with none where they cannot be told."""
    if shown is None:
        return document
    marks = [at for at, block in enumerate(document.blocks) if isinstance(block, tree.AppendixMark)]
    if not marks:
        return document
    known = shown if len(shown) == len(marks) else [False] * len(marks)
    starts = [at - 1 for at in marks]  # with the break before it
    ends = [*starts[1:], _sheet_at(document.blocks)]
    kept = document.blocks[: starts[0]]
    for start, end, is_shown in zip(starts, ends, known, strict=True):
        kept += document.blocks[start:end] if is_shown else ()
    return replace(document, blocks=(*kept, *document.blocks[ends[-1] :]))


def _sheet_at(blocks: Sequence[tree.Block]) -> int:
    """Where the sheet of acquaintance begins, with the break before it; the end where the order has none."""
    found = (
        at - 1 for at, block in enumerate(blocks) if isinstance(block, tree.Heading) and block.text.startswith(SHEET)
    )
    return next(found, len(blocks))


def shown_order(order: Order, day: date) -> Shown:
    """The order as the page of signing shows it: as it is signed on that day, and what the signature does besides."""
    kind = kind_of(order)
    if not order.is_draft:
        return shown(paper(order), *kind.concerns(order))
    told = effects(order, day)
    whole = shown(_to_sign(order, day), *kind.concerns(order), told)
    return replace(whole, lines=(*whole.lines, *told))


def effects(order: Order, day: date) -> tuple[str, ...]:
    """What signing the draft on the day does and its words do not tell.

    Items that somebody has typed tell nothing of it: then also what the program records, whatever they say.
    """
    if not order.is_draft:
        return ()
    kind = kind_of(order)
    told = (*kind.effects(order, day), *_basis_notes(order, day))
    if not order.items:
        return told
    items = kind.items(order, day, day, kind.values(order, day, day))
    return (*told, *(f"Пункты набраны вручную, а в программе записано: {words}" for _, words in numbered(items)))


def _basis_notes(order: Order, day: date) -> Iterator[str]:
    """Whether the bases or an item cite the approval of another version of the Положение than the one in force."""
    version = ActVersion.objects.in_force_on(day)
    if version is None or version.approved_on is None:
        return
    right = (f"{version.approved_on:%d.%m.%Y}", date_format(version.approved_on, "j E Y"))
    items = order_items(order, day, day, kind_of(order).values(order, day, day))
    said = [found[0] for _, text in numbered(items) if (found := CITED.search(text))]
    if "Положени" in order.preamble and "утвержд" in order.preamble.lower():
        said.append(order.preamble)
    if any(not any(words in text for words in right) for text in said):
        yield rules.basis_note(str(version), version.approval)


def _to_sign(order: Order, day: date) -> tree.Document:
    """The draft as it is signed on that day; its number and the line of its date are filled by the signature."""
    return catalogue.drafted(_worded_for(order, day, dated=False))


def paper_to_sign(order: Order, day: date) -> tree.Document:
    """The draft without the word «ПРОЕКТ», dated that day, with its code; what is signed already as it was signed."""
    if not order.is_draft:
        return paper(order)
    return replace(_worded_for(order, day), code=code_of(kind_of(order).paper, order.pk))


def _worded_for(order: Order, day: date, *, dated: bool = True) -> tree.Document:
    """The draft in the words of that day, without a number."""
    order = copy(order)
    order.signed_on = day
    return build_paper(order, NUMBER_BLANK, day, day, dated=dated)


def profile_of(order: Order) -> Profile:
    """The look the order was signed in, or the institution's present one."""
    kept = (order.snapshot or {}).get("profile")
    return Profile.from_dict(kept) if kept else institution().profile()


def draft_day(order: Order) -> date:
    """The day for which a draft's items are worded to be edited, and held against later."""
    return timezone.localdate(order.created_at)


def order_bytes(order: Order, format: str) -> bytes:
    """The signed bytes of an order for ever; a draft is rendered as it stands."""
    if kept := keeping.printed(catalogue.PAPERS[kind_of(order).paper], order, draft_day(order)):
        return keeping.content(kept, format)
    return render(paper(order), profile_of(order), format)


@reading()
def build_paper(order: Order, number: str, signed_on: date | None, on: date, *, dated: bool = True) -> tree.Document:
    """The order's text from its kind, its draft's words and the institution's layout; not `dated`, with no date yet.

    A draft names everybody as they are called today.
    """
    with names_of(signed_on or timezone.localdate()):
        return _built(order, number, signed_on, on, dated=dated)


def _built(order: Order, number: str, signed_on: date | None, on: date, *, dated: bool) -> tree.Document:
    kind, place = kind_of(order), institution()
    kind.gather(order)
    values = kind.values(order, on, signed_on)
    items = order_items(order, on, signed_on, values)
    if order.control:
        items = (*items, tree.Item(fill(order.control, values)))
    people = kind.people(order)
    issue = Issue(
        heading=fill(order.heading, values),
        preamble=fill(order.preamble, values),
        items=items,
        on=signed_on or timezone.localdate(),
        number=number,
        signed_on=signed_on if dated else None,
        executor=_executor(order),
        acquainted=tuple(
            (person.position, paper_name(person, initials_first=place.profile().initials_first)) for person in people
        ),
        acquainted_word=by_sex(people[0].sex, "ознакомлен", "ознакомлена") if len(people) == 1 else "ознакомлены",
        appendices=kind.appendices(order, on),
    )
    return order_document(issue, place)


def order_items(order: Order, on: date, signed_on: date | None, values: Values) -> tuple[tree.Item, ...]:
    """The items as edited by hand, or as the kind words them."""
    if order.items:
        return markup.items(order.items, values)
    return kind_of(order).items(order, on, signed_on, values)


def items_by_kind(order: Order, on: date) -> str:
    """The items as the kind words them in a draft, as text to edit and to compare with."""
    kind = kind_of(order)
    return markup.write_items(kind.items(order, on, None, kind.values(order, on, None)))


def stamp(mark: CertificateMark) -> tree.Stamp:
    """The frame about an electronic signature, with what its certificate says."""
    return tree.Stamp(
        (
            "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ",
            f"Сертификат: {mark.serial}",
            f"Владелец: {mark.owner}",
            f"Действителен: с {mark.starts_on:%d.%m.%Y} по {mark.ends_on:%d.%m.%Y}",
        )
    )


def stamped(order: Order, mark: CertificateMark) -> tree.Document:
    """A copy of the signed text with the frame about the electronic signature at the signature."""
    document = paper(order)
    blocks = list(document.blocks)
    at = next(index for index, block in enumerate(blocks) if isinstance(block, tree.Signature))
    blocks.insert(at + 1, stamp(mark))
    return replace(document, blocks=tuple(blocks))


def unended(preamble: str) -> str:
    """The bases without their last sign; the dot of an abbreviation stays: «№ 5/1-п.о.д.»."""
    text = preamble.rstrip(" ,-–—")
    return text if ABBREVIATED.search(text) else text.rstrip(" ,.-–—")


def order_document(issue: Issue, place: Institution) -> tree.Document:
    """Every order of the institution looks like this."""
    profile = place.profile()
    day = profile.day(issue.signed_on) if issue.signed_on else DAY_BLANK
    blocks: list[tree.Block] = [
        tree.Letterhead(tuple(place.letterhead.splitlines()), profile.details),
        tree.TypeLine(profile.order_word, day, issue.number, place.locality if profile.place else ""),
        tree.Heading(issue.heading, align=profile.heading_align, bold=profile.heading_bold),
    ]
    if issue.preamble:
        blocks.append(tree.Paragraph(unended(issue.preamble) + profile.preamble_end))
    blocks += [
        tree.Paragraph(profile.resolve_word, indent=False, align="left", bold=True),
        tree.Items(issue.items),
        director_signature(place, issue.on),
    ]
    blocks += _visas(profile)
    if profile.acquaintance == "order":
        blocks += _acquaintance(issue)
    if profile.executor and issue.executor:
        blocks.append(tree.Note(issue.executor))
    reference = f"к приказу {_reference(issue, profile)}"
    for number, appendix in enumerate(issue.appendices, start=1):
        word = profile.appendix(number if len(issue.appendices) > 1 else "")
        blocks += [tree.PageBreak(appendix.landscape), tree.AppendixMark((word, reference)), *_unmarked(appendix)]
    if profile.acquaintance == "sheet" and issue.acquainted:
        title = tree.Heading(f"{SHEET}\n{_reference(issue, profile)}")
        blocks += [tree.PageBreak(), title, _acquaintance_table(issue.acquainted)]
    return tree.Document(f"Приказ. {issue.heading}", tuple(blocks))


def _unmarked(appendix: tree.Document) -> list[tree.Block]:
    """An appendix is approved by its order: its own marks of approval stay off."""
    own = tree.Approval | tree.Columns | tree.AppendixMark
    return [block for block in appendix.blocks if not isinstance(block, own)]


def director_signature(place: Institution, on: date) -> tree.Signature:
    """«Заведующий ______ М.И. Лебедева» of whoever is the head on the day, «И. о. заведующего» too."""
    profile, (title, name) = place.profile(), head_in_signature(place, on)
    return tree.Signature(f"{title}{':' if profile.signature_colon else ''}", name, seal=profile.seal)


def _reference(issue: Issue, profile: Profile) -> str:
    if issue.signed_on:
        return profile.refer(issue.signed_on, issue.number)
    return f"от {DAY_BLANK} №\N{NO-BREAK SPACE}{issue.number}"


def _visas(profile: Profile) -> list[tree.Block]:
    if not profile.visas:
        return []
    title = tree.Paragraph("СОГЛАСОВАНО", indent=False, align="left")
    return [title, *(tree.Signature(visa, "_" * 20, date_line=True) for visa in profile.visas)]


def _executor(order: Order) -> tuple[str, ...]:
    person = order.created_by.person if order.created_by else None
    return tuple(filter(None, (person.full_name, person.phone))) if person else ()


def _acquaintance(issue: Issue) -> list[tree.Block]:
    if not issue.acquainted:
        return []
    words = tree.Paragraph(f"С приказом {issue.acquainted_word}:", indent=False, align="left")
    return [words, _acquaintance_table(issue.acquainted)]


def _acquaintance_table(rows: tuple[tuple[str, str], ...]) -> tree.Table:
    numbered = tuple((str(number), *row, "", "") for number, row in enumerate(rows, start=1))
    return tree.Table(ACQUAINTED, numbered, ACQUAINTED_WIDTHS)


def acquaintance_sheet(order: Order | None, on: date) -> tree.Document:
    """D32: who has read the order, and lines for those who have yet to sign; by the names and posts of its day."""
    with names_of(order.signed_on if order and order.signed_on else on):
        return _acquaintance_sheet(order)


def _acquaintance_sheet(order: Order | None) -> tree.Document:
    profile = profile_of(order) if order else institution().profile()
    reference = profile.refer(order.signed_on, order.number) if order and order.signed_on else "от __.__.____ № ____"
    people = order.acquaintances.select_related("person").prefetch_related("person__positions") if order else []
    rows = [
        (
            str(number),
            row.person.position,
            paper_name(row.person, initials_first=profile.initials_first),
            "в программе" if row.method == "online" else "",
            profile.day(row.acknowledged_on) if row.acknowledged_on else "",
        )
        for number, row in enumerate(people, start=1)
    ]
    title = f"Лист ознакомления с приказом {reference}"
    heading = f"«{order.heading}»" if order else "________________________________________"
    blocks = (
        tree.Heading(title),
        tree.Paragraph(heading, indent=False, align="center"),
        tree.Table(ACQUAINTED, tuple(rows) or (("",) * 5,) * 15, ACQUAINTED_WIDTHS),
    )
    return tree.Document(title, blocks)


def declare() -> None:
    """The sheet of acquaintance; the orders themselves are registered by their kinds."""
    catalogue.register(
        "D32",
        "Лист ознакомления с приказом",
        build=acquaintance_sheet,
        find=order_for,
        permission="order.list",
        subjects=lambda: Order.objects.signed().order_by("pk"),
    )


def blank_order(kind: OrderKind, on: date) -> tree.Document:
    """The order of a kind with lines to fill by hand."""
    place, empty = institution(), Order(kind=kind.code)
    values: Values = kind.values(empty, on, None)
    preamble = fill(kind.text.preamble or place.preamble, values)
    control = fill(kind.text.control or place.control, values)
    items = (*kind.items(empty, on, None, values), *([tree.Item(control)] if control else []))
    rows = (("", ""),) * 3
    issue = Issue(
        heading=kind.heading(empty, on),
        preamble=preamble,
        items=items,
        on=on,
        acquainted=rows,
        appendices=kind.appendices(empty, on),
    )
    return order_document(issue, place)


def add(kind: OrderKind) -> None:
    """Make the kind known to orders and its paper known to the catalogue."""

    def build(order: Order | None, on: date) -> tree.Document:
        return paper(order) if order else blank_order(kind, on)

    def subjects() -> QuerySet[Order]:
        return Order.objects.filter(kind=kind.code).exclude(status=Order.Status.DISCARDED).order_by("-status", "pk")

    KINDS[kind.code] = kind
    KNOWN[kind.paper] = kind.known
    catalogue.register(
        kind.paper,
        kind.title,
        build=build,
        subjects=subjects,
        find=order_for,
        permission="order.view",
        coded=lambda order: order.is_signed,
    )
    catalogue.ISSUED[kind.paper] = catalogue.Issued(
        number=lambda order, on: 1 if order.is_signed else None, whole=lambda order: order.shown_appendices is None
    )


def register(kind: type[OrderKind]) -> type[OrderKind]:
    """Class decorator: make the kind known by its code."""
    add(kind())
    return kind
