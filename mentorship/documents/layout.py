"""How an institution's papers look, as data (ГОСТ Р 7.0.97: margins, sizes, order of initials)."""

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Margins and indents in millimetres, sizes in points."""

    margin_left: float = 30
    margin_right: float = 10
    margin_top: float = 20
    margin_bottom: float = 20
    font: str = "'Times New Roman', 'Liberation Serif', 'PT Serif', serif"
    font_word: str = "Times New Roman"
    size: float = 13
    spacing: float = 1.15
    first_line: float = 12.5
    initials_first: bool = True
    signature_colon: bool = False
    order_word: str = "ПРИКАЗ"
    resolve_word: str = "ПРИКАЗЫВАЮ:"
    appendix_word: str = "Приложение № {n}"
    place: bool = False

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Profile":
        """The default profile with the institution's own choices; unknown keys are ignored."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in names})
