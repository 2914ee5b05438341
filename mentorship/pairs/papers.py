"""Papers of pairs: D18 and D19, the consents of the mentor and of each mentee."""

from datetime import date

from mentorship.documents import catalogue
from mentorship.documents.grammar import by_sex
from mentorship.documents.tree import Document, Heading, Paragraph
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.queries import pair_for, participation_for
from mentorship.pairs.values import pair_values
from mentorship.people.names import name_in, titled_name_in
from mentorship.people.papers import addressee, signature
from mentorship.regulation.queries import institution
from mentorship.regulation.wording import register_texts

LINE = "_" * 40


def mentor_consent(pair: Pair | None, on: date) -> Document:
    """D18: one purpose; no word of personal data (152-ФЗ asks for a sheet of its own)."""
    place, person = institution(), pair.mentor if pair else None
    agree = by_sex(person.sex, "согласен", "согласна") if person else "согласен (согласна)"
    read = by_sex(person.sex, "ознакомлен", "ознакомлена") if person else "ознакомлен (ознакомлена)"
    whom = ", ".join(titled_name_in(mentee, "gen") for mentee in pair.mentees) if pair else LINE
    blocks = (
        addressee(place, person),
        Heading("Согласие на выполнение обязанностей наставника"),
        Paragraph(
            f"Я, {name_in(person, 'nom') if person else LINE}, {agree} на возложение на меня дополнительных "
            f"обязанностей, связанных с наставнической деятельностью: быть наставником {whom}."
        ),
        Paragraph(_terms(pair)),
        Paragraph(f"С документом «{place.act_title}» {read}. Согласие даю добровольно."),
        signature(person, place),
    )
    return Document("Согласие наставника", blocks)


def mentee_consent(part: Participation | None, on: date) -> Document:
    """D19: the mentee agrees to the mentor and to taking part in the programme."""
    place, person = institution(), part.mentee if part else None
    agree = by_sex(person.sex, "согласен", "согласна") if person else "согласен (согласна)"
    read = by_sex(person.sex, "ознакомлен", "ознакомлена") if person else "ознакомлен (ознакомлена)"
    whom = titled_name_in(part.mentor, "gen") if part else LINE
    blocks = (
        addressee(place, person),
        Heading("Согласие на участие в наставничестве"),
        Paragraph(
            f"Я, {name_in(person, 'nom') if person else LINE}, {agree} на закрепление за мной наставника — {whom} — "
            "и на участие в персонализированной программе наставничества."
        ),
        Paragraph(_terms(part.pair if part else None)),
        Paragraph(f"С документом «{place.act_title}» {read}. Согласие даю добровольно."),
        signature(person, place),
    )
    return Document("Согласие наставляемого", blocks)


def _terms(pair: Pair | None) -> str:
    if pair is None:
        return "Срок: с ____________ по ____________. Форма: ____________________. Вид: ____________________."
    return (
        f"Срок: с {pair.starts_on:%d.%m.%Y} по {pair.ends_on:%d.%m.%Y}. "
        f"Форма: «{pair.form.title}». Вид: {pair.kind.title}."
    )


def register_papers() -> None:
    """The consents, and every text about a pair."""
    catalogue.register(
        "D18", "Согласие на выполнение обязанностей наставника",
        build=mentor_consent, subjects=Pair.objects.with_people, find=pair_for, permission="pair.view",
    )  # fmt: skip
    catalogue.register(
        "D19", "Согласие на участие в наставничестве", build=mentee_consent,
        subjects=lambda: Participation.objects.select_related("pair__form", "pair__kind"),
        find=participation_for, permission="pair.view",
    )  # fmt: skip
    register_texts("pair", values=pair_values, subjects=Pair.objects.with_people, find=pair_for, permission="pair.view")
