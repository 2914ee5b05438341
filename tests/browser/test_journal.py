"""Half a minute on a phone: a mentor writes a meeting down; the pages of the journal for axe and at 390 px."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mentorship.journal.models import Meeting
from mentorship.programs.models import Activity, Program
from tests.browser.conftest import look
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def pair(curator):
    pair = PairFactory(active=True)
    days = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
    approved = {"status": "approved", "approved_on": pair.starts_on, "approved_by": curator}
    program = Program.objects.create(pair=pair, **days, **approved)
    for title in ("Изучить документы", "Посетить занятие"):
        Activity.objects.create(program=program, title=title, due_on=pair.ends_on, responsible=pair.mentor)
    return pair


@pytest.fixture
def today_in_term(pair):
    """The pair began yesterday, whatever day the test runs on."""
    today = timezone.localdate()
    type(pair).objects.filter(pk=pair.pk).update(
        starts_on=today - timedelta(days=1), ends_on=today + timedelta(days=200)
    )
    return today


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_meeting_is_written_down_in_four_taps(window, sign_in, pair, today_in_term, script):
    """From the desk: the button, the length, the topic from the plan, «Записать»; nothing is typed."""
    page = sign_in(window(viewport=PHONE, java_script_enabled=script, has_touch=True), UserFactory(person=pair.mentor))
    page.goto("/")
    started, taps = time.monotonic(), 0
    for target in (
        page.get_by_role("link", name="Записать встречу"),
        page.get_by_text("60", exact=True),
        page.get_by_text("Посетить занятие"),
        page.get_by_role("button", name="Записать"),
    ):
        target.tap()
        taps += 1
    expect(page.get_by_role("heading", level=1)).to_have_text("Записано")

    assert (taps, time.monotonic() - started < 30) == (4, True)
    meeting = Meeting.objects.get()
    assert (meeting.minutes, meeting.topic, meeting.held_on) == (60, "Посетить занятие", today_in_term)
    expect(page.get_by_role("main")).to_contain_text("1 встреча, всего 1 ч")
    page.get_by_role("link", name="Ещё одна").tap()
    expect(page.get_by_role("radio", name="60")).to_be_checked()


@pytest.mark.parametrize(("screen", "width", "scheme"), [("desk", 1280, "light"), ("phone", 390, "dark")])
def test_the_pages_of_the_journal_are_accessible_and_fit_the_screen(
    window, sign_in, curator, pair, today_in_term, screen, width, scheme
):
    meeting = MeetingFactory(pair=pair, held_on=today_in_term, topic="Длинная тема " * 12)
    mentor = UserFactory(person=pair.mentor)
    for who, user, names in (
        ("mentor", mentor, ("quick", "list", "hours", "pair", "card", "saved", "add", "plan", "give_task", "log_help")),
        ("mentee", UserFactory(person=pair.participations.get().mentee), ("pair", "card", "ask")),
        ("curator", curator, ("list", "hours", "pair", "card")),
    ):
        page = sign_in(window(viewport={"width": width, "height": 844}, color_scheme=scheme), user)
        for name in names:
            keys = {"quick": [], "list": [], "hours": [], "card": [meeting.pk], "saved": [meeting.pk]}
            page.goto(reverse(f"journal:{name}", args=keys.get(name, [pair.pk])))
            look(page, f"journal-{screen}-{who}-{name}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            assert page.locator("h1").count() == 1
