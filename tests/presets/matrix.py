"""The difference matrix as a table: one row of facts for each preset."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one institution has; None or empty where its document is silent."""

    code: str
    short: str
    head: str
    text_name: str
    act: str
    letterhead: tuple[str, ...]
    number: str  # the first order of a year
    forms: tuple[str, ...] = ()
    forms_open: bool = True
    kinds: int = 7
    replacement: int = 0
    completion: int = 0
    sections: int = 0
    directions: int = 6
    max_mentees: int | None = None
    appoint_days: int | None = None
    program_days: int | None = None
    report_days: int | None = None
    mentoring: tuple[int | None, int | None] = (None, None)
    program: tuple[int | None, int | None] = (3, 12)
    group_min: int | None = 2
    confirm: int | None = 12
    training: bool = False
    acquaintance: bool = False
    mentor_consent: str  # its clause, empty where it is not asked for
    mentee_consent: str
    data_consent: str
    deputies: bool
    council: str  # its name in the genitive, empty where there is none
    admin: bool
    approval: str = "curator"
    staff: str = "teaching"
    posts: tuple[str, str, str, str]  # director, curator, mentor, mentee
    marks: tuple[str, ...] = ()  # blocks over the act
    appendix: str = "Приложение № 1"
    signature: str
    acquainted: bool
    control: str = "Контроль за исполнением настоящего приказа оставляю за собой."
    bases: str


STANDARD_COUNCIL = "методического объединения (совета) наставников"
LAW = "В соответствии со статьёй 351.8 Трудового кодекса Российской Федерации, "

