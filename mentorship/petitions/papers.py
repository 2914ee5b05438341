"""The printed petitions D24, D25, D28, D29: the texts of `fixtures/papers` filled with what was typed.

What nobody typed stays a line to write on, so the same text is the form to be filled by hand. The petition is worded
by the names, posts and head of the day on which it was filed, the resolution by those of the day of the decision.
"""

from copy import copy
from datetime import date
from functools import partial

from django.db.models import QuerySet

from mentorship.core.naming import names_of
from mentorship.documents.tree import Document
from mentorship.documents.wording import Value, Values, Words
from mentorship.pairs.models import Pair
from mentorship.pairs.values import pair_values
from mentorship.people.models import Person
from mentorship.people.names import paper_name
from mentorship.people.values import head_words, words_about
from mentorship.petitions import queries
from mentorship.petitions.kinds import KINDS, PAPERS, PetitionKind
from mentorship.petitions.models import Petition
from mentorship.regulation.queries import institution
from mentorship.regulation.wording.texts import form_of_text, register_texts

NO_DAY = "«___» ____________ 20___\N{NO-BREAK SPACE}г."
RESOLUTION = "_" * 66
TEXTS = {"причина": "reason", "подробности": "details", "пожелания": "wishes", "поддержка": "support"}


def petition_paper(code: str, petition: Petition | None, on: date) -> Document:
    """The petition as it was filed, with the answer if there is one; the blank form of the day without a petition."""
    day = petition.filed_on if petition else on
    with names_of(day):
        return form_of_text(code, petition_values(petition, day), blank=petition is None)


def as_filed(petition: Petition) -> Document:
    """The petition before anybody added to it."""
    filed = copy(petition)
    filed.status, filed.opinion = Petition.Status.FILED, ""
    return petition_paper(filed.rule.paper, filed, filed.filed_on)


def petition_values(petition: Petition | None, on: date) -> Values:
    """A petition for its paper: the pair, the mentee who writes or whom it is about, and what was typed."""
    pair = petition.pair if petition else None
    values: dict[str, Value] = {**pair_values(pair, on), **_typed(petition), **_decided(petition)}
    if petition and petition.is_answered:
        values.update(_answering(values["руководитель кратко"], petition))
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


def _answering(addressed: Value, petition: Petition) -> dict[str, Value]:
    """The head who signs, so in the nominative, is that of the decision; it is addressed to that of the filing."""
    assert petition.decided_on is not None  # it has been answered
    with names_of(petition.decided_on):
        words = head_words(institution(), petition.decided_on)
        post, name = (_in_case(words[key], "nom") for key in ("руководитель в подписи", "руководитель кратко"))
    named = Words(lambda case: name if case == "nom" else _in_case(addressed, case))
    return {"руководитель в подписи": post, "руководитель кратко": named}


def _in_case(value: Value, case: str) -> str:
    return value.form(case) if isinstance(value, Words) else value or ""


def _typed(petition: Petition | None) -> dict[str, Value]:
    said: dict[str, Value] = {name: getattr(petition, field, "") or None for name, field in TEXTS.items()}
    return {
        **said,
        "желаемый день": _day(petition.wanted_on if petition else None),
        "день подачи": _day(petition.filed_on if petition else None),
        "подано в программе": _day(petition.filed_on) if petition and petition.method == Petition.Method.ONLINE else "",
        "иные сведения": petition.details if petition else "",
        "отмечено": "; ".join(petition.points) if petition else "",
        "входящий номер": petition.incoming or None if petition else None,
        "зарегистрировано": _day(petition.filed_on if petition and petition.incoming else None),
    }


def _decided(petition: Petition | None) -> dict[str, Value]:
    """The resolution in words and who gave it; lines while there is none."""
    if petition is None or petition.decided_on is None or not petition.is_answered:
        return {"резолюция": RESOLUTION, "решение": "", "день решения": ""}
    since = f" с {petition.effective_on:%d.%m.%Y}" if petition.effective_on else ""
    words = "Удовлетворить" if petition.status == Petition.Status.GRANTED else "Отказать"
    answer = f". {petition.answer}" if petition.answer else ""
    signer = petition.decided_by.person if petition.decided_by else None
    with names_of(petition.decided_on):
        first = institution().profile().initials_first
        who = f" ({paper_name(signer, initials_first=first)})" if signer else ""
    said = f"{petition.decided_on:%d.%m.%Y}. {words}{since}{answer}{who}"
    return {"резолюция": said, "решение": said, "день решения": _day(petition.decided_on)}


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
    for paper, code in PAPERS.items():
        register_texts(
            code,
            values=petition_values,
            subjects=partial(_of_kind, code),
            find=queries.petition_for,
            permission="petition.view",
            builders={paper: partial(petition_paper, paper)},
            coded=_is_open_to_offices,
        )


def _of_kind(code: str) -> QuerySet[Petition]:
    return Petition.objects.with_people().filter(kind=code).order_by("pk")


def _is_open_to_offices(petition: Petition) -> bool:
    return not KINDS[petition.kind].closed
