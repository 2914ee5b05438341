"""A sample order that shows every choice of the layout, and the blank papers of the texts."""

from datetime import date

from mentorship.documents import tree
from mentorship.documents.codes import code_of
from mentorship.documents.layout import Profile
from mentorship.regulation.models import Institution

HEADING = "Об образце оформления"
PREAMBLE = "В целях проверки того, как выглядят бумаги учреждения"


def sample_order(place: Institution, on: date) -> tree.Document:
    """An order about nothing, in the layout of the institution, with invented words instead of names."""
    profile = place.profile()
    number = place.number_mask.format(n=15)
    name = "И.О. Фамилия" if profile.initials_first else "Фамилия И.О."
    colon = ":" if profile.signature_colon else ""
    blocks: list[tree.Block] = [
        tree.Letterhead(tuple(place.letterhead.splitlines()), profile.details),
        tree.TypeLine(profile.order_word, profile.day(on), number, place.locality if profile.place else ""),
        tree.Heading(HEADING, align=profile.heading_align, bold=profile.heading_bold),
        tree.Paragraph(PREAMBLE + profile.preamble_end),
        tree.Paragraph(profile.resolve_word, indent=False, align="left", bold=True),
        tree.Items(_items(profile)),
        tree.Signature(f"{place.head_title}{colon}", name, seal=profile.seal),
        *([tree.Paragraph("СОГЛАСОВАНО", indent=False, align="left")] if profile.visas else []),
        *(tree.Signature(visa, "_" * 20, date_line=True) for visa in profile.visas),
    ]
    acquainted = tree.Table(("№", "Фамилия, инициалы", "Подпись", "Дата"), (("1", name, "", ""),), (8, 44, 26, 22))
    if profile.acquaintance == "order":
        blocks += [tree.Paragraph("С приказом ознакомлены:", indent=False, align="left"), acquainted]
    if profile.executor:
        blocks.append(tree.Note(("Фамилия Имя Отчество", place.phone or "телефон")))
    reference = f"к приказу {profile.refer(on, number)}"
    blocks += [
        tree.PageBreak(),
        tree.AppendixMark((profile.appendix(1), reference)),
        tree.Heading("Образец приложения"),
    ]
    if profile.acquaintance == "sheet":
        title = tree.Heading(f"Лист ознакомления с приказом\n{profile.refer(on, number)}")
        blocks += [tree.PageBreak(), title, acquainted]
    return tree.Document(f"Образец приказа. {HEADING}", tuple(blocks), code=code_of("D00", 1))


def _items(profile: Profile) -> tuple[tree.Item, ...]:
    named = "И.О. Фамилии" if profile.text_initials_first else "Фамилии И.О."
    obliged = f"Воспитателю {named}" if profile.position_first else f"{named}, воспитателю,"
    inner = tree.Item("Подпункт приказа.")
    return tree.Item("Первый пункт приказа.", (inner,)), tree.Item(f"{obliged} прочитать этот образец.")
