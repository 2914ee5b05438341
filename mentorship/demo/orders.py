"""The demo's orders of words: acts, offices, pay, incentives; one of them revoked."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from mentorship.access.roles import Office
from mentorship.demo import act
from mentorship.demo.story import Day, Story
from mentorship.orders import services
from mentorship.orders.models import Order
from mentorship.people.accounts.services import end_office, grant_office
from mentorship.people.models import OfficeTerm

# вид, сколько дней назад подписан, слова и даты (число: через столько дней после подписания), люди по ролям
ORDERS: tuple[tuple[str, int, dict[str, str | int], dict[str, list[str]]], ...] = (
    ("approve_act", 322, {"протокол": "от 31.08.2025 № 1", "срок размещения": 10}, {"ответственный": ["publisher"]}),
    ("organise", 321, {"протокол": "от 31.08.2025 № 1", "начало": 1}, {"ответственный": ["curator"]}),
    ("appoint_curator", 320, {"начало": 0}, {"новый куратор": ["curator"]}),
    (
        "create_council", 319, {"начало": 0},
        {"председатель": ["council"], "секретарь": ["mentor4"], "члены": ["mentor3"]},
    ),
    (
        "approve_programs", 300, {"протокол": "от 20.01.2026 № 2", "период": "2025/2026 учебный год"},
        {"наставники": ["mentor2", "mentor3"]},
    ),
    (
        "payment", 299,
        {
            "акт об оплате": "Положением об оплате труда, п. 4.7", "соглашение": "от 26.01.2026 № 3",
            "размер": "1 500 рублей в месяц", "начало": 0, "окончание": 270,
        },
        {"работник": ["mentor2"], "исполнитель": ["clerk"]},
    ),
    (
        "release", 40,
        {
            "причина": "день назначен районом", "мероприятие": "семинар наставников района", "день": 3,
            "часы": "с 10:00 до 13:00",
        },
        {"участник": ["mentor"], "замена": ["mentor4"]},
    ),
    (
        "event", 30,
        {"мероприятие": "мониторинг (анкетирование) участников наставничества", "начало": 5, "окончание": 15},
        {"ответственный": ["curator"], "участники": ["mentor", "mentor2", "mentee"]},
    ),
    (
        "incentive", 6, {"заслуги": "за успешную работу с молодыми педагогами"},
        {"благодарность": ["mentor2"], "грамота": ["mentor"]},
    ),
)  # fmt: skip
REVOKED, REVOKED_AFTER = "event", 3
APPROVES = "approve_act"  # a version of the Положение, on the site in time
ACTING = (6, 4)  # days ago between which the deputy acted for the head, and signed the order of those days
APPOINTED = "appoint_curator"  # anew: the former term ends on the eve


def days(story: Story) -> Iterator[Day]:
    """For each order the day and what is done on it; the event did not take place, so its order was revoked.

    An order that names somebody whom this institution has not (a council) is left out.
    """
    yield story.ago(ACTING[0]), partial(acting, story)
    logins = {row["login"]: row["login"] for row in story.cast["staff"] + story.cast["newcomers"]}
    logins["publisher"] = story.cast["publisher"]
    for kind, ago, words, roles in ORDERS:
        if not all(login in logins for named in roles.values() for login in named):
            continue
        on = story.ago(ago)
        named = {role: [logins[login] for login in logins_of] for role, logins_of in roles.items()}
        yield on, partial(prepare, story, kind, on, words, named)
        if kind == REVOKED:
            later = on + timedelta(days=REVOKED_AFTER)
            yield later, partial(revoke, story, later)


def acting(story: Story) -> None:
    """The head was away for some days: somebody acted for her, as the founder had ordered."""
    first, last = map(story.ago, ACTING)
    grant_office(
        story.person("curator"),
        office=Office.DIRECTOR,
        starts_on=first,
        ends_on=last,
        acting=True,
        basis=f"приказ учредителя от {first:%d.%m.%Y} № 41",
        limits=story.edition.limits(),
        by=story.user("admin"),
    )


def prepare(story: Story, kind: str, on: date, words: dict[str, str | int], roles: dict[str, list[str]]) -> None:
    """An order of words, drafted and signed; a number among the words is a day so far ahead."""
    values = {
        key: f"{on + timedelta(days=word):%d.%m.%Y}" if isinstance(word, int) else word for key, word in words.items()
    }
    people = {role: [story.person(login) for login in named] for role, named in roles.items()}
    if kind == APPROVES:
        values["версия"] = str(act.begun(story, on).pk)
    order = services.draft_worded(kind, values=values, people=people, by=story.by)
    if kind == APPOINTED:
        end_office(OfficeTerm.objects.get(office=Office.CURATOR), ends_on=on - timedelta(days=1), by=story.by)
    story.sign(order, on)
    if kind == APPROVES:
        act.published(story, order)


def revoke(story: Story, on: date) -> None:
    """The order is revoked by another one."""
    order = Order.objects.get(kind=REVOKED)
    story.sign(services.draft_revocation(order, reason="мероприятие перенесено на весну", by=story.by), on)
