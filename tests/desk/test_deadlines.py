"""The page «Сроки»: whose duties, which day, how near; what was done in time or late; what it costs."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.desk.duties import collect, desk, fulfilled
from mentorship.orders.models import Acquaintance
from mentorship.programs.models import Program
from mentorship.regulation.duty import Scope
from tests.factories import programs as made
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, UserFactory
from tests.factories.tables import read_book

TODAY = dt.date(2026, 10, 2)


URL, DONE = "/duties/", "/duties/done/"


OVERDUE = {"agreement", "program_due", "appoint_within"}  # on that day, of a pair at work and a newcomer


pytestmark = [pytest.mark.today("2026-10-02", tick=False), pytest.mark.usefixtures("nothing_to_study")]


def shown(page):
    """What a page lists: the act, whom it is about, by whom."""
    return [(row.duty.rule, row.duty.about, who) for row, who, _ in page.context["board"].rows()]


def rules(page):
    return {rule for rule, _, _ in shown(page)}


@pytest.mark.django_db
class TestPage:
    def test_those_who_lead_see_everybodys(self, as_user, edition, director):
        pair = PairFactory(active=True)
        MenteeEntryFactory()

        page = as_user(director).get(URL)

        whose = {(rule, who) for rule, _, who in shown(page)}
        assert {("program_due", str(pair.mentor)), ("appoint_within", "Куратор")} <= whose

    @pytest.mark.parametrize("office", [None, Office.COUNCIL, Office.CLERK, Office.ADMIN])
    def test_nobody_else_sees_others(self, as_user, edition, office):
        pair, user = PairFactory(active=True), UserFactory(office=office)
        made.approved(PairFactory(ended=True), user)
        MenteeEntryFactory()

        for query in ({}, {"state": "all"}, {"whose": ""}, {"whose": "curator"}, {"person": pair.mentor_id}):
            page = as_user(user).get(URL, query)
            assert rules(page) <= ({"publish_results"} if office in (Office.CLERK, Office.ADMIN) else set())
            assert pair.mentor.last_name not in page.content.decode()

    def test_a_mentor_sees_the_own_ones_and_no_others(self, as_user, edition):
        own, other = PairFactory(active=True), PairFactory(active=True)

        page = as_user(UserFactory(person=own.mentor)).get(URL, {"person": other.mentor_id})

        assert [rule for rule, _, _ in shown(page)] == ["program_due"]
        assert other.mentor.last_name not in page.content.decode()

    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            ("", {*OVERDUE, "fit", "roadmap", "act_approved"}),
            ("overdue", OVERDUE),
            ("week", OVERDUE),
            ("all", {*OVERDUE, "fit", "roadmap", "act_approved", "completion", "confirm_mentees", "workdays"}),
        ],
    )
    def test_how_near(self, as_user, edition, curator, state, expected):
        PairFactory(active=True)
        MenteeEntryFactory()

        assert rules(as_user(curator).get(URL, {"state": state})) == expected

    def test_one_person_an_office_oneself(self, as_user, edition, curator):
        pair = PairFactory(active=True)
        PairFactory(active=True)
        client = as_user(curator)

        assert {who for *_, who in shown(client.get(URL, {"person": pair.mentor_id}))} == {str(pair.mentor)}
        assert {who for *_, who in shown(client.get(URL, {"whose": "curator", "state": "all"}))} == {"Куратор"}
        assert shown(client.get(URL, {"whose": "clerk", "state": "all"})) == []
        assert {who for *_, who in shown(client.get(URL, {"whose": "own", "state": "all"}))} == {"Куратор"}

    def test_only_the_own_ones_lead_to_the_page_that_fulfils_them(self, as_user, edition, curator):
        pair = PairFactory(active=True)
        MenteeEntryFactory()

        page = as_user(curator).get(URL)

        mine = {(row.duty.rule, mine) for row, _, mine in page.context["board"].rows()}
        assert {("program_due", False), ("appoint_within", True)} <= mine
        assert f'href="{pair.get_absolute_url()}"' not in page.content.decode()

    def test_search_finds_the_owner_the_act_and_the_one_it_is_about(self, as_user, edition, curator):
        pair = PairFactory(active=True)
        PairFactory(active=True)
        client = as_user(curator)

        for text, found in (
            (pair.mentor.last_name, ["agreement", "program_due"]),
            ("СОСТАВИТЬ " + pair.mentees[0].last_name.lower(), ["program_due"]),
        ):
            assert [rule for rule, _, _ in shown(client.get(URL, {"q": text}))] == found
        assert shown(client.get(URL, {"q": "такого нет"})) == []

    @pytest.mark.parametrize(("on", "left"), [("24.09.2026", 1), ("25.09.2026", 0), ("26.09.2026", -1)])
    def test_any_day(self, as_user, edition, curator, on, left):
        PairFactory(active=True)

        page = as_user(curator).get(URL, {"on": on})

        (row,) = [row for row, *_ in page.context["board"].rows() if row.duty.rule == "program_due"]
        assert row.days_left == left

    @pytest.mark.parametrize("on", ["31.02.2026", "завтра", "01.01.0001", "31.12.9999", "\0"])
    def test_a_day_that_does_not_exist_is_said_and_today_is_shown(self, as_user, edition, curator, on):
        page = as_user(curator).get(URL, {"on": on})

        assert "Такой даты нет" in page.content.decode()
        assert page.context["board"].on == TODAY

    @pytest.mark.parametrize("person", ["999999", "0", "9" * 18])
    def test_a_person_who_is_not_there(self, as_user, edition, curator, person):
        assert as_user(curator).get(URL, {"person": person}).status_code == 404

    def test_a_day_before_any_edition_counts_by_the_first(self, as_user, edition, curator):
        assert as_user(curator).get(URL, {"on": "01.01.2000"}).status_code == 200

    def test_pages_of_twenty_five(self, as_user, edition, curator):
        for _ in range(26):
            MenteeEntryFactory()

        page = as_user(curator).get(URL, {"state": "overdue", "page": 2})

        assert (page.context["listing"].total, len(shown(page))) == (26, 1)

    @pytest.mark.parametrize("format", ["excel", "csv"])
    @pytest.mark.parametrize("url", [URL, DONE])
    def test_a_file_has_all_that_the_filters_leave(self, as_user, edition, curator, url, format):
        for _ in range(26):
            pair = PairFactory(active=True)
            made.approved(pair, curator)

        content = as_user(curator).get(url, {format: "1", "state": "all"}).content

        lines = len(read_book(content)) if format == "excel" else content.count(b"\r\n")
        assert lines > 26

    def test_working_days_are_said(self, as_user, edition, curator):
        type(edition).objects.update(program_due_working=True)
        PairFactory(active=True)

        assert "в рабочих днях</span>" in as_user(curator).get(URL).content.decode()


@pytest.mark.django_db
class TestDone:
    def test_without_a_day_nothing_is_late(self, edition):
        pair = PairFactory(active=True)
        Acquaintance.objects.create(
            order=pair.order, person=pair.mentor, acknowledged_on=dt.date(2027, 1, 1), method="paper"
        )

        (done,) = [
            row for row in fulfilled(edition.limits(), Scope(everything=True)) if row.duty.rule == "acquaintance"
        ]

        assert (done.days_late, done.words, done.level) == (None, "срока не было", "muted")

    def test_only_the_late_ones(self, as_user, edition, curator):
        made.approved(PairFactory(active=True), curator, submitted_on=dt.date(2026, 9, 20))
        late = made.approved(PairFactory(active=True), curator, submitted_on=dt.date(2026, 9, 26)).pair

        page = as_user(curator).get(DONE, {"state": "late"})

        assert [(done.duty.pk, who) for done, who in page.context["board"].rows()] == [(late.pk, str(late.mentor))]
        assert "с опозданием на 1 день" in page.content.decode()

    def test_a_mentor_sees_the_own_ones(self, as_user, edition, curator):
        own, other = PairFactory(active=True), PairFactory(active=True)
        for pair in (own, other):
            made.approved(pair, curator)

        page = as_user(UserFactory(person=own.mentor)).get(DONE)

        assert [done.duty.pk for done, _ in page.context["board"].rows()] == [own.pk]

    def test_late_is_never_refused(self, as_user, edition, curator):
        """A year after every term: the programme is sent and the report handed in all the same."""
        pair = PairFactory(active=True)
        type(edition).objects.update(program_contents=False, program_acquaintance=False)
        program = Program.objects.create(pair=pair, starts_on=pair.starts_on, ends_on=pair.ends_on)
        ended = PairFactory(ended=True).participations.get()
        with time_machine.travel("2028-06-01 12:00:00+03:00"):
            as_user(UserFactory(person=pair.mentor)).post(reverse("programs:submit", args=[program.pk]))
            client = as_user(UserFactory(person=ended.mentor))
            written = client.get(reverse("reports:write_mentor", args=[ended.pk]), follow=True)

        program.refresh_from_db()
        assert (program.status, program.submitted_on) == ("submitted", dt.date(2028, 6, 1))
        assert written.status_code == 200


@pytest.mark.django_db
class TestCost:
    """The same queries for one of everything and for three."""

    def institution(self, curator, count):
        for _ in range(count):
            made.activity(made.approved(PairFactory(active=True), curator), dt.date(2026, 10, 20))
            made.approved(PairFactory(ended=True), curator)
            pair = PairFactory(active=True)
            Acquaintance.objects.create(order=pair.order, person=pair.mentor)
            PairFactory(consents=False)
            MenteeEntryFactory()
            MentorEntryFactory(trained_on=None)

    def cost(self, act):
        act()
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    @pytest.mark.parametrize(("count", "other"), [(1, 3)])
    def test_lists_and_pages(self, client, edition, curator, count, other):
        self.institution(curator, count)
        mentor = UserFactory(person=PairFactory(active=True).mentor)

        def costs():
            found = []
            for user in (curator, mentor):
                client.force_login(user)
                found += [self.cost(lambda url=url: client.get(url)) for url in ("/", URL, DONE)]
            limits = edition.limits()
            everything = Scope(everything=True, on=TODAY)
            found.append(self.cost(lambda: collect(limits, everything)))
            found.append(self.cost(lambda: fulfilled(limits, everything)))
            return found

        before = costs()
        self.institution(curator, other - count)

        assert costs() == before
        assert max(before) <= 64

    def test_who_takes_part_in_nothing_costs_almost_nothing(self, edition):
        user = UserFactory()
        limits = edition.limits()

        assert self.cost(lambda: desk(user, limits, TODAY)) <= 10
