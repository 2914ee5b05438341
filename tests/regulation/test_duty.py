"""A fulfilled duty is late or not."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from mentorship.regulation.duty import Done, Duty


@given(late=st.integers(-400, 400))
def test_nobody_is_late_before_the_day_after(late):
    due_on = dt.date(2026, 9, 25)
    duty = Duty(rule="x", clause="", what="", about="", due_on=due_on, target="")

    done = Done(duty, due_on + dt.timedelta(days=late))

    assert done.days_late == max(late, 0)
    assert (done.level == "bad") == (late > 0) == done.words.startswith("с опозданием")
