"""Two real orders of two institutions come out of their presets: number, date, heading, items, control, signature.

The words and the look are each institution's own rows, no code; the people are invented.
"""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest

from mentorship.access.roles import Office
from mentorship.orders import services
from mentorship.regulation.act import services as act
from mentorship.regulation.edition.services import load_preset
from mentorship.regulation.queries import institution
from mentorship.regulation.wording.texts import text_of
from tests.documents.texts import pdf_pages
from tests.factories import roadmap
from tests.factories.people import PersonFactory, UserFactory
from tests.papers import kept_pdf

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/Moscow"))


def person(last, first, patronymic, sex, position):
    name = {"last_name": last, "first_name": first, "patronymic": patronymic}
    return PersonFactory(**name, sex=sex, position=position, hired_on=dt.date(2015, 9, 1))


def issue(kind, director, *, number, on, values, people):
    """Drafted, with the version and the roadmap chosen, and signed as people do it; the kept PDF by pages."""
    fields = {"title": institution().act_title, "body": text_of("D16").body}
    version = act.begin_version(fields=fields, on=on, by=director)
    plan = roadmap.draft(director, starts_on=dt.date(on.year, 9, 1), ends_on=dt.date(on.year + 1, 8, 31))
    values = {**values, "версия": str(version.pk), "карта": str(plan.pk)}
    order = services.draft_worded(kind, values=values, people=people, by=director)
    order = services.sign(order, signed_on=on, number=number, proposed="", by=director, now=NOW, confirmed=True)
    assert (order.number, order.signed_on) == (number, on)
    return [" ".join(page.split()) for page in pdf_pages(kept_pdf(order))]


def test_the_school_organises_mentoring_by_its_order_of_2022():
    load_preset("rassvetovskaya")
    head = person("Полякова", "Ольга", "Викторовна", "f", "директор")
    deputy = person("Жилина", "Лидия", "Васильевна", "f", "заместитель директора по УВР")
    director = UserFactory(person=head, office=Office.DIRECTOR)

    first, *rest = issue(
        "organise",
        director,
        number="5/1-п.о.д.",
        on=dt.date(2022, 2, 8),
        people={"ответственный": [deputy]},
        values={"протокол": "№ 6 от 08.02.2022", "начало": "01.02.2022"},
    )

    for fact in (
        "МУНИЦИПАЛЬНОЕ КАЗЁННОЕ ОБЩЕОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ",
        "ПРИКАЗ 08.02.2022 № 5/1-п.о.д.",
        "Об организации работы по разработке и внедрению системы (целевой модели) наставничества педагогических "
        "работников МКОУ «Рассветовская СОШ»",
        "(протокол № 6 от 08.02.2022), ПРИКАЗЫВАЮ:",
        "1. Организовать работу в МКОУ «Рассветовская СОШ»",
        "работников с 01.02.2022.",
        "2. Назначить ответственным за организационное, методическое и аналитическое сопровождение, мониторинг и "
        "внедрение системы (целевой модели) наставничества "
        "заместителя директора по УВР Жилину Л.В.",
        "3. Заместителю директора по УВР Жилиной Л.В. обеспечить условия",
        "4. Утвердить: 4.1. Положение о системе наставничества педагогических работников в МКОУ «Рассветовская СОШ» "
        "(Приложение 1); 4.2. Дорожную карту",
        "(Приложение 2).",
        "5. Контроль за исполнением настоящего приказа оставляю за собой.",
        "Директор: Полякова О.В.",
    ):
        assert fact in first
    assert any("Приложение 1 к приказу от 08.02.2022 № 5/1-п.о.д." in page for page in rest)
    assert any("Приложение 2 к приказу от 08.02.2022 № 5/1-п.о.д." in page for page in rest)


def test_the_palace_approves_its_act_by_its_order_of_2022():
    load_preset("vorkuta")
    head = person("Мельник", "Елена", "Николаевна", "f", "директор")
    methodist = person("Мальков", "Юрий", "Викторович", "m", "методист")
    curator = UserFactory(
        office=Office.CURATOR, person=person("Пахомова", "Светлана", "Андреевна", "f", "старший методист")
    )
    director = UserFactory(person=head, office=Office.DIRECTOR)

    first, *rest = issue(
        "approve_act",
        director,
        number="673",
        on=dt.date(2022, 6, 1),
        people={"ответственный": [methodist]},
        values={"срок размещения": "10.06.2022"},
    )

    for fact in (
        "«ДВОРЕЦ ТВОРЧЕСТВА ДЕТЕЙ И МОЛОДЕЖИ» Г. ВОРКУТЫ",
        "ПРИКАЗ 01.06.2022 № 673",
        "О системе наставничества педагогических работников в МУДО «ДТДиМ» г. Воркуты",
        "На основании приказа Министерства образования, науки и молодёжной политики Республики Коми от 21.03.2022 "
        "№ 143-п",
        "№ 3273-р, ПРИКАЗЫВАЮ:",
        "1. Утвердить: 1.1. Положение о системе наставничества педагогических работников в МУДО «ДТДиМ» г. Воркуты "
        "(Приложение № 1).",
        "(Приложение № 2).",
        "2. Малькову Ю.В., методисту, разместить на официальном сайте МУДО «ДТДиМ» г. Воркуты Положение и дорожную "
        "карту в срок до 10.06.2022.",
        "3. Контроль за исполнением приказа возложить на Пахомову С.А., старшего методиста.",
        "Директор Е.Н. Мельник",
    ):
        assert fact in first
    assert curator.person.position == "старший методист"
    assert any("Приложение № 1 к приказу от 01.06.2022 № 673" in page for page in rest)
    assert not any(re.search(r"С приказом ознакомлен", page) for page in [first, *rest])
