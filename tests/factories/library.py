import datetime as dt

from factory import post_generation
from factory.django import DjangoModelFactory

from mentorship.library.models import Material
from tests.factories.people import MentorEntryFactory

SUBMITTED_ON = dt.date(2026, 9, 20)
APPROVED_ON = dt.date(2026, 9, 25)


class MaterialFactory(DjangoModelFactory):
    """A whole practice of a mentor, a draft; `authors` are those who have written it."""

    class Meta:
        model = Material
        skip_postgeneration_save = True

    kind = Material.Kind.PRACTICE
    title = "Утро без слёз"
    summary = "Как помочь воспитателю в первые недели"
    publishing = Material.Publishing.NAMELESS
    problem = "Дети тяжело расстаются с родителями"
    idea = "Утренний круг встречи"
    stages = "Наблюдение, показ, самостоятельная работа"
    change = "Воспитатель ведёт утро без помощи"
    applicability = "Группам раннего возраста"

    @post_generation
    def authors(self, create, people, **kwargs):
        self.authors.set(people if people is not None else [MentorEntryFactory().person])


def submitted(**fields) -> Material:
    return MaterialFactory(**{"submitted_on": SUBMITTED_ON, **fields})


def approved(by, **fields) -> Material:
    """In force since that day; its card is not kept, as it would be by the act."""
    return submitted(**{"approved_on": APPROVED_ON, "approved_by": by, **fields})
