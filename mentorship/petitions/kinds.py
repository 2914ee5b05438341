"""Kinds of petitions (заявления): one table of who may file, decide, carry out and see each. Nothing else says it.

Roles are offices and relations: MENTOR and MENTEE of the pair. In `sees` MENTEE is the one whom the petition
is about. The author always sees the own petition and may take it back. `access/grants.py` is the first door
of every page, this table the second.
"""

from collections.abc import Set
from dataclasses import dataclass

from mentorship.access.roles import Office, Relation
from mentorship.core.words import titles

Role = Office | Relation
DIRECTOR, CURATOR, COUNCIL, CLERK, _ = Office
MENTOR, MENTEE = Relation.MENTOR, Relation.MENTEE


@dataclass(frozen=True, slots=True)
class Question:
    """What the form asks: a field of the petition and how it is called here."""

    name: str
    label: str
    hint: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionKind:
    """One kind; `basis` is the requirement, `paper` the code of its printed form.

    `owner` has to answer in time (the curator, where the owner is the author); everybody in `decides` may.
    `executes` has to see to what was granted. `closed` kinds are told of to nobody else, not even in numbers.
    """

    code: str
    basis: str
    title: str
    advice: str
    after: str
    asks: tuple[Question, ...]
    files: Set[Role]
    records: Set[Role]
    owner: Role
    decides: Set[Role]
    executes: Role
    sees: Set[Role]
    points: tuple[str, ...] = ()
    points_label: str = ""
    paper: str = ""
    about: bool = False
    dated: bool = False
    ends_pair: bool = False
    logs: bool = False
    closed: bool = False
    needs_council: bool = False

    @property
    def office(self) -> Office:
        """The office that has to answer; for the mentor of the own petition the curator."""
        return self.owner if isinstance(self.owner, Office) else Office.CURATOR

    @property
    def instead(self) -> Office | None:
        """The other office that decides: it answers where everybody who holds the first one is of the pair."""
        others = [role for role in Office if role in self.decides and role != self.office]
        return others[0] if others else None

    @property
    def said_advice(self) -> str:
        return titles.say(self.advice)

    @property
    def said_after(self) -> str:
        """What happens next, in the institution's own words."""
        return titles.say(self.after)


OFFICE_READERS = frozenset({DIRECTOR, CURATOR, CLERK})
ON_PAPER = frozenset({CURATOR, CLERK})

