"""People leave, are away, come back, move, take consents back; agreements and notices."""

import datetime as dt

from django.db.models import Q

from mentorship.leaving import services as leaving
from mentorship.leaving.queries import undecided
from mentorship.pairs import services as pairs
from mentorship.pairs.agreements import services as agreements
from mentorship.pairs.models import Agreement, Notice, Pair, Participation
from mentorship.people import services as people
from mentorship.people.employment import services as employment
from mentorship.people.models import Absence, Consent, MenteeEntry, MentorEntry, Person
from mentorship.regulation.queries import edition_on
from tests.year.world import World

DAY = dt.timedelta(days=1)


def staff():
    return Person.objects.filter(left_on=None).filter(Q(mentor_entry__isnull=False) | Q(mentee_entry__isnull=False))


def leave(world: World):
    """Somebody of the pairs leaves in some days; three times a year at most."""
    person = world.one_of(staff())
    if person is None or world.done["leave"] >= 3 or not world.rarely(0.2):
        return None
    return employment.record_leaving(
        person, left_on=world.day(0, 20), reason="По собственному желанию", by=world.curator, today=world.today
    )


def end_pairs_of_leaver(world: World):
    person = world.one_of(Person.objects.exclude(left_on=None).filter(participations__pair__status="active"))
    return person and leaving.draft_endings(
        person, on=min(person.left_on, world.today), reason="Увольнение", today=world.today, by=world.curator
    )


def stay(world: World):
    person = world.one_of(Person.objects.filter(left_on__gt=world.today))
    if person is None or not world.rarely(0.5):
        return None
    return employment.stay(person, reason="Отозвал заявление", by=world.curator)


def rehire(world: World):
    person = world.one_of(Person.objects.filter(left_on__lt=world.today))
    if person is None or not world.rarely(0.1):
        return None
    return employment.rehire(
        person, hired_on=world.today, admitted_on=None, reason="Снова работает", by=world.curator, today=world.today
    )


def absent(world: World):
    person = world.one_of(staff())
    if person is None or not world.rarely(0.5):
        return None
    back = world.day(7, 60) if world.rarely(0.7) else None
    return employment.record_absence(
        person,
        kind="sick",
        starts_on=world.day(0, 6),
        expected_return_on=back,
        note="",
        by=world.curator,
        today=world.today,
    )


def come_back(world: World):
    absence = world.one_of(Absence.objects.open().filter(starts_on__lte=world.today))
    return absence and employment.record_return(
        absence.person, returned_on=world.today, by=world.curator, today=world.today
    )


def transfer(world: World):
    person = world.one_of(staff())
    if person is None or not world.rarely(0.2):
        return None
    position = {
        "title": world.dice.choice(["старший воспитатель", "учитель-логопед", "педагог-психолог"]),
        "unit": "",
        "is_teaching": True,
        "is_deputy": False,
        "is_administrative": False,
    }
    return employment.transfer(person, on=world.today, position=position, by=world.curator, today=world.today)


def carry_on(world: World):
    """A pair that waits for a decision after a transfer or during an absence."""
    pair = world.one_of([pair for pair in Pair.objects.appointed().order_by("pk") if undecided(pair, world.today)])
    return pair and leaving.carry_on(pair, reason="Справляются", on=world.today, by=world.curator)


def confirm_mentee(world: World):
    entry = world.one_of(MenteeEntry.objects.on(world.today))
    limits = edition_on(world.today).limits()
    return entry and people.confirm_mentee(entry, limits=limits, by=world.curator, today=world.today)


def close_bank(world: World):
    """The limit of one's own changes; now and then somebody leaves the bank."""
    entry = world.one_of(MentorEntry.objects.filter(ends_on=None))
    if entry is None or not world.rarely(0.2):
        return None
    if world.rarely(0.1):
        return people.leave_bank(entry, ends_on=world.today, reason="Попросил", by=world.curator)
    entry.own_limit = world.dice.choice([None, 1, 2, 3])
    entry.save(update_fields=["own_limit"])
    return entry


def withdraw_consent(world: World):
    consent = world.one_of(Consent.objects.filter(withdrawn_on=None))
    if consent is None or not world.rarely(0.3):
        return None
    return people.withdraw_consent(consent, on=world.today, today=world.today, by=world.curator)


def renew_consents(world: World):
    """What was withdrawn is given anew: to the pair, and to the use of data."""
    part = world.one_of(Participation.objects.open())
    if part is None:
        return None
    pairs.consent_as_mentor(part.pair, on=world.today, today=world.today, method="online", by=world.curator)
    pairs.consent_as_mentee(part, on=world.today, today=world.today, method="online", by=world.curator)
    for person in (part.mentor, part.mentee):
        if not Consent.objects.in_force_on(world.today).filter(person=person, kind="data").exists():
            people.record_consent(
                person, kind="data", given_on=world.today, method="paper", today=world.today, by=world.curator
            )
    return part


def draft_agreement(world: World):
    pair = world.one_of(Pair.objects.open())
    if pair is None:
        return None
    fields = {
        "content": "Наставничество",
        "form": "Очно, по графику",
        "starts_on": max(pair.starts_on, world.today),
        "ends_on": pair.ends_on,
    }
    draft = pair.agreements.filter(status="draft").first() if world.rarely(0.3) else None
    return agreements.keep_draft(pair, draft, fields=fields, on=world.today, by=world.curator)


def sign_agreement(world: World):
    draft = world.one_of(Agreement.objects.filter(status="draft"))
    if draft is None:
        return None
    if world.rarely(0.1):
        return agreements.drop(draft, reason="Не нужно", by=world.curator)
    copy_on = world.today if world.rarely(0.5) else None
    return agreements.sign(
        draft, number=f"{draft.pk}/н", signed_on=world.today, copy_on=copy_on, on=world.today, by=world.curator
    )


def hand_copy(world: World):
    row = world.one_of(Agreement.objects.filter(status__in=["signed", "ended"], copy_on=None))
    return row and agreements.hand_copy(row, copy_on=world.today, on=world.today, by=world.curator)


def give_notice(world: World):
    pair = world.one_of(Pair.objects.appointed())
    if pair is None:
        return None
    fields = {"given_on": world.today, "last_day": world.day(0, 14), "ground": "Поручение отменяется"}
    side = world.dice.choice(Notice.Side.values)
    return agreements.give_notice(pair, side=side, fields=fields, on=world.today, by=world.curator)


def receive_notice(world: World):
    row = world.one_of(Notice.objects.standing().filter(received_on=None))
    if row is None:
        return None
    if world.rarely(0.2):
        return agreements.withdraw(row, reason="Передумали", on=world.today, by=world.curator)
    return agreements.receive(row, received_on=world.today, method="handed", on=world.today, by=world.curator)
