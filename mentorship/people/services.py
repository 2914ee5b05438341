"""Everything that changes people: one function, one action of a user, one transaction."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import record
from mentorship.core.locking import apply, locked
from mentorship.core.refusal import enforce
from mentorship.core.terms import not_past
from mentorship.core.words import titles
from mentorship.documents import keeping
from mentorship.documents.shown import shown_paper
from mentorship.people import issues, queries, rules
from mentorship.people.accounts.queries import hiring_bars, is_guarded
from mentorship.people.accounts.rules import address_violations
from mentorship.people.accounts.services import tell_guardians
from mentorship.people.alerts.services import did, tell
from mentorship.people.models import (
    Competence,
    Consent,
    MenteeEntry,
    MentorEntry,
    Need,
    Person,
    Position,
    User,
)
from mentorship.people.names import by_rules
from mentorship.people.signals import behalf_bars
from mentorship.regulation.limits import Limits

Entry = TypeVar("Entry", bound=MentorEntry | MenteeEntry)
NAME = ("last_name", "first_name", "patronymic", "sex")


@transaction.atomic
def add_person(*, card: dict[str, Any], position: dict[str, Any], by: User | None, today: date) -> Person:
    """Open a staff card with its first position."""
    person = Person(**card)
    check_card(person, today, post=position["title"])
    record(person, "Заведена карточка сотрудника", by)
    record(Position(person=person, is_main=True, **position), f"Указана должность: {position['title']}", by)
    return person


@transaction.atomic
def edit_person(person: Person, *, card: dict[str, Any], by: User, today: date) -> Person:
    """Change the facts of a staff card; a new name loses the hand-made forms of the old one."""
    seen, person = person, locked(person)
    named, address, hired_on = [getattr(person, name) for name in NAME], person.email, person.hired_on
    apply(person, card, seen=seen)
    if person.email != address:
        guarded = is_guarded(person, by, today) and person.pk != by.person_id
        enforce(address_violations(guarded=guarded))
    if named != [getattr(person, name) for name in NAME]:
        person.name_forms, person.surname_forms = {}, {}
    if person.hired_on != hired_on:
        enforce(hiring_bars(person, person.hired_on, today))
    check_card(person, today)
    record(person, "Изменена карточка сотрудника", by)
    tell_of_addresses([(person, address)], by, today)
    MenteeEntry.objects.filter(person=person).update(waits_since=person.came_on)
    return person


def tell_of_addresses(changed: Iterable[tuple[Person, str]], by: User, today: date) -> None:
    """Where a link for a new password goes has changed: whoever has a password learns of it at the former address.

    Whoever has changed it, also at the own card, the address gets no link before its owner has confirmed it, which asks
    who is there (`passwords/services.py`). Of somebody with an office the head and the administrators learn too, unless
    it was their own doing.
    """
    before = {person.pk: address for person, address in changed if person.email != address}
    accounts = User.objects.filter(person__in=before).order_by("pk") if before else ()
    for account in accounts:
        if account.person and account.has_usable_password():
            _tell_of_address(account, before[account.person.pk], by, today)


def _tell_of_address(account: User, before: str, by: User, today: date) -> None:
    person = account.person
    assert person
    now = f"теперь {person.email or 'его нет'}"
    account = locked(account)
    former = before if account.mail_confirmed else ""
    account.mail_confirmed = False
    record(account, f"Изменён адрес почты: {now}", by)
    asked = " Подтвердите его на странице «Мой вход»: до этого ссылки для нового пароля на него не приходят."
    words = f"{did(by, 'изменил')} адрес почты в вашей карточке: {now}.{asked if person.email else ''}"
    tell(person, words, url=reverse("people:own"), address=former)
    if account.pk != by.pk and person.office_terms.filter(not_past(today)).exists():
        words = f"{did(by, 'изменил')} адрес почты: {person.short_name}, {now}."
        tell_guardians(words, today, but=(person.pk, by.person_id))


@transaction.atomic
def set_forms(person: Person, *, typed: Mapping[str, tuple[str, str, str]], by: User) -> Person:
    """Keep the forms that a person mended (legal.md §11): what the rules make anyway is not kept."""
    person = locked(person)
    *names, title_forms = own_forms(person, typed)
    if [person.name_forms, person.surname_forms] != names:
        person.name_forms, person.surname_forms = names
        record(person, "Исправлены падежи", by)
    position = person.main_position
    if position and position.title_forms != title_forms:
        position.title_forms = title_forms
        record(position, "Исправлены падежи должности", by)
    return person


def own_forms(person: Person, typed: Mapping[str, tuple[str, str, str]]) -> list[dict[str, str]]:
    """Of what was typed in each case for the name, the surname and the position: what the rules would not make."""
    own: list[dict[str, str]] = [{}, {}, {}]
    for case, texts in typed.items():
        for forms, text, made in zip(own, texts, by_rules(person, case), strict=True):
            if text and text != made:
                forms[case] = text
    return own


def check_card(person: Person, today: date, post: str = "") -> None:
    """Refuse a card that cannot be true, or is somebody's already, or has the address of another."""
    if whose := queries.addressee(person.email, person.pk):
        raise ValidationError(
            {"email": f"Это адрес другого человека: {whose}. Укажите другой или оставьте поле пустым."}
        )
    enforce(
        rules.card_violations(
            rules.Card(
                birth_date=person.birth_date,
                hired_on=person.hired_on,
                admitted_on=person.admitted_on,
                left_on=person.left_on,
                today=today,
                post=post,
                outside=bool(person.organisation),
                namesake=queries.namesake(
                    person.last_name, person.first_name, person.patronymic, person.birth_date, person.pk
                ),
            )
        )
    )


