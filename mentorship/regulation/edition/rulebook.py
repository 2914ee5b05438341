"""Every rule the program can keep, in the order of the pages: what it limits and what the program does.

An institution's Положение gives a rule its numbers (the fields of `Edition`), its clause and its own
words (`Clause`). A rule without numbers or switches is always kept. Plain Python: no Django here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mentorship.regulation.edition.limits import (
    APPROVALS,
    CURATORS,
    LEVELS,
    POOLS,
    appointment,
    category,
    days,
    experience,
    months,
    people,
    publishing,
    term,
    yes,
)
from mentorship.regulation.limits import Limits
from mentorship.regulation.payment import rate

FORBIDS, OBLIGES, WARNS, SHAPES, DECLARES = (
    "Запрещает",
    "Обязывает к сроку",
    "Предупреждает",
    "Задаёт данные",
    "Провозглашает",
)

NO_RULE = "правила нет"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its key, whom it concerns, what it does, its fields of `Edition`, its limit in words.

    `says` is empty where the institution has no such rule; rules without fields are always kept.
    """

    key: str
    group: str
    title: str
    effect: str
    does: str
    fields: tuple[str, ...] = ()
    says: Callable[[Limits], str] | None = None

    def limit(self, limits: Limits) -> str:
        return self.says(limits) if self.says else ""

    def kept(self, limits: Limits) -> bool:
        """Whether the edition has this rule at all."""
        return self.state(limits) != NO_RULE

    def state(self, limits: Limits) -> str:
        """The limit in words, or that there is no such rule, or that it is always kept."""
        return "всегда" if self.says is None else self.says(limits) or NO_RULE


# Addresses and titles of the pages on which rules are read and changed.
GROUPS = {
    "pairs": "Пары и сроки",
    "mentors": "Кто может быть наставником",
    "mentees": "Кому нужен наставник",
    "consents": "Согласия",
    "bodies": "Куратор, совет, администратор",
    "programs": "Программа",
    "reports": "Отчёты",
    "act": "Положение, сайт, дорожная карта",
    "ending": "Замена и завершение",
    "pay": "Оплата",
    "labour": "Соглашение и предупреждение (ст. 351.8 ТК РФ)",
}

