"""Everything that changes consents to dissemination: one function, one action of a user, one transaction."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import record
from mentorship.core.locking import locked
from mentorship.core.refusal import Refusal, Violation, enforce
from mentorship.documents import keeping
from mentorship.people.dissemination import issues, queries, rules
from mentorship.people.dissemination.papers import shown_choice, shown_demand
from mentorship.people.dissemination.rules import Choice
from mentorship.people.models import Consent, ConsentItem, Dissemination, Person, Resource, Stop, User
from mentorship.people.rules import consent_violations, withdrawal_violations
from mentorship.people.signals import behalf_bars

Cause, Method = Stop.Cause, Consent.Method
READ = "Прочитайте бумагу на этой странице и, если всё верно, нажмите кнопку ещё раз. Пока ничего не записано."


@transaction.atomic
def add_resource(*, fields: dict[str, Any], by: User) -> Resource:
    """One more page of the institution on which data may be shown."""
    resource = Resource(**fields)
    record(resource, f"Добавлена страница: {resource.url}", by)
    return resource


@transaction.atomic
def end_resource(resource: Resource, *, ends_on: date, by: User) -> Resource:
    """The last day of a page; consents that name it keep its address."""
    resource = locked(resource)
    resource.ends_on = ends_on
    record(resource, f"Страница ведётся по {ends_on:%d.%m.%Y}", by)
    return resource


def day_violations(person: Person, on: date, today: date) -> list[Violation]:
    """What forbids a consent of the person on the day."""
    return [
        *consent_violations(on, today, person.hired_on),
        *rules.order_violations(on, queries.last_day(person)),
    ]


@transaction.atomic
def give(
    person: Person,
    choice: Choice,
    *,
    method: str,
    by: User,
    today: date,
    place: str = "",
    seen: str | None = None,
) -> Consent:
    """A consent to dissemination from paper, or under the person's own login to what was shown: `seen` (PUB-03).

    The one before it ends with the day before; what it permitted and this one does not has to be taken down.
    """
    person, on = locked(person), choice.given_on
    closed = [page.url for page in choice.pages if not Resource.objects.on(on).filter(pk=page.pk).exists()]
    enforce(
        [
            *behalf_bars(person.pk, by),
            *day_violations(person, on, today),
            *rules.choice_violations(choice),
            *rules.page_violations(closed, on),
        ]
    )
    if seen is not None:
        _require_read(seen, shown_choice(person, choice).mark)
    former = queries.newest(person, on)
    consent = _written(person, choice, method=method, place=place, by=by)
    if former:
        _replace(former, consent, choice, by)
    if method == Method.ONLINE:
        keeping.keep(issues.of_consent(consent))
    return consent


def _require_read(seen: str, mark: str) -> None:
    if not seen:
        raise Refusal(READ)
    require_shown(seen, mark)


def _written(person: Person, choice: Choice, *, method: str, place: str, by: User) -> Consent:
    consent = Consent(
        person=person,
        kind=Consent.Kind.SPREAD,
        given_on=choice.given_on,
        expires_on=choice.expires_on,
        method=method,
        place=place,
    )
    record(consent, f"Получено согласие {consent.get_kind_display()}", by)
    terms = Dissemination(
        consent=consent,
        phone=choice.phone,
        address=choice.address,
        no_transfer=choice.no_transfer,
        no_processing=choice.no_processing,
        conditions=choice.conditions,
        other=choice.other,
    )
    terms.full_clean()
    terms.save()
    terms.resources.set([page.pk for page in choice.pages])
    order = [item for item in ConsentItem.Item.values if item in choice.items]
    ConsentItem.objects.bulk_create(
        ConsentItem(consent=consent, item=item, conditions=choice.items[item]) for item in order
    )
    return consent


def _replace(former: Consent, consent: Consent, choice: Choice, by: User) -> None:
    """The former consent ends; two stops tell of data that is permitted no more, and of pages that are not."""
    on, left = consent.given_on, queries.left_in(former)
    was = list(former.dissemination.resources.all())
    named = {page.pk for page in choice.pages}
    dropped = [row for row in left if row.item not in choice.items]
    kept = [row for row in left if row.item in choice.items]
    gone = [resource for resource in was if resource.pk not in named]
    if dropped:
        _stop(former, dropped, was, cause=Cause.REPLACED, method=consent.method, on=on, by=by)
    if kept and gone:
        _stop(former, kept, gone, cause=Cause.REPLACED, method=consent.method, on=on, by=by)
    Dissemination.objects.filter(consent=former).update(replaced_by=consent)
    if former.in_force(on):
        former.withdrawn_on = on
        record(former, f"Заменено согласием от {on:%d.%m.%Y}", by)


def _stop(
    consent: Consent,
    rows: Collection[ConsentItem],
    resources: Iterable[Resource],
    *,
    cause: str,
    method: str,
    on: date,
    by: User,
    done_on: date | None = None,
    done: str = "",
) -> Stop:
    stop = Stop(consent=consent, cause=cause, method=method, on=on, done_on=done_on, done=done)
    record(stop, f"{stop.get_cause_display().capitalize()}: {', '.join(map(str, rows))}", by)
    stop.resources.set(resources)
    ConsentItem.objects.filter(pk__in=[row.pk for row in rows]).update(stop=stop)
    return stop


@transaction.atomic
def withdraw(
    consent: Consent,
    *,
    items: Collection[str],
    on: date,
    method: str,
    by: User,
    today: date,
    seen: str | None = None,
) -> Stop:
    """The person takes back the whole consent or some items: they are not permitted from that very day (legal.md 4.7).

    `on` is the day on which the demand came. Under the own login it is made to what was shown: `seen`.
    """
    locked(consent.person)
    consent = queries.spread().get(pk=locked(consent).pk)
    left = queries.left_in(consent)
    chosen = [row for row in left if row.item in items]
    wrong_day = list(withdrawal_violations(on, consent.given_on, today))
    ended = not wrong_day and not consent.in_force(on)
    chosen_well = rules.withdrawal_violations([row.item for row in chosen], left=len(left), ended=ended)
    enforce([*behalf_bars(consent.person_id, by), *wrong_day, *chosen_well])
    if seen is not None:
        _require_read(seen, shown_demand(consent.person, queries.demand_for(consent, items, on)).mark)
    pages = consent.dissemination.resources.all()
    stop = _stop(consent, chosen, pages, cause=Cause.DEMAND, method=method, on=on, by=by)
    if len(chosen) == len(left):
        consent.withdrawn_on = on
    part = "" if consent.withdrawn_on else f": {', '.join(map(str, chosen))}"
    record(consent, f"Отозвано согласие {consent.get_kind_display()}{part}", by)
    if method == Method.ONLINE:
        keeping.keep(issues.of_demand(stop))
    return stop


@transaction.atomic
def check_conditions(consent: Consent, *, met: bool, words: str, by: User, today: date) -> Dissemination:
    """Once: whether the showing keeps the person's conditions, and how; else the data stay closed (art. 10.1 p. 9)."""
    locked(consent.person)
    consent = queries.spread().get(pk=locked(consent).pk)
    terms = consent.dissemination
    asked, ended = terms.sets_conditions, not (consent.in_force(today) and queries.left_in(consent))
    enforce(rules.check_violations(asked=asked, done=terms.checked_on is not None, ended=ended))
    terms.met, terms.checked_words, terms.checked_on, terms.checked_by = met, words, today, by
    terms.full_clean()
    terms.save()
    record(consent, "Условия согласия учтены" if met else "Условия согласия не выполнить: данные закрыты", by)
    return terms


@transaction.atomic
def close(stop: Stop, *, done_on: date, done: str, by: User, today: date) -> Stop:
    """The data was taken off the pages: on which day, and what was done."""
    stop = locked(stop)
    enforce(rules.stop_violations(done_on, stop.on, today, done=stop.done_on is not None))
    stop.done_on, stop.done = done_on, done
    record(stop, "Распространение прекращено", by)
    return stop


@transaction.atomic
def close_term(consent: Consent, *, done_on: date, done: str, by: User, today: date) -> Stop:
    """The same of a consent whose term runs out and which nothing replaces."""
    locked(consent.person)
    consent = queries.spread().get(pk=locked(consent).pk)
    left = queries.left_in(consent)
    ended = not left or consent.withdrawn_on is not None or consent.dissemination.replaced_by_id is not None
    enforce(rules.stop_violations(done_on, consent.given_on, today, done=ended))
    return _stop(
        consent,
        left,
        consent.dissemination.resources.all(),
        cause=Cause.TERM,
        method=Method.PAPER,
        on=min(done_on, consent.expires_on or done_on),
        by=by,
        done_on=done_on,
        done=done,
    )
