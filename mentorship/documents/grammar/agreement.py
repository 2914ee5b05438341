"""Words that agree with a number or with a person's sex."""

from mentorship.core.words.text import plural


def years(number: int) -> str:
    return f"{number} {plural(number, 'год', 'года', 'лет')}"


def months(number: int) -> str:
    return f"{number} {plural(number, 'месяц', 'месяца', 'месяцев')}"


def days(number: int) -> str:
    return f"{number} {plural(number, 'день', 'дня', 'дней')}"


def people(number: int) -> str:
    return f"{number} {plural(number, 'человек', 'человека', 'человек')}"


def by_sex(sex: str, masculine: str, feminine: str) -> str:
    """«ознакомлен» or «ознакомлена»."""
    return feminine if sex == "f" else masculine
