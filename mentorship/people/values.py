"""What the texts of papers can say about the institution and about people, by Russian names."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from mentorship.core.calendar.dates import school_year_start
from mentorship.core.words import titles
from mentorship.core.words.text import capital, fold
from mentorship.documents.grammar import days, decline_position, decline_term, months
from mentorship.documents.wording import Value, Values, Words, blank, role_words
from mentorship.people.accounts.queries import holder
from mentorship.people.models import OfficeTerm, Person
from mentorship.people.names import name_in, paper_name, position_in
from mentorship.regulation.act.said import said_of
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Edition, Institution, Option
from mentorship.regulation.payment import rate
from mentorship.regulation.queries import edition_or_first, institution

LISTS = {
    "формы наставничества": Option.Group.FORM,
    "виды наставничества": Option.Group.KIND,
    "случаи замены": Option.Group.REPLACEMENT,
    "случаи завершения": Option.Group.COMPLETION,
    "разделы плана": Option.Group.SECTION,
}
ACT = re.compile(r"^Положение\b")  # the rest of the title stands in its cases already
ACT_ENDS = {"nom": "е", "gen": "я", "dat": "ю", "acc": "е", "ins": "ем", "loc": "и"}
LONG, SHORT = 40, 24  # signs of a line for a full name with the position, for a short one


def place_values(on: date, edition: Edition | None = None) -> dict[str, Value]:
    """The institution, its head and curator, the limits and lists of the edition: known to every text.

    A paper about a pair gives the pair's own edition, any other the one in force on the day.
    """
    place = institution()
    return {
        **role_words(),
        **institution_words(place),
        **edition_words(edition or edition_or_first(on)),
        **head_words(place, on),
        **words_about("куратор", office_holder("curator", on), place),
        "учебный год": school_year(on),
    }


def head_words(place: Institution, on: date) -> dict[str, Value]:
    """The head of that day, in the post in which the head signs then: «и. о. заведующего» too."""
    term = holder("director", on)
    people = office_holder("director", on)

    def post(case: str) -> str:
        return post_of_head(place, term, case)

    basis = basis_of_head(place, term)
    words = words_about("руководитель", people, place, post=lambda person, case: post(case))
    signed = Words(lambda case: post(case) + (f" ({basis})" if basis else ""))
    return {
        **words,
        "должность руководителя": Words(post),
        "руководитель в подписи": signed if people else words["руководитель должность"],
        "полномочия руководителя": Words(decline_term(powers_of_head(term), alive=False).form),
    }


def post_of_head(place: Institution, term: OfficeTerm | None, case: str = "nom") -> str:
    """«заведующий» as the layout of papers says; «и. о. заведующего» of one who acts, in every case the same.

    Cases mended by hand are those of the holder's own post, where it is called as the layout says.
    """
    title = place.head_title[:1].lower() + place.head_title[1:]
    if term is not None and term.acting:
        return f"и. о. {decline_position(title, 'gen')}"
    post = term.person.main_position if term else None
    same = post is not None and fold(post.title) == fold(title)
    return decline_position(title, case, post.title_forms if post and same else None)


def powers_of_head(term: OfficeTerm | None) -> str:
    """By what the head represents the institution: whoever acts, by the order that says so; else by the charter."""
    return term.basis if term and term.acting and term.basis else "Устав"


def basis_of_head(place: Institution, term: OfficeTerm | None) -> str:
    """By what an acting head signs, where the institution prints it."""
    return term.basis if term and term.acting and place.profile().acting_basis else ""


def head_in_signature(place: Institution, on: date) -> tuple[str, str]:
    """How a signature names the head of that day: «И. о. заведующего», «Р.Р. Рябинина» or a line."""
    term = holder("director", on)
    basis = basis_of_head(place, term)
    title = capital(post_of_head(place, term)) if term and term.acting else place.head_title
    name = paper_name(term.person, initials_first=place.profile().initials_first) if term else "_" * 20
    return title + (f" ({basis})" if basis else ""), name


def institution_words(place: Institution) -> dict[str, Value]:
    """The facts of the institution; an empty one prints as a line to write on."""
    named = {"gen": place.full_name_gen, "loc": place.full_name_loc}
    facts = {
        "учреждение кратко": place.short_name,
        "адрес": place.address,
        "место": place.locality,
        "ИНН": place.inn,
        "КПП": place.kpp,
        "ОГРН": place.ogrn,
        "телефон": place.phone,
        "почта": place.email,
        "сайт": place.site,
    }
    head = place.head_title[:1].lower() + place.head_title[1:]
    in_cases = Words(lambda case: named.get(case, place.full_name), cases=frozenset({"nom", *named}))
    return {
        "учреждение": in_cases,
        "учреждение в тексте": Words(decline_term(place.text_name, alive=False).form),
        "Учреждение": place.full_name[:1].upper() + place.full_name[1:],
        "должность руководителя": Words(lambda case: decline_position(head, case)),
        "положение": act_words(place.act_title),
        **{name: value or None for name, value in facts.items()},
    }


def act_words(title: str) -> Words:
    """«Положение о системе наставничества …» in every case."""
    return Words(lambda case: ACT.sub(lambda act: act[0][:-1] + ACT_ENDS[case], title))


def edition_words(edition: Edition) -> dict[str, Value]:
    """The limits of the edition as words: «3», «10 дней», «12 месяцев»; None where there is no rule.

    Whether there is a council is known even to a blank form, so its absence is an empty word.
    """
    pay = rate(Limits(pay_kind=edition.pay_kind, pay_value=edition.pay_value, pay_cap=edition.pay_cap))
    return {
        "предел наставляемых": _number(edition.max_mentees),
        "срок назначения": _days(edition.appoint_within_days, edition.appoint_working),
        "срок программы": _days(edition.program_due_days, edition.program_due_working),
        "срок отчёта наставника": _days(edition.mentor_report_days, edition.report_working),
        "срок отчёта наставляемого": _days(edition.mentee_report_days, edition.report_working),
        "наставничество не короче": _months(edition.mentoring_min_months),
        "наставничество не дольше": _months(edition.mentoring_max_months),
        "программа не короче": _months(edition.program_min_months),
        "программа не дольше": _months(edition.program_max_months),
        "наставничество на срок": _between(edition.mentoring_min_months, edition.mentoring_max_months),
        "программа на срок": _between(edition.program_min_months, edition.program_max_months),
        "совет": titles.council("nom") if edition.council else "",
        "размер выплаты": pay or None,
        "размер выплаты в скобках": f" ({pay})" if pay else "",
        **said_of(edition),
        **_lists(edition),
    }


def words_about(
    key: str,
    people: Sequence[Person],
    place: Institution | None = None,
    *,
    post: Callable[[Person, str], str] = position_in,
) -> dict[str, Value]:
    """The six ways to name one person or several, each in a post; lines to write on when there is nobody."""
    names = ("", " кратко", " должность", " с должностью", " в приказе", " обязан")
    if not people:
        return {f"{key}{name}": blank(LONG if name in ("", " с должностью") else SHORT) for name in names}
    profile = (place or institution()).profile()
    sex = people[0].sex if len(people) == 1 else "pl"
    first = profile.text_initials_first

    def joined(form):
        return Words(lambda case: ", ".join(form(person, case) for person in people), sex)

    def titled(person, case):  # «учителя математики Петрову Анну Сергеевну»
        return " ".join(filter(None, [post(person, case), name_in(person, case)]))

    def ordered(person, case):
        name, title = paper_name(person, case, initials_first=first), post(person, case)
        parts = (title, name) if profile.position_first else (name, title)
        return (" " if profile.position_first else ", ").join(filter(None, parts))

    def obliged(person, case):
        comma = "," if post(person, "nom") and not profile.position_first else ""
        return ordered(person, "dat") + comma

    return {
        key: joined(name_in),
        f"{key} кратко": joined(lambda person, case: paper_name(person, case, initials_first=first)),
        f"{key} должность": joined(post),
        f"{key} с должностью": joined(titled),
        f"{key} в приказе": joined(ordered),
        f"{key} обязан": Words(lambda case: " ".join(obliged(person, case) for person in people), sex),
    }


def person_values(person: Person | None, on: date) -> Values:
    """A member of staff for the papers about them."""
    values = place_values(on)
    values.update(words_about("сотрудник", [person] if person else []))
    years = person.experience_on(on) if person else None
    facts = {
        "дата рождения": _day(person.birth_date) if person else None,
        "дата приёма": _day(person.hired_on) if person else None,
        "образование": person.education if person else None,
        "категория": person.get_qualification_display() if person else None,
        "стаж": None if years is None else str(years),
        "телефон сотрудника": person.phone if person else None,
        "почта сотрудника": person.email if person else None,
    }
    return {**values, **{name: value or None for name, value in facts.items()}}


def office_holder(office: str, on: date) -> list[Person]:
    """The head (`director`) or the curator of the day, with the positions; nobody where there is none."""
    term = holder(office, on)
    people = [term.person] if term else []
    prefetch_related_objects(people, "positions")
    return people


def school_year(on: date) -> str:
    """«2026/2027»."""
    first = school_year_start(on)
    return f"{first}/{first + 1}"


def _day(day: date | None) -> str | None:
    return f"{day:%d.%m.%Y}" if day else None


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)


def _months(number: int | None) -> str | None:
    return None if number is None else months(number)


def _days(number: int | None, working: bool) -> str | None:
    if number is None:
        return None
    kind = "рабочих" if working else "календарных"
    return f"{number} {kind} {days(number).split(' ', 1)[1]}" if number != 1 else days(number)


def _between(least: int | None, most: int | None) -> str | None:
    """«не короче чем 1 месяц и не дольше чем 12 месяцев»; the half that is set, or nothing."""
    halves = [f"не {word} чем {months(number)}" for word, number in (("короче", least), ("дольше", most)) if number]
    return " и ".join(halves) or None


def _lists(edition: Edition) -> dict[str, Value]:
    """What the edition names in its lists, in one query."""
    named = edition.options.filter(is_active=True) if edition.pk else []
    quotes: dict[str, list[str]] = {}
    for option in named:
        quoted = f"«{option.title}»" if option.group == Option.Group.FORM else option.title
        quotes.setdefault(option.group, []).append(quoted)
    found: dict[str, Value] = {name: ", ".join(quotes.get(group, [])) or None for name, group in LISTS.items()}
    if edition.forms_open and (forms := found["формы наставничества"]):
        found["формы наставничества"] = f"{forms} и другие"
    return found
