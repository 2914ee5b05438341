"""Pages at a desk and on a phone, by day and by night: nothing for axe, nothing sticks out; autosave."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mentorship.core.models import Draft
from mentorship.people.imports import services as imports
from mentorship.programs import services
from mentorship.regulation.act.services import approve_version, begin_version
from tests.browser.conftest import look
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, UserFactory
from tests.factories.tables import HEADINGS, ROW, book

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"desk": (1280, "light"), "tablet": (768, "light"), "phone": (390, "dark")}


@pytest.fixture
def program(curator):
    pair = PairFactory(active=True)
    return services.start(pair, by=UserFactory(person=pair.mentor))


@pytest.mark.parametrize("screen", SCREENS)
def test_pages_are_accessible_and_fit_the_screen(window, sign_in, curator, program, screen):
    width, scheme = SCREENS[screen]
    MenteeEntryFactory(person__last_name="Долгополова-Красносельская")
    page = sign_in(window(viewport={"width": width, "height": 900}, color_scheme=scheme), curator)
    said = []
    page.on("console", lambda message: said.append(message.text))
    card = program.pair.get_absolute_url()

    addresses = ("/", reverse("people:list"), reverse("people:mentees"), card, program.get_absolute_url())
    for number, address in enumerate(addresses):
        page.goto(address)
        look(page, f"look-{screen}-{number}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert said == []


@pytest.mark.parametrize("screen", SCREENS)
def test_loading_a_list_is_accessible_and_fits_the_screen(window, sign_in, curator, screen):
    width, scheme = SCREENS[screen]
    long, wrong = (
        [2, f"{'Длинная' * 11} Анна Петровна", *ROW[2:]],
        [3, "Борисов П.", "31.02.1985", "X" * 200, "вторая", "давно"],
    )
    found = imports.begin(BytesIO(book(HEADINGS, ROW, long, wrong)), "список.xlsx", by=curator, now=timezone.now())
    page = sign_in(window(viewport={"width": width, "height": 900}, color_scheme=scheme), curator)

    for address in (
        reverse("people:import"),
        reverse("people:import_columns", args=[found.pk]),
        reverse("safekeeping:export"),
    ):
        page.goto(address)
        look(page, f"list-{screen}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    imports.map_columns(found, found.mapping)
    for heading in ("Пока ничего не сохранено", "Список загружен"):
        page.goto(found.get_absolute_url())
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        look(page, f"list-{screen}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), heading
        if heading == "Пока ничего не сохранено":
            page.get_by_role("button", name="Загрузить 2 человек").click()


def test_a_wrong_form_puts_the_reader_on_the_list_of_errors(window, sign_in, curator):
    page = sign_in(window(viewport={"width": 390, "height": 900}), curator)
    page.goto(reverse("people:add"))
    page.get_by_role("button", name="Завести карточку").click()

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Пол:").click()
    expect(page.locator("#id_sex_0")).to_be_in_viewport()
    look(page, "look-errors")


def test_a_long_text_is_kept_while_it_is_typed_and_when_the_page_is_left(window, sign_in, program):
    page = sign_in(window(), program.pair.mentor.user)
    page.goto(reverse("programs:edit", args=[program.pk]))

    page.get_by_label("Цель", exact=True).fill("Написано")
    expect(page.get_by_text("Сохранено в")).to_be_visible()
    page.get_by_label("Задачи", exact=True).fill("И ушла со страницы")
    page.goto(program.get_absolute_url())
    page.goto(reverse("programs:edit", args=[program.pk]))

    expect(page.get_by_label("Цель", exact=True)).to_have_value("Написано")
    expect(page.get_by_label("Задачи", exact=True)).to_have_value("И ушла со страницы")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_the_pages_about_papers_are_accessible_and_fit_the_screen(window, sign_in, curator, screen):
    width, scheme = SCREENS[screen]
    page = sign_in(window(viewport={"width": width, "height": 900}, color_scheme=scheme), curator)

    for name, args in (("layout", []), ("texts", []), ("text", ["D16"]), ("text", ["D05"])):
        page.goto(reverse(f"regulation:{name}", args=args))
        page.locator("details.help").evaluate_all("found => found.forEach(one => one.open = true)")
        look(page, f"papers-{screen}-{name}{''.join(args)}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_the_act_and_its_versions_are_accessible_and_fit_the_screen(window, sign_in, curator, screen):
    width, scheme = SCREENS[screen]
    page = sign_in(window(viewport={"width": width, "height": 900}, color_scheme=scheme), curator)
    day = timezone.localdate()
    approval = {"basis": "приказ", "approval_number": "1", "approved_on": day, "starts_on": day, "publish_by": day}
    for body in ("# {положение}\nБыло.", "# {положение}\nСтало."):
        version = begin_version(fields={"title": "Положение", "body": body}, on=day, by=curator)
        if version.number == 1:
            approve_version(version, approval=approval, confirmed=True, today=day, by=curator)

    for name in ("act", "new_version", "upload_version", "compare_versions"):
        page.goto(reverse(f"regulation:{name}"))
        page.locator("details").evaluate_all("found => found.forEach(one => one.open = true)")
        look(page, f"act-{screen}-{name}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_the_own_sign_in_is_accessible_and_fits_a_telephone(window, sign_in, curator):
    page = sign_in(window(viewport={"width": 390, "height": 900}, color_scheme="dark"), curator)
    for number, name in enumerate(("own", "factor", "factor_app", "factor_sheet", "confirm")):
        page.goto(reverse(f"people:{name}"))
        look(page, f"own-{number}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


@pytest.mark.parametrize(
    "address", ["people:login", "people:accept_invitation", "people:password_change", "people:confirm"]
)
def test_a_typed_password_can_be_shown(window, sign_in, curator, address):
    page = window(viewport={"width": 390, "height": 844}, color_scheme="dark")
    if address in ("people:password_change", "people:confirm"):
        sign_in(page, curator)
    page.goto(reverse(address))
    field, button = page.locator("[type=password]").last, page.get_by_role("button", name="Показать пароль").last
    marked = page.locator(f"#{field.get_attribute('id')}")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")

    expect(marked).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")
    look(page, f"password-{address.partition(':')[2]}")
    button.click()
    expect(marked).to_have_attribute("type", "password")
