"""The demo's orders of words: acts, offices, pay, incentives; one of them revoked."""

from collections.abc import Callable
from datetime import date, timedelta

from mentorship.orders import services
from mentorship.orders.models import Order
from mentorship.people.models import Person, User

# вид, сколько дней назад подписан, слова и даты (число: через столько дней после подписания), люди по ролям
ORDERS: tuple[tuple[str, int, dict[str, str | int], dict[str, list[str]]], ...] = (
    ("approve_act", 322, {"протокол": "от 31.08.2025 № 1", "срок размещения": 10}, {"ответственный": ["clerk"]}),
    ("organise", 321, {"протокол": "от 31.08.2025 № 1", "начало": 1}, {"ответственный": ["curator"]}),
    ("appoint_curator", 320, {"начало": 0}, {"новый куратор": ["curator"]}),
    (
        "create_council", 319, {"начало": 0},
        {"председатель": ["council"], "секретарь": ["clerk"], "члены": ["mentor", "mentor2", "mentor4"]},
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
        "release", 40, {"мероприятие": "семинар наставников района", "день": 3, "часы": "с 10:00 до 13:00"},
        {"участник": ["mentor"], "замена": ["mentor4"]},
    ),
    (
        "event", 30,
        {"мероприятие": "мониторинг (анкетирование) участников наставничества", "начало": 5, "окончание": 15},
        {"ответственный": ["curator"], "участники": ["mentor", "mentor2", "mentee"]},
    ),
    ("approve_roadmap", 28, {}, {}),
    (
        "incentive", 6, {"заслуги": "за успешную работу с молодыми педагогами"},
        {"благодарность": ["mentor2"], "грамота": ["mentor"]},
    ),
)  # fmt: skip
REVOKED = "event"


def add_orders(today: date, person: Callable[[str], Person], sign: Callable[[Order, date], Order], *, by: User) -> None:
    """Prepare and sign each on its day; the event did not take place, so its order was revoked."""
    for kind, ago, words, roles in ORDERS:
        on = today - timedelta(days=ago)
        values = {
            key: f"{on + timedelta(days=word):%d.%m.%Y}" if isinstance(word, int) else word
            for key, word in words.items()
        }
        people = {role: [person(login) for login in logins] for role, logins in roles.items()}
        order = sign(services.draft_worded(kind, values=values, people=people, by=by), on)
        if kind == REVOKED:
            revocation = services.draft_revocation(order, reason="мероприятие перенесено на весну", by=by)
            sign(revocation, on + timedelta(days=3))
