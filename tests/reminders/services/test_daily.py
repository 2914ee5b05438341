"""Who is told of what on which day: each rung the day before, on it and after; nothing twice, nothing forgotten."""

import datetime as dt
import gc
import tracemalloc

import pytest
from django.core import mail

from mentorship.reminders import rules
from mentorship.reminders.models import Letter, Reminder
from mentorship.reminders.services import daily, preferences
from tests.factories.people import OfficeTermFactory, UserFactory
from tests.reminders.making import DUE, at, day, duty, person


@pytest.mark.django_db
class TestRuns:
    def test_each_rung_sends_one_letter_and_the_days_between_none(self, owing, run):
        owing.append(duty(owner=person().pk, clause="3.6"))
        sent = {shift: run(day(shift)).letters for shift in range(-9, 16)}

        assert {shift for shift, letters in sent.items() if letters} == {-7, -1, 0, 7, 14, *digests(-9, 16)}
        assert len(mail.outbox) == sum(sent.values())

    def test_a_repeat_and_a_day_set_back_send_nothing_again(self, owing, run):
        owing.append(duty(owner=person().pk))
        assert [run(day(shift)).letters for shift in (-1, -1, -3, -7, -1)] == [1, 0, 0, 0, 0]

    def test_of_rungs_missed_only_the_last_is_told(self, owing, run):
        owing.append(duty(owner=person().pk))
        run(day(20))

        assert list(Reminder.objects.exclude(key=rules.DIGEST).values_list("step", flat=True)) == [14]
        assert "просрочено на 20 дней" in mail.outbox[0].body

    def test_a_new_due_day_begins_a_new_ladder(self, owing, run):
        who = person()
        owing.append(duty(owner=who.pk))
        run(day(0))
        owing[0] = duty(owner=who.pk, due_on=day(30))

        assert [run(day(shift)).letters for shift in (1, 23)] == [0, 1]

    def test_all_that_one_person_owes_is_one_letter_with_everything_in_it(self, owing, run):
        who = person(first_name="Инна", patronymic="Ильинична")
        owing += [duty(owner=who.pk), duty(owner=who.pk, pk=2, what="Дать согласие", due_on=day(1), about="<пара № 2>")]
        run(DUE)

        (letter,) = mail.outbox
        html = letter.alternatives[0][0]
        assert letter.to == ["anna@sad.example"]
        for words in ("Инна Ильинична", "Сдать отчёт — пара № 1", "25.09.2026 (сегодня), п. 3.6", "Дать согласие"):
            assert words in letter.body
        assert "http://127.0.0.1:8000/pairs/1/" in letter.body
        assert "&lt;пара № 2&gt;" in html
        assert "src=" not in html
        assert "2 дела" in letter.subject

    def test_who_has_left_wants_no_letters_or_has_no_address_gets_none_and_is_named(self, owing, run):
        gone, refused, silent = person(left_on=day(-1), left_reason="перевод"), person(), person(email="")
        preferences.choose(refused, letters=False, digest=True, address="", by=None)
        owing += [duty(owner=who.pk, pk=who.pk) for who in (gone, refused, silent)]
        summary = run(DUE)

        assert mail.outbox == []
        assert summary.without == {"отказ от писем": [refused.short_name], "нет адреса почты": [silent.short_name]}
        assert not Reminder.objects.exists()

    def test_an_address_that_another_has_written_into_the_card_gets_none_before_its_owner_has_confirmed_it(
        self, owing, run
    ):
        user = UserFactory(person__email="anna@sad.example", mail_confirmed=False)
        owing.append(duty(owner=user.person_id))

        assert run(DUE).without == {"адрес почты не подтверждён": [user.person.short_name]}
        assert mail.outbox == []

        preferences.choose(user.person, letters=True, digest=True, address="own@sad.example", by=user)

        assert run(DUE).letters == 1
        assert mail.outbox[0].to == ["own@sad.example"]

    @pytest.mark.parametrize(("since", "until", "away"), [(0, None, True), (1, None, False), (-5, 0, False)])
    def test_what_somebody_away_for_long_owes_goes_to_the_curator(self, owing, run, since, until, away):
        curator = UserFactory(office="curator", person__email="curator@sad.example").person
        who = person()
        returned_on = None if until is None else day(until)
        who.absences.create(kind="sick", starts_on=day(since), returned_on=returned_on)
        owing.append(duty(owner=who.pk))
        run(DUE)

        assert {letter.to[0] for letter in mail.outbox} == {curator.email if away else who.email}

    def test_an_office_whose_holder_is_away_is_vacant(self, owing, run):
        director, curator = (
            UserFactory(office=office, person__email=f"{office}@sad.example").person
            for office in ("director", "curator")
        )
        curator.absences.create(kind="childcare", starts_on=day(-9))
        owing.append(duty(office="curator"))
        run(DUE)

        assert {letter.to[0] for letter in mail.outbox} == {director.email}

    def test_who_has_no_letters_now_is_told_when_they_come_back(self, owing, run):
        who = person(email="")
        owing.append(duty(owner=who.pk))
        run(day(0))
        who.email = "anna@sad.example"
        who.save()

        assert run(day(1)).letters == 1

    def test_the_curator_learns_whose_it_is_and_of_a_confidential_matter_only_that_it_waits(
        self, owing, run, monkeypatch
    ):
        monkeypatch.setattr(rules, "HUSHED", ("people:",))
        curator = UserFactory(office="curator", person__email="curator@sad.example").person
        who = person(last_name="Дроздова")
        owing += [
            duty(owner=who.pk, due_on=day(-7)),
            duty(owner=who.pk, due_on=day(-7), target="people:card", what="Дать совет", about="тайное"),
        ]
        run(DUE)

        letter = next(letter for letter in mail.outbox if letter.to == [curator.email])
        assert "Дроздова\N{NO-BREAK SPACE}А.\N{NO-BREAK SPACE}П.: Сдать отчёт" in letter.body
        assert rules.HUSHED_WHAT in letter.body
        assert "тайное" not in letter.body
        assert "просрочено у других 2" in letter.subject

    def test_an_office_is_held_by_whom_it_is_held_on_that_day(self, owing, run):
        before, after = person(email="before@sad.example"), person(email="after@sad.example")
        OfficeTermFactory(person=before, ends_on=day(-2))
        OfficeTermFactory(person=after, starts_on=day(-1))
        owing.append(duty(office="curator"))
        run(day(-7))
        run(day(0))

        assert [letter.to for letter in mail.outbox if "Напоминание" in letter.subject] == [
            [before.email],
            [after.email],
        ]

    def test_a_long_letter_counts_the_rest(self, owing, run):
        who = person()
        owing += [duty(owner=who.pk, pk=pk) for pk in range(45)]
        run(DUE)

        assert "И ещё: 5" in mail.outbox[0].body
        assert Reminder.objects.filter(key__startswith="mentor_report").count() == 45

    def test_a_thousand_duties_take_little_memory(self, owing, run):
        people = [person(email=f"n{number}@sad.example").pk for number in range(25)]
        owing.append(duty(owner=people[0]))
        run(DUE)  # what is loaded once is no memory of duties
        owing += [
            duty(owner=people[pk % 25], pk=pk, what=f"Сдать отчёт {pk}", due_on=day(pk % 60 - 60)) for pk in range(1000)
        ]
        gc.collect()
        tracemalloc.start()
        try:
            daily.remind(DUE, at(DUE))
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

        assert Reminder.objects.count() > 1000
        assert most < 10_000_000


