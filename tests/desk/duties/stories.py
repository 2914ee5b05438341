"""What happens on which day, and on which days somebody owes what: a story for every kind of change."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mentorship.journal.models import HelpRequest, Task
from mentorship.journal.services import help, meetings, tasks
from mentorship.leaving import services as leaving
from mentorship.orders import services as orders
from mentorship.orders.models import Acquaintance, Assignment, Order
from mentorship.pairs import services as pairs
from mentorship.pairs.ending import services as ends
from mentorship.pairs.models import StandIn
from mentorship.people import services as people
from mentorship.people.dissemination import services as spreading
from mentorship.people.employment import services as employment
from mentorship.people.models import User
from mentorship.petitions import services as petitions
from mentorship.programs import services as programs
from mentorship.reports import services as reports
from mentorship.reports.models import Report
from tests.factories import dissemination as spread
from tests.factories import petitions as asked
from tests.factories import programs as made
from tests.factories import replacements as given
from tests.factories.events import EventFactory
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, PersonFactory, UserFactory

Act = Callable[[Any, User, dt.date], Any]


def day(text: str) -> dt.date:
    """«2.12» of 2026, «11.1» of 2027."""
    number, month = text.split(".")
    return dt.date(2027 if int(month) < 9 else 2026, int(month), int(number))


@dataclass(frozen=True)
class Story:
    """`make` is there beforehand; `acts` come on their days; `owed` says of each day whether `what` is owed."""

    name: str
    make: Callable[[User], Any]
    what: str
    owed: Mapping[str, bool]
    acts: Mapping[str, Act]

    def __str__(self) -> str:
        return self.name


def sign(order: Order, on: dt.date) -> Order:
    director = User.objects.get(username="director")
    return given.sign(order, director, on)


def given_up(by: User):
    """A demand of 20.11 about a consent of September."""
    return spread.withdrawn(spread.given(PersonFactory(), by=by), "photo", on=day("20.11"), by=by)


def drafted(by: User) -> Order:
    return pairs.draft_appointment([proposed(by)], on=day("20.11"), by=by)


def discard(order: Order, by: User, on: dt.date) -> Order:
    return orders.discard(order, reason="Не нужен", by=by)


def announce(pair: Any, by: User, on: dt.date) -> Order:
    """The order of today appoints from a later day."""
    return sign(pairs.draft_appointment([pair], on=on, by=by), on)


def ending(pair: Any, by: User, on: dt.date) -> Any:
    """Asked for today, with a last day ahead."""
    case = pair.edition.options.get(group="completion", code="initiative")
    return ends.request_ending(pair, case=case, on=day("15.12"), reason="По согласию", plan_left=None, by=by)


def close(pair: Any, by: User, on: dt.date) -> Order:
    pair.refresh_from_db()
    return sign(ends.draft_closing([pair], by=by), on)


def give_up(pair: Any, by: User, on: dt.date) -> Order:
    pair.refresh_from_db()
    return discard(ends.draft_closing([pair], by=by), by, on)


def running(by: User) -> Any:
    return PairFactory(active=True)


def proposed(by: User) -> Any:
    mentee = MenteeEntryFactory(person__hired_on=day("16.11"), person__admitted_on=day("16.11")).person
    return PairFactory(starts_on=day("15.12"), mentees=[mentee])


def ended(by: User) -> Report:
    part = PairFactory(ended=True, ended_on=day("25.11"), ending_on=day("25.11")).participations.get()
    report = reports.begin(part, side="mentor", by=UserFactory(person=part.mentor))
    return reports.write(report, fields={"recommendations": "Продолжать"}, by=by)


def away(by: User) -> Any:
    person = PairFactory(active=True).mentor
    dates = {"starts_on": day("20.11"), "expected_return_on": day("1.12")}
    return employment.record_absence(person, kind="sick", note="", by=by, today=day("20.11"), **dates).person


def covered(by: User) -> Any:
    """Away from 1 December until 11 January, led by another until 20 December."""
    pair = PairFactory(active=True)
    dates = {"starts_on": day("1.12"), "expected_return_on": day("11.1")}
    employment.record_absence(pair.mentor, kind="sick", note="", by=by, today=day("20.11"), **dates)
    dates = {"starts_on": day("1.12"), "ends_on": day("20.12"), "consented_on": day("20.11")}
    return StandIn.objects.create(pair=pair, person=MentorEntryFactory().person, reason="Болезнь", **dates)


def move(pair: Any, by: User, on: dt.date) -> Any:
    post = {"title": "методист", "unit": "", "is_teaching": True, "is_deputy": False, "is_administrative": False}
    return employment.transfer(pair.mentor, on=on, position=post, by=by, today=on)


def leave(entry: Any, by: User, on: dt.date) -> Any:
    return employment.record_leaving(entry.person, left_on=on, reason="переезд", by=by, today=on)


def withdrawn(by: User) -> Any:
    return PairFactory(active=True).mentor_consent


def written(by: User) -> Any:
    program = made.submitted_program()
    program.status, program.submitted_on = "with_mentee", None
    program.save()
    return program


def item(by: User) -> Any:
    return made.activity(made.approved(PairFactory(active=True), by), day("20.12"))


def task(by: User) -> Task:
    pair = PairFactory(active=True)
    return Task.objects.create(pair=pair, mentee=pair.mentees[0], text="План", given_on=day("20.11"))


def do_task(row: Task, by: User, on: dt.date) -> Task:
    return tasks.do(row, done_on=on, comment="Готово", today=on, by=by)


def check_task(verdict: str) -> Act:
    return lambda row, by, on: tasks.check(row, verdict=verdict, comment="Прочитано", today=on, by=by)


def help_asked(by: User) -> HelpRequest:
    pair = PairFactory(active=True)
    return HelpRequest.objects.create(pair=pair, mentee=pair.mentees[0], asked_on=day("20.11"), text="Как быть")


def to_read(by: User) -> Acquaintance:
    pair = PairFactory(active=True)
    return Acquaintance.objects.create(order=pair.order, person=UserFactory(person=pair.mentor).person)


def assigned(by: User) -> Assignment:
    pair = PairFactory(active=True)
    person = UserFactory(person=pair.mentor).person
    Acquaintance.objects.create(order=pair.order, person=person)
    return Assignment.objects.create(order=pair.order, person=person, what="Разместить Положение", due_on=day("10.12"))


def petition(by: User) -> Any:
    UserFactory(person=(row := asked.petition("ending", by=by)).author)
    return row


def decide(row: Any, by: User, on: dt.date) -> Any:
    return petitions.decide(row, granted=True, reason="", decided_on=on, today=on, by=by, effective_on=on)


ONCE = {"1.12": True, "2.12": False, "3.12": False}
SINCE = {"1.12": False, "2.12": True, "3.12": True}

STORIES = [
    Story("an order is signed", drafted, "Подписать приказ", ONCE, {"2.12": lambda row, by, on: sign(row, on)}),
    Story("a draft is dropped", drafted, "Подписать приказ", ONCE, {"2.12": discard}),
    Story("its pair is free again", drafted, "Подготовить пару к приказу", SINCE, {"2.12": discard}),
    Story(
        "a proposal is cancelled",
        lambda by: PairFactory(consents=False, starts_on=day("15.12")),
        "Дать согласие на участие",
        ONCE,
        {"2.12": lambda row, by, on: pairs.cancel(row, reason="Передумали", on=on, by=by)},
    ),
    Story(
        "a consent is given",
        lambda by: PairFactory(consents=False, starts_on=day("15.12")),
        "Дать согласие на участие",
        ONCE,
        {"2.12": lambda row, by, on: pairs.consent_as_mentor(row, on=on, method="paper", by=by, today=on, place="№ 4")},
    ),
    Story(
        "a mentor is trained",
        lambda by: MentorEntryFactory(trained_on=None),
        "Обучить наставника",
        ONCE,
        {"2.12": lambda row, by, on: (setattr(row, "trained_on", on), row.save())},
    ),
    Story(
        "whoever waits for a mentor leaves",
        lambda by: MenteeEntryFactory(),
        "Назначить наставника",
        {"1.12": True, "2.12": True, "3.12": False},
        {"2.12": leave},
    ),
    Story(
        "whoever waits leaves the bank",
        lambda by: MenteeEntryFactory(),
        "Назначить наставника",
        {"1.12": True, "2.12": True, "3.12": False},
        {"2.12": lambda row, by, on: people.leave_bank(row, ends_on=on, reason="Попросил", by=by)},
    ),
    Story("a mentor is appointed for later", proposed, "Назначить наставника", ONCE, {"2.12": announce}),
    Story("what is announced owes its programme", proposed, "Составить программу", SINCE, {"2.12": announce}),
    Story("a pair is not there before it is proposed", proposed, "Подготовить пару", {"1.11": False, "1.12": True}, {}),
    Story("an end is asked for", running, "Подготовить приказ о завершении", SINCE, {"2.12": ending}),
    Story(
        "an end is not asked for any more",
        running,
        "Подготовить приказ о завершении",
        ONCE,
        {"1.12": ending, "2.12": give_up},
    ),
    Story(
        "an end that is asked for is decided",
        running,
        "Завершить работу пары",
        ONCE,
        {"2.12": ending, "3.12": close},
    ),
    Story(
        "reports are owed from the last day on",
        running,
        "Сдать отчёт наставника",
        {"3.12": False, "14.12": False, "15.12": True, "16.12": True},
        {"2.12": ending, "3.12": close},
    ),
    Story(
        "meetings are held through the last day",
        lambda by: MeetingFactory(planned=True, held_on=day("14.12"), pair=PairFactory(active=True)).pair,
        "Провести встречу",
        {"3.12": True, "14.12": True, "15.12": True, "16.12": False},
        {"2.12": ending, "3.12": close},
    ),
    Story(
        "a meeting is held",
        lambda by: MeetingFactory(planned=True, held_on=day("2.12")),
        "Провести встречу",
        ONCE,
        {"2.12": lambda row, by, on: meetings.cancel(row, reason="Не состоялась", today=on, by=by)},
    ),
    Story(
        "somebody should be back",
        away,
        "Записать возвращение",
        {"30.11": False, "1.12": True, "2.12": True, "3.12": False},
        {"3.12": lambda row, by, on: employment.record_return(row, returned_on=on, by=by, today=on)},
    ),
    Story(
        "a stand-in ends before the mentor is back",
        covered,
        "Решить, кто ведёт",
        {"1.12": False, "5.12": False, "6.12": True, "20.12": True, "21.12": True},
        {},
    ),
    Story("a transfer", running, "Решить, продолжать ли после перевода", SINCE, {"2.12": move}),
    Story(
        "a transfer is decided about",
        running,
        "Решить, продолжать ли после перевода",
        {"30.11": False, "1.12": True, "2.12": False},
        {"1.12": move, "2.12": lambda row, by, on: leaving.carry_on(row, reason="Справятся", on=on, by=by)},
    ),
    Story(
        "a mentor's leaving is recorded",
        lambda by: PairFactory(active=True).mentor.mentor_entry,
        "Заменить наставника",
        SINCE,
        {"2.12": lambda row, by, on: leave(row, by, on)},
    ),
    Story(
        "a consent is withdrawn",
        withdrawn,
        "Получить новое согласие",
        SINCE,
        {"2.12": lambda row, by, on: people.withdraw_consent(row, on=on, today=on, by=by)},
    ),
    Story(
        "a programme is handed in, returned and handed in again",
        written,
        "Составить программу",
        {"30.11": True, "1.12": False, "2.12": True, "3.12": False},
        {
            "1.12": lambda row, by, on: programs.submit(row, on=on, by=by),
            "2.12": lambda row, by, on: programs.send_back(row, reason="Допишите", by=by),
            "3.12": lambda row, by, on: programs.submit(row, on=on, by=by),
        },
    ),
    Story(
        "a programme is approved",
        lambda by: made.submitted_program(on=day("20.11")),
        "Утвердить программу",
        ONCE,
        {"2.12": lambda row, by, on: programs.approve(row, on=on, by=by)},
    ),
    Story(
        "an item of the plan is done",
        item,
        "Выполнить: Открытое занятие",
        ONCE,
        {"2.12": lambda row, by, on: programs.perform(row, done_on=on, result="Да", evidence=None, today=on, by=by)},
    ),
    Story(
        "a report is returned and handed in again",
        ended,
        "Сдать отчёт наставника",
        {"30.11": True, "1.12": False, "2.12": True, "3.12": False},
        {
            "1.12": lambda row, by, on: reports.submit(row, on=on, by=by),
            "2.12": lambda row, by, on: reports.send_back(row, reason="Допишите", by=by),
            "3.12": lambda row, by, on: reports.submit(row, on=on, by=by),
        },
    ),
    Story(
        "a task is done, asked for again and accepted",
        task,
        "Проверить задание",
        {"30.11": False, "1.12": True, "2.12": False, "3.12": True, "4.12": False},
        {"1.12": do_task, "2.12": check_task("again"), "3.12": do_task, "4.12": check_task("accepted")},
    ),
    Story(
        "help is given",
        help_asked,
        "Помочь",
        ONCE,
        {
            "2.12": lambda row, by, on: help.answer(
                row, fields={"answered_on": on, "minutes": 9, "answer": "Показано"}, today=on, by=by
            )
        },
    ),
    Story(
        "an order is read",
        to_read,
        "Ознакомиться с приказом",
        ONCE,
        {"2.12": lambda row, by, on: orders.acknowledge(row, on=on, today=on, method="online", by=by)},
    ),
    Story(
        "an assignment is done",
        assigned,
        "Разместить Положение",
        ONCE,
        {"2.12": lambda row, by, on: orders.fulfil(row, on=on, url="https://sad.example/", today=on, by=by)},
    ),
    Story("a petition is decided", petition, "Ответить на заявление", ONCE, {"2.12": decide}),
    Story("the answer waits to be read", petition, "Прочитать ответ", SINCE, {"2.12": decide}),
    Story(
        "an event is cancelled",
        lambda by: EventFactory(kind="council"),
        "Записать протокол",
        ONCE,
        {
            "2.12": lambda row, by, on: (
                setattr(row, "cancelled_on", on),
                setattr(row, "cancel_reason", "Карантин"),
                row.save(),
            )
        },
    ),
    Story(
        "conditions of a consent are judged",
        lambda by: spread.given(PersonFactory(), own={"photo": "без подписи"}, given_on=day("20.11"), by=by),
        "Проверить условия согласия",
        ONCE,
        {"2.12": lambda row, by, on: spreading.check_conditions(row, met=True, words="Учтены", by=by, today=on)},
    ),
    Story(
        "data is taken down after a demand",
        given_up,
        "Прекратить распространение",
        ONCE,
        {"2.12": lambda row, by, on: spreading.close(row, done_on=on, done="Убрано", today=on, by=by)},
    ),
    Story(
        "data is taken down after the end of a term",
        lambda by: spread.given(PersonFactory(), "photo", expires_on=day("1.12"), by=by),
        "Получить новое согласие на распространение",
        ONCE,
        {"2.12": lambda row, by, on: spreading.close_term(row, done_on=on, done="Убрано", today=on, by=by)},
    ),
    Story(
        "a new consent comes in the place of one that runs out",
        lambda by: spread.given(PersonFactory(), "photo", expires_on=day("1.12"), by=by),
        "Получить новое согласие на распространение",
        ONCE,
        {"2.12": lambda row, by, on: spread.given(row.person, "photo", given_on=on, by=by)},
    ),
]
