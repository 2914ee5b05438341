"""D42: the analytic report of a school year in its ten parts."""

from datetime import date

from mentorship.core.words import titles
from mentorship.core.words.text import plural
from mentorship.documents.tree import Approval, Block, Paragraph
from mentorship.documents.wording import fill
from mentorship.people.registers import BLANK_DAY, curator_signature
from mentorship.people.values import head_in_signature, place_values
from mentorship.regulation.models import Edition, Institution
from mentorship.regulation.queries import edition_on
from mentorship.reports.analytics.blocks import Sheet, caption, part, written
from mentorship.reports.analytics.facts import Facts, Returns
from mentorship.reports.analytics.figures import HIDDEN, Tally, answered, answered_share, average, change, is_few, share


def final_report(facts: Facts, sheet: Sheet) -> list[Block]:
    """The ten parts of the year's report (CUR-16)."""
    return [
        approval(sheet.place, sheet.on),
        *sheet.title("Итоговый аналитический отчёт о реализации системы наставничества педагогических работников"),
        *legal_part(facts, sheet),
        *people_part(facts, sheet),
        *banks_part(facts, sheet),
        *programs_part(facts, sheet),
        *monitoring_part(facts, sheet),
        *events_part(facts, sheet),
        *retention_part(facts, sheet),
        *practices_part(facts, sheet),
        *risks_part(facts, sheet),
        part(10, "Выводы и задачи на следующий учебный год"),
        written("Выводы", "Задачи на следующий учебный год"),
        curator_signature(sheet.place, sheet.on),
    ]


def approval(place: Institution, on: date) -> Approval:
    """УТВЕРЖДАЮ of the head, with lines for the signature and the day."""
    title, name = head_in_signature(place, on)
    return Approval("УТВЕРЖДАЮ", (title, f"____________ {name}", BLANK_DAY))


def legal_part(facts: Facts, sheet: Sheet) -> list[Block]:
    act = [(sheet.place.act_title, edition_line(edition_on(facts.on)))]
    orders = ((f"{order.signed_on:%d.%m.%Y}", order.number, order.heading, order.state) for order in facts.orders)
    return [
        part(1, "Правовая основа и изданные акты"),
        *basis(facts.on, sheet.place),
        sheet.numbers(("Локальный нормативный акт", "Чем утверждён, с какого дня действует"), act, (50, 50)),
        caption("Приказы по наставничеству, изданные за учебный год"),
        sheet.listing(("Дата", "Номер", "Заголовок", "Состояние"), orders, (14, 12, 48, 20), "Приказы не издавались."),
    ]


def basis(on: date, place: Institution) -> list[Block]:
    """What the orders of the institution refer to, as a sentence."""
    words = fill(place.preamble, place_values(on)).strip(" ,.-–—")
    return [Paragraph(f"Система наставничества действует {words[:1].lower()}{words[1:]}.")] if words else []


def edition_line(edition: Edition) -> str:
    words = (edition.title, edition.approved_by, f"действует с {edition.starts_on:%d.%m.%Y}")
    return ", ".join(filter(None, words))


def people_part(facts: Facts, sheet: Sheet) -> list[Block]:
    involved = [
        ("Педагогических работников в учреждении", facts.staff, ""),
        ("Из них участвуют в наставничестве", facts.involved, share(facts.involved, facts.staff)),
    ]
    categories = [
        (name, count, facts.whole.mentees.categories[name], share(facts.whole.mentees.categories[name], total))
        for total in [facts.whole.mentees.total]
        for name, count in padded(facts.day.mentees.categories, facts.whole.mentees.categories).items()
    ]
    return [
        part(2, "Участники наставничества"),
        sheet.numbers(("Показатель", "На дату", "За учебный год"), totals(facts), (60, 20, 20)),
        caption("Вовлечённость педагогических работников на дату"),
        sheet.numbers(("Показатель", "Человек", "Доля"), involved, (60, 20, 20)),
        caption(titles.say("Категории {mentees.gen}")),
        sheet.numbers(("Категория", "На дату", "За учебный год", "Доля за год"), categories, (46, 18, 18, 18)),
        *forms_table("Формы и виды наставничества: пар и групп", forms_and_kinds(facts), sheet, ()),
    ]


def totals(facts: Facts) -> list[tuple]:
    """Participants, pairs and programmes: on the day and during the year."""
    day, whole = facts.day, facts.whole
    return [
        ("Наставники, человек", day.mentors.total, whole.mentors.total),
        (titles.say("{Mentees.nom}, человек"), day.mentees.total, whole.mentees.total),
        ("Наставнические пары", day.pairs, whole.pairs),
        ("Наставнические группы", day.groups, whole.groups),
        *[("Из пар и групп приостановлены приказом", day.paused, whole.paused)] * bool(whole.paused),
        ("Утверждённые персонализированные программы", day.programs, whole.programs),
    ]


