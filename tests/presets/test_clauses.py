"""Every clause of every preset against the text that the program prints for it."""

import re
import tomllib
from pathlib import Path

from django.conf import settings

from mentorship.documents.catalogue import PAPERS
from mentorship.documents.wording import named
from mentorship.regulation.act.numbering import clauses_of
from mentorship.regulation.edition.queries import warnings_of
from mentorship.regulation.limits import LABOUR_CODE
from mentorship.regulation.models import Institution
from tests.presets.matrix import ORDERED

ROADMAPS = Path(settings.BASE_DIR) / "fixtures" / "roadmaps"
STAGES = re.compile(r"^этап(?:ы)? ([\d и]+) дорожной карты$")

# What the clause that states a rule has to say.
RULED = {
    "program_term": "на срок не короче чем 3 месяца и не дольше чем 12 месяцев",
    "program_contents": "формы и виды наставничества, участники, направления работы и мероприятия",
    "two_people": "ответственным за профессиональную и должностную адаптацию",
    "mentor_teaches": "наставник – педагогический работник",
    "release": "приказом освобождает .+ отсутствующий работник заменён",
    "forms": "применяются (формы|виды) наставничества",
    "group_min": r"в группе – один наставник .+\(не меньше 2 человек\)",
    "mentor_consent": "Наставник назначается приказом .+ с его письменного согласия",
    "mentee_consent": "закреплении .+ с письменного согласия их участников",
    "roadmap_approval": r"утверждает план мероприятий \(дорожную карту\)",
    "curator_pool": "Куратор назначается приказом руководителя",
    "confirm_mentees": "не реже одного раза в год уточняет",
    "mentee_staff": "кому из педагогических работников нужен наставник",
    "data_consent": "персонифицированный учёт участников с их согласия на обработку персональных данных",
    "program_approval": "курирует разработку и реализацию программ",
    "roadmap": r"разрабатывает план мероприятий \(дорожную карту\)",
    "admin_keeps_banks": "банки .+ вместе с системным администратором",
    "council": "при (его|её) наличии",
    "program_due": "не позднее чем через 10 календарных дней после издания приказа",
    "sections": "Программа может включать: знакомство",
    "program_acquaintance": "знакомится с ней под подпись",
    "mentor_report": "10 календарных дней после завершения наставничества наставник представляет .+ рекомендациями",
    "mentee_report": "10 календарных дней после завершения наставничества наставляемый представляет .+ оценкой",
    "appoint_within": "не позднее чем через 30 календарных дней после фактического допущения",
    "mentoring_term": "на срок не короче чем 1 месяц и не дольше чем 12 месяцев",
    "max_mentees": "одновременно: 3",
    "replacement": "Наставник заменяется приказом",
    "mentor_training": "прошли обучение",
    "mentor_readiness": "критериям психологической и педагогической подготовки",
    "remarks": "участвовать в составлении программы.+вносить предложения",
    "activity_due": "выполнять мероприятия программы в установленные сроки",
    "fit": "соответствует запросу .+ взаимный интерес",
    "order_needed": "утверждаются приказом руководителя|издаёт приказы о закреплении",
    "completion": "Программа завершается",
    "amendment": "По обоюдному согласию .+ продлён, а содержание .+ скорректировано",
    "publication": "создаётся раздел о наставничестве",
    "publish_results": "Результаты программ публикуются после их завершения",
    "mentor_acts": "руководствоваться законодательством и локальными нормативными актами",
    "mentee_acts": "изучать законодательство об образовании, нормативные правовые и локальные акты",
    "legal_review": "Изменения и дополнения вносятся в Положение",
    "act_start": "вступает в силу со дня утверждения .+ бессрочно",
}
# What the clause has to say that declares something: by words of its gist.
DECLARED = {
    "Девять принципов": "научности.+системности.+законности.+личности.+добровольности.+ценностного.+ответственности.+равенства",
    "Цель системы": "Цель системы наставничества",
    "Десять задач": "Задачи системы наставничества",
    "действует на основании приказа": "на основании приказа руководителя об утверждении Положения",
    "Права наставника": "Наставник имеет право",
    "Обязанности наставника": "Наставник обязан",
    "работник социального партнёра": "куратор – работник .+ социального партнёра",
    "курирует разработку и выполнение программ; опыт": "курирует разработку.+описывает успешный опыт",
    "проводит мониторинг": "проводит мониторинг.+аналитический отчёт.+вместе с системным администратором",
    "ходатайствовать о замене": "с ходатайством о замене наставника",
    "специальный раздел": "создаётся раздел о наставничестве",
    "бессрочно": "действует бессрочно",
    "Директор утверждает куратора": "назначает куратора, отбирает и утверждает .+ издаёт приказы о закреплении",
}


def expected(clause):
    if clause.rule:
        return RULED[clause.rule]
    return next(pattern for words, pattern in DECLARED.items() if words in named(clause.gist))


def test_every_clause_is_stated_under_its_number(place, edition):
    printed = clauses_of(PAPERS["D16"].document(Institution.objects.get(), ORDERED))
    stages = len(tomllib.loads((ROADMAPS / f"{roadmap_of(place.code)}.toml").read_text())["stages"])
    wrong = []
    for clause in edition.clauses.all():
        if found := STAGES.match(clause.number):
            named_stages = {int(number) for number in re.findall(r"\d+", found[1])}
            wrong += [] if max(named_stages) <= stages else [str(clause)]
        elif clause.number != LABOUR_CODE:
            said = [words for number, words in printed if number == clause.number]
            if not any(re.search(expected(clause), words) for words in said):
                wrong.append(f"{clause}: {clause.gist} — {said}")

    assert wrong == []


def test_its_numbers_run_on_without_a_gap(place, edition):
    printed = [number for number, _ in clauses_of(PAPERS["D16"].document(Institution.objects.get(), ORDERED))]

    own = [number for number in printed if number.count(".") == 1]
    counted = {}
    for number in own:
        section, last = number.split(".")
        counted.setdefault(section, []).append(int(last))
    forms = place.code == "vorkuta"  # its act calls the clause of section 2 about forms 3.2
    assert counted.pop("3") == ([2] if forms else []) + list(range(1, len(counted_of(own, "3")) + (0 if forms else 1)))
    assert all(found == list(range(1, len(found) + 1)) for found in counted.values())


def counted_of(numbers, section):
    return [number for number in numbers if number.startswith(f"{section}.")]


def test_a_preset_warns_of_nothing_but_the_law(edition):
    assert {warning.rule for warning in warnings_of(edition, ORDERED)} <= {
        "mentor_consent",
        "agreement",
        "employer_notice",
    }


def roadmap_of(code):
    return code if (ROADMAPS / f"{code}.toml").exists() else "common"
