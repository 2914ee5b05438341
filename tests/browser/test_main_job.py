"""The main job in a browser: from a newcomer's card to a signed order, a programme and two reports."""

import re

import pytest
import time_machine
from playwright.sync_api import expect

from mentorship.access.roles import Office
from mentorship.orders.models import Order
from mentorship.people.models import Competence
from mentorship.reports.models import Report
from tests.browser.conftest import look
from tests.factories.people import UserFactory
from tests.factories.regulation import regulation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "dve vorony 7"


def account(username, office=None, **person):
    user = UserFactory(username=username, office=office, **{f"person__{name}": value for name, value in person.items()})
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(page, username):
    page.goto("/login/")
    page.get_by_label("Логин").fill(username)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Сегодня")
    return page


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def fill(page, **fields):
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)


@pytest.fixture
def people(transactional_db):
    regulation()
    Competence.objects.create(title="Планирование занятий")
    return {
        "curator": account("curator", Office.CURATOR, last_name="Соколова", position="заместитель заведующего"),
        "director": account("director", Office.DIRECTOR, last_name="Лебедева", position="заведующий"),
        "mentor": account(
            "mentor", last_name="Петрова", first_name="Анна", patronymic="Сергеевна", experience_years=12
        ),
    }


@time_machine.travel("2026-09-20 12:00:00+03:00", tick=True)
def test_one_newcomer_through_the_whole_of_a_regulation(window, people):
    curator, director, mentor = (window() for _ in range(3))
    sign_in(curator, "curator")
    sign_in(director, "director")
    sign_in(mentor, "mentor")
    code = newcomer_and_banks(curator, people["mentor"].person)
    mentee = window(viewport={"width": 390, "height": 844})
    enter_with_code(mentee, code)
    propose_and_consent(curator, mentor, mentee)
    order_signed(curator, director)
    program_approved(curator, mentor, mentee)
    carried_out_and_ended(curator, director, mentor)
    both_reports(curator, mentor, mentee)


def newcomer_and_banks(curator, mentor):
    """3: cards, both banks, needs, consents; returns the newcomer's paper code."""
    curator.goto("/people/")
    look(curator, "03-people")
    follow(curator, "Завести карточку")
    fill(
        curator,
        last_name="Фёдорова",
        first_name="Яна",
        patronymic="Кирилловна",
        birth_date="14.03.2001",
        experience_years="0",
        hired_on="01.09.2026",
        admitted_on="01.09.2026",
        title="воспитатель",
    )
    press(curator, "Завести карточку")
    expect(curator.locator(".error-summary")).to_contain_text("Пол")  # forgotten, kept, told
    curator.get_by_label("женский").check()
    press(curator, "Завести карточку")
    expect(curator.get_by_role("heading", level=1)).to_have_text("Фёдорова Яна Кирилловна")
    curator.get_by_text("Ещё", exact=True).click()
    follow(curator, "Включить в банк наставляемых")
    fill(curator, request="Хочу увереннее планировать день")
    press(curator, "Сохранить")
    follow(curator, "Добавить")
    curator.get_by_label("затруднение").check()
    curator.get_by_label("Область").select_option(label="Планирование занятий")
    fill(curator, text="Не успеваю по плану занятия")
    press(curator, "Сохранить")
    record_data_consent(curator)
    look(curator, "03-newcomer")
    card = curator.url
    curator.goto(mentor.get_absolute_url())
    curator.get_by_text("Ещё", exact=True).click()
    follow(curator, "Включить в банк наставников")
    curator.get_by_label("Планирование занятий").check()
    for mark in ("Психологическая", "Педагогическая", "Профессиональная"):
        curator.get_by_label(f"{mark} подготовка есть").check()
    fill(curator, trained_on="01.09.2026", training="Школа наставника", experience_years="6")
    press(curator, "Сохранить")
    record_data_consent(curator)
    curator.goto("/mentees/")
    expect(curator.locator("main")).to_contain_text("день 19 из 30")
    look(curator, "03-mentees")
    curator.goto(card)
    curator.get_by_text("Ещё", exact=True).click()
    follow(curator, "Напечатать листок для входа в программу")
    press(curator, "Напечатать листок с кодом")
    look(curator, "09-slip")
    code = re.search(r"(\w{4}-\w{4}-\w{4})", curator.locator("main").inner_text()).group(1)
    curator.goto(card)
    return code


