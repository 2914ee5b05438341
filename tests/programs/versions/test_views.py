"""The versions of a programme: shown, printed, compared, read (END-05, PRG-10)."""

import pytest
from django.urls import reverse

from mentorship.desk.duties import collect, url_of
from mentorship.documents.catalogue import PAPERS
from mentorship.programs import services
from mentorship.programs.models import Program
from mentorship.regulation.duty import Scope
from mentorship.regulation.models import Edition
from tests.documents.texts import pdf_pages
from tests.factories.programs import approved_program
from tests.papers import text
from tests.programs.amendments.making import TODAY, change, participants

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


def url(name, *args):
    return reverse(f"programs:{name}", args=args)


def to_read():
    rows = collect(Edition.objects.get().limits(), Scope(everything=True))
    return [row for row in rows if row.what == "Ознакомиться с изменениями программы"]


def test_each_version_is_shown_printed_and_compared(as_user, curator, program):
    mentor, _ = participants(program)
    first = program.versions.get()
    second = change(program, curator, "Вести кружок")
    client = as_user(mentor)
    services.perform(
        program.activities.first(), done_on=TODAY, result="Да", evidence=None, today=TODAY, by=curator
    )  # later marks are no part of a version

    listed = client.get(url("versions", program.pk)).content.decode()
    assert "Версия 1" in listed
    assert "Версия 2" in listed
    assert "решение куратора" in listed
    page = client.get(first.get_absolute_url()).content.decode()
    assert "Помочь освоиться в группе" in page
    assert "Вести кружок" not in page
    assert "01.03.2027" not in page
    printed = client.get(url("version_paper", second.pk, "pdf"))
    assert "Вести кружок" in " ".join(pdf_pages(printed.content))
    assert client.get(url("version_paper", second.pk, "xlsx")).status_code == 404
    compared = client.get(url("compare", program.pk))
    assert [row.part for row in compared.context["changes"]] == ["Цель"]
    same = client.get(url("compare", program.pk), {"old": first.pk, "new": first.pk})
    assert same.context["changes"] == []
    stray = change(approved_program(curator), curator, "Чужая цель")
    assert client.get(url("compare", program.pk), {"old": stray.pk}).status_code == 404
    assert client.get(stray.get_absolute_url()).status_code == 404


def test_the_programme_prints_the_log_of_its_changes(curator, program):
    def printed():
        return text(PAPERS["D30"].document(Program.objects.with_people().get(), TODAY))

    assert "Изменения" not in printed()
    change(program, curator, "Вести кружок")
    assert "01.03.2027, решение куратора: " in printed()
    assert ": цель" in printed()


def test_one_version_has_nothing_to_compare_with(as_user, curator, program):
    client = as_user(curator)

    assert client.get(url("compare", program.pk)).status_code == 404
    assert "Сравнить" not in client.get(url("versions", program.pk)).content.decode()


def test_the_mentee_reads_the_changes_where_the_edition_asks(as_user, curator, program):
    _, mentee = participants(program)
    assert to_read() == []
    change(program, curator, "Первая")
    version = change(program, curator, "Вторая")
    (duty,) = to_read()  # of the newest version alone
    assert (duty.owner, url_of(duty)) == (mentee.person_id, version.get_absolute_url())
    client = as_user(mentee)
    assert "Я ознакомлен(а) с изменениями" in client.get(url_of(duty)).content.decode()

    for _ in range(2):
        client.post(url("acknowledge_version", version.pk))

    assert to_read() == []
    assert [row.mentee for row in version.acquaintances.all()] == [mentee.person]
    assert "Я ознакомлен(а) с изменениями" not in client.get(version.get_absolute_url()).content.decode()


def test_the_curator_records_that_the_changes_were_read_on_paper(as_user, curator, program):
    _, mentee = participants(program)
    version = change(program, curator, "Новая")
    client, address = as_user(curator), url("acquaint_version", version.pk)
    assert "Ознакомлен(а) на бумаге" in client.get(version.get_absolute_url()).content.decode()

    early = client.post(address, {"on": "28.02.2027", "mentees": [mentee.person_id]})
    client.post(address, {"on": "01.03.2027", "mentees": [mentee.person_id]})

    assert "раньше, чем изменение программы, 01.03.2027" in early.content.decode()
    read = version.acquaintances.get()
    assert (read.mentee, read.acknowledged_on, read.recorded_by) == (mentee.person, TODAY, curator)
    assert f"с бумаги, внёс(ла) {curator}" in client.get(version.get_absolute_url()).content.decode()
    assert to_read() == []


def test_nobody_reads_again_where_the_edition_does_not_ask(curator, program):
    Edition.objects.update(program_acquaintance=False)
    change(program, curator, "Новая")

    assert to_read() == []
