"""Reading logins and offices: rows of the list, a free login, facts for the rules."""

from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.access.roles import Office
from mentorship.core import history
from mentorship.core.reading import read_once
from mentorship.core.terms import not_past
from mentorship.people.accounts import rules
from mentorship.people.models import OfficeTerm, Person, Position, User

CYRILLIC = "а б в г д е ё ж  з и й к л м н о п р с т у ф х  ц  ч  ш  щ   ъ ы ь э ю  я"
LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch _ y _ e yu ya"
TRANSLIT = dict(zip(CYRILLIC.split(), LATIN.split(), strict=True))


def account_for(user: User, pk: int, permission: str) -> User:
    """A login: its own person is one whom this user may see; who has no card is not hidden by one."""
    visible = Q(person=None) | Q(person__in=Person.objects.visible_to(user))
    require(user, permission)
    return get_object_or_404(User.objects.filter(visible), pk=pk)


def office_for(user: User, pk: int, permission: str) -> OfficeTerm:
    """A term of office of somebody whom this user may see."""
    visible = OfficeTerm.objects.filter(person__in=Person.objects.visible_to(user)).select_related("person")
    term = get_object_or_404(visible, pk=pk)
    require(user, permission, term.person)
    return term


def account_rows() -> QuerySet[User]:
    """Rows of the list of logins with their offices."""
    names = ("username", "is_active", "person__last_name", "person__first_name", "person__patronymic")
    return User.objects.only(*names).prefetch_related("person__office_terms")


def office_rows(on: date) -> QuerySet[OfficeTerm]:
    """Who holds which office on the day or later, with or without a login."""
    return OfficeTerm.objects.filter(not_past(on)).select_related("person").order_by("office", "starts_on", "pk")


def personas() -> list[User]:
    """The logins that the demo offers in one click, offices first."""
    users = User.objects.filter(is_active=True).prefetch_related("person__office_terms", "person__positions")
    return list(users.order_by("pk")[:12])


def free_username(person: Person) -> str:
    """A login made of the surname that nobody has yet."""
    letters = (TRANSLIT.get(letter, letter) for letter in person.last_name.lower())
    base = "".join(letter for letter in letters if letter.isascii() and letter.isalnum()) or "user"
    base = base[:50].ljust(3, "1")
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    return next(name for name in (base, *(f"{base}{n}" for n in range(2, 9999))) if name not in taken)


def office_grant(person: Person, office: str, on: date) -> rules.OfficeGrant:
    """The facts that decide whether the person may hold the office."""
    heads = OfficeTerm.objects.on(on).filter(person=person, office="director")
    deputies = Position.objects.on(on).filter(person=person, is_deputy=True)
    return rules.OfficeGrant(office=office, is_deputy=deputies.exists(), is_head=heads.exists())


def end_before_order(term: OfficeTerm) -> date | None:
    """The last day that the term had before an order ended it."""
    before = history.versions(OfficeTerm).filter(id=term.pk, ended_by="").order_by("history_date", "history_id").last()
    return before.ends_on if before else None


@read_once
def leaders(on: date) -> dict[str, OfficeTerm]:
    """By office: who heads the institution and who is the curator on the day; one query."""
    terms = OfficeTerm.objects.on(on).filter(office__in=(Office.DIRECTOR, Office.CURATOR)).by_precedence()
    found: dict[str, OfficeTerm] = {}
    for term in terms.select_related("person"):
        found.setdefault(term.office, term)
    return found


def holder(office: str, on: date) -> OfficeTerm | None:
    """The term of whoever is the head (`director`) or the curator on the day: the acting one while one acts."""
    return leaders(on).get(office)


def head_term(term: OfficeTerm) -> rules.Term:
    """The record as the rules read it."""
    return rules.Term(
        key=term.pk,
        person=term.person_id,
        name=term.person.short_name,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        acting=term.acting,
        is_woman=term.person.sex == Person.Sex.FEMALE,
    )


def head_terms() -> list[rules.Term]:
    """Every term of a head."""
    rows = OfficeTerm.objects.filter(office=Office.DIRECTOR).select_related("person").order_by("pk")
    return [head_term(row) for row in rows]


def acting_bars(person: Person, office: str, by: User | None, on: date) -> list[rules.Violation]:
    """Why this user may not rule the term of the person; an administrator does so by another office."""
    if by is None or by.person_id is None or Office.ADMIN in by.offices:
        return []
    acting = OfficeTerm.objects.on(on).filter(person=by.person_id, office=Office.DIRECTOR, acting=True)
    facts = {"own": person.pk == by.person_id, "of_head": office == Office.DIRECTOR}
    return list(rules.acting_violations(acts=acting.exists(), **facts))


def power_bars(what: str, day: date, signer: int | None) -> list[rules.Violation]:
    """Why this person may not sign as the head on that day."""
    head = holder(Office.DIRECTOR, day)
    return list(rules.power_violations(what, day, signer, head_term(head) if head else None))