def record_data_consent(curator):
    follow(curator, "Записать полученное согласие")
    press(curator, "Записать")


def enter_with_code(mentee, code):
    """9: a person without mail enters with a code from paper, on a phone."""
    mentee.goto("/login/")
    follow(mentee, "Войти по коду с листка")
    fill(mentee, code=code, password=PASSWORD, again=PASSWORD)
    look(mentee, "09-code-phone")
    press(mentee, "Войти")
    expect(mentee.get_by_role("heading", level=1)).to_contain_text("Сегодня")


def propose_and_consent(curator, mentor, mentee):
    """4: the wizard, the gate, consents of both under their own logins."""
    follow(curator, "Подобрать наставника")
    expect(curator.locator("main")).to_contain_text("помогает в том, что нужно: Планирование занятий")
    look(curator, "04-candidates")
    press(curator, "Продолжить")
    fill(curator, goal="Научиться планировать день", ends_on="31.05.2027")
    look(curator, "04-terms")
    press(curator, "Предложить пару")
    expect(curator.locator(".gate__item:not(.gate__item--warn)")).to_have_count(2)
    look(curator, "04-gate")
    for page, who in ((mentor, "mentor"), (mentee, "mentee")):
        page.goto("/")
        follow(page, "Открыть")
        follow(page, "Дать согласие")
        look(page, f"04-consent-{who}")
        press(page, "Дать согласие")
    curator.reload()
    expect(curator.locator("main")).to_contain_text("Всё готово")


def order_signed(curator, director):
    """5: the draft, the preview, the signature with number and date."""
    press(curator, "Подготовить приказ")
    look(curator, "05-draft")
    director.goto("/")
    look(director, "05-desk-director")
    follow(director, "Открыть")
    follow(director, "Подписать приказ")
    look(director, "05-sign")
    press(director, "Подписать приказ")
    expect(director.get_by_role("heading", level=1)).to_have_text("Приказ № 1 от 20.09.2026")
    expect(director.locator(".paper")).to_contain_text(
        "Назначить наставником воспитателя Петрову Анну Сергеевну для воспитателя Фёдоровой Яны Кирилловны"
    )
    look(director, "05-signed")
    director.go_back()
    director.reload()  # the back button after the signature: told, nothing changed
    assert Order.objects.get().number == "1"


def program_approved(curator, mentor, mentee):
    """6: the mentor writes, the mentee reads and comments, the curator approves."""
    mentor.goto("/")
    mentor.get_by_role("listitem").filter(has_text="Составить программу").get_by_role("link").click()
    press(mentor, "Составить программу")
    press(mentor, "Добавить мероприятия по запросам наставляемого")
    follow(mentor, "Взять образец")
    mentor.get_by_label("Первый год педагога").check()
    press(mentor, "Перенести в программу")
    look(mentor, "06-program-draft")
    follow(mentor, "Писать программу")
    fill(mentor, initial_level="Без опыта самостоятельной работы")
    mentor.get_by_label("предметное содержание").check()
    expect(mentor.locator(".autosave")).to_contain_text("Сохранено в")
    look(mentor, "06-program-text")
    mentor.reload()
    expect(mentor.locator("[name=initial_level]")).to_have_value("Без опыта самостоятельной работы")
    press(mentor, "Сохранить")
    press(mentor, "Показать наставляемому")
    mentee.goto("/")
    mentee.get_by_role("listitem").filter(has_text="Ознакомиться с программой").get_by_role("link").click()
    look(mentee, "06-program-phone")
    follow(mentee, "Я ознакомлен(а) с программой")
    press(mentee, "Я ознакомлен(а) с программой")
    follow(mentee, "Написать замечание")
    fill(mentee, text="Хочу больше практики")
    press(mentee, "Сохранить")
    mentor.reload()
    press(mentor, "Отправить на утверждение")
    curator.goto("/")
    curator.get_by_role("listitem").filter(has_text="Утвердить программу").get_by_role("link").click()
    follow(curator, "Утвердить программу")
    look(curator, "06-approve")
    press(curator, "Утвердить программу")
    expect(curator.locator(".lead")).to_contain_text("утверждена")


