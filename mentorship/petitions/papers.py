"""The printed petitions D24, D25, D28, D29: the texts of `fixtures/papers` filled with what was typed.

What nobody typed stays a line to write on, so the same text is the form to be filled by hand.
"""

from datetime import date
from functools import partial

from django.db.models import QuerySet

from mentorship.documents.tree import Document
from mentorship.documents.wording import Value, Values
from mentorship.pairs.models import Pair
from mentorship.pairs.values import pair_values
from mentorship.people.models import Person
from mentorship.people.names import paper_name
from mentorship.people.values import words_about
from mentorship.petitions import queries
from mentorship.petitions.kinds import KINDS, PAPERS, PetitionKind
from mentorship.petitions.models import Petition
from mentorship.regulation.queries import institution
from mentorship.regulation.wording.texts import form_of_text, register_texts

NO_DAY = "«___» ____________ 20___\N{NO-BREAK SPACE}г."
RESOLUTION = "_" * 66
TEXTS = {"причина": "reason", "подробности": "details", "пожелания": "wishes", "поддержка": "support"}


def petition_values(petition: Petition | None, on: date) -> Values:
    """A petition for its paper: the pair, the mentee who writes or whom it is about, and what was typed."""
    pair = petition.pair if petition else None
    values: dict[str, Value] = {**pair_values(pair, on), **_typed(petition), **_decided(petition)}
    if mentee := _mentee(petition):
        values.update(words_about("наставляемый", [mentee]))
    return values


def _mentee(petition: Petition | None) -> Person | None:
    """The one mentee of whom the paper speaks; the others of a group stay out (BNK-07)."""
    if petition is None:
        return None
    if petition.about_id:
        return petition.about
    written = petition.author_id and petition.author_id != petition.pair.mentor_id
    return petition.author if written else None


def _typed(petition: Petition | None) -> dict[str, Value]:
    said: dict[str, Value] = {name: getattr(petition, field, "") or None for name, field in TEXTS.items()}
    return {
        **said,
        "желаемый день": _day(petition.wanted_on if petition else None),
        "день подачи": _day(petition.filed_on if petition else None),
        "иные сведения": petition.details if petition else "",
        "отмечено": "; ".join(petition.points) if petition else "",
        "мнение куратора": petition.opinion or None if petition else None,
        "входящий номер": petition.incoming or None if petition else None,
        "зарегистрировано": _day(petition.filed_on if petition and petition.incoming else None),
    }


def _decided(petition: Petition | None) -> dict[str, Value]:
    """The resolution in words and who gave it; lines while there is none."""
    if petition is None or petition.is_open or petition.status == Petition.Status.WITHDRAWN:
        return {"резолюция": RESOLUTION, "решение": ""}
    since = f" с {petition.effective_on:%d.%m.%Y}" if petition.effective_on else ""
    words = "Удовлетворить" if petition.status == Petition.Status.GRANTED else "Отказать"
    answer = f". {petition.answer}" if petition.answer else ""
    signer = petition.decided_by.person if petition.decided_by else None
    who = f" ({paper_name(signer, initials_first=institution().profile().initials_first)})" if signer else ""
    said = f"{petition.decided_on:%d.%m.%Y}. {words}{since}{answer}{who}"
    return {"резолюция": said, "решение": said}


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else NO_DAY


def by_hand(pair: Pair, kind: PetitionKind, on: date, person_id: int | None) -> Document:
    """The form about this pair with everything else left to write by hand; it has no code, for nothing is filed yet."""
    mentees = [mentee for mentee in pair.mentees if mentee.pk == person_id] or pair.mentees
    about = mentees[0] if len(mentees) == 1 else None
    draft = Petition(kind=kind.code, pair=pair, about=about)
    return form_of_text(kind.paper, petition_values(draft, on))


def declare() -> None:
    """Each printed form is about the petitions of its own kind; a closed one has no code: nobody files its scan."""
    for code in PAPERS.values():
        register_texts(
            code,
            values=petition_values,
            subjects=partial(_of_kind, code),
            find=queries.petition_for,
            permission="petition.view",
            coded=_is_open_to_offices,
        )


def _of_kind(code: str) -> QuerySet[Petition]:
    return Petition.objects.with_people().filter(kind=code).order_by("pk")


def _is_open_to_offices(petition: Petition) -> bool:
    return not KINDS[petition.kind].closed