def forms_table(title: str, rows: list[tuple], sheet: Sheet, more: tuple[str, ...]) -> list[Block]:
    """The pairs by form and kind; nothing where the edition names neither and no pair has one."""
    widths = (50, 16, 18, 16) if more else (60, 20, 20)
    cells = [(*row, *[""] * len(more)) for row in rows]
    headers = ("Форма, вид", "На дату", "За учебный год", *more)
    return [caption(title), sheet.numbers(headers, cells, widths)] if rows else []


def forms_and_kinds(facts: Facts) -> list[tuple]:
    day, whole = facts.day, facts.whole
    return [
        *((f"форма «{name}»", count, whole.forms[name]) for name, count in padded(day.forms, whole.forms).items()),
        *((f"вид: {name}", count, whole.kinds[name]) for name, count in padded(day.kinds, whole.kinds).items()),
    ]


def padded(some: Tally, every: Tally) -> Tally:
    """The first counts under the names of the second."""
    return {name: some.get(name, 0) for name in every}


def banks_part(facts: Facts, sheet: Sheet) -> list[Block]:
    banks = facts.banks
    rows = [
        ("Наставников в банке", banks.mentors, ""),
        ("Из них обучены", banks.trained, share(banks.trained, banks.mentors)),
        ("Из них отвечают всем критериям подготовки", banks.ready, share(banks.ready, banks.mentors)),
        (titles.say("{Mentees.gen} в банке"), banks.mentees, ""),
        ("Из них работают с наставником", banks.with_mentor, share(banks.with_mentor, banks.mentees)),
        ("Из них завершили работу с наставником", banks.finished, share(banks.finished, banks.mentees)),
        ("Из них ждут наставника", banks.waiting, share(banks.waiting, banks.mentees)),
        ("Открытых затруднений и запросов", banks.needs_open, ""),
        ("Снято затруднений и запросов за учебный год", banks.needs_closed, ""),
    ]
    trained = ((sheet.name(found.mentor), f"{found.on:%d.%m.%Y}", found.training or "—") for found in facts.trained)
    return [
        part(3, titles.say("Банки наставников и {mentees.gen}, обучение")),
        sheet.numbers(("Показатель", "Количество", "Доля"), rows, (60, 20, 20)),
        caption("Наставники, обученные за учебный год"),
        sheet.listing(("Наставник", "Когда", "Где и чему"), trained, (32, 16, 46), "За учебный год обучения не было."),
    ]


def programs_part(facts: Facts, sheet: Sheet) -> list[Block]:
    plans, ended = facts.plans, len(facts.endings)
    early = [ending for ending in facts.endings if ending.early]
    rows = [
        ("Начато программ", plans.begun, ""),
        ("Утверждено программ", plans.approved, ""),
        ("Программы действующих пар и групп, на дату", plans.running, ""),
        ("Пар и групп завершили работу с выполнением плана", ended - len(early), share(ended - len(early), ended)),
        ("Пар и групп завершили работу досрочно", len(early), share(len(early), ended)),
        ("Продлено программ (вписывается от руки)", "", ""),
        ("Мероприятий планов со сроком в учебном году, не позже даты отчёта", plans.due, ""),
        ("Из них выполнено", plans.done, share(plans.done, plans.due)),
        ("Отменено с указанием причины", plans.cancelled, ""),
    ]
    reasons = (
        (
            f"{sheet.name(ending.mentor)} — {', '.join(map(sheet.name, ending.mentees))}",
            f"{ending.ended_on:%d.%m.%Y}",
            ": ".join(filter(None, (ending.case, ending.reason))),
        )
        for ending in early
    )
    return [
        part(4, "Персонализированные программы"),
        sheet.numbers(("Показатель", "Количество", "Доля"), rows, (60, 20, 20)),
        caption("Пары и группы, завершившие работу досрочно"),
        sheet.listing(("Пара, группа", "Завершена", "Причина"), reasons, (36, 16, 42), "Таких пар и групп нет."),
    ]


def monitoring_part(facts: Facts, sheet: Sheet) -> list[Block]:
    now = facts.returns
    rows = [
        ("Отчётов наставников сдано", now.from_mentors, share(now.from_mentors, now.expected)),
        (titles.say("Отчётов {mentees.gen} сдано"), now.from_mentees, share(now.from_mentees, now.expected)),
        ("Оценили работу наставника", answered(now.respondents), answered_share(now.respondents, now.expected)),
    ]
    if facts.interim is not None:
        rows.append(("Промежуточных отчётов наставников сдано за учебный год", facts.interim, ""))
    return [
        part(5, "Мониторинг и оценка работы наставников"),
        sheet.numbers(("Показатель", "Количество", "Доля от завершивших"), rows, (56, 20, 24)),
        caption("Оценки работы наставников по десятибалльной шкале"),
        *score_tables(facts, sheet),
        written("Что показал мониторинг"),
    ]


