"""Every obligation by a table: what makes it, its day, whose it is, its clause, the page that fulfils it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from mentorship.pairs import services as pairs
from tests.desk.duties import making as do
from tests.factories import programs as made
from tests.factories import roadmap as roadmaps
from tests.factories.events import EventFactory
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory

OFFICES = ("curator", "director", "council", "clerk", "admin")
LAW = "ст. 351.8 ТК РФ"


@dataclass(frozen=True)
class Case:
    """What is made, which duty follows, by when and whose: an office, «mentor» or «mentee».

    `warned` is the day from which it presses, `asked` the day that is asked about where the duty follows from it,
    `begins` the day before which nothing has happened from which it could follow.
    """

    make: Callable
    rule: str
    due_on: dt.date | None
    owner: str
    clause: str
    target: str
    what: str
    warned: dt.date | None = None
    asked: dt.date | None = None
    begins: dt.date | None = None

    def __str__(self):
        return f"{self.rule}-{self.owner}-{self.target}-{self.what}"


def day(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%d.%m.%Y").date()


DATED = [
    # people and pairs
    Case(
        lambda by: MenteeEntryFactory(),
        "appoint_within",
        day("01.10.2026"),
        "curator",
        "3.7",
        "pairs:propose",
        "Назначить наставника",
        warned=day("21.09.2026"),
    ),
    Case(
        lambda by: PairFactory(),
        "appoint_within",
        day("01.10.2026"),
        "curator",
        "3.7",
        "pairs:gate",
        "Назначить наставника",
        warned=day("21.09.2026"),
    ),
    Case(
        lambda by: MenteeEntryFactory(),
        "confirm_mentees",
        day("01.09.2027"),
        "curator",
        "3.4",
        "people:confirm_mentee",
        "Подтвердить сведения о наставляемом",
    ),
    Case(
        do.untrained,
        "mentor_training",
        day("15.09.2026"),
        "curator",
        "3.8",
        "people:keep_mentor",
        "Обучить наставника до назначения",
    ),
    Case(
        do.lapsing("mentor"),
        "mentor_consent",
        day("01.02.2027"),
        "curator",
        "3.2",
        "pairs:record_mentor_consent",
        "Получить новое согласие или завершить пару",
        day("02.01.2027"),
    ),
    Case(
        do.lapsing("mentee"),
        "mentee_consent",
        day("01.02.2027"),
        "curator",
        "3.3",
        "pairs:record_mentee_consent",
        "Получить новое согласие или завершить пару",
        day("02.01.2027"),
    ),
    Case(
        do.without_data_consent,
        "data_consent",
        day("01.12.2026"),
        "curator",
        "3.4",
        "people:record_consent",
        "Получить новое согласие или завершить пару",
        day("01.11.2026"),
    ),
    Case(
        do.asked_to_end,
        "completion",
        day("01.03.2027"),
        "curator",
        "7.1",
        "pairs:draft_closing",
        "Подготовить приказ о завершении",
    ),
    # leaving and replacement
    Case(
        do.leaving("mentor"),
        "replacement",
        day("20.01.2027"),
        "curator",
        "3.8",
        "pairs:card",
        "Заменить наставника или завершить пару: увольнение",
    ),
    Case(
        do.leaving("mentee"),
        "replacement",
        day("20.01.2027"),
        "curator",
        "3.8",
        "pairs:card",
        "Завершить пару: увольнение",
    ),
    Case(
        do.moved("mentor"),
        "replacement",
        day("11.01.2027"),
        "curator",
        "3.8",
        "leaving:decide",
        "Решить, продолжать ли после перевода",
    ),
    Case(
        do.moved("mentee"),
        "replacement",
        day("11.01.2027"),
        "curator",
        "3.8",
        "leaving:decide",
        "Решить, продолжать ли после перевода",
    ),
    Case(
        do.away,
        "replacement",
        day("25.01.2027"),
        "curator",
        "3.8",
        "leaving:decide",
        "Решить, кто ведёт, пока наставник отсутствует",
    ),
    Case(
        do.not_back,
        "absence_return",
        day("11.02.2027"),
        "curator",
        "",
        "leaving:back",
        "Записать возвращение",
        begins=day("11.02.2027"),
    ),
    Case(
        do.replacing,
        "replacement",
        day("07.12.2026"),
        "curator",
        "3.8",
        "pairs:gate",
        "Довести замену наставника до приказа",
    ),
    Case(
        do.replaced,
        "replacement_note",
        day("17.12.2026"),
        "mentor",
        "3.6",
        "replacements:note",
        "Написать записку: что сделано и что осталось",
    ),
    Case(
        do.replaced_for_good,
        "replacement_note",
        day("17.12.2026"),
        "curator",
        "3.6",
        "replacements:note",
        "Написать записку: что сделано и что осталось",
    ),
    # agreements of the Labour Code
    Case(
        lambda by: do.active(),
        "agreement",
        day("15.09.2026"),
        "curator",
        LAW,
        "pairs:new_agreement",
        "Подготовить дополнительное соглашение",
        begins=day("15.09.2026"),
    ),
    Case(
        do.agreement,
        "agreement",
        day("15.09.2026"),
        "curator",
        LAW,
        "pairs:agreement",
        "Подписать дополнительное соглашение",
        begins=day("15.09.2026"),
    ),
    Case(
        do.signed_agreement,
        "agreement",
        day("20.11.2026"),
        "curator",
        LAW,
        "pairs:agreement_copy",
        "Вручить наставнику экземпляр соглашения",
        begins=day("20.11.2026"),
    ),
    Case(
        do.outlived_agreement,
        "agreement",
        day("31.05.2027"),
        "curator",
        LAW,
        "pairs:new_agreement",
        "Заключить соглашение на новый срок пары",
    ),
    Case(
        do.notice,
        "employer_notice",
        day("25.11.2026"),
        "curator",
        LAW,
        "pairs:receive_notice",
        "Вручить уведомление об отмене поручения",
    ),
    # programmes
    Case(
        lambda by: do.active(),
        "program_due",
        day("25.09.2026"),
        "mentor",
        "3.6",
        "pairs:card",
        "Составить программу и отправить на утверждение",
    ),
    Case(
        do.planned,
        "activity_due",
        day("01.12.2026"),
        "mentor",
        "5.2",
        "programs:perform",
        "Выполнить: Открытое занятие",
    ),
    Case(
        lambda by: do.active(),
        "completion",
        day("31.05.2027"),
        "curator",
        "7.1",
        "programs:end",
        "Завершить работу пары",
        day("01.05.2027"),
    ),
    Case(
        do.planned,
        "completion",
        day("31.05.2027"),
        "curator",
        "7.1",
        "programs:end",
        "Решить: завершить или продлить, из плана осталось 1",
        day("01.05.2027"),
    ),
    Case(
        do.under(do.unpublished, publish_results_days=10),
        "publish_results",
        day("10.06.2027"),
        "clerk",
        "8.2",
        "programs:publish",
        "Разместить результаты программы на сайте",
    ),
    # reports
    Case(
        lambda by: PairFactory(ended=True),
        "mentor_report",
        day("10.06.2027"),
        "mentor",
        "3.6",
        "reports:write_mentor",
        "Сдать отчёт наставника",
    ),
    Case(
        lambda by: PairFactory(ended=True),
        "mentee_report",
        day("10.06.2027"),
        "mentee",
        "3.6",
        "reports:write_mentee",
        "Сдать отчёт наставляемого",
    ),
    Case(
        do.under(lambda by: do.active(), report_every_months=3),
        "report_interval",
        day("24.12.2026"),
        "mentor",
        "",
        "reports:write_interim",
        "Сдать промежуточный отчёт",
    ),
    # the journal
    Case(
        do.planned_meeting,
        "meeting_planned",
        day("10.11.2026"),
        "mentor",
        "",
        "journal:hold",
        "Провести встречу: Планирование занятия",
    ),
    Case(
        do.unmarked_meeting,
        "meeting_mark",
        day("22.10.2026"),
        "mentor",
        "",
        "journal:pair",
        "Отметить в журнале 1 встречу",
    ),
    Case(
        lambda by: MeetingFactory(),
        "meeting_mark",
        day("22.10.2026"),
        "mentee",
        "",
        "journal:pair",
        "Отметить в журнале 1 встречу",
    ),
    Case(
        do.task(due_on=day("27.10.2026")),
        "task_due",
        day("27.10.2026"),
        "mentee",
        "5.2",
        "journal:do_task",
        "Выполнить задание: Составить план",
    ),
    Case(
        do.help_asked("today"),
        "help_asked",
        day("20.10.2026"),
        "mentor",
        "",
        "journal:answer",
        "Помочь: Дети не слушают",
        begins=day("20.10.2026"),
    ),
    Case(
        do.help_asked("soon"),
        "help_asked",
        day("23.10.2026"),
        "mentor",
        "",
        "journal:answer",
        "Помочь: Дети не слушают",
    ),
    # petitions
    Case(
        do.under(do.petition("ending"), petition_days=10),
        "petition_decision",
        day("15.10.2026"),
        "curator",
        "",
        "petitions:card",
        "Ответить на заявление",
    ),
    Case(
        do.under(do.petition("mediation"), petition_days=10),
        "petition_decision_closed",
        day("15.10.2026"),
        "council",
        "",
        "petitions:card",
        "Ответить на заявление",
    ),
    Case(
        do.granted("ending"),
        "petition_execution",
        day("19.10.2026"),
        "curator",
        "",
        "petitions:card",
        "Исполнить решение по заявлению",
    ),
    # the institution
    Case(
        do.act, "publication", day("30.09.2026"), "clerk", "8.1", "regulation:publish", "Разместить Положение на сайте"
    ),
    Case(
        lambda by: None,
        "workdays",
        day("31.12.2026"),
        "curator",
        "ст. 112 ТК РФ",
        "regulation:workdays_year",
        "Ввести переносы выходных дней на 2027 год",
        day("01.12.2026"),
        asked=day("01.10.2026"),
    ),
    Case(
        do.roadmap,
        "roadmap_activity",
        day("31.10.2026"),
        "curator",
        "3.4",
        "roadmap:perform",
        "Выполнить: Провести анкетирование",
        day("01.10.2026"),
    ),
    Case(
        lambda by: roadmaps.draft(by),
        "roadmap_approval",
        day("01.09.2026"),
        "curator",
        "3.3",
        "roadmap:card",
        "Подготовить приказ об утверждении дорожной карты",
    ),
    Case(
        do.roadmap,
        "roadmap",
        day("30.06.2027"),
        "curator",
        "3.4",
        "roadmap:new",
        "Составить дорожную карту на следующий учебный год",
    ),
    Case(
        lambda by: EventFactory(kind="council"),
        "event_outcome",
        day("01.10.2026"),
        "curator",
        "",
        "events:hold",
        "Записать протокол заседания",
    ),
    Case(
        lambda by: EventFactory(kind="training"),
        "event_outcome",
        day("01.10.2026"),
        "curator",
        "3.8",
        "events:hold",
        "Отметить, кто прошёл обучение",
    ),
]

UNDATED = [
    # people and pairs
    Case(
        lambda by: PairFactory(consents=False),
        "consent",
        None,
        "mentor",
        "3.2",
        "pairs:card",
        "Дать согласие на участие в паре",
    ),
    Case(do.unasked_mentee, "consent", None, "mentee", "3.3", "pairs:card", "Дать согласие на участие в паре"),
    Case(lambda by: PairFactory(), "order_needed", None, "curator", "6.2", "pairs:gate", "Подготовить пару к приказу"),
    Case(
        lambda by: pairs.draft_appointment([PairFactory()], on=day("15.09.2026"), by=by),
        "order_needed",
        None,
        "director",
        "",
        "orders:card",
        "Подписать приказ или отклонить проект",
    ),
    Case(
        lambda by: MentorEntryFactory(trained_on=None),
        "mentor_training",
        None,
        "curator",
        "3.8",
        "people:keep_mentor",
        "Обучить наставника до назначения",
    ),
    Case(do.to_read, "acquaintance", None, "mentor", "", "orders:card", "Ознакомиться с приказом"),
    Case(do.to_read, "acquaintance", None, "clerk", "", "orders:card", "Ознакомить с приказом под подпись"),
    # programmes and reports
    Case(
        do.with_program("with_mentee"),
        "program_acquaintance",
        None,
        "mentee",
        "3.6",
        "programs:card",
        "Ознакомиться с программой",
    ),
    Case(
        do.with_program("submitted"),
        "program_approval",
        None,
        "curator",
        "3.4",
        "programs:card",
        "Утвердить программу или вернуть",
    ),
    Case(
        do.under(do.with_program("submitted"), program_approval="order"),
        "program_approval",
        None,
        "curator",
        "3.4",
        "programs:draft_approval",
        "Подготовить приказ об утверждении программ",
    ),
    Case(
        lambda by: made.approved(PairFactory(ended=True), by),
        "publish_results",
        None,
        "clerk",
        "8.2",
        "programs:publish",
        "Разместить результаты программы на сайте",
    ),
    Case(
        do.extension_asked,
        "amendment",
        None,
        "mentor",
        "7.2",
        "programs:amendment",
        "Согласиться или отказаться: продление программы",
    ),
    Case(
        do.extension_asked,
        "amendment",
        None,
        "mentee",
        "7.2",
        "programs:amendment",
        "Согласиться или отказаться: продление программы",
    ),
    Case(do.extension_agreed, "amendment", None, "curator", "7.2", "programs:amendment", "Решить: продление программы"),
    Case(
        do.corrected,
        "program_acquaintance",
        None,
        "mentee",
        "3.6",
        "programs:version",
        "Ознакомиться с изменениями программы",
    ),
    Case(do.submitted_report, "report_acceptance", None, "curator", "", "reports:card", "Принять отчёт или вернуть"),
    # the journal
    Case(do.task(), "task_due", None, "mentee", "5.2", "journal:do_task", "Выполнить задание: Составить план"),
    Case(
        do.task(done_on=day("21.10.2026")),
        "task_check",
        None,
        "mentor",
        "",
        "journal:check_task",
        "Проверить задание: Составить план",
    ),
    Case(do.help_asked("later"), "help_asked", None, "mentor", "", "journal:answer", "Помочь: Дети не слушают"),
    # petitions
    Case(do.petition("ending"), "petition_decision", None, "curator", "", "petitions:card", "Ответить на заявление"),
    Case(do.petition("proposal"), "petition_decision", None, "curator", "", "petitions:card", "Ответить на заявление"),
    Case(
        do.petition("personal_file"),
        "petition_decision",
        None,
        "director",
        "",
        "petitions:card",
        "Ответить на заявление",
    ),
    Case(
        do.petition("representation"),
        "petition_decision_closed",
        None,
        "director",
        "",
        "petitions:card",
        "Ответить на заявление",
    ),
    Case(
        do.granted("representation"),
        "petition_execution_closed",
        None,
        "director",
        "",
        "petitions:card",
        "Исполнить решение по заявлению",
    ),
    Case(
        do.granted("mediation"),
        "petition_execution_closed",
        None,
        "council",
        "",
        "petitions:card",
        "Исполнить решение по заявлению",
    ),
    Case(
        do.granted("ending"),
        "petition_answer",
        None,
        "mentor",
        "",
        "petitions:card",
        "Прочитать ответ на своё заявление",
    ),
    Case(
        do.granted("representation"),
        "petition_answer_closed",
        None,
        "mentor",
        "",
        "petitions:card",
        "Прочитать ответ на своё заявление",
    ),
    # the institution
    Case(lambda by: None, "roadmap", None, "curator", "3.4", "roadmap:new", "Составить дорожную карту"),
]

# Owed every month anew: on the day after the last one it is the duty of the next month.
MONTHLY = [
    Case(
        lambda by: MenteeEntryFactory(),
        "fit",
        day("30.09.2026"),
        "curator",
        "4.1",
        "people:mentees",
        "Искать наставника, поддерживать наставляемых без пары",
        asked=day("30.09.2026"),
    ),
]

ALL = [*DATED, *UNDATED, *MONTHLY]
