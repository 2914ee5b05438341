"""Words that lists of staff are written in. Plain data and plain guesses."""

import re

from mentorship.core.words.text import fold

SEXES = {
    "м": "m", "муж": "m", "мужской": "m", "мужчина": "m", "m": "m",
    "ж": "f", "жен": "f", "женский": "f", "женщина": "f", "f": "f",
}  # fmt: skip
ANSWERS = {
    **dict.fromkeys(("да", "+", "1", "есть", "y", "yes", "x", "х", "v", "✓", "истина", "true"), True),
    **dict.fromkeys(("нет", "-", "0", "no", "n", "ложь", "false", "—", "–"), False),
}
# Matched from the beginning, in this order.
QUALIFICATIONS = (
    (r"без|б/?\.? ?к|нет\b|не имеет|отсутств|не аттестов|-$", ""),
    (r"педагог\W+наставник|наставник", "mentor"),
    (r"педагог\W+методист|методист", "methodist"),
    (r"сзд|соотв|с/?з/?д|на соответствие|аттестован на соотв", "fit"),
    (r"высш|в/?\.? ?к\b|вкк|вк$", "highest"),
    (r"перв|1|i($|[^ivx])|п/?\.? ?к\b", "first"),
    (r"втор|2|ii", "second"),
)
NO_EXPERIENCE = {"нет", "без стажа", "б/с", "0", "не имеет", "отсутствует"}
PATRONYMIC_ENDS = {"оглы", "оглу", "улы", "уулу", "кызы", "гызы"}
HIS_NAMES = {
    "никита", "илья", "савва", "фома", "лука", "кузьма", "данила", "гаврила", "мустафа", "муса", "иса", "добрыня",
    "юша", "илия", "захария", "иеремия",
}  # fmt: skip
HER_NAMES = {"любовь", "нинель", "адель", "юдифь", "рахиль", "эсфирь", "айгуль", "гузель", "асель"}
EITHER_NAMES = {
    "саша", "женя", "валя", "слава", "паша", "шура", "тоня", "миша", "гена", "леша", "ваня", "коля", "юра", "дима",
}  # fmt: skip
TEACHING = re.compile(
    r"учител|воспитател|педагог|преподавател|методист|логопед|дефектолог|психолог|музыкальный руководитель|тренер|"
    r"концертмейстер|тьютор|вожат|инструктор по (физ|труд)|инструктор-методист|мастер производственного|"
    r"советник (директора|руководителя|заведующего)|руководитель физического|хормейстер|балетмейстер"
)
HELPERS = re.compile(r"помощник|младший воспитатель|ассистент|няня")
DEPUTY = re.compile(r"(первый )?зам(\.|еститель)? ?(директора|заведующ|руководител|начальник)")


def sex_of(first_name: str, patronymic: str) -> str:
    """By the patronymic, else by an unmistakable first name; empty when neither tells."""
    last = fold(patronymic).split()[-1:] or [""]
    if last[0] in {"кызы", "гызы"} or re.search(r"(вна|чна|шна)$", last[0]):
        return "f"
    if last[0] in PATRONYMIC_ENDS or re.search(r"(вич|ьич|мич|нич|кич|тич|сич)$", last[0]):
        return "m"
    name = fold(first_name).replace("-", " ").split()[:1] or [""]
    if patronymic or name[0] in EITHER_NAMES or not re.fullmatch("[а-я]+", name[0]):
        return ""
    if name[0] in HIS_NAMES:
        return "m"
    return "f" if name[0] in HER_NAMES or name[0][-1] in "ая" else "m" if name[0][-1] in "бвгджзйклмнпрстфхцчшщ" else ""


def is_teaching(title: str) -> bool:
    """The post is one of the pedagogical ones, as far as its words tell."""
    key = fold(title)
    return bool(TEACHING.search(key)) and not HELPERS.search(key) and not DEPUTY.match(key)


def is_deputy(title: str) -> bool:
    return bool(DEPUTY.match(fold(title)))
