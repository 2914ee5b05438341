"""Analytic papers: D39, monitoring with SWOT; D42, the year's report; D43, figures for statistics; D56, all blanks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from mentorship.documents import catalogue
from mentorship.documents.tree import Approval, Block, Document, Fields, Heading, Note, PageBreak, Paragraph, Table
from mentorship.documents.wording import fill
from mentorship.people.models import Person
from mentorship.people.names import paper_name
from mentorship.people.papers import the_institution
from mentorship.people.registers import BLANK_DAY, as_of, curator_signature, place_line
from mentorship.people.values import head, place_values
from mentorship.regulation.models import Edition, Institution
from mentorship.regulation.queries import edition_on, institution
from mentorship.reports.analysis import Crowd, Facts, Returns, analyse
from mentorship.reports.figures import Tally, average, change, school_year, share

LIST_ROWS = 5  # empty rows of a list in a blank form
SWOT_ROWS = 6
BY_HAND = frozenset(
    [*(f"D{number}" for number in range(18, 39)), "D40", "D41", "D46"]
)  # forms that people fill by hand one after another
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper being made: whose it is, on what day, and whether it is a form to fill by hand."""

    place: Institution
    on: date
    blank: bool

    def numbers(self, headers: Cells, rows: Iterable[tuple], widths: tuple[int, ...]) -> Table:
        """A table whose first cells are labels; in a blank form only they are printed."""
        empty = ("",) * (len(headers) - 1)
        lines = ((row[0], *empty) if self.blank else tuple(str(cell) for cell in row) for row in rows)
        return Table(headers, tuple(lines), widths)

    def listing(self, headers: Cells, rows: Iterable[Cells], widths: tuple[int, ...], nothing: str) -> Block:
        """A numbered list; words when there is nothing to list, empty rows in a blank form."""
        if self.blank:
            return Table(("№", *headers), ((("",) * (len(headers) + 1)),) * LIST_ROWS, (6, *widths))
        lines = tuple((str(number), *row) for number, row in enumerate(rows, start=1))
        return Table(("№", *headers), lines, (6, *widths)) if lines else Paragraph(nothing)

    def name(self, person: Person) -> str:
        return paper_name(person, initials_first=self.place.profile().text_initials_first)

    def year(self) -> str:
        return "20___/20___" if self.blank else school_year(self.on).title

    def title(self, text: str, *, period: bool = True) -> list[Block]:
        """The institution, the title, the period and the day."""
        when = f"за {self.year()} учебный год, по состоянию на " if period else "по состоянию на "
        return [
            place_line(self.place),
            Heading(text),
            Paragraph(when + as_of(None if self.blank else self.on), indent=False, align="center"),
        ]


def part(number: int, title: str) -> Heading:
    return Heading(f"{number}. {title}", level=2, align="left")


def caption(text: str) -> Paragraph:
    return Paragraph(text, indent=False, align="left", bold=True)


def written(*labels: str, lines: int = 3) -> Fields:
    """Questions that only a person can answer, each with lines to write on."""
    return Fields(tuple(pair for label in labels for pair in ((label, ""), *((("", ""),) * (lines - 1)))))


# D42


def final_report(facts: Facts, sheet: Sheet) -> list[Block]:
    """The ten parts of the year's report (CUR-16)."""
    return [
        approval(sheet.place),
        *sheet.title("Итоговый аналитический отчёт о реализации системы наставничества педагогических работников"),
        *legal_part(facts, sheet),
        *people_part(facts, sheet),
        *banks_part(facts, sheet),
        *programs_part(facts, sheet),
        *monitoring_part(facts, sheet),
        *events_part(facts, sheet),
        *retention_part(facts, sheet),
        part(8, "Лучшие практики"),
        written("Какой опыт наставников стоит распространить и как"),
        *risks_part(facts, sheet),
        part(10, "Выводы и задачи на следующий учебный год"),
        written("Выводы", "Задачи на следующий учебный год"),
        curator_signature(sheet.place),
    ]


def approval(place: Institution) -> Approval:
    """УТВЕРЖДАЮ of the head, with lines for the signature and the day."""
    person = head()
    name = paper_name(person, initials_first=place.profile().initials_first) if person else "_" * 20
    return Approval("УТВЕРЖДАЮ", (place.head_title, f"____________ {name}", BLANK_DAY))


def legal_part(facts: Facts, sheet: Sheet) -> list[Block]:
    act = [(sheet.place.act_title, edition_line(edition_on(facts.on)))]
    orders = (
        (f"{order.signed_on:%d.%m.%Y}", order.number, order.heading, order.get_status_display())
        for order in facts.orders
    )
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
        caption("Категории наставляемых"),
        sheet.numbers(("Категория", "На дату", "За учебный год", "Доля за год"), categories, (46, 18, 18, 18)),
        caption("Формы и виды наставничества: пар и групп"),
        sheet.numbers(("Форма, вид", "На дату", "За учебный год"), forms_and_kinds(facts), (60, 20, 20)),
    ]


