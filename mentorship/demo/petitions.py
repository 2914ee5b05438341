"""The demo's petitions about the running pair: answered, waiting, from paper, one closed."""

from datetime import timedelta

from mentorship.demo.story import Story
from mentorship.pairs.models import Pair
from mentorship.people.models import Person
from mentorship.petitions import services
from mentorship.petitions.models import Petition


def load(story: Story) -> None:
    """One of each printed kind, so that every paper has somebody to tell of."""
    pair = Pair.objects.get(mentor=story.person("mentor"))
    mentee = pair.participations.get().mentee
    withdrawn(story, pair)
    answered(story, pair, mentee)
    waiting(story, pair, mentee)


def withdrawn(story: Story, pair: Pair) -> None:
    """A resignation from paper that was talked over and taken back."""
    today, ago = story.today, story.today - timedelta(days=20)
    resignation = services.file(
        pair,
        "resignation",
        author=pair.mentor,
        filed_on=ago,
        today=today,
        by=story.user("clerk"),
        method=Petition.Method.PAPER,
        place="папка № 5",
        incoming="12",
        reason="Большая учебная нагрузка",
        wanted_on=ago + timedelta(days=7),
        wishes="Могу закончить начатые темы до конца месяца",
    )
    opinion = "Нагрузку можно уменьшить, программу стоит закончить"
    services.review(resignation, opinion=opinion, by=story.user("curator"))
    on = today - timedelta(days=15)
    services.withdraw(resignation, reason="Нагрузку уменьшили", on=on, by=story.user("mentor"))


def answered(story: Story, pair: Pair, mentee: Person) -> None:
    """A mentor's look into the personal file, granted and logged."""
    today, ago = story.today, story.today - timedelta(days=20)
    asked = services.file(
        pair,
        "personal_file",
        author=pair.mentor,
        about=mentee,
        filed_on=ago,
        today=today,
        by=story.user("mentor"),
        points=["об образовании и квалификации"],
        reason="Составить план занятий по пробелам в подготовке",
    )
    director = story.user("director")
    services.decide(asked, granted=True, reason="В объёме запроса", decided_on=ago, today=today, by=director)
    shown = {"seen_on": today - timedelta(days=18), "materials": "Диплом и приложение к нему", "shown_by": "Кадровик"}
    services.log_viewing(asked, fields=shown, today=today, by=story.user("clerk"))


def waiting(story: Story, pair: Pair, mentee: Person) -> None:
    """A mentee who asks for another mentor, and a mentor who asks for thanks."""
    services.file(
        pair,
        "replacement",
        author=mentee,
        filed_on=story.today - timedelta(days=4),
        today=story.today,
        by=story.user("mentee"),
        points=["изменились моя должность, нагрузка или место работы"],
        reason="Меня переводят в другую группу",
        wishes="Наставник, который работает со старшими детьми",
    )
    services.file(
        pair,
        "representation",
        author=pair.mentor,
        about=mentee,
        filed_on=story.today - timedelta(days=2),
        today=story.today,
        by=story.user("mentor"),
        points=["о поощрении"],
        reason="За полтора месяца подготовлены два открытых занятия",
        details="Благодарность",
    )
