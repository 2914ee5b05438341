"""Reading logins and offices: rows of the list, a free login, facts for the rules."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentorship.access.grants import can, require
from mentorship.access.roles import Office
from mentorship.core import history
from mentorship.core.reading import read_once
from mentorship.core.terms import lasts_on, not_past
from mentorship.people.accounts import rules
from mentorship.people.models import Invitation, OfficeTerm, Person, Position, User
from mentorship.people.models.person import name_columns

CYRILLIC = "а б в г д е ё ж  з и й к л м н о п р с т у ф х  ц  ч  ш  щ   ъ ы ь э ю  я"
LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch _ y _ e yu ya"
NEEDED = (Office.DIRECTOR, Office.ADMIN, Office.CURATOR)  # not left empty without a word
GUARDED = (Office.DIRECTOR, Office.ADMIN)  # whose door is opened by an administrator alone
TRANSLIT = dict(zip(CYRILLIC.split(), LATIN.split(), strict=True))


def account_for(user: User, pk: int, permission: str) -> User:
    """A login: its own person is one whom this user may see; who has no card is not hidden by one."""
    visible = Q(person=None) | Q(person__in=Person.objects.visible_to(user))
    account = get_object_or_404(User.objects.filter(visible), pk=pk)
    require(user, permission, account.person)
    return account


def office_for(user: User, pk: int, permission: str) -> OfficeTerm:
    """A term of office of somebody whom this user may see."""
    visible = OfficeTerm.objects.filter(person__in=Person.objects.visible_to(user)).select_related("person")
    term = get_object_or_404(visible, pk=pk)
    require(user, permission, term.person)
    return term


def account_rows() -> QuerySet[User]:
    """Rows of the list of logins with their offices."""
    return User.objects.only("username", "is_active", *name_columns("person")).prefetch_related("person__office_terms")


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
    """Why this user may not rule the term of the person.

    An administrator does so by another office, but not for an acting head who has given it.
    """
    if by is None or by.person_id is None:
        return []
    if Office.ADMIN in by.offices:
        return list(rules.given_violations(given=_is_made_by_acting(by, person, on)))
    acting = OfficeTerm.objects.on(on).filter(person=by.person_id, office=Office.DIRECTOR, acting=True)
    facts = {"own": person.pk == by.person_id, "of_head": office == Office.DIRECTOR}
    return list(rules.acting_violations(acts=acting.exists(), **facts))


def _is_made_by_acting(by: User, person: Person, on: date) -> bool:
    """Whether the user is an administrator by nothing but what the person has given while acting as the head."""
    acting = OfficeTerm.objects.filter(person=person, office=Office.DIRECTOR, acting=True)
    acted = list(acting.values_list("starts_on", "ends_on"))
    if not acted:
        return False
    first = history.versions(OfficeTerm).filter(history_type="+", office=Office.ADMIN, history_user__person=person)
    given = {
        pk
        for pk, at in first.values_list("id", "history_date")
        if any(lasts_on(timezone.localdate(at), *days) for days in acted)
    }
    held = OfficeTerm.objects.on(on).filter(person=by.person_id, office=Office.ADMIN)
    return not held.exclude(pk__in=given).exists()


def last_bars(term: OfficeTerm, starts_on: date, ends_on: date | None, today: date) -> list[rules.Violation]:
    """What nobody could do from some day on, were the term to last on these days."""
    return _gap_bars([term], [(starts_on, ends_on)], today)


def leaving_bars(person: Person, left_on: date, by: User, today: date) -> list[rules.Violation]:
    """What nobody could do once the person has left: every office of theirs ends with that day.

    That nobody is the head or an administrator any more is recorded by one of these alone.
    """
    rules_these = not by.offices.isdisjoint(GUARDED)
    found: list[rules.Violation] = []
    for office in NEEDED:
        terms = list(OfficeTerm.objects.filter(not_past(left_on), person=person, office=office).order_by("pk"))
        theirs = rules_these or office not in GUARDED
        found += _gap_bars(terms, [(term.starts_on, left_on) for term in terms], today, leaves=True, theirs=theirs)
    return found


def blocking_bars(user: User, today: date) -> list[rules.Violation]:
    """What nobody could do once the door of this login is shut."""
    found: list[rules.Violation] = []
    if user.is_active and user.person:
        for office in NEEDED:
            terms = list(OfficeTerm.objects.filter(not_past(today), person=user.person, office=office).order_by("pk"))
            found += _gap_bars(terms, [], today)
    return found


def hiring_bars(person: Person, hired_on: date | None, today: date) -> list[rules.Violation]:
    """Why the card may not say that the person is hired on that day."""
    if hired_on is None or hired_on <= today or any(before.lasted_on(today) for before in person.earlier.all()):
        return []
    held = OfficeTerm.objects.on(today).filter(person=person, office__in=NEEDED).order_by("pk")
    return list(rules.hiring_violations([term.title for term in held], hired_on))


def leads(person: Person, on: date) -> bool:
    """Whether the person holds on the day or later an office that is not left empty without a word."""
    return OfficeTerm.objects.filter(not_past(on), person=person, office__in=NEEDED).exists()


def has_office(person: Person | None, on: date) -> bool:
    """Whether the person holds any office on the day or later."""
    return person is not None and OfficeTerm.objects.filter(not_past(on), person=person).exists()


def offices_lost(person: Person) -> QuerySet[OfficeTerm]:
    """The terms that ended with the last working day; none while no leaving is recorded."""
    return person.office_terms.filter(ends_on=person.left_on) if person.left_on else person.office_terms.none()


def _gap_bars(
    terms: Sequence[OfficeTerm], becoming: Sequence[rules.Days], today: date, **leaving: bool
) -> list[rules.Violation]:
    """What nobody could do, were these terms of one office to last on other days.

    Of others only those count who can sign in: the door is open, and they have made a password.
    """
    if not terms or (terms[0].office == Office.CURATOR and not _pairs_run()):
        return []
    office, name = terms[0].office, terms[0].person.short_name
    working = OfficeTerm.objects.filter(not_past(today), office=office, person__user__is_active=True)
    unopened = Q(person__user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    kept = working.exclude(unopened).exclude(pk__in=[term.pk for term in terms])
    others = list(kept.values_list("starts_on", "ends_on"))
    before = [(term.starts_on, term.ends_on) for term in terms]
    gap = rules.first_gap([*others, *before], [*others, *becoming], today)
    return list(rules.last_violations(office, name, gap, **leaving))


def _pairs_run() -> bool:
    """Whether there is anything for a curator to lead."""
    return Person.objects.filter(participations__pair__status="active", participations__closed_on=None).exists()


def is_guarded(person: Person, by: User | None, today: date) -> bool:
    """The person's door is opened by an administrator, and this user is none; an office to come guards it already."""
    held = OfficeTerm.objects.filter(not_past(today), person=person, office__in=GUARDED)
    return by is not None and Office.ADMIN not in by.offices and held.exists()


