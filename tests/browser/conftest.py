"""Headless Chromium of the system, one window a person."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = Path(__file__).parents[2] / "screenshots"


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("Chromium is required here and was not found")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread; the ORM is used beside it, not inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def window(chromium, live_server):
    """Open a window of one person; every page it shows is checked and photographed."""
    SHOTS.mkdir(exist_ok=True)
    opened = []

    def open_window(**options):
        context = chromium.new_context(base_url=live_server.url, locale="ru-RU", **options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def sign_in(live_server):
    """Carry the session of a test client into the window, without the sign-in page."""

    def carry(page, user):
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        return page

    return carry


def look(page, name):
    """Photograph the page, and let axe find nothing wrong with it."""
    from axe_playwright_python.sync_playwright import Axe

    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
    results = Axe().run(page)
    found = [f"{violation['id']}: {violation['nodes'][0]['html']}" for violation in results.response["violations"]]
    assert found == [], (name, found)
