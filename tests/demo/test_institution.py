"""The demo institution: every state is there, every page opens, every paper prints."""

import datetime as dt
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from mentorship.documents.catalogue import papers
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.people.models import Person, User
from mentorship.reports.models import Report
from tests.demo.duties import closed_doors, twins


@pytest.mark.usefixtures("demo", "db")
class TestDemo:
    def test_the_lifecycle_is_there_in_every_state(self):
        assert set(Pair.objects.values_list("status", flat=True)) == {"proposed", "active", "ended"}
        assert set(Order.objects.values_list("status", flat=True)) == {"draft", "signed", "revoked"}
        assert set(Report.objects.values_list("side", flat=True)) == {"mentor", "mentee"}

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

    def test_a_second_load_adds_nothing(self):
        before = Person.objects.count()
        call_command("demo", "--no-serve", stdout=StringIO())
        assert Person.objects.count() == before

    def test_all_57_kinds_of_papers_are_there(self):
        assert [paper.code for paper in papers()] == [f"D{number:02}" for number in range(1, 58)]

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
