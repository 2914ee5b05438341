"""What must hold of the duties of an institution where all kinds of them are owed at once."""

import datetime as dt
from collections import Counter

import time_machine

from mentorship.desk.duties import collect, scope_for, url_of
from mentorship.people.models import User
from mentorship.regulation.duty import Scope
from mentorship.regulation.queries import limits_on


def twins(day: dt.date) -> list[tuple]:
    """Duties that nothing tells from each other."""
    duties = collect(limits_on(day), Scope(everything=True, on=day))
    assert len({duty.rule for duty in duties}) > 15, "too few kinds to say anything"
    return [key for key, count in Counter((duty.key, duty.due_on) for duty in duties).items() if count > 1]


def closed_doors(client, day: dt.date) -> list[tuple]:
    """Duties that somebody is shown and whose page does not open for them."""
    found = []
    with time_machine.travel(f"{day} 12:00:00+03:00", tick=False):
        for user in User.objects.filter(is_active=True):
            client.force_login(user)
            for duty in collect(limits_on(day), scope_for(user.person_id, day)):
                answer = client.get(url_of(duty), follow=True)
                if answer.status_code != 200:
                    found.append((str(user), duty, answer.status_code))
    return found
