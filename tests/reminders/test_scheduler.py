"""The clock: nothing before the hour, one process runs the day, a failure is written to the log."""

import datetime as dt
import threading

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from mentorship.core.calendar.workdays import is_working_day
from mentorship.regulation.models import Institution
from mentorship.reminders import scheduler
from mentorship.reminders.models import Reminder, RemindRun
from mentorship.reminders.services import daily
from tests.reminders.mailing import NOW
from tests.reminders.making import DUE, duty, person
from tests.threads import at_once


@pytest.mark.django_db
class TestClock:
    """The thread looks at the clock; days are the institution's."""

    @pytest.fixture(autouse=True)
    def _one_duty(self, owing):
        owing.append(duty(owner=person().pk))

    def look(self, moment):
        with time_machine.travel(moment, tick=False):
            scheduler.tick(timezone.now())
        return len(mail.outbox)

    def test_nothing_before_the_hour_and_once_after_it(self):
        moments = ("07:59", "08:00", "08:03", "23:59")
        assert [self.look(f"2026-09-25 {moment}:00+03:00") for moment in moments] == [0, 1, 1, 1]

    def test_around_midnight_the_day_is_the_institution_s(self, settings):
        settings.REMIND_HOUR = 0
        for moment in ("2026-09-24 23:59:59+03:00", "2026-09-25 00:00:01+03:00", "2026-09-24 23:59:58+03:00"):
            self.look(moment)

        days = RemindRun.objects.order_by("day").values_list("day", flat=True)
        assert list(days) == [dt.date(2026, 9, 24), dt.date(2026, 9, 25)]
        assert sorted(Reminder.objects.exclude(key="digest").values_list("step", flat=True)) == [-1, 0]
        assert len(mail.outbox) == 2

    def test_a_calendar_changed_by_another_process_counts_at_the_next_look(self):
        saturday = dt.date(2026, 11, 21)
        assert not is_working_day(saturday)
        Institution.objects.update(six_days=True)
        self.look("2026-09-25 07:00:00+03:00")

        assert is_working_day(saturday)

    def test_a_clock_set_back_by_days_tells_nothing_again(self):
        assert [self.look(f"2026-09-{day}T09:00:00+03:00") for day in (25, 24, 18, 25)] == [1, 1, 1, 1]

    def test_summer_and_winter_time(self, settings):
        settings.TIME_ZONE, settings.REMIND_HOUR = "Europe/Berlin", 2
        with timezone.override("Europe/Berlin"):
            moments = ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2027-03-28T03:00:00+02:00")
            found = [self.look(moment) for moment in moments]
        assert found == [1, 1, 2]

    def test_a_run_that_died_is_taken_over_and_a_living_one_is_not(self):
        RemindRun.objects.create(day=DUE, started_at=NOW)
        assert not daily.claim_day(DUE, NOW + dt.timedelta(minutes=29))
        assert daily.claim_day(DUE, NOW + dt.timedelta(minutes=31))
        assert not daily.claim_day(DUE, NOW + dt.timedelta(minutes=32))

    def test_it_can_be_switched_off(self, settings):
        settings.REMIND = False
        assert scheduler.start() is None
        assert "reminders" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_several_processes_one_runs_the_day():
    assert sorted(at_once([lambda: daily.claim_day(DUE, NOW)] * 4)) == [False, False, False, True]
