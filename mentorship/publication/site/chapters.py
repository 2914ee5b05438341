"""What each page of the section shows, read from the records of a day and past the guard of names (п. 8.1)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mentorship.access.roles import OFFICE_NAMES, Office
from mentorship.core.words import titles
from mentorship.core.words.text import capital, plural
from mentorship.documents.grammar import years as words_of_years
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.partners.models import Partner
from mentorship.people.dissemination.rules import public_name
from mentorship.people.models import ConsentItem, MenteeEntry, MentorEntry, Person
from mentorship.publication.models import Publication, Section
from mentorship.publication.names.guard import Guard
from mentorship.publication.publications.queries import own_host
from mentorship.publication.publications.rules import private_links
from mentorship.publication.site.publications import Shown, shown_publications
from mentorship.regulation.act.paper import act_parts
from mentorship.regulation.models import ActVersion, Institution, LegalAct
from mentorship.roadmap.models import Roadmap, Stage
from mentorship.roadmap.queries import activities_of, current

Item = ConsentItem.Item
ACTS = ("approve_act", "amend_act", "organise", "approve_roadmap", "create_council")
LEVELS = {
    "federal": "Федеральные акты",
    "regional": "Региональные акты",
    "municipal": "Муниципальные акты",
    "institution": "Акты учреждения",
}
NEWEST = 5  # news on the first page


@dataclass(slots=True)
class Visit:
    """A day on which somebody looks: the section, the institution and the guard of names, read once."""

    day: date
    section: Section
    place: Institution
    guard: Guard
    known: dict[str, list[Shown]] = field(default_factory=dict)

    def publications(self, *kinds: str) -> list[Shown]:
        """What visitors may read of the kinds, newest first; asked once a visit."""
        key = ",".join(kinds)
        if key not in self.known:
            self.known[key] = list(shown_publications(self.day, self.guard, kinds))
        return self.known[key]


Rows = Callable[[Visit], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the section that is always there unless the institution hides it."""

    key: str
    title: str
    about: str
    rows: Rows

    @property
    def file(self) -> str:
        return f"{self.key}.html"

    @property
    def template(self) -> str:
        return f"public/{self.key}.html"


def _index(visit: Visit) -> dict[str, Any]:
    intro = visit.guard.shown("Вступление на главной странице", visit.section.intro)
    hidden = "news" in visit.section.hidden
    newest = [] if hidden else visit.publications(Publication.Kind.NEWS, Publication.Kind.ANNOUNCEMENT)[:NEWEST]
    return {"intro": intro, "newest": newest}


def _version(visit: Visit) -> ActVersion | None:
    found = ActVersion.objects.in_force_on(visit.day)
    return found if found and visit.guard.passes("Название Положения", found.title, found.approval) else None


def _plan(visit: Visit) -> Roadmap | None:
    found = current(visit.day)
    return found if found and visit.guard.passes("Название дорожной карты", found.title) else None


def _act(visit: Visit) -> dict[str, Any]:
    act = _version(visit)
    parts = act_parts(act, visit.day) if act and act.body else []
    shown = visit.guard.passes("Текст Положения", *(text for _, text in parts))
    return {"act": act, "parts": parts if shown else []}


def _acts(visit: Visit) -> dict[str, Any]:
    orders = Order.objects.filter(kind__in=ACTS, status=Order.Status.SIGNED, signed_on__lte=visit.day)
    return {
        "act": _version(visit),
        "orders": [
            row for row in orders.defer("snapshot") if visit.guard.passes(f"Приказ № {row.number}", row.heading)
        ],
        "roadmap": _plan(visit),
    }


def _roadmap(visit: Visit) -> dict[str, Any]:
    found = _plan(visit)
    return {"roadmap": found, "stages": list(_stages(found, visit)) if found else []}


def _stages(roadmap: Roadmap, visit: Visit) -> Iterator[tuple[Stage, list[dict[str, str]]]]:
    plan = Roadmap.objects.prefetch_related("stages__activities").get(pk=roadmap.pk)
    rows: dict[int, list[dict[str, str]]] = {}
    for activity in activities_of(plan):
        if visit.guard.passes("Мероприятие дорожной карты", activity.text, activity.whole_term.text):
            state = f"выполнено {activity.done_on:%d.%m.%Y}" if activity.done_on else ""
            state = "отменено" if activity.cancelled_on else state
            row = {"text": activity.text, "term": activity.whole_term.words(), "state": state}
            rows.setdefault(activity.stage_id, []).append(row)
    for stage in plan.stages.all():
        if visit.guard.passes("Этап дорожной карты", stage.title, stage.expected):
            yield stage, rows.get(stage.pk, [])


def _programs(visit: Visit) -> dict[str, Any]:
    """Form, kind and term, and nothing of whose programme it is (PUB-02)."""
    pairs = Pair.objects.running(visit.day).filter(program__approved_on__lte=visit.day)
    rows = [
        {"form": pair.form.title, "kind": pair.kind.title, "starts_on": pair.starts_on, "ends_on": pair.ends_on}
        for pair in pairs.select_related("form", "kind").order_by("starts_on", "pk")
    ]
    count = f"{len(rows)} {plural(len(rows), 'программа', 'программы', 'программ')}"
    return {"rows": [row for row in rows if visit.guard.passes("Программа", row["form"], row["kind"])], "count": count}


