"""How an institution's papers look, as data (ГОСТ Р 7.0.97: margins, sizes, order of initials)."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.formats import date_format

CORNER_MM = {"2016": 75, "2025": 80}  # the widest line of a corner letterhead (legal.md 5.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Margins and indents in millimetres, sizes in points."""

    standard: str = "2025"  # the edition of ГОСТ Р 7.0.97: 2016 or 2025
    margin_left: float = 30
    margin_right: float = 10
    margin_top: float = 20
    margin_bottom: float = 20
    font: str = "'Times New Roman', 'Liberation Serif', 'PT Serif', serif"
    font_word: str = "Times New Roman"
    size: float = 13
    spacing: float = 1.15
    first_line: float = 12.5
    letterhead: str = "long"  # long: across the page; corner: upper left
    details: tuple[str, ...] = ()  # address, telephone, codes under the name
    place: bool = False
    date_style: str = "digits"  # digits: 31.03.2022; words: 31 марта 2022 г.
    reference: str = "date_first"  # date_first: от … № …; number_first: № … от …
    order_word: str = "ПРИКАЗ"
    resolve_word: str = "ПРИКАЗЫВАЮ:"
    preamble_end: str = ","
    heading_align: str = "left"
    heading_bold: bool = True
    appendix_word: str = "Приложение № {n}"
    initials_first: bool = True  # in signatures: А.А. Иванова
    text_initials_first: bool = True  # inside the text
    position_first: bool = False  # of a person an item obliges: «методисту Петрову», not «Петрову, методисту»
    signature_colon: bool = False
    seal: bool = False
    acting_basis: bool = False  # after «И. о. заведующего» by what the head acts
    acquaintance: str = "order"  # order: under the signature; sheet: on a sheet of its own; none
    visas: tuple[str, ...] = ()
    executor: bool = False
    code: bool = True  # the short code by which a scan is attached
    qr: bool = False
    approvals: tuple[tuple[str, str, str], ...] = ()  # column, word, lines joined by «;»
    approved_by_order: bool = False  # the act is an appendix to an order and bears no marks of its own
    journals: tuple[tuple[str, str], ...] = ()  # name of the journal, mask of its numbers

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Profile":
        """The default profile with the institution's own choices; unknown keys are ignored."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: _frozen(value) for name, value in data.items() if name in names})

    @property
    def corner_mm(self) -> int:
        """The width of a corner letterhead."""
        return CORNER_MM.get(self.standard, CORNER_MM["2025"])

    def day(self, day: date) -> str:
        """The day as this institution prints it."""
        return f"{date_format(day, 'j E Y')} г." if self.date_style == "words" else f"{day:%d.%m.%Y}"

    def refer(self, day: date, number: str) -> str:
        """«от 31.03.2022 № 15» or «№ 15 от 31.03.2022» (ORD-15)."""
        sign = f"№\N{NO-BREAK SPACE}{number}"
        return f"{sign} от {self.day(day)}" if self.reference == "number_first" else f"от {self.day(day)} {sign}"

    def appendix(self, number: int | str = "") -> str:
        """«Приложение № 1»; a single appendix has no number."""
        return self.appendix_word.format(n=number).rstrip(" №") if number else "Приложение"


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


_source: list[Callable[[], Profile]] = [Profile]


def install(source: Callable[[], Profile]) -> None:
    """Where the look of the institution's papers comes from."""
    _source[0] = source


def current() -> Profile:
    """How papers look now."""
    return _source[0]()