def totals(facts: Facts) -> list[tuple]:
    """Participants, pairs and programmes: on the day and during the year."""
    day, whole = facts.day, facts.whole
    return [
        ("Наставники, человек", day.mentors.total, whole.mentors.total),
        ("Наставляемые, человек", day.mentees.total, whole.mentees.total),
        ("Наставнические пары", day.pairs, whole.pairs),
        ("Наставнические группы", day.groups, whole.groups),
        ("Утверждённые персонализированные программы", day.programs, whole.programs),
    ]


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
        ("Наставляемых в банке", banks.mentees, ""),
        ("Из них работают с наставником", banks.with_mentor, share(banks.with_mentor, banks.mentees)),
        ("Из них завершили работу с наставником", banks.finished, share(banks.finished, banks.mentees)),
        ("Из них ждут наставника", banks.waiting, share(banks.waiting, banks.mentees)),
        ("Открытых затруднений и запросов", banks.needs_open, ""),
        ("Снято затруднений и запросов за учебный год", banks.needs_closed, ""),
    ]
    trained = (
        (sheet.name(entry.person), f"{entry.trained_on:%d.%m.%Y}", entry.training or "—") for entry in facts.trained
    )
    return [
        part(3, "Банки наставников и наставляемых, обучение"),
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
        ("Отчётов наставляемых сдано", now.from_mentees, share(now.from_mentees, now.expected)),
        ("Оценили работу наставника", now.respondents, share(now.respondents, now.expected)),
    ]
    return [
        part(5, "Мониторинг и оценка работы наставников"),
        sheet.numbers(("Показатель", "Количество", "Доля от завершивших"), rows, (56, 20, 24)),
        caption("Оценки работы наставников по десятибалльной шкале"),
        *score_tables(facts, sheet),
        written("Что показал мониторинг"),
    ]


def score_tables(facts: Facts, sheet: Sheet) -> list[Block]:
    """Respondents and averages beside the year before, and how the scores spread."""
    now, before = facts.returns, facts.returns_before
    years = ("20___/20___",) * 2 if sheet.blank else (facts.period.title, facts.period.before().title)
    rows = [
        ("Завершили наставничество, человек", now.expected, before.expected),
        ("Респондентов", now.respondents, before.respondents),
        ("Доля респондентов", share(now.respondents, now.expected), share(before.respondents, before.expected)),
        ("Средняя оценка", average(now.scores), average(before.scores)),
        ("Изменение средней оценки за год", change(now.scores, before.scores), ""),
        ("Наименьшая оценка", lowest(now), lowest(before)),
    ]
    spread = [
        (f"{name} баллов", count, share(count, now.respondents), share(before.spread[name], before.respondents))
        for name, count in now.spread.items()
    ]
    return [
        sheet.numbers(("Показатель", *years), rows, (60, 20, 20)),
        sheet.numbers(("Оценка", "Респондентов", "Доля", "Доля годом раньше"), spread, (40, 20, 20, 20)),
    ]


def lowest(returns: Returns) -> str:
    return str(min(returns.scores)) if returns.scores else "—"