@transaction.atomic
def add_position(person: Person, *, position: dict[str, Any], by: User, today: date) -> Position:
    """Give the person one more post; the main one changes on its day, not ahead."""
    person = locked(person)
    added = Position(person=person, **position)
    enforce(rules.post_violations(added.title))
    if added.is_main:
        enforce(rules.main_post_violations(added.starts_on, today))
        for main in person.positions.filter(not_past(today), is_main=True):
            main.is_main = False
            record(main, "Больше не основная должность", by)
    record(added, f"Добавлена должность: {added.title}", by)
    return added


@transaction.atomic
def end_position(position: Position, *, ends_on: date, by: User) -> Position:
    """The last day of a post."""
    position = locked(position)
    position.ends_on = ends_on
    record(position, f"Должность по {ends_on:%d.%m.%Y}", by)
    return position


@transaction.atomic
def keep_mentor(
    person: Person,
    *,
    entry: dict[str, Any],
    competences: Iterable[Competence],
    limits: Limits,
    by: User,
) -> MentorEntry:
    """Put the person into the bank of mentors, or change the entry (BNK-02, CUR-19)."""
    enforce(rules.own_limit_violations(entry.get("own_limit"), limits))
    person = locked(person)  # there may be no entry to lock yet
    found = MentorEntry.objects.filter(person=person).first()
    kept = found or MentorEntry(person=person)
    for name, value in {**entry, "ends_on": None, "end_reason": ""}.items():
        setattr(kept, name, value)
    record(kept, "Изменена запись наставника" if found else "Включён в банк наставников", by)
    kept.competences.set(competences)
    return kept


@transaction.atomic
def record_training(people: Iterable[Person], *, on: date, where: str, by: User) -> list[MentorEntry]:
    """Note a training in the bank for those of these people who stand in it; a later one counts (CUR-12, CUR-19)."""
    entries = MentorEntry.objects.on(on).select_for_update().filter(person__in=list(people))
    trained = [entry for entry in entries.order_by("pk") if entry.trained_on is None or entry.trained_on < on]
    for entry in trained:
        entry.trained_on, entry.training = on, where
        record(entry, "Прошёл обучение наставников", by)
    return trained


@transaction.atomic
def keep_mentee(person: Person, *, entry: dict[str, Any], limits: Limits, by: User, today: date) -> MenteeEntry:
    """Put the person into the bank of mentees, or change the entry (BNK-01).

    An empty category is computed from age, experience and dates.
    """
    person = locked(person)  # there may be no entry to lock yet
    found = MenteeEntry.objects.filter(person=person).first()
    kept = found or MenteeEntry(person=person, starts_on=today)
    for name, value in {**entry, "ends_on": None, "end_reason": ""}.items():
        setattr(kept, name, value)
    kept.category_by_hand = bool(entry.get("category"))
    if kept.is_student:
        enforce(rules.student_violations(queries.student(kept, today)))
    if kept.category_by_hand and not kept.note:
        facts = queries.newcomer(
            person, returned_on=kept.returned_on, is_student=kept.is_student, limits=limits, today=today
        )
        enforce(rules.category_warnings(kept.category, facts, limits, today))
    _settle_category(kept, limits, today)
    kept.confirmed_on, kept.waits_since = today, person.came_on
    changed, added = "Изменена запись {mentee.gen}", "Включён в банк {mentees.gen}"
    record(kept, titles.say(changed if found else added), by)
    refresh_waiting([person.pk])
    return kept


