"""Locks are taken in one order, people by their keys before pairs, so that nobody waits for nobody in a circle."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.journal.services import meetings as journal
from mentorship.leaving import services as leaving
from mentorship.pairs import services as pairs
from mentorship.pairs.agreements import services as agreements
from mentorship.pairs.stand_ins import services as stand_ins
from mentorship.people.employment import services as employment
from mentorship.petitions import services as petitions
from mentorship.programs import services as programs
from tests.factories import replacements as given
from tests.factories.pairs import PairFactory, option
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not connection.features.has_select_for_update, reason="rows are locked in PostgreSQL"),
]
TODAY = given.TODAY
LOCK = re.compile(r'FROM "(people_person|pairs_pair|pairs_participation|programs_program)".* FOR UPDATE')
MET = {"held_on": TODAY, "minutes": 45, "topic": "Урок"}


def begin(pair, by):
    given.begun(by, pair, mentor=by.other)


def stand_in(pair, by):
    days = {"starts_on": given.FROM, "ends_on": given.FROM, "reason": "Курсы", "consented_on": TODAY}
    stand_ins.begin(pair, person=by.other, today=TODAY, by=by, confirmed=False, **days)


def draft_endings(pair, by):
    mentee = pair.mentees[0]
    employment.record_leaving(mentee, left_on=TODAY, reason="переезд", by=by, today=TODAY)
    with CaptureQueriesContext(connection) as seen:
        case = option("completion", "curator")
        leaving.draft_endings(mentee, case=case, on=TODAY, reason="увольнение", today=TODAY, by=by)
    return seen


def meet(pair, by):
    journal.write_down(pair, fields=MET, today=TODAY, by=by)


def consent(pair, by):
    pairs.consent_as_mentee(pair.participations.get(), on=TODAY, today=TODAY, method="online", by=by)


def petition(pair, by):
    petitions.file(pair, "ending", author=pair.mentor, filed_on=TODAY, today=TODAY, by=by, reason="Прошу")


def notice(pair, by):
    fields = {"given_on": TODAY, "last_day": dt.date(2026, 12, 20), "ground": "Просьба"}
    agreements.give_notice(pair, side="employer", fields=fields, on=TODAY, by=by)


def program(pair, by):
    started = programs.start(pair, by=by)
    with CaptureQueriesContext(connection) as seen:
        programs.edit(started, fields={}, version=started.version, by=by)
    return seen


@pytest.mark.parametrize("act", [begin, stand_in, draft_endings, meet, consent, petition, notice, program])
def test_people_by_their_keys_then_pairs(edition, curator, act):
    mentee = MenteeEntryFactory().person  # older than the mentor, the other one older still
    curator.other = MentorEntryFactory().person
    pair = PairFactory(active=True, mentees=[mentee])

    with CaptureQueriesContext(connection) as seen:
        seen = act(pair, curator) or seen

    people, others = [], []
    for query in list(seen):
        if found := LOCK.search(query["sql"]):
            rows = _rows(query["sql"])
            if found[1] == "people_person":
                new = [pk for pk in rows if pk not in people]
                assert not (new and others), "a person after a pair"
                assert new == sorted(new)
                assert not (new and people) or new[0] > people[-1], "people not in the order of their keys"
                people += new
            else:
                others += rows
    assert others
    assert {mentee.pk, pair.mentor_id} <= set(people)


def _rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def test_crossed_proposals_lock_the_same_way(edition, curator):
    one, two = (MentorEntryFactory().person for _ in range(2))
    for mentor, mentee in ((one, two), (two, one)):
        terms = {"goal": "Помочь", "starts_on": TODAY, "ends_on": dt.date(2027, 5, 1)}
        with CaptureQueriesContext(connection) as seen:
            pairs.propose(mentor, [mentee], edition=edition, conditions=terms, by=curator)
        locked = [_rows(query["sql"]) for query in seen if LOCK.search(query["sql"])]
        assert locked[0] == sorted([one.pk, two.pk])