def guarded_people(today: date) -> frozenset[int]:
    """Whose door only an administrator opens."""
    return frozenset(OfficeTerm.objects.filter(not_past(today), office__in=GUARDED).values_list("person", flat=True))


def guardians(today: date) -> list[Person]:
    """The head and the administrators: who is told of each other's offices, and confirms codes."""
    return list(Person.objects.filter(pk__in=guarded_people(today)).select_related("user").order_by("pk"))


def takes_a_second(user: User) -> bool:
    """Whether a code for this account is confirmed by another: it has a password, so somebody else's code opens it."""
    return user.person_id is not None and user.has_usable_password()


def open_codes(now: datetime) -> QuerySet[Invitation]:
    """The codes that still wait to be used."""
    return Invitation.objects.filter(used_at=None, expires_at__gt=now)


def typed_code(code: str, now: datetime) -> list[int]:
    """The key of the invitation with this code; each has a salt of its own, so all that wait are looked through."""
    waiting = open_codes(now).values_list("pk", "code_hash")
    return [pk for pk, kept in waiting if rules.is_code(code, kept)]


def open_code(user: User, now: datetime) -> Invitation | None:
    """The code of this account that still waits."""
    codes = open_codes(now).filter(user=user)
    return codes.select_related("created_by__person", "confirmed_by__person").first()


