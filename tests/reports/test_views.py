"""The two reports: pre-filled, obligatory parts, invisible to the other side until both are in."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorship.programs.models import Activity, Program
from mentorship.regulation.duty import Scope
from mentorship.reports.models import Report
from mentorship.reports.papers import report_paper
from tests.documents.texts import pdf_pages
from tests.duties import owed_in
from tests.factories.pairs import PairFactory, option
from tests.factories.people import MenteeEntryFactory, UserFactory
from tests.pages import confirm, shown
from tests.papers import figures, paper, rows, text
from tests.reports.writing import both, hand_in, write

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-06-05")]


def test_the_report_begins_with_the_facts(as_user, part, mentor):
    page = as_user(mentor).get(reverse("reports:write_mentor", args=[part.pk])).content.decode()

    assert "Выполнено мероприятий: 1 из 2 (50 %)." in page
    assert "01.10.2026 — Открытое занятие. Получилось" in page
    assert "Не выполнено: Педсовет (срок 01.03.2027)." in page


def test_recommendations_are_obligatory(as_user, part, mentor):
    client = as_user(mentor)
    write(client, part, "mentor")

    page = hand_in(client, "mentor").content.decode()

    assert "Нет рекомендаций по дальнейшему развитию наставляемого (п. 3.6)" in page
    assert Report.objects.get().status == "draft"


@pytest.mark.parametrize("text", [{"score": "9"}, {"evaluation": "Хорошо"}, {}])
def test_the_evaluation_of_the_mentor_is_obligatory(as_user, part, mentee, text):
    client = as_user(mentee)
    write(client, part, "mentee", **text)

    assert "Нет оценки работы наставника" in hand_in(client, "mentee").content.decode()


@pytest.mark.parametrize("score", ["0", "11", "девять"])
def test_a_score_outside_the_scale_is_refused_and_the_text_kept(as_user, part, mentee, score):
    answer = write(as_user(mentee), part, "mentee", score=score, evaluation="Долго писал")

    assert answer.status_code == 422
    assert "Долго писал" in answer.content.decode()


def test_neither_side_reads_the_other_until_both_are_in(as_user, part, mentor, mentee):
    write(as_user(mentee), part, "mentee", score="3", evaluation="Было трудно")
    hand_in(as_user(mentee), "mentee")
    evaluation = Report.objects.get(side="mentee")

    assert as_user(mentor).get(evaluation.get_absolute_url()).status_code == 404
    assert as_user(mentor).get(reverse("archive:paper", args=["D35", evaluation.pk, "pdf"])).status_code == 404
    assert list(as_user(mentor).get(reverse("reports:list")).context["listing"].page) == []
    write(as_user(mentor), part, "mentor", recommendations="Курсы")
    hand_in(as_user(mentor), "mentor")

    assert "Было трудно" in as_user(mentor).get(evaluation.get_absolute_url()).content.decode()
    assert as_user(mentee).get(Report.objects.get(side="mentor").get_absolute_url()).status_code == 200


def test_the_curator_may_stop_waiting_for_the_other_side(as_user, part, mentor, mentee, curator):
    write(as_user(mentor), part, "mentor", recommendations="Курсы")
    hand_in(as_user(mentor), "mentor")
    report = Report.objects.get()
    assert as_user(mentee).get(report.get_absolute_url()).status_code == 404

    as_user(curator).post(reverse("reports:close_waiting", args=[part.pk]))

    assert as_user(mentee).get(report.get_absolute_url()).status_code == 200


def test_the_curator_sees_both_side_by_side(as_user, part, mentor, mentee, curator):
    both(as_user, part, mentor, mentee)

    page = as_user(curator).get(reverse("reports:compare", args=[part.pair_id])).content.decode()

    assert "Курсы" in page
    assert "9 из 10. Помогала" in page


def test_a_return_reopens_only_what_was_returned(as_user, part, mentor, mentee, curator):
    both(as_user, part, mentor, mentee)
    report = Report.objects.get(side="mentor")
    as_user(curator).post(reverse("reports:send_back", args=[report.pk]), {"reason": "Добавьте вывод"})

    states = dict(Report.objects.values_list("side", "status"))
    assert states == {"mentor": "returned", "mentee": "submitted"}
    assert "Добавьте вывод" in as_user(mentor).get(report.get_absolute_url()).content.decode()


def test_a_returned_report_is_closed_to_the_other_side_until_it_is_handed_in_again(
    as_user, part, mentor, mentee, curator
):
    both(as_user, part, mentor, mentee)
    report = Report.objects.get(side="mentor")
    paper_of = reverse("archive:paper", args=["D34", report.pk, "pdf"])
    addresses = [report.get_absolute_url(), paper_of, f"{paper_of}?issue=1", f"{paper_of}?issue=2"]
    opened = [as_user(mentee).get(row).status_code for row in addresses]

    as_user(curator).post(reverse("reports:send_back", args=[report.pk]), {"reason": "Уберите лишнее"})
    write(as_user(mentor), part, "mentor", recommendations="Чтение")
    closed = [as_user(mentee).get(row).status_code for row in addresses]
    hand_in(as_user(mentor), "mentor")

    assert opened == [200, 200, 200, 404]
    assert closed == [404] * 4
    for user, first in ((mentee, 404), (mentor, 200), (curator, 200)):
        assert [as_user(user).get(row).status_code for row in addresses] == [200, 200, first, 200]
        assert ("Уберите лишнее" in as_user(user).get(addresses[0]).content.decode()) == (first == 200)


def test_a_returned_report_is_not_opened_when_the_other_one_comes_in(as_user, part, mentor, mentee, curator):
    write(as_user(mentor), part, "mentor", recommendations="Курсы")
    hand_in(as_user(mentor), "mentor")
    report = Report.objects.get()
    as_user(curator).post(reverse("reports:send_back", args=[report.pk]), {"reason": "Добавьте вывод"})
    write(as_user(mentee), part, "mentee", score="9", evaluation="Помогала")
    hand_in(as_user(mentee), "mentee")
    assert not Report.objects.filter(opened_on__isnull=False).exists()

    hand_in(as_user(mentor), "mentor")

    assert Report.objects.filter(opened_on__isnull=False).count() == 2


def test_a_mentee_of_a_group_does_not_test_the_names_of_others_by_searching(as_user, edition):
    one, two = (MenteeEntryFactory(person__last_name=name).person for name in ("Берёзкина", "Рябинина"))
    pair = PairFactory(ended=True, mentees=[one, two])
    client = as_user(UserFactory(person=one))
    write(client, pair.participations.get(mentee=one), "mentee", evaluation="Помогала")
    report = Report.objects.get()

    for word, found in (("Берёзкина", True), ("Рябинина", False)):
        page = client.get(reverse("reports:list"), {"q": word}).content.decode()
        assert (report.get_absolute_url() in page) == found


def test_an_accepted_report_is_accepted_once_and_not_rewritten(as_user, part, mentor, mentee, curator):
    both(as_user, part, mentor, mentee)
    report = Report.objects.get(side="mentor")
    address = reverse("reports:accept", args=[report.pk])
    confirm(as_user(curator), address)

    assert "не ждёт решения: он принят" in confirm(as_user(curator), address).content.decode()
    assert write(as_user(mentor), part, "mentor", recommendations="Другое").status_code == 422
    report.refresh_from_db()
    assert report.recommendations == "Курсы"


def test_nobody_else_writes_the_report(as_user, part, mentee, curator):
    address = reverse("reports:write_mentor", args=[part.pk])

    assert [as_user(user).get(address).status_code for user in (mentee, UserFactory())] == [404, 404]
    # What the mentor handed in on paper the curator records on a page of its own.
    assert as_user(curator).get(address).url == reverse("reports:record_mentor", args=[part.pk])


@pytest.mark.today("2027-01-20")
class TestInterim:
    """An interval after another while the pair works, only where the edition asks."""

    @pytest.fixture
    def part(self, edition, curator):
        edition.report_every_months = 3
        edition.save()
        pair = PairFactory(active=True)  # 15.09.2026 … 31.05.2027
        program = Program.objects.create(
            pair=pair,
            status="approved",
            approved_on=pair.starts_on,
            approved_by=curator,
            starts_on=pair.starts_on,
            ends_on=pair.ends_on,
        )
        common = {"program": program, "section": option("section", "practice"), "responsible": pair.mentor}
        october, january = dt.date(2026, 10, 1), dt.date(2027, 1, 15)
        Activity.objects.create(title="Открытое занятие", due_on=october, done_on=october, result="Да", **common)
        Activity.objects.create(title="Разбор занятия", due_on=dt.date(2026, 11, 1), **common)
        Activity.objects.create(title="Педсовет", due_on=dt.date(2026, 12, 1), done_on=january, **common)
        return pair.participations.get()

    @pytest.fixture
    def mentor(self, part):
        return UserFactory(person=part.mentor)

    @staticmethod
    def begin(client, part, number=1):
        return client.get(reverse("reports:write_interim", args=[part.pk]), {"number": number})

    @staticmethod
    def save(client, part, number=1, **text):
        """What the form shows, or other words, saved."""
        address = f"{reverse('reports:write_interim', args=[part.pk])}?number={number}"
        facts = client.get(address).context["form"]["facts"].value()
        return client.post(address, {"facts": facts, **text})

    def hand_in(self, client, part, number=1):
        self.save(client, part, number)
        report = Report.objects.interim().order_by("-period_ends_on").first()
        client.post(reverse("reports:submit", args=[report.pk]))
        report.refresh_from_db()
        return report

    def test_a_duty_for_every_interval_that_is_not_handed_in(self, as_user, part, mentor, edition):
        found = owed_in("reports")
        assert [(duty.due_on, duty.owner) for duty in found] == [
            (dt.date(2026, 12, 24), part.mentor_id),
            (dt.date(2027, 3, 24), part.mentor_id),
        ]

        desk = as_user(mentor).get("/").content.decode()
        assert "Сдать промежуточный отчёт" in desk
        assert "с 15.09.2026 по 14.12.2026" in desk
        self.hand_in(as_user(mentor), part)

        assert [duty.due_on for duty in owed_in("reports", Scope(person=part.mentor_id))] == [dt.date(2027, 3, 24)]
        assert owed_in("reports", Scope(person=part.mentee_id)) == []

    def test_it_begins_with_what_was_done_in_the_interval(self, as_user, part, mentor):
        client = as_user(mentor)
        page = self.begin(client, part).content.decode()

        assert "Выполнено мероприятий: 1 из 2 (50 %)." in page
        assert "Не выполнено: Разбор занятия" in page
        assert "Педсовет" not in page
        assert "с 15.09.2026 по 14.12.2026" in page
        assert "Выполнено мероприятий: 1 из 1" in self.begin(client, part, 2).content.decode()

    def test_until_somebody_writes_in_it_it_follows_the_facts(self, as_user, part, mentor):
        client = as_user(mentor)
        assert "Выполнено мероприятий: 1 из 2" in self.begin(client, part).content.decode()
        Activity.objects.filter(title="Разбор занятия").update(done_on=dt.date(2026, 12, 10))
        assert "Выполнено мероприятий: 2 из 2" in self.begin(client, part).content.decode()
        assert not Report.objects.exists()

        self.save(client, part, facts="Своими словами")
        assert "Своими словами" in self.begin(client, part).content.decode()

        assert Report.objects.get().facts == "Своими словами"

    def test_late_it_is_taken_without_recommendations_opened_and_accepted(self, as_user, part, mentor, curator):
        mentee = UserFactory(person=part.mentee)
        report = self.hand_in(as_user(mentor), part)
        assert (report.status, report.submitted_on) == ("submitted", dt.date(2027, 1, 20))
        assert as_user(mentee).get(report.get_absolute_url()).status_code == 200

        listed = as_user(curator).get(reverse("reports:list")).content.decode()
        assert "промежуточный отчёт наставника, 15.09.2026–14.12.2026" in listed
        confirm(as_user(curator), reverse("reports:accept", args=[report.pk]))

        report.refresh_from_db()
        assert report.status == "accepted"

    def test_without_a_word_of_what_was_done_it_is_not_taken(self, as_user, part, mentor):
        client = as_user(mentor)
        self.save(client, part, facts="")

        page = client.post(reverse("reports:submit", args=[Report.objects.get().pk]), follow=True).content.decode()

        assert "Не сказано, что выполнено" in page

    def test_the_paper_names_the_period_and_only_what_was_in_it(self, as_user, part, mentor):
        report = self.hand_in(as_user(mentor), part)

        document = report_paper(report)
        assert document.title.startswith("Промежуточный отчёт наставника")
        assert document.title.endswith("за период с 15.09.2026 по 14.12.2026")
        assert "Период: с" not in text(document)
        answer = as_user(mentor).get(reverse("archive:paper", args=["D34", report.pk, "pdf"]))
        printed = " ".join(" ".join(pdf_pages(answer.content)).split())
        assert "Открытое занятие" in printed
        assert "Педсовет" not in printed

    def test_it_is_counted_apart_and_is_no_final_report(self, as_user, part, mentor, curator):
        self.hand_in(as_user(mentor), part)

        assert rows(paper("D49"))[0][7] == "промежуточных отчётов наставника: 1"
        found = figures(paper("D42", on=dt.date(2027, 1, 20)))
        assert found["Промежуточных отчётов наставников сдано за учебный год"] == ("1", "")
        assert found["Отчётов наставников сдано"][0] == "0"
        page = as_user(curator).get(reverse("reports:compare", args=[part.pair_id])).content.decode()
        assert page.count("Ещё не сдан.") == 2
        assert "Промежуточные отчёты наставника" in page

    @pytest.mark.parametrize("number", ["0", "3", "-1", "второй", ""])
    def test_there_is_no_other_interval(self, as_user, part, mentor, number):
        assert self.begin(as_user(mentor), part, number).status_code == 404

    def test_nobody_else_writes_it(self, as_user, part, mentor, curator):
        address = reverse("reports:edit", args=[self.save(as_user(mentor), part).url.strip("/").split("/")[-1]])
        others = (curator, UserFactory(person=part.mentee), UserFactory())

        led = [self.begin(as_user(user), part) for user in others]
        assert [answer.status_code for answer in led] == [302, 404, 404]
        assert led[0].url.startswith(reverse("reports:record_interim", args=[part.pk]))  # from paper, as of final ones
        assert [as_user(user).get(address).status_code for user in others] == [404, 404, 404]

    def test_the_database_keeps_one_report_an_interval_and_none_of_the_mentee(self, part):
        period = {"period_starts_on": dt.date(2026, 9, 15), "period_ends_on": dt.date(2026, 12, 14)}
        common = {"participation": part, "author": part.mentor}
        Report.objects.create(side="mentor", **common, **period)

        for wrong in (
            {"side": "mentor", **period},
            {"side": "mentee", **period},
            {"side": "mentor", "period_ends_on": dt.date(2027, 3, 14)},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Report.objects.create(**common, **wrong)

    def test_where_the_edition_asks_for_none_nothing_changes(self, as_user, part, mentor, edition):
        edition.report_every_months = None
        edition.save()

        assert owed_in("reports") == []
        assert self.begin(as_user(mentor), part).status_code == 404
        assert "Промежуточных" not in text(paper("D42"))


@pytest.mark.parametrize(
    ("now", "status"), [("2027-05-20", 404), ("2027-05-30", 404), ("2027-05-31", 200), ("2027-06-01", 200)]
)
def test_the_final_reports_open_on_the_last_day(as_user, part, mentor, mentee, curator, now, status):
    """The order that ends the pair on 31.05.2027 was signed long before."""
    with time_machine.travel(f"{now} 12:00:00+03:00"):
        pages = [
            as_user(user).get(reverse(f"reports:write_{side}", args=[part.pk])).status_code
            for user, side in ((mentor, "mentor"), (mentee, "mentee"))
        ]
        card = as_user(curator).get(part.pair.get_absolute_url()).content.decode()

    assert pages == [status, status]
    assert ("Отчёты рядом" in card) == (status == 200)


def test_a_report_begun_is_not_handed_in_before_the_last_day(as_user, part, mentor):
    write(as_user(mentor), part, "mentor", recommendations="Курсы")
    report = Report.objects.get()

    for day, status in ((30, "draft"), (31, "submitted")):
        with time_machine.travel(f"2027-05-{day} 12:00:00+03:00"):
            client = as_user(mentor)
            button = "Сдать отчёт" in client.get(report.get_absolute_url()).content.decode()
            said = hand_in(client, "mentor").content.decode()
        report.refresh_from_db()
        assert (report.status, button) == (status, status == "submitted")
        assert ("Пара ещё работает" in said) == (status == "draft")


def test_a_report_written_anew_since_it_was_read_is_not_accepted_unread(as_user, part, mentor, mentee, curator):
    both(as_user, part, mentor, mentee)
    report = Report.objects.get(side="mentor")
    address = reverse("reports:accept", args=[report.pk])
    seen = shown(as_user(curator), address)
    Report.objects.filter(pk=report.pk).update(recommendations="Уволить")

    asked = as_user(curator).post(address, seen)

    assert asked.status_code == 422
    assert "Уволить" in asked.content.decode()
    report.refresh_from_db()
    assert report.status == "submitted"
