"""The command of the day says what it did and why not."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from mentorship.people.models import OfficeTerm
from mentorship.reminders.models import Letter, RemindRun
from tests.factories.pairs import PairFactory


@pytest.mark.django_db
class TestCommand:
    def test_the_command_tells_what_it_did_and_why_not(self, edition):
        pair = PairFactory(active=True)
        type(pair.mentor).objects.filter(pk=pair.mentor_id).update(email="mentor@sad.example")
        output = StringIO()
        call_command("remind", "--on", "25.09.2026", stdout=output)

        assert "Написано: 1 письмо, напоминаний в них: 2." in output.getvalue()
        assert "Отправлено: 1." in output.getvalue()
        assert "Составить программу" in mail.outbox[0].body
        call_command("remind", "--on", "25.09.2026", stdout=output)
        assert "Написано: 0 писем" in output.getvalue()

    def test_who_gets_none_is_named(self, nothing_to_study):
        pair = PairFactory(active=True)
        output = StringIO()
        call_command("remind", "--on", "25.09.2026", stdout=output)

        assert f"Без письма (нет адреса почты): 1 — {pair.mentor.short_name}\n" in output.getvalue()

    def test_a_day_that_does_not_exist_is_refused(self, edition):
        with pytest.raises(CommandError, match="Такого дня нет"):
            call_command("remind", "--on", "31.02.2026")

    @pytest.mark.today("2026-11-30")
    @pytest.mark.parametrize(("day", "refused"), [("29.11.2026", 0), ("30.11.2026", 0), ("01.12.2026", 1)])
    def test_a_day_to_come_silences_nothing(self, edition, day, refused):
        """C22: letters of June written in November would count for every day between."""
        PairFactory(active=True)
        if refused:
            with pytest.raises(CommandError, match="ещё не наступил"):
                call_command("remind", "--on", day, stdout=StringIO())
        else:
            call_command("remind", "--on", day, stdout=StringIO())
        assert RemindRun.objects.exists() == (not refused)

    def test_before_the_institution_is_set_up_there_is_nothing_to_say(self, db):
        call_command("remind", stdout=StringIO())

        assert not Letter.objects.exists()
        assert not OfficeTerm.objects.exists()
        assert RemindRun.objects.get().finished_at
