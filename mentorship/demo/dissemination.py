"""Consents to dissemination in the demo: several people with different answers, one withdrawn, one run out.

Of the conditions one waits to be judged.
"""

from datetime import date, timedelta

from mentorship.core.calendar.dates import add_months
from mentorship.demo.story import Story
from mentorship.people.dissemination import services
from mentorship.people.dissemination.queries import page_of
from mentorship.people.dissemination.rules import Choice
from mentorship.people.models import Consent, Resource, Stop

NAMES = ("surname", "name", "patronymic")
METHOD = Consent.Method
# Who permits what; «site» alone, or the page of a social network too.
PERMITTED = {
    "mentor": ((*NAMES, "post", "category", "experience", "photo", "role", "practice", "achievements"), True),
    "mentor2": ((*NAMES, "post", "photo"), False),
    "mentor3": (("surname", "name", "post", "role", "results"), True),
    "mentee2": (("name", "role"), False),
}

UNCHECKED = "mentor2"  # whose conditions the curator is still to judge
KEPT = "Фотография стоит только на странице раздела, в сообщество её не передают"


def load(story: Story, code: str) -> None:
    """The institution's pages, and who has answered what about them."""
    site, network = _pages(story, code)
    for login, (items, both) in PERMITTED.items():
        on = story.ago(1 if login == UNCHECKED else 7)
        _given(story, login, items, [site, network] if both else [site], on=on)
    mentor4 = _given(story, "mentor4", (*NAMES, "photo", "video"), [site, network], on=story.ago(60))
    _withdrawn(story, mentor4, "photo", "video", on=story.ago(1))
    _given(story, "mentee7", ("surname", "name"), [site], on=story.ago(200), until=story.ago(5))
    mentee9 = _given(story, "mentee9", (*NAMES, "photo"), [site], on=story.ago(90))
    stop = _withdrawn(story, mentee9, *NAMES, "photo", on=story.ago(30))
    done = "Фамилия, имя, отчество и фотография убраны со страницы раздела"
    services.close(stop, done_on=story.ago(29), done=done, by=story.by, today=story.today)


def _pages(story: Story, code: str) -> list[Resource]:
    rows = (
        ("site", "Раздел «Наставничество» на сайте", f"https://{code}.example.org/nastavnichestvo"),
        ("network", "Сообщество учреждения", f"https://social.example.org/{code}"),
    )
    since = story.ago(400)
    return [
        services.add_resource(fields={"kind": kind, "title": title, "url": url, "starts_on": since}, by=story.by)
        for kind, title, url in rows
    ]


def _given(
    story: Story, login: str, items: tuple[str, ...], pages: list[Resource], *, on: date, until: date | None = None
) -> Consent:
    """Under the own login, or on paper by whoever has none; conditions are judged on the next day."""
    user = story.logins.get(login)
    choice = Choice(
        items={item: "только со страницы раздела" if item == "photo" else "" for item in items},
        pages=[page_of(page) for page in pages],
        given_on=on,
        expires_on=until or add_months(on, 12),
        phone="8 900 000-00-00",
        no_transfer=login == "mentor",
    )
    consent = services.give(
        story.person(login),
        choice,
        method=METHOD.ONLINE if user else METHOD.PAPER,
        by=user or story.by,
        today=story.today,
        place="" if user else "папка № 5",
    )
    if "photo" in items and login != UNCHECKED:
        services.check_conditions(consent, met=True, words=KEPT, by=story.by, today=on + timedelta(days=1))
    return consent


def _withdrawn(story: Story, consent: Consent, *items: str, on: date) -> Stop:
    return services.withdraw(consent, items=items, on=on, method=METHOD.PAPER, by=story.by, today=story.today)