def _mentors(visit: Visit) -> dict[str, Any]:
    """Both banks, of each only whoever has permitted to be named in a role, and only what they have permitted."""
    return {
        "mentors": _people(visit, MentorEntry.objects.on(visit.day)),
        "mentees": _people(visit, MenteeEntry.objects.on(visit.day)),
        "mentee_title": capital(titles.mentee("nom")),
        "mentees_title": capital(titles.mentees("nom")),
    }


def _people(visit: Visit, entries: QuerySet) -> list[dict[str, Any]]:
    permitted = [pk for pk in visit.guard.permits.people if visit.guard.permits.allows(pk, Item.ROLE, Item.SURNAME)]
    people = Person.objects.filter(pk__in=entries.filter(person__in=permitted).values("person"))
    rows = (_facts(visit, person) for person in people.prefetch_related("positions").order_by("search_key", "pk"))
    return [row for row in rows if row["name"] and visit.guard.passes(f"Условия согласия: {row['name']}", row["terms"])]


def _facts(visit: Visit, person: Person) -> dict[str, Any]:
    """The name and what else the person has permitted, line by line."""
    items, name = visit.guard.permits.of(person.pk), person.named
    years = person.experience_on(visit.day)
    told = (
        (Item.POST, "", capital(person.position)),
        (Item.CATEGORY, "Категория: ", person.get_qualification_display() if person.qualification else ""),
        (Item.EXPERIENCE, "Педагогический стаж: ", "" if years is None else words_of_years(years)),
        (Item.EDUCATION, "Образование: ", person.education),
        (Item.CONTACTS, "", ", ".join(filter(None, [person.phone, person.email]))),
    )
    lines = [f"{heading}{words}" for item, heading, words in told if words and item in items]
    shown = public_name(name.last_name, name.first_name, name.patronymic, items)
    return {"name": shown, "lines": lines, "terms": visit.guard.permits.terms(person.pk)}


def _practices(visit: Visit) -> dict[str, Any]:
    return {"rows": visit.publications(Publication.Kind.PRACTICE)}


def _advice(visit: Visit) -> dict[str, Any]:
    """Recommendations, memos and other materials of the library (PUB-06)."""
    return {"rows": visit.publications(Publication.Kind.ADVICE)}


def _legal(visit: Visit) -> dict[str, Any]:
    """Acts in force, without those that somebody is still to compare with the official text (PUB-05)."""
    acts = LegalAct.objects.in_force_on(visit.day).filter(to_verify=False).by_weight()
    shown = [act for act in acts if visit.guard.passes(f"Акт «{act}»", act.name)]
    rows = [(act.level, act.name, _open_link(visit, f"Ссылка акта «{act}»", act.link)) for act in shown]
    levels = [(title, [row[1:] for row in rows if row[0] == level]) for level, title in LEVELS.items()]
    return {"levels": [(title, rows) for title, rows in levels if rows]}


def _news(visit: Visit) -> dict[str, Any]:
    return {"rows": visit.publications(Publication.Kind.NEWS, Publication.Kind.ANNOUNCEMENT)}


def _results(visit: Visit) -> dict[str, Any]:
    """Only of what is over on the day, whatever was approved (п. 8.2, PUB-08)."""
    return {"rows": visit.publications(Publication.Kind.RESULT)}


def _partners(visit: Visit) -> dict[str, Any]:
    partners = Partner.objects.working_on(visit.day)
    shown = [row for row in partners if visit.guard.passes(f"Партнёр «{row}»", row.full_name)]
    return {"rows": [(row.full_name, _open_link(visit, f"Сайт партнёра «{row}»", row.site)) for row in shown]}


def _open_link(visit: Visit, about: str, link: str) -> str:
    """The address, where a visitor can open it and it names nobody."""
    closed = any(private_links([link], own_host()))
    return link if link and not closed and visit.guard.passes(about, link) else ""


def _contacts(visit: Visit) -> dict[str, Any]:
    return {
        "contacts": visit.guard.shown("Контакты", visit.section.contacts),
        "curator": str(OFFICE_NAMES[Office.CURATOR]).lower(),
    }


CHAPTERS = (
    Chapter("index", "Наставничество", "Главная страница раздела", _index),
    Chapter("acts", "Документы", "Положение, приказы и дорожная карта учреждения", _acts),
    Chapter("act", "Положение", "По каким правилам мы работаем", _act),
    Chapter("roadmap", "Дорожная карта", "Что и когда мы делаем в этом учебном году", _roadmap),
    Chapter("programs", "Действующие программы", "Какие программы наставничества идут сейчас", _programs),
    Chapter("mentors", "Наставники", "Кто у нас помогает коллегам", _mentors),
    Chapter("practices", "Лучшие практики", "Опыт, который стоит перенять", _practices),
    Chapter("advice", "Методические рекомендации", "Памятки и материалы для работы", _advice),
    Chapter("legal", "Нормативная база", "Акты, по которым мы работаем", _legal),
    Chapter("news", "Новости и анонсы", "Что было и что будет", _news),
    Chapter("results", "Итоги программ", "Чего достигли пары и группы, закончившие работу", _results),
    Chapter("partners", "Партнёры", "С кем мы сотрудничаем", _partners),
    Chapter("contacts", "Контакты", "Куда обратиться", _contacts),
)
