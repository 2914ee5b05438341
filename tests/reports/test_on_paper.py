"""Both reports handed in on paper: written down by the curator, with their day (PRG-11, PRG-12)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.documents.models import KeptPaper
from mentorship.reports.models import Report
from tests.duties import owed_in
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.pages import confirm
from tests.reports.writing import write

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-06-05")]
TEXT = {
    "mentor": {"facts": "Сделано", "recommendations": "Курсы"},
    "mentee": {"facts": "Сделано", "score": "9", "evaluation": "Помогала"},
}


def record(client, part, side, on="03.06.2027", **changes):
    return client.post(reverse(f"reports:record_{side}", args=[part.pk]), {"on": on, **TEXT[side], **changes})


def test_one_login_records_and_accepts_both(as_user, curator, part):
    client = as_user(curator)
    for side in ("mentor", "mentee"):
        led = client.get(reverse(f"reports:write_{side}", args=[part.pk]))  # where the duty leads
        assert led.url == reverse(f"reports:record_{side}", args=[part.pk])
        assert "Выполнено мероприятий: 1 из 2 (50 %)." in client.get(led.url).content.decode()
        record(client, part, side)

    for report in Report.objects.all():
        assert (report.status, report.submitted_on) == ("submitted", dt.date(2027, 6, 3))
        assert (report.recorded_by, report.opened_on) == (curator, dt.date(2027, 6, 3))
        card = client.get(report.get_absolute_url()).content.decode()
        assert f"сдан 03.06.2027, с бумаги, внёс(ла) {curator}" in card
        assert KeptPaper.objects.get(subject_id=report.pk).signers == [f"{report.author.full_name}, на бумаге"]
        confirm(client, reverse("reports:accept", args=[report.pk]))
    assert {report.status for report in Report.objects.all()} == {"accepted"}
    assert "Внести отчёт с бумаги" not in client.get(reverse("reports:compare", args=[part.pair_id])).content.decode()


def test_whoever_has_left_is_recorded_for_and_owes_no_more(as_user, curator, part):
    part.mentee.left_on, part.mentee.left_reason = dt.date(2027, 5, 31), "own"
    part.mentee.save()
    page = as_user(curator).get(reverse("reports:compare", args=[part.pair_id])).content.decode()
    assert page.count("Внести отчёт с бумаги") == 2
    assert "Сдать отчёт наставляемого" in {duty.what for duty in owed_in("reports")}

    record(as_user(curator), part, "mentee")

    assert "Сдать отчёт наставляемого" not in {duty.what for duty in owed_in("reports")}


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("30.05.2027", "раньше, чем последний день пары, 31.05.2027"),
        ("31.05.2027", ""),
        ("05.06.2027", ""),
        ("06.06.2027", "ещё не наступил"),
    ],
)
def test_the_day_on_the_paper_is_from_the_last_day_to_today(as_user, curator, part, on, words):
    answer = record(as_user(curator), part, "mentor", on=on)

    assert answer.status_code == (422 if words else 302)
    assert words in answer.content.decode()
    assert not words or answer.context["form"].errors["on"]
    assert Report.objects.exists() is not bool(words)


def test_what_is_obligatory_is_so_on_paper_too_and_nothing_typed_is_lost(as_user, curator, part):
    answer = record(as_user(curator), part, "mentee", evaluation="", useful="Беседы")

    assert "Нет оценки работы наставника" in answer.content.decode()
    assert "Беседы" in answer.content.decode()
    assert not Report.objects.exists()


def test_the_paper_takes_the_place_of_a_draft_that_nobody_else_reads(as_user, curator, part, mentee):
    write(as_user(mentee), part, "mentee", score="3", evaluation="Черновик только для себя")
    client, address = as_user(curator), reverse("reports:record_mentee", args=[part.pk])
    assert "Черновик только для себя" not in client.get(address).content.decode()

    record(client, part, "mentee")
    again = record(client, part, "mentee", evaluation="Другое")

    report = Report.objects.get()
    assert (report.score, report.evaluation) == (9, "Помогала")
    assert "изменить его нельзя" in again.content.decode()
    assert as_user(mentee).get(report.get_absolute_url()).status_code == 200


def test_a_returned_report_comes_back_on_paper(as_user, curator, part):
    client = as_user(curator)
    record(client, part, "mentor")
    report = Report.objects.get()
    client.post(reverse("reports:send_back", args=[report.pk]), {"reason": "Мало"})
    assert "Внести исправленный отчёт с бумаги" in client.get(report.get_absolute_url()).content.decode()
    assert "Курсы" in client.get(reverse("reports:record_mentor", args=[part.pk])).content.decode()

    record(client, part, "mentor", on="05.06.2027", recommendations="Курсы и кружок")

    report.refresh_from_db()
    assert (report.status, report.submitted_on) == ("submitted", dt.date(2027, 6, 5))


@pytest.mark.parametrize(("side", "other"), [("mentor", "mentee"), ("mentee", "mentor")])
def test_a_curator_of_the_pair_does_not_write_for_the_other_side(as_user, curator, edition, side, other):
    own = {"mentor": curator.person} if side == "mentor" else {"mentees": [curator.person]}
    part = PairFactory(ended=True, **own).participations.get()

    answer = record(as_user(curator), part, other)

    assert "сами участник этой пары" in answer.content.decode()
    assert not Report.objects.exists()
    page = as_user(curator).get(reverse("reports:compare", args=[part.pair_id])).content.decode()
    assert "Внести отчёт с бумаги" not in page


@pytest.mark.parametrize("office", [Office.DIRECTOR, Office.COUNCIL, Office.CLERK, Office.ADMIN])
def test_no_other_office_records_reports(as_user, part, office):
    assert record(as_user(UserFactory(office=office)), part, "mentor").status_code in (403, 404)


def test_of_a_pair_that_works_there_is_nothing_to_record(as_user, curator, edition):
    part = PairFactory(active=True).participations.get()

    assert record(as_user(curator), part, "mentor").status_code == 404


@pytest.fixture
def running(edition):
    edition.report_every_months = 3
    edition.save()
    return PairFactory(active=True, ends_on=dt.date(2027, 9, 30)).participations.get()


def interim(part, number=1):
    return f"{reverse('reports:record_interim', args=[part.pk])}?number={number}"


def test_an_interim_report_of_whoever_has_no_login_is_recorded_from_paper(as_user, curator, running):
    client = as_user(curator)
    beside = client.get(reverse("reports:compare", args=[running.pair_id])).content.decode()
    assert "Внести с бумаги промежуточный отчёт с 15.09.2026 по 14.12.2026" in beside
    assert "Внести отчёт с бумаги" not in beside
    led = client.get(reverse("reports:write_interim", args=[running.pk]), {"number": 1})  # where the duty leads
    assert led.url == interim(running)
    assert "с 15.09.2026 по 14.12.2026" in client.get(led.url).content.decode()

    client.post(led.url, {"on": "16.12.2026", "facts": "Шесть встреч"})

    report = Report.objects.get()
    assert (report.status, report.submitted_on, report.recorded_by) == ("submitted", dt.date(2026, 12, 16), curator)
    assert report.period == (dt.date(2026, 9, 15), dt.date(2026, 12, 14))
    assert KeptPaper.objects.get(subject_id=report.pk).signers == [f"{report.author.full_name}, на бумаге"]
    left = [duty for duty in owed_in("reports") if duty.rule == "report_interval"]
    assert "number=1" not in {duty.query for duty in left}


def test_a_returned_interim_report_comes_back_on_paper(as_user, curator, running):
    client = as_user(curator)
    client.post(interim(running, 2), {"on": "16.03.2027", "facts": "Шесть встреч"})
    report = Report.objects.get()
    client.post(reverse("reports:send_back", args=[report.pk]), {"reason": "Мало"})

    page = client.get(report.get_absolute_url()).content.decode()

    assert interim(running, 2) in page
    assert "Шесть встреч" in client.get(interim(running, 2)).content.decode()


@pytest.mark.parametrize(
    ("on", "words"), [("14.09.2026", "раньше, чем начало периода"), ("06.06.2027", "ещё не наступил")]
)
def test_the_day_of_an_interim_report_lies_between_its_interval_and_today(as_user, curator, running, on, words):
    answer = as_user(curator).post(interim(running), {"on": on, "facts": "Встречи"})

    assert words in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(("number", "status"), [(3, 200), (4, 404), (9, 404), ("", 404)])
def test_only_an_interval_that_has_begun_is_recorded(as_user, curator, running, number, status):
    assert as_user(curator).get(interim(running, number)).status_code == status


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_whoever_has_a_login_writes_there_and_not_from_paper(as_user, curator, edition, side):
    own = {"mentor": curator.person} if side == "mentor" else {"mentees": [curator.person]}
    part = PairFactory(ended=True, **own).participations.get()

    assert "Своё с бумаги не вносят" in record(as_user(curator), part, side).content.decode()
    assert not Report.objects.exists()


@pytest.mark.today("2027-01-10")
def test_the_own_interim_report_is_not_recorded_from_paper_by_its_address(as_user, curator, edition):
    edition.report_every_months = 3
    edition.save()
    part = PairFactory(active=True, mentor=curator.person).participations.get()
    address = f"{reverse('reports:record_interim', args=[part.pk])}?number=1"

    answer = as_user(curator).post(address, {"on": "20.12.2026", "facts": "Сделано", "recommendations": "Курсы"})

    assert "Своё с бумаги не вносят" in answer.content.decode()
    assert not Report.objects.exists()
