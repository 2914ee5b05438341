"""The whole path with one login, the curator's: all others do their part on paper, the head signs with a pen."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import expect

from mentorship.access.roles import Office
from mentorship.orders.models import Order
from mentorship.people.models import Competence, User
from mentorship.programs.models import Program
from mentorship.reports.models import Report
from tests.browser.conftest import look
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory
from tests.factories.regulation import regulation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STAFF = """Фамилия;Имя;Отчество;Пол;Дата рождения;Должность;Стаж;Принят
Петрова;Анна;Сергеевна;ж;01.02.1980;воспитатель;12;01.09.2015
Фёдорова;Яна;Кирилловна;ж;14.03.2001;воспитатель;0;01.09.2026
"""


@pytest.fixture
def curator(transactional_db):
    """The only user; the head has a card and the office, but no login."""
    regulation()
    Competence.objects.create(title="Планирование занятий")
    head = PersonFactory(last_name="Лебедева", position="заведующий")
    OfficeTermFactory(person=head, office=Office.DIRECTOR)
    return UserFactory(office=Office.CURATOR, person__last_name="Соколова", person__position="заместитель")


@pytest.fixture
def page(window, sign_in, curator):
    with time_machine.travel("2026-09-20 12:00:00+03:00", tick=True):
        yield sign_in(window(), curator)


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def more(page):
    page.get_by_text("Ещё", exact=True).click()


def fill(page, **fields):
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)


def test_from_the_list_of_staff_to_accepted_reports(page):
    cards = staff_list(page)
    banks(page, cards)
    consents_and_order(page, cards)
    program(page)
    meeting(page)
    ending(page)
    both_reports(page)
    assert User.objects.count() == 1


def staff_list(page):
    """The list is loaded; the addresses of the mentor's and the mentee's cards."""
    page.goto("/people/import/")
    page.locator("[name=file]").set_input_files(
        {"name": "список.csv", "mimeType": "text/csv", "buffer": STAFF.encode()}
    )
    press(page, "Прочитать файл")
    press(page, "Проверить строки")
    press(page, "Загрузить 2 человек")
    found = []
    for name in ("Петрова", "Фёдорова"):
        page.goto(f"/people/?q={name}")
        found.append(page.get_by_role("link", name=name).first.get_attribute("href"))
    return found


def banks(page, cards):
    """Both banks and both consents to the use of data, from paper."""
    mentor, mentee = cards
    page.goto(mentee)
    more(page)
    follow(page, "Включить в банк наставляемых")
    fill(page, request="Хочу увереннее планировать день")
    press(page, "Сохранить")
    data_consent(page)
    page.goto(mentor)
    more(page)
    follow(page, "Включить в банк наставников")
    page.get_by_label("Планирование занятий").check()
    for mark in ("Психологическая", "Педагогическая", "Профессиональная"):
        page.get_by_label(f"{mark} подготовка есть").check()
    fill(page, trained_on="01.09.2026", training="Школа наставника", experience_years="6")
    press(page, "Сохранить")
    data_consent(page)


def data_consent(page):
    follow(page, "Записать полученное согласие")
    press(page, "Записать")


def consents_and_order(page, cards):
    """The pair, both consents on paper, the order signed with a pen, its sheet of acquaintance."""
    page.goto(cards[1])
    follow(page, "Подобрать наставника")
    press(page, "Продолжить")
    fill(page, goal="Научиться планировать день", ends_on="31.05.2027")
    press(page, "Предложить пару")
    for _ in range(2):
        follow(page, "К паре")
        follow(page, "записать полученное")
        press(page, "Сохранить")
        page.goto(page.url if "gate" in page.url else f"{page.url.rstrip('/')}/gate/")
    expect(page.locator("main")).to_contain_text("Приказу ничто не мешает")
    press(page, "Подготовить приказ")
    follow(page, "Подписан ручкой: внести")
    expect(page.locator("[name=signer] option:checked")).to_contain_text("Лебедева")
    fill(page, number="17")
    page.get_by_label("Дата и номер необычные, но верные").check()
    look(page, "one-login-pen")
    press(page, "Внести в журнал")
    expect(page.get_by_role("heading", level=1)).to_have_text("Приказ № 17 от 20.09.2026")
    expect(page.locator(".lead")).to_contain_text("с бумаги, внёс(ла) Соколова")
    for _ in range(2):
        follow(page, "Подписал на бумаге")
        press(page, "Сохранить")
    waiting = Order.objects.get().acquaintances.filter(acknowledged_on=None)
    assert [row.person.last_name for row in waiting] == ["Соколова"]  # the curator reads it under the own login


def program(page):
    """Written for the mentor, read and handed in on paper, approved."""
    page.goto(f"/pairs/{Order.objects.get().pairs.get().pk}/")
    press(page, "Внести программу с бумаги")
    follow(page, "Взять образец")
    page.get_by_label("Первый год педагога").check()
    press(page, "Перенести в программу")
    follow(page, "Внести текст с бумаги")
    fill(page, initial_level="Без опыта самостоятельной работы")
    page.get_by_label("предметное содержание").check()
    press(page, "Сохранить")
    follow(page, "Ознакомлен(а) на бумаге")
    press(page, "Записать")
    follow(page, "Наставник сдал программу на бумаге")
    press(page, "Записать")
    follow(page, "Утвердить программу")
    press(page, "Утвердить программу")
    expect(page.locator(".lead")).to_contain_text("с бумаги, внёс(ла) Соколова")
    look(page, "one-login-program")


def meeting(page):
    """A meeting of the pair, with both marks from paper."""
    pair = Program.objects.get().pair_id
    page.goto(f"/journal/pairs/{pair}/")
    follow(page, "Записать встречу")
    fill(page, topic="План дня")
    press(page, "Сохранить")
    page.goto(Program.objects.get().pair.meetings.get().get_absolute_url())
    follow(page, "Отметки на бумаге")
    page.get_by_label("Подписал(а) наставник").check()
    page.get_by_label("Фёдорова").check()
    press(page, "Сохранить")
    expect(page.locator("main")).to_contain_text("с бумаги")
    look(page, "one-login-meeting")


def ending(page):
    page.goto(f"/pairs/{Program.objects.get().pair_id}/")
    follow(page, "Завершить")
    page.get_by_label("по инициативе наставника или").check()
    fill(page, reason="Переезд")
    press(page, "Предложить завершение")
    press(page, "Подготовить приказ")
    follow(page, "Подписан ручкой: внести")
    press(page, "Внести в журнал")
    expect(page.get_by_role("heading", level=1)).to_have_text("Приказ № 18 от 20.09.2026")


def both_reports(page):
    """Both written down from paper and accepted."""
    pair = Program.objects.get().pair_id
    for text in (
        {"recommendations": "Курсы по планированию"},
        {"score": "9", "evaluation": "Всё объясняла на примерах"},
    ):
        page.goto(f"/reports/compare/{pair}/")
        follow(page, "Внести отчёт с бумаги")
        fill(page, **text)
        look(page, f"one-login-report-{len(text)}")
        press(page, "Записать как сданный")
        expect(page.locator(".lead")).to_contain_text("с бумаги, внёс(ла) Соколова")
        follow(page, "Принять отчёт")
        press(page, "Принять отчёт")
    assert {(report.status, report.submitted_on) for report in Report.objects.all()} == {
        ("accepted", dt.date(2026, 9, 20))
    }