def digests(first, last):
    """The Mondays among the days: what comes within a week or is late stands in the digest."""
    return {shift for shift in range(first, last) if day(shift).weekday() == 0 and shift >= -7}


@pytest.mark.django_db
class TestDigest:
    MONDAY = dt.date(2026, 9, 21)

    def test_what_has_no_day_comes_on_mondays_only(self, owing, run):
        owing.append(duty(owner=person().pk, due_on=None))
        sent = [run(self.MONDAY + dt.timedelta(days=shift)).letters for shift in range(15)]

        assert sent == [1, 0, 0, 0, 0, 0, 0] * 2 + [1]
        assert "Без срока" in mail.outbox[0].body

    def test_a_missed_monday_is_caught_up_within_the_week(self, owing, run):
        owing.append(duty(owner=person().pk, due_on=None))
        assert [run(self.MONDAY + dt.timedelta(days=shift)).letters for shift in (2, 3)] == [1, 0]

    def test_what_begins_after_the_digest_waits_for_the_next(self, owing, run):
        run(self.MONDAY)
        owing.append(duty(owner=person().pk, due_on=None))
        assert [run(self.MONDAY + dt.timedelta(days=shift)).letters for shift in (0, 1, 7)] == [0, 0, 1]

    def test_who_wants_no_digest_still_gets_reminders(self, owing, run):
        who = person()
        preferences.choose(who, letters=True, digest=False, address="", by=None)
        owing += [duty(owner=who.pk, due_on=None), duty(owner=who.pk, pk=2, due_on=self.MONDAY)]
        run(self.MONDAY)

        (letter,) = mail.outbox
        assert "Без срока" not in letter.body
        assert "Дела на неделю" not in letter.body

    def test_reminders_and_the_digest_share_one_letter_and_name_a_duty_once(self, owing, run):
        who = person()
        owing += [duty(owner=who.pk, due_on=self.MONDAY), duty(owner=who.pk, pk=2, due_on=None, what="Прочитать")]
        run(self.MONDAY)

        (letter,) = mail.outbox
        assert letter.body.count("Сдать отчёт") == 1
        assert "Прочитать" in letter.body

    def test_a_run_that_died_half_way_is_finished_without_a_second_letter(self, owing, run, monkeypatch):
        first, second = person(), person(email="second@sad.example")
        owing += [duty(owner=first.pk, pk=1, due_on=None), duty(owner=second.pk, pk=2, due_on=None)]
        write = daily._write
        monkeypatch.setattr(
            daily, "_write", lambda reader, *rest: write(reader, *rest) if reader.pk == first.pk else 1 / 0
        )
        with pytest.raises(ZeroDivisionError):
            run(self.MONDAY)
        monkeypatch.setattr(daily, "_write", write)

        assert run(self.MONDAY).letters == 1
        assert Letter.objects.count() == 2


def test_moments_of_the_tests_are_of_the_institution():
    assert at(DUE).utcoffset() == dt.timedelta(hours=3)