def carried_out_and_ended(curator, director, mentor):
    """7: one activity done, an early ending with its case, the order."""
    mentor.reload()
    follow(mentor, "Отметить выполнение")
    fill(mentor, result="Познакомились с группой")
    mentor.locator("[name=evidence]").set_input_files(
        {"name": "фото.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n0000"}
    )
    look(mentor, "07-perform")
    press(mentor, "Сохранить")
    follow(curator, "К паре")
    follow(curator, "Завершить")
    curator.get_by_label("по инициативе наставника или").check()
    press(curator, "Предложить завершение")
    expect(curator.locator(".error-summary")).to_contain_text("нужна причина")
    fill(curator, reason="Наставляемый уходит в отпуск по уходу за ребёнком")
    press(curator, "Предложить завершение")
    press(curator, "Подготовить приказ")
    director.goto("/")
    follow(director, "Открыть")
    follow(director, "Подписать приказ")
    press(director, "Подписать приказ")
    expect(director.get_by_role("heading", level=1)).to_have_text("Приказ № 2 от 20.09.2026")
    look(director, "07-completion")


def both_reports(curator, mentor, mentee):
    """7–8: both reports from the desk, then the curator sees them side by side."""
    for page, duty, text in (
        (mentor, "Сдать отчёт наставника", {"recommendations": "Курсы по планированию"}),
        (mentee, "Сдать отчёт наставляемого", {"score": "9", "evaluation": "Всё объясняла на примерах"}),
    ):
        page.goto("/")
        page.get_by_role("listitem").filter(has_text=duty).get_by_role("link").click()
        fill(page, **text)
        press(page, "Сохранить")
        press(page, "Сдать отчёт")
        expect(page.locator(".lead")).to_contain_text("сдан")
    look(mentee, "07-report-phone")
    curator.goto("/")
    look(curator, "08-desk-curator")
    curator.get_by_role("listitem").filter(has_text="Принять отчёт").first.get_by_role("link").click()
    follow(curator, "Оба отчёта рядом")
    expect(curator.locator("main")).to_contain_text("Курсы по планированию")
    expect(curator.locator("main")).to_contain_text("9 из 10")
    look(curator, "07-side-by-side")
    assert {report.status for report in Report.objects.all()} == {"submitted"}


def test_every_page_kind_is_accessible_and_fits_a_phone(window, people):
    page = sign_in(window(viewport={"width": 390, "height": 844}), "curator")
    for name, address in (
        ("login", "/login/"),
        ("people", "/people/"),
        ("add", "/people/add/"),
        ("rules", "/regulation/"),
        ("pairs", "/pairs/"),
        ("orders", "/orders/"),
        ("accounts", "/accounts/"),
        ("nowhere", "/nowhere/"),
    ):
        page.goto(address)
        look(page, f"phone-{name}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        assert page.locator("h1").count() == 1


def test_the_product_works_without_javascript(window, people):
    page = sign_in(window(java_script_enabled=False), "curator")
    page.goto("/people/add/")
    fill(page, last_name="Новикова", first_name="Анна", title="воспитатель")
    page.get_by_label("женский").check()
    press(page, "Завести карточку")

    expect(page.get_by_role("heading", level=1)).to_have_text("Новикова Анна")