def printed_code(code: Invitation, today: date) -> rules.PrintedCode:
    """The facts by which a code works or does not."""
    user, printer, second = code.user, code.created_by, code.confirmed_by
    return rules.PrintedCode(
        printer=str(printer) if printer else "",
        may_print=printer is not None and enters(printer, today) and can(printer, "account.invite"),
        guarded=user.person is not None and is_guarded(user.person, printer, today),
        second=takes_a_second(user),
        confirmer=str(second) if second else "",
        may_confirm=second is not None and enters(second, today) and can(second, "account.confirm"),
    )


def own_men(printer: int, now: datetime) -> set[int]:
    """The printer, by whose code the printer has got in of late, and whomever these have made. Keys of users.

    Made is who has got in by a code of theirs, or confirms by an office from them; whom such people have made in
    their turn is made too, and so it goes up as well: nobody is the second person beside a puppet.
    """
    since = now - timedelta(days=rules.OWN_MAN_DAYS)
    codes = Invitation.objects.filter(used_at__gte=since, created_by__isnull=False)
    makers = _all_after({printer}, lambda men: set(codes.filter(user__in=men).values_list("created_by", flat=True)))
    return _all_after(
        makers,
        lambda men: set(codes.filter(created_by__in=men).values_list("user", flat=True)) | _given_offices(men, since),
    )


def _all_after(first: set[int], further: Callable[[set[int]], set[int]]) -> set[int]:
    """These and whoever follows from them, however far."""
    found, more = set(first), further(first)
    while not more <= found:
        found |= more
        more = further(found)
    return found


def _given_offices(by: set[int], since: datetime) -> set[int]:
    """Who had no confirming office at that moment, and has none now but from these users. Keys of users."""
    versions = history.versions(OfficeTerm).filter(office__in=GUARDED)
    given = set(versions.filter(history_user__in=by, history_date__gte=since).values_list("id", flat=True))
    known = versions.filter(history_date__lt=since).order_by("id", "-history_date", "-history_id")
    then, day = {row.id: row for row in reversed(known)}, timezone.localdate(since)
    kept = {row.person_id for row in then.values() if lasts_on(day, row.starts_on, row.ends_on)}
    others = OfficeTerm.objects.on(timezone.localdate()).filter(office__in=GUARDED).exclude(pk__in=given)
    kept |= set(others.values_list("person", flat=True))
    receivers = OfficeTerm.objects.filter(pk__in=given).exclude(person__in=kept)
    return set(User.objects.filter(person__in=receivers.values("person")).values_list("pk", flat=True))


def enters(user: User, today: date) -> bool:
    """Whether the door is open to the user: the login is, and they work here."""
    return user.is_active and (user.person is None or user.person.employed_on(today))


def power_bars(what: str, day: date, signer: int | None, *, on_paper: bool = False) -> list[rules.Violation]:
    """Why this person may not sign as the head on that day, or not have signed what somebody registers."""
    head = holder(Office.DIRECTOR, day)
    term = head_term(head) if head else None
    return list(rules.power_violations(what, day, signer, term, on_paper=on_paper))


def headless_bars(day: date) -> list[rules.Violation]:
    """Why nobody can sign a paper of that day as the head."""
    return list(rules.headless_violations(day, head_terms()))


def heads() -> QuerySet[Person]:
    """Everybody who has ever been the head, the newest first."""
    return Person.objects.filter(office_terms__office=Office.DIRECTOR).distinct().order_by("-pk")