RULES: dict[str, Rule] = {
    rule.key: rule
    for rule in (
        Rule(
            "max_mentees",
            "pairs",
            "Сколько человек может вести один наставник",
            FORBIDS,
            "Не даёт закрепить лишнего; считает и группы. Собственный предел наставника может быть меньше.",
            ("max_mentees",),
            lambda limits: people(limits.max_mentees),
        ),
        Rule(
            "group_min",
            "pairs",
            "Сколько человек в группе",
            FORBIDS,
            "Не пропускает вид «наставничество в группе», если людей меньше.",
            ("group_min",),
            lambda limits: f"не меньше {limits.group_min}" if limits.group_min else "",
        ),
        Rule(
            "mentoring_term",
            "pairs",
            "Сколько длится наставничество",
            FORBIDS,
            "Не даёт подписать приказ с другим сроком. Однократной встречи наименьший срок не касается.",
            ("mentoring_min_months", "mentoring_max_months"),
            lambda limits: term(limits.mentoring_min_months, limits.mentoring_max_months),
        ),
        Rule(
            "appoint_within",
            "pairs",
            "За сколько дней назначают наставника",
            WARNS,
            "Считает дни от фактического допуска к работе для каждого, у кого нет наставника, и предупреждает заранее; "
            "после срока предупреждает и просит письменное объяснение.",
            ("appoint_within_days", "appoint_warn_days", "appoint_working"),
            appointment,
        ),
        Rule(
            "due_rolls",
            "pairs",
            "Если последний день — выходной",
            SHAPES,
            "Переносит последний день срока на ближайший рабочий.",
            ("due_rolls",),
            lambda limits: "переносится на рабочий" if limits.due_rolls else "",
        ),
        Rule(
            "workdays",
            "pairs",
            "Производственный календарь",
            OBLIGES,
            "Напоминает с 1 октября ввести переносы выходных дней на следующий год, если хоть один срок считают "
            "в рабочих днях; без переносов считает по статье 112 ТК РФ.",
        ),
        Rule(
            "forms",
            "pairs",
            "Формы и виды наставничества",
            SHAPES,
            "Предлагает формы и виды этой редакции; открытый перечень форм можно дополнить.",
            ("forms_open",),
            lambda limits: "перечень открытый" if limits.forms_open else "перечень закрытый",
        ),
        Rule(
            "two_people",
            "pairs",
            "Наставник и тот, кого он ведёт, — разные люди",
            FORBIDS,
            "Не даёт назначить человека наставником самому себе и составить ту же пару дважды.",
        ),
        Rule(
            "fit",
            "pairs",
            "Подбор наставника",
            SHAPES,
            "Сортирует кандидатов по совпадению с запросами и свободным местам и объясняет порядок.",
        ),
        Rule(
            "order_needed", "pairs", "Пару утверждает приказ", FORBIDS, "Пара действует только с подписанного приказа."
        ),
        Rule(
            "release",
            "pairs",
            "Освобождение от работы на время мероприятия",
            FORBIDS,
            "Не даёт подписать приказ без того, кто заменит; подписывает такой приказ только руководитель.",
        ),
        Rule(
            "mentor_teaches",
            "mentors",
            "Из кого выбирают наставников",
            WARNS,
            "Предупреждает, если должность наставника другая; можно продолжить с объяснением.",
            ("mentor_staff",),
            lambda limits: POOLS[limits.mentor_staff],
        ),
        Rule(
            "mentor_experience",
            "mentors",
            "Стаж наставника",
            WARNS,
            "Предупреждает, если стаж меньше; можно продолжить с объяснением.",
            ("mentor_min_years", "mentor_years_in"),
            experience,
        ),
        Rule(
            "mentor_category",
            "mentors",
            "Квалификационная категория наставника",
            WARNS,
            "Предупреждает, если категории нет; можно продолжить с объяснением.",
            ("mentor_min_category",),
            lambda limits: LEVELS.get(limits.mentor_min_category, ""),
        ),
        Rule(
            "mentor_training",
            "mentors",
            "Обучение наставников",
            FORBIDS,
            "Не даёт закрепить за кем-либо наставника без отметки об обучении.",
            ("mentor_training",),
            lambda limits: yes(limits.mentor_training),
        ),
        Rule(
            "mentor_readiness",
            "mentors",
            "Критерии подготовки наставника",
            FORBIDS,
            "Не даёт закрепить наставника без психологической и педагогической подготовки; "
            "о профессиональной предупреждает.",
            ("mentor_readiness",),
            lambda limits: yes(limits.mentor_readiness),
        ),
        Rule(
            "mentee_staff",
            "mentees",
            "Кому из работников назначают наставника",
            WARNS,
            "Предупреждает, если должность другая; можно продолжить с объяснением.",
            ("mentee_staff",),
            lambda limits: POOLS[limits.mentee_staff],
        ),
        Rule(
            "mentee_category",
            "mentees",
            "Категории: молодой, начинающий, вновь принятый",
            WARNS,
            "Определяет категорию по карточке; предупреждает, если такой категории в Положении нет.",
            (
                "mentee_categories",
                "young_max_age",
                "beginner_max_years",
                "beginner_years_in",
                "newcomer_months",
                "new_post_months",
            ),
            category,
        ),
        Rule(
            "confirm_mentees",
            "mentees",
            "Как часто подтверждают сведения",
            OBLIGES,
            "Показывает дату последнего подтверждения, после срока — красным, и ставит дело на стол куратору.",
            ("confirm_months",),
            lambda limits: f"раз в {months(limits.confirm_months)}" if limits.confirm_months else "",
        ),
        Rule(
            "mentor_consent",
            "consents",
            "Письменное согласие наставника",
            FORBIDS,
            "Не даёт подписать приказ, пока согласие наставника не получено.",
            ("mentor_consent",),
            lambda limits: yes(limits.mentor_consent),
        ),
        Rule(
            "mentee_consent",
            "consents",
            "Письменное согласие того, кого ведут",
            FORBIDS,
            "Не даёт подписать приказ, пока нет согласия каждого.",
            ("mentee_consent",),
            lambda limits: yes(limits.mentee_consent),
        ),
        Rule(
            "data_consent",
            "consents",
            "Согласие на обработку персональных данных",
            FORBIDS,
            "Не даёт подписать приказ без согласия каждого, кто входит в пару.",
            ("data_consent",),
            lambda limits: yes(limits.data_consent),
        ),
        Rule(
            "curator_pool",
            "bodies",
            "Кто может быть куратором",
            WARNS,
            "Предупреждает при назначении другого работника; можно продолжить с основанием.",
            ("curator_pool",),
            lambda limits: CURATORS[limits.curator_pool],
        ),
        Rule(
            "council",
            "bodies",
            "Методическое объединение, комиссия или совет",
            SHAPES,
            "Даёт роль члена совета: читать банки, пары и программы, писать замечания.",
            ("council",),
            lambda limits: "есть" if limits.council else "",
        ),
        Rule(
            "admin_keeps_banks",
            "bodies",
            "Системный администратор и банки",
            SHAPES,
            "Открывает системному администратору оба банка наравне с куратором.",
            ("admin_keeps_banks",),
            lambda limits: "ведёт вместе с куратором" if limits.admin_keeps_banks else "",
        ),
        Rule(
            "program_due",
            "programs",
            "За сколько дней составляют программу",
            OBLIGES,
            "Ставит дело на стол наставнику и считает дни; сдать позже можно, опоздание видно.",
            ("program_due_days", "program_due_working"),
            lambda limits: days(limits.program_due_days, limits.program_due_working),
        ),
        Rule(
            "program_term",
            "programs",
            "На какой срок программа",
            FORBIDS,
            "Не принимает на утверждение программу с другим сроком. Однократной встречи наименьший срок не касается.",
            ("program_min_months", "program_max_months"),
            lambda limits: term(limits.program_min_months, limits.program_max_months),
        ),
        Rule(
            "program_contents",
            "programs",
            "Обязательные части программы",
            FORBIDS,
            "Не отправляет программу на утверждение без форм и видов, цели, направлений и мероприятий; "
            "показывает, на какие запросы ещё нет мероприятий.",
            ("program_contents",),
            lambda limits: yes(limits.program_contents),
        ),
        Rule(
            "program_acquaintance",
            "programs",
            "Ознакомление с программой",
            FORBIDS,
            "Не даёт утвердить программу, с которой ещё не ознакомлены.",
            ("program_acquaintance",),
            lambda limits: yes(limits.program_acquaintance),
        ),
        Rule(
            "program_approval",
            "programs",
            "Чем утверждают программу",
            OBLIGES,
            "Ставит на стол программы, которые ждут утверждения; где нужен приказ или протокол, "
            "без него программа не утверждена.",
            ("program_approval",),
            lambda limits: APPROVALS[limits.program_approval],
        ),
        Rule("sections", "programs", "Разделы плана", SHAPES, "Делит план программы на разделы."),
        Rule(
            "remarks",
            "programs",
            "Участие в составлении программы",
            SHAPES,
            "Даёт читать программу и писать замечания до утверждения.",
        ),
        Rule(
            "activity_due",
            "programs",
            "Мероприятия — в срок",
            OBLIGES,
            "Напоминает о мероприятиях плана и показывает просроченные.",
        ),
        Rule(
            "mentor_report",
            "reports",
            "Отчёт наставника",
            OBLIGES,
            "Ставит отчёт на стол наставнику; без рекомендаций не принимает.",
            ("mentor_report_days", "report_working"),
            lambda limits: days(limits.mentor_report_days, limits.report_working),
        ),
        Rule(
            "mentee_report",
            "reports",
            "Отчёт того, кого вели",
            OBLIGES,
            "Ставит отчёт ему на стол; без оценки наставника не принимает. "
            "Стороны не видят отчётов друг друга, пока не сданы оба.",
            ("mentee_report_days",),
            lambda limits: days(limits.mentee_report_days, limits.report_working),
        ),
        Rule(
            "report_interval",
            "reports",
            "Промежуточные отчёты наставника",
            OBLIGES,
            "Ставит на стол наставнику промежуточный отчёт через каждые столько месяцев.",
            ("report_every_months",),
            lambda limits: f"раз в {months(limits.report_every_months)}" if limits.report_every_months else "",
        ),
        Rule(
            "mentee_acts",
            "act",
            "Ознакомление с актами",
            OBLIGES,
            "Ставит на стол каждому, кто в действующей паре, акты из перечня и действующее Положение, пока он не "
            "ознакомлен; новую версию Положения — снова.",
        ),
        Rule(
            "acts_term",
            "act",
            "Срок ознакомления с актами",
            OBLIGES,
            "Считает дни от начала пары, приказа или новой версии Положения: что позже. Без срока — ждёт без даты.",
            ("study_days",),
            lambda limits: days(limits.study_days, working=False),
        ),
        Rule(
            "mentor_acts",
            "act",
            "Наставник следует актам",
            OBLIGES,
            "То же наставнику: из какого пункта следует его обязанность.",
        ),
        Rule(
            "act_start",
            "act",
            "С какого дня действует Положение",
            FORBIDS,
            "Хранит версии Положения с днём утверждения; не принимает версию, которая началась бы раньше действующей.",
        ),
        Rule(
            "act_approved",
            "act",
            "Положение утверждено",
            OBLIGES,
            "Пока ни одна версия Положения не утверждена приказом или протоколом, напоминает об этом куратору "
            "и говорит на странице готовности к приказу.",
        ),
        Rule(
            "legal_review",
            "act",
            "Новый акт — повод проверить Положение",
            OBLIGES,
            "Когда в нормативную базу внесли акт новее действующей редакции, напоминает куратору сверить с ним "
            "Положение за 30 календарных дней, пока итог сверки не записан или не началась новая редакция или версия.",
        ),
        Rule(
            "publication",
            "act",
            "Размещение на сайте",
            OBLIGES,
            "Напоминает разместить Положение на сайте к сроку из приказа; хранит адрес страницы и день.",
        ),
        Rule(
            "publish_results",
            "act",
            "Результаты программ на сайте",
            OBLIGES,
            "После завершения пары напоминает разместить результаты её программы; хранит адрес страницы и день.",
            ("publish_results", "publish_results_days"),
            publishing,
        ),
        Rule(
            "roadmap",
            "act",
            "Дорожная карта",
            OBLIGES,
            "Напоминает о её мероприятиях, а в мае и июне — о дорожной карте на следующий учебный год.",
        ),
        Rule(
            "roadmap_approval",
            "act",
            "Утверждение дорожной карты",
            OBLIGES,
            "Готовит приказ, когда в карте есть этапы, мероприятия и верные сроки; до приказа она черновик.",
        ),
        Rule(
            "replacement",
            "ending",
            "Случаи замены наставника",
            SHAPES,
            "Предлагает случаи этой редакции; если перечня нет, причину пишут своими словами. "
            "Сменить наставника действующей пары без приказа нельзя.",
        ),
        Rule(
            "petitions",
            "ending",
            "Срок ответа на заявление",
            OBLIGES,
            "Ставит заявление на стол тому, кто решает; после срока показывает красным. Без срока — ждёт без даты.",
            ("petition_days", "petition_working"),
            lambda limits: days(limits.petition_days, limits.petition_working),
        ),
        Rule(
            "completion",
            "ending",
            "Случаи завершения",
            FORBIDS,
            "Не завершает по плану, пока есть невыполненное; раньше срока — только с причиной и приказом.",
        ),
        Rule(
            "amendment",
            "ending",
            "Продление и корректировка по согласию",
            FORBIDS,
            "Меняет утверждённую программу, только когда согласились все участники; наибольший срок проверяет снова.",
        ),
        Rule(
            "payment",
            "pay",
            "Выплата за наставничество",
            SHAPES,
            "Считает размер выплаты по числу тех, кого ведёт наставник, и подставляет его в приказ и соглашение.",
            ("pay_kind", "pay_value", "pay_cap"),
            rate,
        ),
        Rule(
            "agreement",
            "labour",
            "Дополнительное соглашение с наставником",
            OBLIGES,
            "Ставит его на стол к началу работы пары, закреплённой с 01.03.2025 (ст. 351.8 ТК РФ); приказа не держит. "
            "Не касается внешних наставников и тех, у кого наставничество входит в обязанности.",
            ("agreement_required",),
            lambda limits: yes(limits.agreement_required),
        ),
        Rule(
            "employer_notice",
            "labour",
            "За сколько дней предупреждают наставника об отмене поручения",
            FORBIDS,
            "Не даёт куратору завершить пару досрочно без уведомления в срок (ст. 351.8 ТК РФ).",
            ("employer_notice_days",),
            lambda limits: days(limits.employer_notice_days, True),
        ),
        Rule(
            "employee_notice",
            "labour",
            "За сколько дней предупреждает наставник, который отказывается",
            WARNS,
            "Советует срок; о более раннем дне можно договориться (ст. 351.8 ТК РФ). Отказ не наказывают.",
            ("employee_notice_days",),
            lambda limits: days(limits.employee_notice_days, True),
        ),
    )
}


def rules_of(group: str) -> list[Rule]:
    """The rules of one page, in order."""
    return [rule for rule in RULES.values() if rule.group == group]
