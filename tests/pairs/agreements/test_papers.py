"""What is printed of agreements and notices."""

import pytest

from mentorship.documents.catalogue import PAPERS
from mentorship.pairs.agreements.papers import notice_document
from mentorship.pairs.models import Agreement
from tests.factories.people import UserFactory
from tests.pairs.agreements.given import TODAY, draft, signed, warned
from tests.papers import text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-11-20", tick=False),
]


def test_the_agreement_prints_what_was_agreed_in_two_copies(curator, pair):
    pair.mentor.sex, pair.mentor.last_name, pair.mentor.first_name, pair.mentor.patronymic = (
        "m",
        "Орлов",
        "Иван",
        "Петрович",
    )
    pair.mentor.save()
    signed(pair, curator, "7", content="Учит вести занятия", pay_terms="ежемесячно")

    said = text(PAPERS["D23"].document(pair, TODAY))

    assert said.count("№ 7 к трудовому договору от 01.09.2019 № 14") == 2
    for words in (
        "Экземпляр работодателя",
        "Экземпляр работника",
        "Учит вести занятия",
        "с 15.09.2026 по 31.05.2027",
        "Очно, по средам",
        "1 500 рублей в месяц за наставляемого",
        "Положение об оплате труда, п. 4.7",
        "ежемесячно",
        "не позднее чем за 3 рабочих дня",
        "Орлов Иван Петрович",
        "ознакомлен. Экземпляр соглашения получил.",
    ):
        assert words in said


def test_the_mentor_prints_what_was_signed_and_never_the_draft_of_another(curator, pair):
    mentor = UserFactory(person=pair.mentor)
    draft(pair, curator, content="Учит по проекту")
    before = text(PAPERS["D23"].document(PAPERS["D23"].open(mentor, pair.pk), TODAY))
    Agreement.objects.get().delete()
    signed(pair, curator, "7", content="Учит вести занятия")
    draft(pair, curator, content="Учит по проекту", starts_on=TODAY)

    after, offices = (
        text(PAPERS["D23"].document(PAPERS["D23"].open(user, pair.pk), TODAY)) for user in (mentor, curator)
    )

    assert "по проекту" not in before
    assert "Учит вести занятия" in after
    assert "по проекту" not in after
    assert "Учит по проекту" in offices


def test_blank_papers_have_lines_to_write_on(edition):
    agreement, notice = (text(PAPERS[code].document(None, TODAY)) for code in ("D23", "D27"))

    assert "№ ______ к трудовому договору от «___» ____________ 20___ г. № ______" in agreement
    assert "в лице" in agreement
    assert "учредитель" in agreement
    assert "прекращает действовать" not in agreement
    assert "не позднее чем за 3 рабочих дня" in notice


def test_the_notice_prints_its_days(curator, pair):
    signed(pair, curator, "7")
    warned(pair, curator, number="12")

    said = text(PAPERS["D27"].document(pair, TODAY))

    assert "20.11.2026 № 12" in said
    assert "Сокращение нагрузки" in said
    assert "поручение отменяется не раньше 25.11.2026" in said
    assert "от 20.11.2026 № 7, прекращаются" in said


def test_the_notice_names_the_agreement_in_force_and_not_the_one_being_prepared(curator, pair):
    notice = warned(pair, curator, number="12")
    draft(pair, curator, number="99")
    pair.refresh_from_db()

    for said in (text(PAPERS["D27"].document(pair, TODAY)), text(notice_document(notice))):
        assert "№ ______, прекращаются" in said
        assert "99" not in said


def test_without_a_term_the_papers_say_none(edition, pair):
    edition.employer_notice_days = edition.employee_notice_days = None
    edition.save()
    pair.refresh_from_db()

    said = text(PAPERS["D23"].document(pair, TODAY)) + text(PAPERS["D27"].document(pair, TODAY))

    assert "рабочих дня" not in said
    assert "письменно предупредив Работника." in said
