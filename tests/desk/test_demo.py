"""The demo institution: every state is there, every page opens, every paper prints."""

import re
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from mentorship.documents.catalogue import papers
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.people.models import Person, User
from mentorship.reports.models import Report


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo institution, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        settings.DEMO = True
        call_command("demo", "--no-serve", "--today", "21.11.2026", "--password", "proba-7", stdout=StringIO())
        yield
        settings.DEMO = False
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demo", "db")
class TestDemo:
    def test_the_lifecycle_is_there_in_every_state(self):
        assert set(Pair.objects.values_list("status", flat=True)) == {"proposed", "active", "ended"}
        assert set(Order.objects.values_list("status", flat=True)) == {"draft", "signed"}
        assert set(Report.objects.values_list("side", flat=True)) == {"mentor", "mentee"}

    def test_every_promised_login_opens_the_desk(self, client):
        for login in ("curator", "director", "council", "clerk", "admin", "mentor", "mentee"):
            assert User.objects.get(username=login).check_password("proba-7")
            client.force_login(User.objects.get(username=login))
            assert client.get(reverse("desk:today")).status_code == 200

    def test_a_second_load_adds_nothing(self):
        before = Person.objects.count()
        call_command("demo", "--no-serve", stdout=StringIO())
        assert Person.objects.count() == before

    @pytest.mark.parametrize("format", ["pdf", "docx"])
    @pytest.mark.parametrize("blank", [True, False])
    def test_every_paper_prints_filled_and_blank(self, tmp_path, format, blank):
        for paper in papers():
            out = tmp_path / f"{paper.code}.{format}"
            flags = ["--blank"] if blank else []
            call_command("paper", paper.code, "--out", str(out), "--format", format, *flags, stdout=StringIO())
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
        if url in seen or "/pdf/" in url or "/word/" in url or "/paper/" in url:
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