PLACES = [
    Place(
        code="gofitskoe",
        short="МКДОУ ДС № 39 «Золотой петушок» с. Гофицкое",
        head="Заведующий",
        text_name="ДОУ",
        act="Положение о системе наставничества педагогических работников в МКДОУ ДС № 39 «Золотой петушок» с. Гофицкое",
        letterhead=("ДОШКОЛЬНОЕ ОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ", "ДЕТСКИЙ САД № 39 «ЗОЛОТОЙ ПЕТУШОК» С. ГОФИЦКОЕ"),
        number="1",
        forms=(
            "педагог – педагог",
            "руководитель образовательной организации – педагог",
            "работодатель – студент",
            "педагог вуза/колледжа – молодой педагог образовательной организации",
        ),
        replacement=5,
        completion=3,
        sections=8,
        max_mentees=3,
        appoint_days=30,
        program_days=10,
        report_days=10,
        mentoring=(1, 12),
        training=True,
        acquaintance=True,
        mentor_consent="3.2",
        mentee_consent="3.3",
        data_consent="3.4",
        deputies=True,
        council=STANDARD_COUNCIL,
        admin=False,
        posts=("заведующий", "заместитель заведующего по УВР", "воспитатель", "воспитатель"),
        marks=(
            "СОГЛАСОВАНО",
            "Председатель профсоюзной организации",
            "РАССМОТРЕНО",
            "протокол № 3 от 31.03.2022",
            "УТВЕРЖДЕНО",
            "№ 15 от 31.03.2022",
        ),
        signature="Заведующий В.И. Орехова",
        acquainted=True,
        bases=LAW + "Положением о системе наставничества педагогических работников в МКДОУ ДС № 39 «Золотой петушок» "
        "с. Гофицкое, утверждённым приказом № 15 от 31.03.2022",
    ),
    Place(
        code="lastochka",
        short="МКДОУ Детский сад «Ласточка»",
        head="Заведующий",
        text_name="образовательная организация",
        act="Положение о наставничестве педагогических работников в МКДОУ Детский сад «Ласточка»",
        letterhead=("МУНИЦИПАЛЬНОЕ КАЗЁННОЕ ДОШКОЛЬНОЕ", "«ДЕТСКИЙ САД «ЛАСТОЧКА»"),
        number="1",
        forms=(
            "воспитатель – воспитатель",
            "руководитель образовательной организации – воспитатель",
            "работодатель – студент",
            "педагог вуза/колледжа – молодой педагог образовательной организации",
        ),
        mentor_consent="3.2",
        mentee_consent="3.3",
        data_consent="",
        deputies=True,
        council=STANDARD_COUNCIL,
        admin=True,
        posts=("заведующий", "заместитель заведующего по ВМР", "воспитатель", "воспитатель"),
        marks=("ПРИНЯТ", "на педагогическом совете", "Протокол № ___ от «__» _____ 2023 г."),
        signature="Заведующий В.И. Орехова",
        acquainted=True,
        bases=LAW + "Положением о наставничестве педагогических работников в МКДОУ Детский сад «Ласточка»",
    ),
    Place(
        code="alenushka",
        short="МБДОУ № 50 «Алёнушка» г. Калуги",
        head="Заведующий",
        text_name="образовательная организация",
        act="Положение о системе наставничества педагогических работников в образовательной организации",
        letterhead=("ДОШКОЛЬНОЕ ОБРАЗОВАТЕЛЬНОЕ", "УЧРЕЖДЕНИЕ № 50 «АЛЁНУШКА» ГОРОДА КАЛУГИ"),
        number="1",
        kinds=0,
        directions=0,
        program=(None, None),
        group_min=None,
        confirm=None,
        mentor_consent="этап 1 дорожной карты",
        mentee_consent="этап 1 дорожной карты",
        data_consent="этапы 2 и 3 дорожной карты",
        deputies=False,
        council="",
        admin=False,
        posts=("заведующий", "старший воспитатель", "воспитатель", "воспитатель"),
        appendix="Приложение 1",
        signature="Заведующий В.И. Орехова",
        acquainted=True,
        bases=LAW + "Положением о системе наставничества педагогических работников в образовательной организации",
    ),
    Place(
        code="rassvetovskaya",
        short="МКОУ «Рассветовская СОШ»",
        head="Директор",
        text_name="образовательная организация",
        act="Положение о системе наставничества педагогических работников в МКОУ «Рассветовская СОШ»",
        letterhead=(
            "МУНИЦИПАЛЬНОЕ КАЗЁННОЕ ОБЩЕОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ",
            "«РАССВЕТОВСКАЯ СРЕДНЯЯ ОБЩЕОБРАЗОВАТЕЛЬНАЯ ШКОЛА»",
        ),
        number="1/1-п.о.д.",
        forms=("учитель – учитель", "руководитель образовательной организации – учитель"),
        completion=3,
        mentor_consent="3.2",
        mentee_consent="3.3",
        data_consent="этапы 2 и 3 дорожной карты",
        deputies=True,
        council="школьного методического совета наставников",
        admin=True,
        approval="order",
        staff="leading",
        posts=("директор", "заместитель директора по УВР", "учитель математики", "учитель начальных классов"),
        appendix="Приложение 1",
        signature="Директор: Орехова В.И.",
        acquainted=False,
        bases=LAW + "Положением о системе наставничества педагогических работников в МКОУ «Рассветовская СОШ», "
        "утверждённым приказом от 08.02.2022 № 5/1-п.о.д.,",
    ),
    Place(
        code="vorkuta",
        short="МУДО «ДТДиМ» г. Воркуты",
        head="Директор",
        text_name="МУДО «ДТДиМ» г. Воркуты",
        act="Положение о системе наставничества педагогических работников",
        letterhead=("МУНИЦИПАЛЬНОЕ УЧРЕЖДЕНИЕ", "«ДВОРЕЦ ТВОРЧЕСТВА ДЕТЕЙ И МОЛОДЕЖИ» Г. ВОРКУТЫ"),
        number="1",
        forms=("педагог – педагог", "директор МУДО «ДТДиМ» г. Воркуты – педагог"),
        forms_open=False,
        completion=3,
        mentor_consent="ст. 351.8 ТК РФ",
        mentee_consent="",
        data_consent="этапы 2 и 3 дорожной карты",
        deputies=False,
        council="методического объединения наставников",
        admin=True,
        posts=(
            "директор",
            "старший методист",
            "педагог дополнительного образования",
            "педагог дополнительного образования",
        ),
        signature="Директор В.И. Орехова",
        acquainted=False,
        control="Контроль за исполнением приказа возложить на Ветрову Н.О., старшего методиста.",
        bases=LAW + "Положением о системе наставничества педагогических работников, утверждённым приказом от "
        "01.06.2022 № 673",
    ),
]
CODES = [place.code for place in PLACES]
ADMITTED = dt.date(2026, 9, 1)
ORDERED = dt.date(2026, 9, 15)
ENDS = dt.date(2027, 5, 31)
