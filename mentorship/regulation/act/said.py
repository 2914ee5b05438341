"""What the shipped text of the Положение says of the rules of an edition, so that it states what the program keeps."""

from mentorship.core.words.text import plural
from mentorship.documents.wording import Value, Words
from mentorship.regulation.limits import LABOUR_CODE
from mentorship.regulation.models import Edition

FORMS = "2.3"  # the clause about forms and kinds, unless the table of the edition has another number
MENTORS = {
    "teaching": "педагогический работник",
    "leading": "педагогический или административный работник",
    "any": "работник",
}
CURATORS = {
    "any": "",
    "deputies": " из числа заместителей руководителя",
    "head": ", его обязанности исполняет сам руководитель",
}


def said_of(edition: Edition) -> dict[str, Value]:
    """By the names of placeholders. What stands in the clause table is asked for only where the text says it."""
    ready = (
        "прошли обучение" if edition.mentor_training else "",
        "отвечают критериям психологической и педагогической подготовки" if edition.mentor_readiness else "",
    )
    return {
        "пункт о формах": Words(lambda case: _number(edition, "forms") or FORMS, cases=frozenset({"nom"})),
        "наставника назначает Положение": Words(lambda case: _appointing(edition), cases=frozenset({"nom"})),
        "из кого наставник": MENTORS[edition.mentor_staff],
        "из кого куратор": CURATORS[edition.curator_pool],
        "кто ещё ведёт банки": " вместе с системным администратором" if edition.admin_keeps_banks else "",
        "с чьего согласия": " с письменного согласия их участников" if _everybody(edition) else "",
        "согласие каждого": "да" if _everybody(edition) else "",
        "согласие на данные": "да" if edition.data_consent else "",
        "знакомство с программой": " и знакомится с ней под подпись" if edition.program_acquaintance else "",
        "как часто уточняют": _often(edition.confirm_months),
        "сколько в группе": f"не меньше {edition.group_min or 2} человек",
        "подготовка наставников": " и ".join(filter(None, ready)),
        "публикация результатов": "да" if edition.publish_results else "",
    }


def _everybody(edition: Edition) -> bool:
    return edition.mentor_consent and edition.mentee_consent


def _appointing(edition: Edition) -> str:
    """Whether the Положение itself asks for the consent: a table that names the Labour Code has no such clause."""
    return "" if _number(edition, "mentor_consent") == LABOUR_CODE else "да"


def _number(edition: Edition, rule: str) -> str:
    clause = edition.clauses.filter(rule=rule).first() if edition.pk else None
    return clause.number if clause else ""


def _often(months: int | None) -> str:
    """«не реже одного раза в год», «не реже одного раза в 6 месяцев»."""
    if not months:
        return ""
    words = plural(months, "месяц", "месяца", "месяцев")
    return f"не реже одного раза в {'год' if months == 12 else f'{months} {words}'}"
