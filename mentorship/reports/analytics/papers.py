"""D39, monitoring with SWOT; D43, figures for statistics; and the register of the analytic papers."""

from collections.abc import Callable

from mentorship.core.words import titles
from mentorship.documents import catalogue
from mentorship.documents.tree import Block, Note, PageBreak, Paragraph, Table
from mentorship.people.papers import the_institution
from mentorship.people.registers import curator_signature
from mentorship.regulation.models import Institution
from mentorship.reports.analytics.blocks import Sheet, builder, caption, part, written
from mentorship.reports.analytics.facts import Crowd, Facts
from mentorship.reports.analytics.figures import HIDDEN, LEAST, Tally, answered, answered_share, average, is_few
from mentorship.reports.analytics.yearly import final_report, forms_and_kinds, forms_table, score_tables, totals

SWOT_ROWS = 6


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
    who = ("Наставники", titles.say("{Mentees.nom}"))
    sides = tuple(f"{side} {when}" for side in who for when in ("на дату", "за год"))
    return [
        *sheet.title("Статистическая справка о наставничестве педагогических работников"),
        sheet.numbers(headers, [(*row, "") for row in totals(facts)], widths),
        caption(titles.say("Наставники и {mentees.nom}, человек")),
        sheet.numbers(("Показатель", *sides, "Строка формы"), people, (22, 15, 15, 18, 18, 12)),
        caption(titles.say("Категории {mentees.gen}, человек")),
        sheet.numbers(("Категория", *headers[1:]), categories, widths),
        *forms_table("Формы и виды наставничества, пар и групп", forms_and_kinds(facts), sheet, headers[3:]),
        Note(
            (
                "Номера строк форм статистического наблюдения вписывает учреждение: в разных формах они разные.",
                "Один человек считается один раз, в скольких бы парах он ни был; за год — все участники года.",
            )
        ),
        curator_signature(sheet.place, sheet.on),
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
    by_form = facts.returns.by_form
    # From the total and the others one could tell what a form of too few has answered: then none is told.
    hidden = any(is_few(len(scores)) for _, scores in by_form.values())
    forms = [
        (f"«{form}»", str(expected), *((HIDDEN,) * 3 if hidden else _answers(expected, scores)))
        for form, (expected, scores) in by_form.items()
    ]
    return [
        *sheet.title("Справка по итогам мониторинга реализации системы наставничества"),
        Paragraph(
            f"Справка составлена по оценкам работы наставников, которые {titles.mentees('nom')} поставили "
            "в своих отчётах по десятибалльной шкале. Отдельные ответы в справке не называются; где ответили меньше "
            f"чем {LEAST}, скрыты и оценки, и число ответивших."
        ),
        part(1, titles.say("Ответы {mentees.gen}")),
        *score_tables(facts, sheet),
        part(2, "Ответы по формам наставничества"),
        sheet.listing(
            ("Форма", "Завершили", "Респондентов", "Доля", "Средняя оценка"),
            forms,
            (30, 16, 18, 12, 18),
            "За учебный год никто не завершил наставничество с указанной формой.",
        ),
        PageBreak(),
        part(3, "SWOT-анализ"),
        Table(("Сильные стороны", "Слабые стороны"), (("", ""),) * SWOT_ROWS, (50, 50)),
        Table(("Возможности", "Риски"), (("", ""),) * SWOT_ROWS, (50, 50)),
        part(4, "Выводы и предложения"),
        written("Выводы", "Предложения"),
        curator_signature(sheet.place, sheet.on),
    ]


def _answers(expected: int, scores: tuple[int, ...]) -> tuple[str, str, str]:
    return answered(len(scores)), answered_share(len(scores), expected), average(scores)


for _code, _title, _blocks in (
    ("D39", "Справка по итогам мониторинга", monitoring),
    ("D42", "Итоговый аналитический отчёт", final_report),
    ("D43", "Статистическая справка", statistics),
):
    catalogue.register(
        _code,
        _title,
        build=builder(_title, _blocks),
        subjects=Institution.objects.all,
        find=the_institution,
        permission="paper.register",
    )
