"""The section as a folder: whole, self-contained, and nobody's name without consent to that very part of it."""

import datetime as dt
import re
import zipfile
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from mentorship.core.refusal import Refusal
from mentorship.people.models import FormerName, Person
from mentorship.publication.models import Publication
from mentorship.publication.names.guard import Guard
from mentorship.publication.names.queries import register
from mentorship.publication.names.rules import named
from mentorship.publication.publications.services import remove
from mentorship.publication.section.views import fragment
from mentorship.publication.site import export
from tests.factories.dissemination import given, withdrawn
from tests.factories.people import MentorEntryFactory, PersonFactory
from tests.factories.publication import DAY, by, published, served

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
TAGS = re.compile(r"<[^>]+>")
LIMIT = 300 * 1024  # bytes of all pages and of the look, without files


def exported(folder, day):
    export.export_folder(folder, day)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix}


def links(page):
    return re.findall(rb'(?:href|src)="([^"]+)"', page)


def test_the_folder_is_whole_and_asks_for_nothing_outside(tmp_path):
    published("Новость", "Текст")
    files = exported(tmp_path / "site", DAY)
    pages = {name: content for name, content in files.items() if name.endswith(".html")}

    for content in pages.values():
        local = [link.decode() for link in links(content) if not link.startswith((b"http", b"mailto:", b"#"))]
        assert set(local) <= files.keys()
        assert b"<script" not in content
        assert b"@import" not in files["style.css"]
        assert b"url(" not in files["style.css"]
        content.decode("utf-8")
    assert len(pages) >= 13


def test_what_somebody_else_keeps_in_the_folder_stays(tmp_path):
    (tmp_path / "own.txt").write_text("своё")
    with pytest.raises(Refusal, match="другие файлы"):
        export.export_folder(tmp_path, DAY)
    with pytest.raises(CommandError, match="другие файлы"):
        call_command("export_site", str(tmp_path))

    assert [path.name for path in tmp_path.iterdir()] == ["own.txt"]


def test_what_was_added_to_an_exported_folder_stays(tmp_path):
    folder = tmp_path / "site"
    export.export_folder(folder, DAY)
    (folder / ".htaccess").write_text("своё")
    with pytest.raises(Refusal, match=".htaccess"):
        export.export_folder(folder, DAY)

    assert (folder / ".htaccess").read_text() == "своё"


def test_a_second_export_takes_the_place_of_the_first(tmp_path):
    shown = published("Новость", "Текст")
    first = exported(tmp_path / "site", DAY)
    remove(shown, reason="Ошибка", on=DAY, by=by())
    second = exported(tmp_path / "site", DAY)

    assert first.keys() - second.keys() == {shown.page}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_consent_withdrawn_meanwhile_stops_the_export(tmp_path, monkeypatch):
    person = PersonFactory(last_name="Петрова")
    consent = given(person, "surname", "name", "patronymic")
    served()
    published("Новость", "Урок дала Петрова А. П.")
    style = export.style

    def meanwhile():
        withdrawn(consent, on=DAY)
        return style()

    monkeypatch.setattr(export, "style", meanwhile)
    with pytest.raises(Refusal, match="выгрузите раздел ещё раз"):
        export.export_folder(tmp_path / "site", DAY)

    assert list(tmp_path.iterdir()) == []


def test_the_archive_holds_the_same(as_user, curator):
    answer = as_user(curator).get(reverse("publication:download"))

    names = zipfile.ZipFile(BytesIO(answer.content)).namelist()
    assert {"nastavnichestvo/index.html", "nastavnichestvo/style.css"} <= set(names)


def test_a_fragment_is_html_without_classes_and_inner_links(as_user, curator):
    published("Новость", "Текст https://example.org/page")
    page = as_user(curator).get(reverse("publication:fragments")).text

    assert "class=" not in fragment('<p><a href="news.html">Новости</a></p>')
    assert fragment('<p><a href="news.html">Новости</a></p>') == "<p>Новости</p>"
    assert "&lt;h3&gt;Новость&lt;/h3&gt;" in page


def test_three_hundred_pages_cost_no_more_than_twice_their_drawing(tmp_path):
    shown = {"status": "approved", "shows_from": DAY, "approved_by": by(), "text": "Текст новости учреждения. " * 20}
    Publication.objects.bulk_create(Publication(kind="news", title=f"Новость {at}", **shown) for at in range(290))
    begun = dt.datetime.now()
    site = export.Site(DAY)
    for page in site.pages():
        site.html(page)
    drawn = dt.datetime.now() - begun
    begun = dt.datetime.now()
    pages = export.export_folder(tmp_path / "site", DAY)

    assert pages >= 300
    assert dt.datetime.now() - begun < 2 * drawn + dt.timedelta(seconds=0.5)


def named_in(text):
    """Whoever of the staff is named in a page with something that this person has not permitted."""
    permits = Guard.on(dt.date(2026, 11, 21)).permits
    return {one.words for one in named(text, register()) if one.sure and not one.parts <= permits.of(one.person)}


@pytest.mark.today("2026-11-21")
@pytest.mark.usefixtures("demo")
class TestDemo:
    """The invented institution as visitors see it."""

    DAY = dt.date(2026, 11, 21)

    def texts(self, folder):
        files = exported(folder, self.DAY)
        return {name: TAGS.sub(" ", content.decode()) for name, content in files.items() if name.endswith(".html")}

    def test_it_has_its_pages_and_is_small(self, tmp_path):
        output = StringIO()
        call_command("export_site", str(tmp_path / "site"), stdout=output)
        files = {
            path.name: path.stat().st_size for path in (tmp_path / "site").iterdir() if path.suffix in (".html", ".css")
        }

        assert len(files) > 12
        assert sum(files.values()) <= LIMIT
        assert "Откройте в ней index.html" in output.getvalue()

    def test_nobody_is_named_without_consent_to_that_very_field(self, tmp_path):
        people = [
            (row.pk, row.last_name, row.first_name, row.patronymic)
            for row in (*Person.objects.all(), *FormerName.objects.all())
        ]
        permits = Guard.on(self.DAY).permits
        for text in self.texts(tmp_path / "site").values():
            assert named_in(text) == set()
            for pk, surname, name, patronymic in people:
                whole = {"surname", "name", *(["patronymic"] if patronymic else [])}
                if not whole <= permits.of(pk):
                    assert f"{surname} {name} {patronymic}".strip() not in text

    def test_it_has_people_with_consent_and_none_of_them_after_withdrawal(self, tmp_path):
        before = " ".join(self.texts(tmp_path / "before").values())
        shown = [row for row in Person.objects.all() if row.full_name in before]
        assert shown
        for person in shown:
            withdrawn(person.consents.filter(kind="spread", withdrawn_on=None).latest("given_on"), on=self.DAY)

        for text in self.texts(tmp_path / "after").values():
            assert named_in(text) == set()
            assert not [row for row in shown if row.full_name in text]

    def test_it_tells_of_every_kind(self):
        assert set(Publication.objects.filter(status="approved").values_list("kind", flat=True)) == set(
            Publication.Kind
        )


def test_of_two_banks_the_export_names_the_same_people(tmp_path):
    person = PersonFactory(last_name="Петрова")
    MentorEntryFactory(person=person)
    given(person, "surname", "role")
    served()

    assert "Петрова" in exported(tmp_path / "site", DAY)["mentors.html"].decode()