KINDS: dict[str, PetitionKind] = {
    kind.code: kind
    for kind in (
        PetitionKind(
            code="resignation",
            basis="MNT-03",
            paper="D24",
            title="Заявление о сложении обязанностей наставника",
            advice="Причину указывать необязательно: досрочный отказ от наставничества — право работника. "
            "Закон просит предупредить за три рабочих дня.",
            after="Заявление увидят куратор и руководитель. Решает руководитель, потом пару передадут "
            "другому наставнику или завершат приказом.",
            asks=(
                Question("wanted_on", "С какого дня прошу освободить"),
                Question("reason", "Причина", "По желанию"),
                Question("details", "Что выполнено по программе", "По желанию"),
                Question("wishes", "Предложения о продолжении работы", "По желанию"),
            ),
            files={MENTOR},
            records=ON_PAPER,
            owner=DIRECTOR,
            decides={DIRECTOR},
            executes=CURATOR,
            sees=OFFICE_READERS,
            dated=True,
            ends_pair=True,
        ),
        PetitionKind(
            code="replacement",
            basis="MTE-05",
            paper="D25",
            title="Ходатайство о замене наставника",
            advice="Напишите, почему просите о замене и какой наставник вам нужен. Наставник этого текста не увидит.",
            after="Ходатайство увидят куратор и руководитель. Решает руководитель, замену оформляют приказом.",
            asks=(
                Question("reason", "Пояснение", required=True),
                Question("wanted_on", "С какого дня прошу заменить", "Если день для вас важен"),
                Question("wishes", "Пожелания к новому наставнику", "Профиль, опыт, кандидатура; по желанию"),
                Question("details", "Пожелания к форме и графику работы", "По желанию"),
            ),
            points_label="Причина замены",
            points=(
                "профессиональный профиль наставника не соответствует моему запросу",
                "наставник не имеет возможности уделять программе необходимое время",
                "не сложилось взаимодействие в наставнической паре (группе)",
                "изменились моя должность, нагрузка или место работы",
                "иное",
            ),
            files={MENTEE},
            records=ON_PAPER,
            owner=DIRECTOR,
            decides={DIRECTOR},
            executes=CURATOR,
            sees=OFFICE_READERS,
            dated=True,
            ends_pair=True,
        ),
        PetitionKind(
            code="ending",
            basis="END-02",
            title="Заявление о досрочном завершении наставничества",
            advice="Нужна уважительная причина: напишите её своими словами.",
            after="Заявление увидят куратор и руководитель. Решает куратор, завершение оформляют приказом.",
            asks=(
                Question("reason", "Уважительная причина", required=True),
                Question("wanted_on", "С какого дня прошу завершить", "Если день для вас важен"),
                Question("details", "Что выполнено по программе", "По желанию"),
            ),
            files={MENTOR, MENTEE},
            records=ON_PAPER,
            owner=CURATOR,
            decides={CURATOR, DIRECTOR},
            executes=CURATOR,
            sees=OFFICE_READERS,
            dated=True,
            ends_pair=True,
        ),
        PetitionKind(
            code="proposal",
            basis="MTE-04, PRG-14",
            title="Предложение по программе",
            advice="Предложите, что в программе изменить, добавить или убрать.",
            after="Предложение увидят наставник, куратор и {council.nom}. Отвечает наставник или куратор; "
            "принятое вносят в программу.",
            asks=(
                Question("reason", "Что предлагаете изменить", required=True),
                Question("details", "Для чего", "По желанию"),
            ),
            files={MENTOR, MENTEE, COUNCIL},
            records=ON_PAPER,
            owner=MENTOR,
            decides={MENTOR, CURATOR},
            executes=MENTOR,
            sees={MENTOR, DIRECTOR, CURATOR, COUNCIL, CLERK},
        ),
        PetitionKind(
            code="personal_file",
            basis="MNT-02",
            paper="D28",
            title="Запрос на ознакомление с материалами личного дела",
            advice="Программа сама личное дело не показывает. Укажите, какие сведения нужны и зачем.",
            after="Решает руководитель. После разрешения материалы покажет ответственный и запишет: "
            "когда, с чем и кто ознакомил.",
            asks=(
                Question("reason", "Цель ознакомления", required=True),
                Question("details", "Иные сведения", "Если нужного нет в перечне"),
                Question("wanted_on", "Предполагаемая дата ознакомления"),
            ),
            points_label="Какие сведения нужны",
            points=(
                "об образовании и квалификации",
                "о стаже педагогической работы и предыдущих местах работы",
                "о квалификационной категории, аттестации и повышении квалификации",
                "о поощрениях и профессиональных достижениях",
                "иные",
            ),
            files={MENTOR},
            records=ON_PAPER,
            owner=DIRECTOR,
            decides={DIRECTOR},
            executes=CURATOR,
            sees={DIRECTOR, CURATOR, CLERK, MENTEE},
            about=True,
            logs=True,
        ),
        PetitionKind(
            code="representation",
            basis="MNT-10",
            paper="D29",
            title="Представление о поощрении или дисциплинарном воздействии",
            advice="Представление увидят только вы и руководитель. Оно не является решением о взыскании.",
            after="Решает руководитель. Никто другой о представлении не узнает.",
            asks=(
                Question("reason", "Факты и обстоятельства", required=True),
                Question("details", "Предложение", "Вид поощрения или меры воздействия", required=True),
                Question("wishes", "Обоснование предложения", "По желанию"),
                Question("support", "Меры поддержки, принятые наставником", "По желанию"),
            ),
            points_label="О чём представление",
            points=("о поощрении", "о применении мер дисциплинарного воздействия"),
            files={MENTOR},
            records={DIRECTOR},
            owner=DIRECTOR,
            decides={DIRECTOR},
            executes=DIRECTOR,
            sees={DIRECTOR},
            about=True,
            closed=True,
        ),
        PetitionKind(
            code="mediation",
            basis="MO-12",
            title="Обращение за консультацией или медиацией",
            advice="Обращение увидите только вы и {council.nom}; вторая сторона его не увидит, даже если состоит там.",
            after="Отвечает {council.nom}. Ни руководитель, ни куратор обращения не увидят.",
            asks=(
                Question("reason", "В чём вопрос или разногласие", required=True),
                Question("wishes", "Какой помощи вы ждёте", "По желанию"),
            ),
            points_label="Что нужно",
            points=("консультация", "медиация"),
            files={MENTOR, MENTEE},
            records={COUNCIL},
            owner=COUNCIL,
            decides={COUNCIL},
            executes=COUNCIL,
            sees={COUNCIL},
            closed=True,
            needs_council=True,
        ),
    )
}


def codes(*, seen_by: Role | None = None, decided_by: Role | None = None) -> list[str]:
    """The kinds that the role sees or decides."""
    return [
        kind.code
        for kind in KINDS.values()
        if (seen_by is None or seen_by in kind.sees) and (decided_by is None or decided_by in kind.decides)
    ]


CLOSED = [kind.code for kind in KINDS.values() if kind.closed]
ENDING = [kind.code for kind in KINDS.values() if kind.ends_pair]
LOGGED = [kind.code for kind in KINDS.values() if kind.logs]
PAPERS = {kind.paper: kind.code for kind in KINDS.values() if kind.paper}
