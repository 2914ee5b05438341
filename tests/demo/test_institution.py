"""The demo institution: every state is there, every page opens, every paper prints."""

import datetime as dt
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from mentorship.documents.catalogue import papers
from mentorship.documents.html import preview
from mentorship.library.models import Material
from mentorship.orders.models import Order
from mentorship.orders.papers import paper
from mentorship.pairs.models import Decline, Pair
from mentorship.pairs.study.queries import readers
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.reports.models import Report
from tests.demo.duties import closed_doors, twins
from tests.safekeeping.copies import making


@pytest.mark.usefixtures("demo", "db")
class TestDemo:
    def test_the_lifecycle_is_there_in_every_state(self):
        assert set(Pair.objects.values_list("status", flat=True)) == {"proposed", "active", "ended"}
        assert set(Order.objects.values_list("status", flat=True)) == {"draft", "signed", "revoked"}
        assert set(Report.objects.values_list("side", flat=True)) == {"mentor", "mentee"}

    def test_the_library_is_there_in_every_state(self):
        states = {material.state_on(dt.date(2026, 11, 21)) for material in Material.objects.all()}
        assert states == set(Material.State) - {Material.State.REPLACED}
        practices = Material.objects.approved_on(dt.date(2026, 11, 21)).practices()
        assert set(practices.values_list("publishing", flat=True)) == {"named", "nameless"}

    def test_it_returns_from_a_copy_byte_for_byte(self):
        assert making.returns()

    def test_it_goes_to_another_database_and_returns_byte_for_byte(self):
        """On PostgreSQL this is both ways between it and SQLite."""
        before = making.dump()
        with making.Elsewhere():
            making.put_back(before)
            there = making.dump()
        making.put_back(there)

        assert there == before
        assert making.dump() == before

    def test_what_happened_is_stamped_with_its_own_day(self):
        """So that a day of the story is answered as if it had been kept then, whatever the clock of the server."""
        signed = Order.history.filter(status="signed").order_by("id", "history_date", "history_id")
        firsts = {row.id: row for row in reversed(signed)}
        days = {(timezone.localdate(row.history_date), row.signed_on) for row in firsts.values()}
        assert days
        assert all(stamped == on for stamped, on in days)
        assert max(Pair.history.values_list("history_date", flat=True)).date() <= dt.date(2026, 11, 21)

    def test_one_pair_stands_still_and_the_desk_says_so(self, client):
        [pair] = Pair.objects.paused(dt.date(2026, 11, 21)).with_people()
        assert pair.words_on(dt.date(2026, 11, 21)) == "приостановлена по 18.02.2027"
        client.force_login(User.objects.get(username="curator"))
        assert "Приостановлено: 1 пара" in client.get(reverse("desk:today")).content.decode()

    def test_every_promised_login_opens_the_desk(self, client):
        for login in ("curator", "director", "council", "clerk", "admin", "mentor", "mentee"):
            assert User.objects.get(username=login).check_password("proba-7")
            client.force_login(User.objects.get(username=login))
            assert client.get(reverse("desk:today")).status_code == 200

    @pytest.mark.parametrize("day", [dt.date(2026, 11, 21), dt.date(2027, 6, 15)])
    def test_every_duty_is_told_from_any_other(self, day):
        assert twins(day) == []

    @pytest.mark.parametrize("day", [dt.date(2026, 11, 21), dt.date(2027, 6, 15)])
    def test_everybody_may_open_the_pages_of_their_duties(self, client, day):
        assert closed_doors(client, day) == []

    def test_somebody_has_no_login_and_somebody_has_said_no(self):
        on_paper = Report.objects.get(recorded_by__isnull=False)
        assert on_paper.is_handed_in
        assert not User.objects.filter(person=on_paper.author).exists()
        declined = Decline.objects.get()
        assert declined.pair.is_proposed
        assert declined.reason

    def test_somebody_has_acted_for_the_head_and_signed(self):
        term = OfficeTerm.objects.get(office="director", acting=True)
        signed = list(Order.objects.filter(signed_by=term.person))
        assert signed
        assert all(term.starts_on <= order.signed_on <= term.ends_on for order in signed)
        assert all("И. о." in str(preview(paper(order))) for order in signed)

    def test_all_but_one_are_acquainted_with_the_acts(self):
        asked = readers(dt.date(2026, 11, 21))
        assert asked.filter(known__lt=F("acts")).count() == 1
        assert asked.filter(known=F("acts"), acts__gt=1).exists()

    def test_a_second_load_adds_nothing(self):
        before = Person.objects.count()
        call_command("demo", "--no-serve", stdout=StringIO())
        assert Person.objects.count() == before

    def test_all_58_kinds_of_papers_are_there(self):
        assert [paper.code for paper in papers()] == [f"D{number:02}" for number in range(1, 59)]

    @pytest.mark.parametrize("format", ["pdf", "pdfa", "docx", "xlsx"])
    def test_the_command_prints_a_paper_in_each_format(self, tmp_path, format):
        out = tmp_path / "paper"
        for flags in ([], ["--blank"]):
            call_command("paper", "D47", "--out", str(out), "--format", format, *flags, stdout=StringIO())
            assert out.read_bytes()[:2] in (b"%P", b"PK")

    def test_every_page_a_role_is_led_to_opens(self, client):
        for login in ("curator", "director", "council", "clerk", "admin", "mentor", "mentee", "mentee7"):
            client.force_login(User.objects.get(username=login))
            assert broken_links(client) == []


def broken_links(client, most=60):
    """Follow the links of the pages from the desk on; which of them do not open."""
    seen, queue, broken = set(), ["/"], []
    while queue and len(seen) < most:
        url = queue.pop(0)
        if url in seen or re.search(r"/pdf/|/word/|[.](pdfa?|docx|xlsx|zip)$", url):
            continue
        seen.add(url)
        answer = client.get(url)
        if answer.status_code != 200:
            broken.append((url, answer.status_code))
        elif "html" in answer["Content-Type"]:
            queue += [
                link.replace("&amp;", "&")
                for link in re.findall(r'href="(/[^"#]*)"', answer.content.decode())
                if "/static/" not in link
            ]
    return broken
