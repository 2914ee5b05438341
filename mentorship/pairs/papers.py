"""Papers of pairs: D18 and D19, the consents of the mentor and of each mentee."""

from mentorship.documents import catalogue
from mentorship.documents.grammar import by_sex
from mentorship.documents.tree import Document, Heading, Paragraph
from mentorship.pairs.models import Pair, Participation
from mentorship.people.papers import addressee, name_in, signature, titled_name_in
from mentorship.regulation.queries import institution

LINE = "_" * 40


def mentor_consent(pair: Pair | None) -> Document:
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


def mentee_consent(part: Participation | None) -> Document:
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


catalogue.register(
    "D18", "Согласие на выполнение обязанностей наставника",
    build=mentor_consent, sample=lambda: Pair.objects.with_people().first(),
)  # fmt: skip
catalogue.register(
    "D19", "Согласие на участие в наставничестве",
    build=mentee_consent, sample=lambda: Participation.objects.select_related("pair__form", "pair__kind").first(),
)  # fmt: skip
