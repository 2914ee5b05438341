"""From an empty database to the first signed pair, by a person who has the school's papers in hand."""

import io
import re

import pytest
import time_machine
from openpyxl import Workbook
from playwright.sync_api import expect

from mentorship.orders.models import Order
from mentorship.people.models import Competence, Person
from mentorship.setup.services import setup_code
from tests.browser.conftest import look
from tests.browser.test_main_job import PASSWORD, enter_with_code, fill, follow, newcomer_and_banks, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STAFF = [
    ("Ф.И.О. сотрудника", "Должность", "Дата рождения", "Принят", "Пед. стаж"),
    ("Петрова Анна Сергеевна", "воспитатель", "14.03.1979", "01.09.2015", 12),
    ("Орлов Павел Андреевич", "музыкальный руководитель", "02.05.1985", "01.09.2019", 9),
]


@time_machine.travel("2026-09-20 12:00:00+03:00", tick=True)
def test_from_nothing_to_the_first_pair(window):
    curator, director = window(), window()
    first_page(curator)
    steps(curator)
    staff_from_excel(curator)
    last_step(curator)
    Competence.objects.create(title="Планирование занятий")
    newcomer_and_banks(curator, Person.objects.get(last_name="Петрова"))
    enter_with_code(director, slip_of(curator, "Громов"))
    first_pair(curator, director)


def first_page(curator):
    """0: whose program this is, from which Положение it begins, who sets it up."""
    curator.goto("/")
    expect(curator.get_by_role("heading", level=1)).to_have_text("Первый запуск")
    press(curator, "Начать")
    expect(curator.locator(".error-summary")).to_contain_text("Код первого запуска")
    look(curator, "setup-00-begin")
    fill(
        curator,
        code=setup_code().lower(),
        short_name="МБДОУ «Ручеёк»",
        head_title="Заведующий",
        full_name="муниципальное бюджетное дошкольное образовательное учреждение детский сад «Ручеёк»",
        last_name="Ветрова",
        first_name="Нина",
        patronymic="Олеговна",
        position="заместитель заведующего",
        username="vetrova",
        password=PASSWORD,
        again=PASSWORD,
    )
    curator.get_by_label("не больше трёх человек у наставника").check()
    curator.get_by_label("женский").check()
    curator.get_by_label("Взять и таблицу пунктов").check()
    curator.get_by_label("Куратор", exact=True).check()
    press(curator, "Начать")
    expect(curator.get_by_role("heading", level=1)).to_have_text("Ваше учреждение")


def steps(curator):
    """1–6: the institution, its head, the Положение, its rules, words and orders."""
    look(curator, "setup-01-institution")
    fill(curator, locality="с. Речное")
    press(curator, "Продолжить")
    fill(curator, last_name="Громов", first_name="Олег", patronymic="Ильич")
    curator.get_by_label("мужской").check()
    look(curator, "setup-02-people")
    press(curator, "Продолжить")
    expect(curator.locator("main")).to_contain_text("Громов Олег Ильич, заведующий")
    follow(curator, "Продолжить")
    fill(curator, approved_by="приказ от 31.08.2026 № 15", starts_on="01.09.2026")
    look(curator, "setup-03-act")
    press(curator, "Продолжить")
    look(curator, "setup-04-rules")
    curator.locator("#pairs").get_by_role("link", name="Изменить").click()
    fill(curator, max_mentees="-1")
    press(curator, "Сохранить")
    expect(curator.locator(".error-summary")).to_contain_text("от 1 до 99")
    fill(curator, max_mentees="2", gist_max_mentees="Не больше двух человек у одного наставника.")
    press(curator, "Сохранить")
    expect(curator.locator("#pairs")).to_contain_text("2 человека (п. 3.7)")
    follow(curator, "Продолжить")
    look(curator, "setup-05-words")
    press(curator, "Продолжить")
    fill(curator, number_mask="{n}-од")
    look(curator, "setup-06-orders")
    press(curator, "Продолжить")
    expect(curator.get_by_role("heading", level=1)).to_have_text("Список сотрудников")


def staff_from_excel(curator):
    """7: the list that the school has anyway; the way back to the first run stays in sight."""
    look(curator, "setup-07-staff")
    follow(curator, "Загрузить список из Excel")
    curator.set_input_files("input[type=file]", {"name": "штат.xlsx", "mimeType": "", "buffer": workbook()})
    press(curator, "Прочитать файл")
    look(curator, "setup-07-columns")
    press(curator, "Проверить строки")
    expect(curator.locator("main")).to_contain_text("Пока ничего не сохранено")
    look(curator, "setup-07-preview")
    press(curator, re.compile("Загрузить 2"))
    follow(curator, re.compile("Вернуться к шагу 7"))
    expect(curator.locator("main")).to_contain_text("4 человека")


def workbook():
    book = Workbook()
    for row in STAFF:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def last_step(curator):
    """8: all the answers at once, then what to do next."""
    follow(curator, "Продолжить")
    expect(curator.locator("main")).to_contain_text("Сколько человек может вести один наставник: 2 человека")
    look(curator, "setup-08-check")
    follow(curator, "Всё верно, закончить")
    look(curator, "setup-09-done")
    curator.goto("/")
    expect(curator.locator("body")).not_to_contain_text("Идёт первая настройка")


def slip_of(curator, last_name):
    curator.goto(Person.objects.get(last_name=last_name).get_absolute_url())
    curator.get_by_text("Ещё", exact=True).click()
    follow(curator, "Напечатать листок для входа в программу")
    press(curator, "Напечатать листок с кодом")
    return re.search(r"(\w{4}-\w{4}-\w{4})", curator.locator("main").inner_text()).group(1)


def first_pair(curator, director):
    """The first pair: candidates, consents on paper, the gate, the order in the institution's own look."""
    curator.goto(Person.objects.get(last_name="Фёдорова").get_absolute_url())
    follow(curator, "Подобрать наставника")
    press(curator, "Продолжить")
    fill(curator, goal="Научиться планировать день", ends_on="31.05.2027")
    press(curator, "Предложить пару")
    gate = curator.url
    for _ in range(2):
        curator.goto(gate)
        curator.locator(".gate__item a").first.click()
        press(curator, "Сохранить")
    curator.goto(gate)
    press(curator, "Подготовить приказ")
    director.goto("/")
    follow(director, "Открыть")
    follow(director, "Подписать приказ")
    press(director, "Подписать приказ")
    expect(director.get_by_role("heading", level=1)).to_have_text("Приказ № 1-од от 20.09.2026")
    expect(director.locator(".paper")).to_contain_text("О.И. Громов")
    look(director, "setup-10-order")
    assert Order.objects.get().status == "signed"
