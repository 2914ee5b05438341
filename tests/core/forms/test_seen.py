"""Who saves a form over a change that he has not seen is told first what it was, and may insist."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import reverse

import mentorship
from mentorship.people.models import Person
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
SEEN = re.compile(r'name="_seen" value="([^"]+)"')


def typed(person, page, **changes):
    names = ("last_name", "first_name", "patronymic", "sex", "phone")
    return {name: getattr(person, name) for name in names} | {"_seen": SEEN.search(page)[1], **changes}


def test_a_change_made_meanwhile_is_told_before_it_is_written_over(as_user, curator):
    person, client = PersonFactory(last_name="Светлова", phone="1"), as_user(curator)
    url = reverse("people:edit", args=[person.pk])
    page = client.get(url).content.decode()
    Person.objects.update(phone="2")

    told = client.post(url, typed(person, page, phone="3"))

    assert told.status_code == 422
    page = told.content.decode()
    assert "запись изменил кто-то другой" in page
    assert "Телефон, было: 1" in page
    assert "Телефон, стало: 2" in page
    assert 'value="3"' in page
    assert Person.objects.get(pk=person.pk).phone == "2"
    assert client.post(url, typed(person, told.content.decode(), phone="3")).status_code == 302
    assert Person.objects.get(pk=person.pk).phone == "3"


def test_a_form_that_nobody_has_overtaken_is_saved_at_once(as_user, curator):
    person, client = PersonFactory(last_name="Светлова"), as_user(curator)
    url = reverse("people:edit", args=[person.pk])

    assert client.post(url, typed(person, client.get(url).content.decode(), phone="3")).status_code == 302


def test_a_change_is_told_once_though_the_form_has_a_mistake_too(as_user, curator):
    """Whoever mends the mistake has read of the change on the same page; nothing passes unseen."""
    person, client = PersonFactory(last_name="Светлова", phone="1"), as_user(curator)
    url = reverse("people:edit", args=[person.pk])
    page = client.get(url).content.decode()
    Person.objects.update(phone="2")

    wrong = client.post(url, typed(person, page, last_name="", phone="3")).content.decode()

    assert "Телефон, стало: 2" in wrong
    assert client.post(url, typed(person, wrong, phone="3")).status_code == 302


def test_a_mistake_alone_forgets_nothing_of_what_was_seen(as_user, curator):
    person, client = PersonFactory(last_name="Светлова", phone="1"), as_user(curator)
    url = reverse("people:edit", args=[person.pk])
    wrong = client.post(url, typed(person, client.get(url).content.decode(), last_name="")).content.decode()
    Person.objects.update(phone="2")

    assert client.post(url, typed(person, wrong, phone="3")).status_code == 422
    assert Person.objects.get(pk=person.pk).phone == "2"


def test_a_form_kept_before_the_change_is_told_of_it_and_asked_again(as_user, curator):
    """The kept text knows what the record said when it was typed, not when it comes back."""
    person, client = PersonFactory(last_name="Светлова", phone="1"), as_user(curator)
    url = reverse("people:edit", args=[person.pk])
    page = client.get(url).content.decode()
    token = re.search(r'name="_draft" value="([^"]+)"', page)[1]
    client.post(reverse("desk:save_draft"), typed(person, page, phone="3") | {"_draft": token})
    Person.objects.update(phone="2")

    back = client.get(url).content.decode()

    assert "Мы вернули текст" in back
    assert "Телефон, стало: 2" in back
    assert 'value="3"' in back
    asked = client.post(url, typed(person, back, phone="3"))
    assert asked.status_code == 422
    assert Person.objects.get(pk=person.pk).phone == "2"
    assert client.post(url, typed(person, asked.content.decode(), phone="3")).status_code == 302
    assert Person.objects.get(pk=person.pk).phone == "3"


def test_a_mark_that_is_not_ours_is_asked_about(as_user, curator):
    person, client = PersonFactory(last_name="Светлова", phone="1"), as_user(curator)
    url = reverse("people:edit", args=[person.pk])

    told = client.post(url, typed(person, client.get(url).content.decode(), phone="3", _seen="forged"))

    assert told.status_code == 422
    assert Person.objects.get(pk=person.pk).phone == "1"


# Pages that fill a form with what somebody may want to say, not with what a record says already.
PROPOSE = {
    "archive.scans.views.add",
    "events.views.add",
    "journal.views.help.answer",
    "journal.views.help.log",
    "journal.views.meetings.add",
    "journal.views.meetings.mark_paper",
    "journal.views.meetings.plan",
    "journal.views.meetings.quick",
    "journal.views.tasks.check",
    "journal.views.tasks.do",
    "journal.views.tasks.give",
    "leaving.views.back",
    "leaving.views.draft_endings",
    "leaving.views.what_if",
    "library.views.deciding.approve",
    "library.views.deciding.review",
    "library.views.writing.add",
    "library.views.writing.record_paper",
    "orders.views.acquaint",
    "orders.views.fulfil",
    "orders.views.register_signed",
    "orders.views.sign",
    "pairs.agreements.views._notice_page",
    "pairs.agreements.views.hand_copy",
    "pairs.agreements.views.new",
    "pairs.agreements.views.receive_notice",
    "pairs.agreements.views.sign",
    "pairs.choosing.views.record_choice",
    "pairs.declining.views.record_decline",
    "pairs.pauses.views.begin",
    "pairs.pauses.views.resume",
    "pairs.stand_ins.views.begin",
    "pairs.stand_ins.views.end",
    "pairs.study.views.record",
    "pairs.views.propose",
    "pairs.views.record_mentee_consent",
    "pairs.views.record_mentor_consent",
    "partners.views.agree",
    "partners.views.end",
    "partners.views.end_agreement",
    "partners.views.sign",
    "people.accounts.views.end_office",
    "people.accounts.views.grant_office",
    "people.admissions.views.admissions",
    "people.dissemination.views.add_resource",
    "people.dissemination.views.close_stop",
    "people.dissemination.views.close_term",
    "people.dissemination.views.give",
    "people.dissemination.views.record",
    "people.dissemination.views.record_withdrawal",
    "people.views.banks.leave_bank",
    "people.views.staff.add",
    "people.views.staff.add_position",
    "people.views.staff.record_consent",
    "people.views.staff.withdraw_consent",
    "petitions.views.decide",
    "petitions.views.execute",
    "petitions.views.file",
    "petitions.views.log",
    "programs.amendments.views.add_item",
    "programs.amendments.views.amend",
    "programs.amendments.views.record_assent",
    "programs.versions.views.acquaint",
    "programs.views.approval.draft_approval",
    "programs.views.plan.add_activity",
    "programs.views.results.end",
    "programs.views.writing.acquaint",
    "programs.views.writing.submit_paper",
    "publication.placements.views.place",
    "publication.placements.views.take_off",
    "publication.publications.views.add",
    "publication.publications.views.approve",
    "regulation.act.views._form",
    "regulation.act.views.approve",
    "regulation.edition.views.editions.new",
    "regulation.legal.views.check",
    "replacements.wizard._walk",
    "reports.views._paper_page",
    "roadmap.views.roadmaps.new",
    "setup.views.people_step",
}


def filled():
    """Every page that fills a form, and whether it says that what fills it is a record."""
    root = Path(mentorship.__file__).parent
    for path in root.rglob("*.py"):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        for view in ast.walk(ast.parse(path.read_text())):
            for call in ast.walk(view) if isinstance(view, ast.FunctionDef) else ():
                names = {word.arg for word in call.keywords} if isinstance(call, ast.Call) else set()
                if "initial" in names and not getattr(call.func, "id", "Form").endswith("Form"):
                    yield f"{module}.{view.name}", "of_record" in names


def test_every_form_that_a_record_fills_is_guarded_against_two_tabs():
    """A new page that fills its form says `of_record=True`, or is put on the list above on purpose."""
    unsaid = {name for name, said in filled() if not said}

    assert unsaid - {"core.forms.pages.form_page"} == PROPOSE
