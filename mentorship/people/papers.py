"""Papers about people: D20, the consent to the processing of personal data."""

from datetime import date

from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.documents import catalogue
from mentorship.documents.grammar import by_sex, decline_position
from mentorship.documents.layout import Profile
from mentorship.documents.tree import Addressee, Document, Fields, Heading, Paragraph, Signature
from mentorship.documents.wording import Values
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.people.names import name_in, paper_name, titled_name_in
from mentorship.people.queries import person_for
from mentorship.people.values import person_values, place_values
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
from mentorship.regulation.wording import register_texts


def profile() -> Profile:
    """The institution's layout."""
    return institution().profile()


def head() -> Person | None:
    """The person who heads the institution now."""
    term = OfficeTerm.objects.filter(office="director", ends_on=None).select_related("person").first()
    return term.person if term else None


def addressee(place: Institution, person: Person | None) -> Addressee:
    """«Заведующему … Лебедевой М.И. / от воспитателя …», with blanks for an empty form."""
    director = head()
    to = paper_name(director, "dat", initials_first=False) if director else "_" * 24
    sender = titled_name_in(person, "gen") if person else "_" * 28
    return Addressee((f"{decline_position(place.head_title, 'dat')} {place.short_name}", to, f"от {sender}"))


def signature(person: Person | None, place: Institution, *, date_line: bool = True) -> Signature:
    """The person's signature under a paper; a blank when there is no person."""
    if person is None:
        return Signature("", "_" * 20, date_line)
    name = paper_name(person, initials_first=place.profile().initials_first)
    position = person.position
    return Signature(position[:1].upper() + position[1:], name, date_line)


PURPOSES = (
    "ведение банка наставников и наставляемых, составление и выполнение персонализированных программ "
    "наставничества, мониторинг и отчётность о системе наставничества"
)
DATA = (
    "фамилия, имя, отчество; дата рождения; должность; образование; квалификационная категория; "
    "педагогический стаж; контакты; профессиональные запросы; результаты наставничества"
)
ACTIONS = (
    "сбор, запись, систематизация, накопление, хранение, уточнение, извлечение, использование, "
    "обезличивание, блокирование, удаление, уничтожение — с использованием средств автоматизации и без них"
)


def data_consent(person: Person | None, on: date) -> Document:
    """D20: one consent, one sheet, one purpose (152-ФЗ, ст. 9 ч. 4)."""
    place = institution()
    agree = by_sex(person.sex, "согласен", "согласна") if person else "согласен (согласна)"
    name = name_in(person, "nom") if person else "_" * 50
    blocks = (
        addressee(place, person),
        Heading("Согласие на обработку персональных данных"),
        Paragraph(f"Я, {name}, {agree} на обработку моих персональных данных."),
        Fields(
            (
                ("Адрес регистрации", ""),
                ("Документ, удостоверяющий личность (серия, номер, кем и когда выдан)", ""),
                ("Оператор", f"{place.full_name}, {place.address or place.locality}"),
                ("Цель", PURPOSES),
                ("Перечень данных", DATA),
                ("Действия и способы обработки", ACTIONS),
                ("Кому передаются", "не передаются третьим лицам, кроме случаев, установленных законом"),
                ("Срок", "на время участия в системе наставничества и три года после его окончания"),
                ("Как отозвать", "письменным заявлением на имя руководителя учреждения"),
            )
        ),
        signature(person, place),
    )
    return Document("Согласие на обработку персональных данных", blocks)


def the_institution(user: User, pk: int, permission: str) -> Institution:
    """The institution as the subject of a register or a plan, for those who may print such."""
    require(user, permission)
    return get_object_or_404(Institution, pk=pk)


def about_institution(place: Institution | None, on: date) -> Values:
    """The institution is one, so its blank forms know it too."""
    return place_values(on)


def register_papers() -> None:
    """The consent, and every text about a person or about the institution as a whole."""
    catalogue.register(
        "D20", "Согласие на обработку персональных данных",
        build=data_consent, subjects=Person.objects.all, find=person_for, permission="consent.view",
    )  # fmt: skip
    register_texts(
        "person", values=person_values, subjects=Person.objects.all, find=person_for, permission="consent.view"
    )
    register_texts(
        "institution", values=about_institution, subjects=Institution.objects.all,
        find=the_institution, permission="paper.register",
    )  # fmt: skip