def score_tables(facts: Facts, sheet: Sheet) -> list[Block]:
    """Respondents and averages beside the year before, and how the scores spread; nothing of fewer than three."""
    now, before = facts.returns, facts.returns_before
    years = ("20___/20___",) * 2 if sheet.blank else (facts.period.title, facts.period.before().title)
    rows = [
        ("Завершили наставничество, человек", now.expected, before.expected),
        ("Респондентов", answered(now.respondents), answered(before.respondents)),
        (
            "Доля респондентов",
            answered_share(now.respondents, now.expected),
            answered_share(before.respondents, before.expected),
        ),
        ("Средняя оценка", average(now.scores), average(before.scores)),
        ("Изменение средней оценки за год", change(now.scores, before.scores), ""),
        ("Наименьшая оценка", lowest(now), lowest(before)),
    ]
    spread = [
        (
            f"{name} баллов",
            HIDDEN if is_few(now.respondents) else count,
            HIDDEN if is_few(now.respondents) else share(count, now.respondents),
            HIDDEN if is_few(before.respondents) else share(before.spread[name], before.respondents),
        )
        for name, count in now.spread.items()
    ]
    return [
        sheet.numbers(("Показатель", *years), rows, (60, 20, 20)),
        sheet.numbers(("Оценка", "Респондентов", "Доля", "Доля годом раньше"), spread, (40, 20, 20, 20)),
    ]


def lowest(returns: Returns) -> str:
    if is_few(returns.respondents):
        return HIDDEN
    return str(min(returns.scores)) if returns.scores else "—"


def events_part(facts: Facts, sheet: Sheet) -> list[Block]:
    rows = ((sheet.name(report.mentee), report.achievements) for report in facts.achievements)
    return [
        part(6, "Мероприятия, конкурсы, достижения"),
        caption(titles.say("Достижения {mentees.gen} по отчётам наставников")),
        sheet.listing((titles.say("{Mentee.nom}"), "Достижения"), rows, (30, 64), "В отчётах достижения не названы."),
        written("Мероприятия по наставничеству", "Участие в конкурсах и его результаты"),
    ]


def retention_part(facts: Facts, sheet: Sheet) -> list[Block]:
    rows = [
        ("20___/20___" if sheet.blank else cohort.year, cohort.came, cohort.stayed, share(cohort.stayed, cohort.came))
        for cohort in facts.cohorts
    ]
    return [
        part(7, "Закрепление молодых и начинающих педагогов"),
        caption("Сотрудники, у которых был или есть наставник, по году приёма на работу"),
        sheet.numbers(("Учебный год приёма", "Принято", "Работают на дату", "Доля"), rows, (40, 20, 20, 20)),
        written("Почему уходили и что помогло остаться", lines=2),
    ]


def practices_part(facts: Facts, sheet: Sheet) -> list[Block]:
    """What came into the library during the year (BNK-06, BNK-07, CUR-09)."""
    rows = (
        (
            f"{row.on:%d.%m.%Y}",
            row.kind,
            row.title,
            ", ".join(filter(None, [*map(sheet.name, row.authors), row.outside])),
        )
        for row in facts.shelved
    )
    return [
        part(8, "Лучшие практики"),
        *([] if sheet.blank or not facts.shelved else [Paragraph(shelved_words(facts))]),
        sheet.listing(
            ("Утверждён", "Вид", "Название", "Авторы"), rows, (14, 22, 34, 24), "Методическая копилка не пополнялась."
        ),
        written("Какой опыт наставников стоит распространить и как"),
    ]


def shelved_words(facts: Facts) -> str:
    """«Методическая копилка пополнена: 3 практики, 5 материалов.»"""
    practices = sum(row.is_practice for row in facts.shelved)
    others = len(facts.shelved) - practices
    parts = (
        (practices, plural(practices, "практика", "практики", "практик")),
        (others, plural(others, "материал", "материала", "материалов")),
    )
    return f"Методическая копилка пополнена: {', '.join(f'{number} {word}' for number, word in parts if number)}."


def risks_part(facts: Facts, sheet: Sheet) -> list[Block]:
    rows = [
        ("Ждут наставника дольше срока, установленного Положением, человек", facts.banks.late),
        ("Пары и группы, срок которых прошёл, а приказа о завершении нет", facts.risks.overdue_pairs),
        ("Действующие пары и группы без утверждённой программы", facts.risks.without_program),
        ("Мероприятия действующих программ с пропущенным сроком", facts.risks.overdue_items),
        ("Отчёты по парам, завершённым за учебный год, которые не сданы в срок", facts.risks.missing_reports),
    ]
    return [
        part(9, "Риски и проблемы"),
        sheet.numbers(("Показатель на дату", "Количество"), rows, (76, 24)),
        written("В чём причины и что будет сделано"),
    ]