def refresh_waiting(person_ids: Iterable[int]) -> None:
    """Note for the bank whether an order has given these people a mentor since their admission.

    Pairs call it when an order appoints, ends or is revoked; a new hiring begins the waiting anew (п. 3.7).
    """
    state = MenteeEntry.Mentoring
    entries = MenteeEntry.objects.filter(person__in=list(person_ids))
    since_hiring = Q(person__participations__closed_on=None) | Q(person__hired_on=None)
    since_hiring |= Q(person__participations__closed_on__gte=F("person__hired_on"))
    # An appointment revoked after the pair had begun has given nobody a mentor.
    kept = Q(person__participations__pair__closing_order=None)
    kept |= Q(person__participations__pair__closing_order__kind__in=("completion", "replacement"))
    given = entries.filter(since_hiring, kept, person__participations__pair__status__in=("active", "ended"))
    appointed = set(given.values_list("pk", flat=True))
    for entry in entries:
        entry.mentoring = state.APPOINTED if entry.pk in appointed else state.WAITING
    MenteeEntry.objects.bulk_update(entries, ["mentoring"])


@transaction.atomic
def confirm_mentee(entry: MenteeEntry, *, limits: Limits, by: User, today: date) -> MenteeEntry:
    """The curator confirms that the data is still true (CUR-03); a computed category is computed anew."""
    entry = locked(entry)
    before, entry.confirmed_on = entry.category, today
    _settle_category(entry, limits, today)
    changed = f", категория теперь «{entry.get_category_display()}»" if entry.category != before else ""
    record(entry, f"Сведения подтверждены{changed}", by)
    return entry


def _settle_category(entry: MenteeEntry, limits: Limits, today: date) -> None:
    """The category that follows from age, experience and dates of the day, unless somebody has said it."""
    if entry.category_by_hand:
        return
    facts = queries.newcomer(
        entry.person, returned_on=entry.returned_on, is_student=entry.is_student, limits=limits, today=today
    )
    entry.category = rules.mentee_category(facts, limits, today)


@transaction.atomic
def leave_bank(entry: Entry, *, ends_on: date, reason: str, by: User) -> Entry:
    """The last day in a bank; the entry stays on file, and keeping it again undoes the exit."""
    entry = locked(entry)
    entry.ends_on, entry.end_reason = ends_on, reason
    record(entry, f"В банке по {ends_on:%d.%m.%Y}", by)
    return entry


@transaction.atomic
def add_need(person: Person, *, need: dict[str, Any], by: User) -> Need:
    """One more difficulty, request or strength of a mentee."""
    added = Need(person=person, **need)
    record(added, f"Записано: {added.text}", by)
    return added


@transaction.atomic
def close_need(need: Need, *, on: date, by: User) -> Need:
    """The difficulty is gone; it stays on file. Closing twice changes nothing."""
    need = locked(need)
    if need.closed_on is None:
        need.closed_on = on
        record(need, "Затруднение снято", by)
    return need


@transaction.atomic
def record_consent(
    person: Person,
    *,
    kind: str,
    given_on: date,
    method: str,
    by: User,
    today: date,
    place: str = "",
    expires_on: date | None = None,
    seen: str | None = None,
) -> Consent:
    """A written consent on paper, or one given under the person's own login to what was shown: `seen` (BNK-03)."""
    enforce([*behalf_bars(person.pk, by), *rules.consent_violations(given_on, today, person.hired_on)])
    if seen is not None:
        require_shown(seen, shown_paper(issues.DATA, person.pk, given_on).mark)
    consent = Consent(person=person, kind=kind, given_on=given_on, method=method, place=place, expires_on=expires_on)
    record(consent, f"Получено согласие {consent.get_kind_display()}", by)
    if kind == Consent.Kind.DATA and method == Consent.Method.ONLINE:
        keeping.keep(issues.of_data(consent))
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, on: date, today: date, by: User) -> Consent:
    """The person takes the consent back, on a day that has come and not before giving it; the paper stays on file."""
    consent = locked(consent)
    if consent.withdrawn_on is None:
        withdrawal = rules.withdrawal_violations(on, consent.given_on, today)
        enforce([*behalf_bars(consent.person_id, by), *withdrawal])
        consent.withdrawn_on = on
        record(consent, f"Отозвано согласие {consent.get_kind_display()}", by)
    return consent
