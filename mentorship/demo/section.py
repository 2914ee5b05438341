"""The demo's section of the site: what is shown, what waits, what has been placed where."""

from datetime import date
from typing import Any

from mentorship.demo.story import Story
from mentorship.library.models import Material
from mentorship.pairs.models import Pair
from mentorship.people.models import ConsentItem, Person, Resource
from mentorship.publication.models import Publication
from mentorship.publication.names.guard import Guard
from mentorship.publication.placements import services as placements
from mentorship.publication.publications import services
from mentorship.publication.section import services as sections

Kind, Item = Publication.Kind, ConsentItem.Item
INTRO = (
    "Наставник рядом с первого дня: он помогает составить программу, приходит на занятия и отвечает на вопросы. "
    "Здесь мы рассказываем, как это устроено у нас."
)


def load(story: Story) -> None:
    """The program shows the section itself; one publication waits, one is still to come, one was taken off."""
    page = Resource.objects.get(kind=Resource.Kind.SITE)
    fields = {"place": "here", "address": "", "resource": page, "intro": INTRO, "contacts": "", "hidden": []}
    sections.set_up(fields=fields, by=story.by)
    held = _news(
        story, "Обучены наставники", "Наставники прошли установочную сессию: разобрали программы и журнал.", 20
    )
    _news(story, "Открытое занятие", _lesson(story.today), 6)
    coming = {"kind": Kind.ANNOUNCEMENT, "title": "Неделя открытых занятий"}
    _shown(story, story.ago(-5), **coming, text="Приглашаем коллег на занятия наших наставников.")
    _waits(story)
    wrong = _news(story, "Новость с ошибкой", "Дата указана неверно.", 10)
    services.remove(wrong, reason="Неверная дата", on=story.ago(9), by=story.by)
    for kind, rows in (
        (Kind.PRACTICE, Material.objects.practices()),
        (Kind.ADVICE, Material.objects.exclude(kind="practice")),
    ):
        for material in rows.approved_on(story.today).exclude(publishing=Material.Publishing.CLOSED):
            _shown(story, story.ago(3), kind=kind, title=material.title, text="", material=material)
    pair = Pair.objects.ended(story.today).filter(program__approved_on__lte=story.today).order_by("pk").first()
    if pair:
        text = (
            "Программа выполнена полностью. Молодой педагог уверенно ведёт занятия и готовит первую открытую встречу."
        )
        _shown(story, story.ago(2), kind=Kind.RESULT, title="Программа завершена", text=text, pair=pair)
    where = {"title": "Обучены наставники", "channel": "network", "level": "institution", "publication": held}
    where |= {"placed_on": story.ago(19), "link": "https://example.org/wall-1"}
    placements.place(fields=where, fulfils="", today=story.today, by=story.by)


def _lesson(on: date) -> str:
    """Named is only whoever has permitted it on the day."""
    permits = Guard.on(on).permits
    asked = (
        row for row in Person.objects.order_by("pk") if permits.allows(row.pk, Item.SURNAME, Item.NAME, Item.PATRONYMIC)
    )
    person = next(asked, None)
    who = (
        f"Занятие провёл наш наставник: {person.full_name}." if person else "Занятие провёл один из наших наставников."
    )
    return f"{who} Коллеги увидели, как игра помогает детям заговорить."


def _waits(story: Story) -> None:
    fields = {"kind": Kind.NEWS, "title": "Круглый стол наставников", "text": "Обсудили, как помогать без подсказок."}
    services.submit(services.prepare(fields=fields, pictured=[], by=story.by), on=story.today, by=story.by)


def _news(story: Story, title: str, text: str, days: int) -> Publication:
    return _shown(story, story.ago(days), kind=Kind.NEWS, title=title, text=text)


def _shown(story: Story, on: date, **fields: Any) -> Publication:
    """Approved for the day, as it was then."""
    publication = services.prepare(fields=fields, pictured=[], by=story.by)
    day = min(on, story.today)
    return services.approve(publication, shows_from=on, shows_until=None, cleared=[], today=day, by=story.by)
