"""A petition filed in the program is kept on that day, its decision beside it; a later name changes neither."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from mentorship.archive.services import paper_bytes
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.keeping import text_of
from mentorship.documents.models import KeptPaper
from mentorship.people.models import FormerName, OfficeTerm, Person
from mentorship.petitions import services
from mentorship.petitions.models import Petition
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory
from tests.factories.petitions import FILED, TODAY, decided, petition
from tests.papers import kept_of, kept_pdf, text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]
RENAMED, DECIDED = dt.date(2026, 10, 12), dt.date(2026, 10, 15)
KINDS = {"D24": "resignation", "D25": "replacement", "D28": "personal_file", "D29": "representation"}


@pytest.fixture
def head(pair):
    """Who heads until the day before the renaming; from that day on another does."""
    OfficeTerm.objects.filter(office="director").delete()
    first = PersonFactory(last_name="Прежняя", first_name="Ольга", patronymic="Ивановна")
    second = PersonFactory(last_name="Новая", first_name="Инна", patronymic="Павловна")
    OfficeTermFactory(person=first, office="director", ends_on=RENAMED - dt.timedelta(days=1))
    OfficeTermFactory(person=second, office="director", starts_on=RENAMED)
    return UserFactory(person=second)


def renamed(*people):
    for person in people:
        former = {part: getattr(person, part) for part in ("last_name", "first_name", "patronymic")}
        FormerName.objects.create(
            person=person, until_on=RENAMED - dt.timedelta(days=1), basis="свидетельство", **former
        )
        Person.objects.filter(pk=person.pk).update(last_name="Переименованная", renamed_on=RENAMED)


def printed(row):
    return paper_bytes(PAPERS[row.rule.paper], Petition.objects.with_people().get(pk=row.pk), "pdf", TODAY)


@pytest.mark.parametrize("code", KINDS)
def test_a_petition_is_kept_on_the_day_it_is_filed_and_prints_so(pair, head, code):
    row = petition(KINDS[code], pair)
    kept = kept_of(row, code)

    assert (kept.issue, kept.kept_on, kept.signers) == (1, FILED, [row.author.full_name])
    said = text(text_of(kept))
    assert "05.10.2026" in said  # under the author's signature
    assert "Прежн" in said
    renamed(pair.mentor, *pair.mentees)
    assert printed(row) == bytes(kept.pdf)


@pytest.mark.parametrize("code", KINDS)
def test_a_decision_is_kept_beside_with_the_head_of_its_day_under_the_resolution(client, pair, head, code):
    row = petition(KINDS[code], pair)
    first = kept_pdf(row, code)
    before = text(text_of(kept_of(row, code)))
    renamed(pair.mentor, *pair.mentees)

    decided(row, by=head, decided_on=DECIDED)

    kept = kept_of(row, code, 2)
    said = text(text_of(kept))
    assert kept.signers == [row.author.full_name_on(FILED), "Новая Инна Павловна"]
    assert "Переименованн" not in said
    assert said[: before.index("Резолюция")] == before[: before.index("Резолюция")]  # to the head of the filing day
    assert "15.10.2026. Удовлетворить" in said
    assert said.count("15.10.2026") == 2  # and under the signature
    assert "Новая" in said[said.index("Резолюция") :]
    assert "Прежн" not in said[said.index("Резолюция") :]
    assert printed(row) == bytes(kept.pdf)
    client.force_login(UserFactory(person=row.author))
    assert client.get(reverse("archive:paper", args=[code, row.pk, "pdf"]), {"issue": 1}).content == first


def test_a_withdrawn_petition_goes_on_printing_as_it_was_filed(pair, head):
    row = petition("resignation", pair)
    services.withdraw(row, reason="Передумала", on=DECIDED, by=head)
    renamed(pair.mentor)

    assert printed(row) == kept_pdf(row, "D24")
    assert KeptPaper.objects.get().issue == 1


def test_what_the_curator_thinks_is_in_no_petition(pair, head):
    row = petition("resignation", pair)
    services.review(row, opinion="Замена найдена", by=UserFactory(office="curator"))

    decided(row, by=head, decided_on=DECIDED)

    assert all("Замена найдена" not in text(text_of(kept_of(row, "D24", number))) for number in (1, 2))


def test_one_recorded_from_paper_prints_by_the_names_of_its_day_and_its_decision_alone_is_kept(pair, head):
    row = petition("resignation", pair, method="paper", place="папка")
    renamed(pair.mentor)

    assert not KeptPaper.objects.exists()
    said = text(PAPERS["D24"].document(Petition.objects.with_people().get(), TODAY))
    assert "Переименованн" not in said
    decided(row, by=head, decided_on=DECIDED)
    kept = KeptPaper.objects.get()
    assert kept.issue == 1
    assert "Переименованн" not in text(text_of(kept))
    assert printed(row) == bytes(kept.pdf)


def test_the_upgrade_keeps_what_was_filed_and_leaves_what_an_older_version_kept(pair, head):
    """Rows as older versions left them: one decided and kept once, one decided and one filed with nothing kept."""
    old = petition("resignation", pair, method="paper")
    decided(old, by=head, decided_on=DECIDED)
    filed = petition("replacement", pair, method="paper")
    answered = petition("personal_file", pair, method="paper")
    answer = {"status": "refused", "answer": "Нет", "decided_on": DECIDED, "decided_by": head}
    Petition.objects.filter(pk=answered.pk).update(**answer)
    Petition.objects.update(method="online")
    renamed(pair.mentor, *pair.mentees)

    call_command("keep_issued", stdout=StringIO())
    call_command("keep_issued", stdout=StringIO())

    found = KeptPaper.objects.order_by("paper", "issue").values_list("subject_id", "issue")
    assert list(found) == [(old.pk, 1), (filed.pk, 1), (answered.pk, 1), (answered.pk, 2)]
    assert "Отказать. Нет" not in text(text_of(kept_of(answered, "D28")))
    assert "Отказать. Нет" in text(text_of(kept_of(answered, "D28", 2)))
    assert all("Переименованн" not in text(text_of(kept)) for kept in KeptPaper.objects.all())
    assert printed(old) == kept_pdf(old, "D24")
