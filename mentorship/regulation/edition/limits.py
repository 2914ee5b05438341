"""How the limits of an edition are said in words, on the pages of its rules. Plain Python: no Django here."""

from mentorship.core.words.text import plural
from mentorship.regulation.limits import Limits

POOLS = {
    "teaching": "педагогические работники",
    "leading": "педагогические и административные работники",
    "any": "",
}
PLACES = {"profession": "в профессии", "institution": "в учреждении", "post": "в должности"}
LEVELS = {"first": "первая категория или выше", "highest": "высшая категория"}
CATEGORIES = {
    "young": "молодой специалист",
    "beginner": "начинающий педагог",
    "newcomer": "вновь принятый",
    "new_post": "на новой должности",
    "returned": "после перерыва в работе",
    "student": "студент",
    "experienced": "опытный педагог с запросом",
}
CURATORS = {"any": "", "deputies": "из числа заместителей", "head": "куратора нет, его дела ведёт руководитель"}
APPROVALS = {"curator": "утверждает куратор", "order": "приказом руководителя", "minutes": "по протоколу совета"}


def people(number: int | None) -> str:
    return f"{number} {plural(number, 'человек', 'человека', 'человек')}" if number else ""


def years(number: int | None) -> str:
    return "" if number is None else f"{number} {plural(number, 'год', 'года', 'лет')}"


def months(number: int | None) -> str:
    return f"{number} {plural(number, 'месяц', 'месяца', 'месяцев')}" if number else ""


def days(number: int | None, working: bool) -> str:
    """«10 дней» or «10 рабочих дней»."""
    if number is None:
        return ""
    kind = plural(number, "рабочий ", "рабочих ", "рабочих ") if working else ""
    return f"{number} {kind}{plural(number, 'день', 'дня', 'дней')}"


def appointment(limits: Limits) -> str:
    """«30 дней, предупреждает с 20-го»."""
    within, warns = days(limits.appoint_within_days, limits.appoint_working), limits.appoint_warn_days
    return f"{within}, предупреждает с {warns}-го" if within and warns else within


def publishing(limits: Limits) -> str:
    """«после завершения, за 10 дней»."""
    if not limits.publish_results:
        return ""
    within = days(limits.publish_results_days, working=False)
    return f"после завершения, за {within}" if within else "после завершения"


def term(least: int | None, most: int | None) -> str:
    """«1–12 месяцев», «ровно 12 месяцев», «не дольше 12 месяцев», or nothing."""
    if least and most:
        return f"ровно {months(most)}" if least == most else f"{least}–{months(most)}"
    if most:
        return f"не дольше {most} {plural(most, 'месяца', 'месяцев', 'месяцев')}"
    return f"не короче {least} {plural(least, 'месяца', 'месяцев', 'месяцев')}" if least else ""


def category(limits: Limits) -> str:
    """The signs by which a mentee's category is told."""
    parts = [
        f"возраст до {years_of(limits.young_max_age)} включительно" if limits.young_max_age else "",
        f"стаж {PLACES[limits.beginner_years_in]} до {years_of(limits.beginner_max_years)}"
        if limits.beginner_max_years is not None
        else "",
        f"принят не раньше {months_ago(limits.newcomer_months)} назад" if limits.newcomer_months else "",
        f"на новой должности не дольше {months_ago(limits.new_post_months)}" if limits.new_post_months else "",
    ]
    return "; ".join(filter(None, parts))


def years_of(number: int | None) -> str:
    """«35 лет», «1 года» after «до»."""
    return f"{number} {plural(number or 0, 'года', 'лет', 'лет')}"


def months_ago(number: int) -> str:
    return f"{number} {plural(number, 'месяца', 'месяцев', 'месяцев')}"


def experience(limits: Limits) -> str:
    """«не меньше 3 лет в профессии»."""
    least = limits.mentor_min_years
    return f"не меньше {years_of(least)} {PLACES[limits.mentor_years_in]}" if least else ""


def yes(switch: bool) -> str:
    return "обязательно" if switch else ""