def events_part(facts: Facts, sheet: Sheet) -> list[Block]:
    rows = ((sheet.name(report.participation.mentee), report.achievements) for report in facts.achievements)
    return [
        part(6, "Мероприятия, конкурсы, достижения"),
        caption("Достижения наставляемых по отчётам наставников"),
        sheet.listing(("Наставляемый", "Достижения"), rows, (30, 64), "В отчётах достижения не названы."),
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


def risks_part(facts: Facts, sheet: Sheet) -> list[Block]:
    rows = [
        ("Ждут наставника дольше срока, установленного Положением, человек", facts.banks.late),
        ("Пары и группы, срок которых прошёл, а приказа о завершении нет", facts.risks.overdue_pairs),
        ("Действующие пары и группы без утверждённой программы", facts.risks.without_program),
        ("Мероприятия действующих программ с пропущенным сроком", facts.risks.overdue_items),
        ("Отчёты по парам, завершённым за учебный год, которые ещё не сданы", facts.risks.missing_reports),
    ]
    return [
        part(9, "Риски и проблемы"),
        sheet.numbers(("Показатель на дату", "Количество"), rows, (76, 24)),
        written("В чём причины и что будет сделано"),
    ]


# D43


def statistics(facts: Facts, sheet: Sheet) -> list[Block]:
    """Figures to copy into forms of statistics (CUR-17)."""
    day, whole = facts.day, facts.whole
    january = "1 января" if sheet.blank else f"{facts.period.january:%d.%m.%Y}"
    on = "дату справки" if sheet.blank else f"{facts.on:%d.%m.%Y}"
    people = [
        *division("Пол", facts, lambda crowd: crowd.sexes),
        *division(f"Возраст, полных лет на {january}", facts, lambda crowd: crowd.ages),
        *division(f"Педагогический стаж, полных лет на {on}", facts, lambda crowd: crowd.experience),
        *division("Квалификационная категория", facts, lambda crowd: crowd.qualifications),
    ]
    categories = [
        (name, day.mentees.categories.get(name, 0), count, "") for name, count in whole.mentees.categories.items()
    ]
    headers, widths = ("Показатель", "На дату", "За учебный год", "Строка формы"), (50, 16, 18, 16)
    sides = ("Наставники на дату", "Наставники за год", "Наставляемые на дату", "Наставляемые за год")
    return [
        *sheet.title("Статистическая справка о наставничестве педагогических работников"),
        sheet.numbers(headers, [(*row, "") for row in totals(facts)], widths),
        caption("Наставники и наставляемые, человек"),
        sheet.numbers(("Показатель", *sides, "Строка формы"), people, (22, 15, 15, 18, 18, 12)),
        caption("Категории наставляемых, человек"),
        sheet.numbers(("Категория", *headers[1:]), categories, widths),
        caption("Формы и виды наставничества, пар и групп"),
        sheet.numbers(("Форма, вид", *headers[1:]), [(*row, "") for row in forms_and_kinds(facts)], widths),
        Note(
            (
                "Номера строк форм статистического наблюдения вписывает учреждение: в разных формах они разные.",
                "Один человек считается один раз, в скольких бы парах он ни был; за год — все участники года.",
            )
        ),
        curator_signature(sheet.place),
    ]


def division(title: str, facts: Facts, of: Callable[[Crowd], Tally]) -> list[tuple]:
    """How mentors and mentees divide: a line with the title, then a line for each value."""
    columns = [of(crowd) for side in (facts.day, facts.whole) for crowd in (side.mentors, side.mentees)]
    mentors_day, mentees_day, mentors_year, mentees_year = columns
    values = dict.fromkeys(name for column in (mentors_year, mentees_year) for name in column)
    order = (mentors_day, mentors_year, mentees_day, mentees_year)
    rows = [(f"– {name}", *(column.get(name, 0) for column in order), "") for name in values]
    return [(f"{title}:", "", "", "", "", ""), *rows]


# D39


def monitoring(facts: Facts, sheet: Sheet) -> list[Block]:
    """What mentees say of their mentors, and a SWOT table to fill in (CUR-14)."""
    forms = [
        (f"«{form}»", str(expected), str(len(scores)), share(len(scores), expected), average(scores))
        for form, (expected, scores) in facts.returns.by_form.items()
    ]
    return [
        *sheet.title("Справка по итогам мониторинга реализации системы наставничества"),
        Paragraph(
            "Справка составлена по оценкам работы наставников, которые наставляемые поставили в своих отчётах "
            "по десятибалльной шкале. Отдельные ответы в справке не называются."
        ),
        part(1, "Ответы наставляемых"),
        *score_tables(facts, sheet),
        part(2, "Ответы по формам наставничества"),
        sheet.listing(
            ("Форма", "Завершили", "Респондентов", "Доля", "Средняя оценка"), forms, (30, 16, 18, 12, 18),
            "За учебный год никто не завершил наставничество.",
        ),
        PageBreak(),
        part(3, "SWOT-анализ"),
        Table(("Сильные стороны", "Слабые стороны"), (("", ""),) * SWOT_ROWS, (50, 50)),
        Table(("Возможности", "Риски"), (("", ""),) * SWOT_ROWS, (50, 50)),
        part(4, "Выводы и предложения"),
        written("Выводы", "Предложения"),
        curator_signature(sheet.place),
    ]  # fmt: skip


# D56


def blank_forms(place: Institution | None, on: date) -> Document:
    """Every form that is filled by hand, one after another, with a list of them first."""
    forms = [(paper, paper.build(None, on)) for paper in catalogue.papers() if paper.code in BY_HAND]
    rows = tuple((str(number), paper.code, paper.title) for number, (paper, _) in enumerate(forms, start=1))
    blocks: list[Block] = [
        place_line(place or institution()),
        Heading("Пустые бланки"),
        Table(("№", "Код", "Название"), rows, (8, 12, 80)),
    ]
    for _, form in forms:
        blocks += [PageBreak(form.landscape), *form.blocks]
    return Document("Пустые бланки", tuple(blocks))


def builder(
    title: str, blocks: Callable[[Facts, Sheet], list[Block]]
) -> Callable[[Institution | None, date], Document]:
    """A paper made of the facts of the school year with the day in it."""

    def build(place: Institution | None, on: date) -> Document:
        sheet = Sheet(place or institution(), on, blank=place is None)
        return Document(title, tuple(blocks(analyse(school_year(on), on), sheet)))

    return build


def _register(code: str, title: str, build: Callable[[Institution | None, date], Document]) -> None:
    catalogue.register(
        code, title, build=build, subjects=Institution.objects.all, find=the_institution, permission="paper.register"
    )


for _code, _title, _blocks in (
    ("D39", "Справка по итогам мониторинга", monitoring),
    ("D42", "Итоговый аналитический отчёт", final_report),
    ("D43", "Статистическая справка", statistics),
):
    _register(_code, _title, builder(_title, _blocks))
_register("D56", "Пустые бланки", blank_forms)
