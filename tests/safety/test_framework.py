"""What the framework does for us, as long as nobody takes it away: sessions, hashes, escaping, addresses, the log."""

import re
from math import log2

import pytest
from django.conf import global_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import encode_multipart
from django.urls import reverse
from django.utils.module_loading import import_string

from mentorship import settings as production
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan
from mentorship.people.models import User
from mentorship.regulation.queries import institution
from tests.factories import files
from tests.factories.people import NeedFactory, PersonFactory
from tests.pages import text

GOOD = "dve vorony 7"
RUN_OR_GUESSED = re.compile(
    r"\b(?:eval|exec)\(|\b(?:import|from) (?:pickle|marshal|shelve|yaml|subprocess|random)\b|os\.(?:system|popen)"
)
KEPT_OR_RUN = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|eval\(|innerHTML")


@pytest.fixture
def signed_in(client, curator):
    """By the page, from a session that somebody else has planted."""
    curator.set_password(GOOD)
    curator.save()
    client.session.save()
    planted = client.session.session_key
    client.post(reverse("people:login"), {"username": curator.username, "password": GOOD})
    return client, planted


@pytest.mark.django_db
def test_signing_in_gives_a_session_that_nobody_knew_before(signed_in):
    client, planted = signed_in
    key = client.session.session_key

    assert client.get("/").status_code == 200
    assert key != planted
    assert not client.session.exists(planted)
    assert len(key) * log2(36) > 128


@pytest.mark.django_db
def test_the_cookie_of_a_session_is_for_the_server_alone(settings, signed_in):
    client, _ = signed_in
    settings.SESSION_COOKIE_SECURE = True
    client.session.flush()
    client.post(reverse("people:login"), {"username": "curator", "password": GOOD})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert (cookie["httponly"], cookie["samesite"], cookie["secure"], cookie["domain"]) == (True, "Lax", True, "")


def test_scripts_keep_nothing_in_the_browser_and_run_no_text(settings):
    scripts = list((settings.BASE_DIR / "static" / "js").glob("*.js"))

    assert scripts
    assert {script.name: KEPT_OR_RUN.findall(script.read_text()) for script in scripts} == {
        script.name: [] for script in scripts
    }


def test_the_program_runs_no_text_starts_no_command_and_guesses_no_secret(settings):
    """The demo invents by a seed."""
    modules = (settings.BASE_DIR / "mentorship").rglob("*.py")
    found = {module: RUN_OR_GUESSED.findall(module.read_text()) for module in modules if "demo" not in module.parts}

    assert found
    assert {module.name: words for module, words in found.items() if words} == {}


def test_passwords_are_hashed_slowly_with_a_salt_of_their_own():
    assert not hasattr(production, "PASSWORD_HASHERS")
    hasher = import_string(global_settings.PASSWORD_HASHERS[0])()

    assert (hasher.algorithm, hasher.iterations >= 310_000) == ("pbkdf2_sha256", True)
    assert len(hasher.salt()) * log2(62) > 128
    assert hasher.salt() != hasher.salt()


@pytest.mark.django_db
def test_what_is_typed_is_shown_and_never_run(as_user, curator):
    need = NeedFactory(text="""<img src=x onerror=alert(1)>"'><script>alert(2)</script>""")

    page = text(as_user(curator).get(need.person.get_absolute_url()))

    assert "&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;&gt;&lt;script&gt;" in page
    assert "<img src=x" not in page
    assert "<script>" not in page


@pytest.mark.django_db
def test_a_form_takes_no_more_than_its_fields(as_user, curator):
    person = PersonFactory(phone="111")
    names = {"last_name": "Белова", "first_name": "Анна", "patronymic": "Петровна", "sex": "f"}
    days = {"birth_date": "14.05.1990", "hired_on": "01.09.2026", "admitted_on": "01.09.2026"}
    card = {**names, **days, "phone": "222", "experience_years": "0"}
    more = {"left_on": "02.09.2026", "user": curator.pk, "search_key": "другая"}

    as_user(curator).post(reverse("people:edit", args=[person.pk]), card | more)

    person.refresh_from_db()
    assert person.phone == "222"
    assert (person.left_on, "другая" in person.search_key) == (None, False)
    assert User.objects.get(pk=curator.pk).person == curator.person


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["../../../scan.pdf", "..\\..\\scan.pdf", "/etc/scan.pdf"])
def test_a_file_name_leads_out_of_no_folder(as_user, curator, edition, name):
    code, client = code_of("D47", institution().pk), as_user(curator)
    body = encode_multipart("x", {"code": code, "file": SimpleUploadedFile("scan.pdf", files.pdf())})

    sent = body.replace(b'filename="scan.pdf"', f'filename="{name}"'.encode())  # browsers leave folders out
    client.generic("POST", reverse("archive:add_scan"), sent, "multipart/form-data; boundary=x")

    folder, _, kept = Scan.objects.get().file.name.rpartition("/")
    assert re.fullmatch(r"scans/\d{4}", folder)
    assert re.fullmatch(r"[\w.]*scan\w*\.pdf", kept)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/static/", "/static/css/", "/static/../manage.py", "/media/", "/data/secret_key", "/.git/config"]
)
def test_neither_folders_nor_files_beside_the_pages_are_served(as_user, curator, address):
    assert as_user(curator).get(address).status_code == 404


@pytest.mark.django_db
def test_an_address_writes_no_line_of_its_own_into_the_log(client, caplog):
    client.get("/nosuch/%0AСигнал%20тревоги%0D")

    (record,) = (record for record in caplog.records if record.name == "django.request")
    assert "nosuch" in record.getMessage()
    assert len(record.getMessage().splitlines()) == 1
