"""The demo's petitions about the running pair: answered, waiting, from paper, one closed."""

from datetime import timedelta

from mentorship.demo.story import Story
from mentorship.pairs.models import Pair
from mentorship.petitions import services
from mentorship.petitions.models import Petition


def load(story: Story) -> None:
    """One of each printed kind, so that every paper has somebody to tell of."""
    today, login = story.today, story.user
    pair = Pair.objects.get(mentor=story.person("mentor"))
    mentor, mentee = pair.mentor, pair.participations.get().mentee
    by, ago = login("mentor"), today - timedelta(days=20)
    resignation = services.file(
        pair,
        "resignation",
        author=mentor,
        filed_on=ago,
        today=today,
        by=login("clerk"),
        method=Petition.Method.PAPER,
        place="папка № 5",
        incoming="12",
        reason="Большая учебная нагрузка",
        wanted_on=ago + timedelta(days=7),
        wishes="Могу закончить начатые темы до конца месяца",
    )
    services.review(resignation, opinion="Нагрузку можно уменьшить, программу стоит закончить", by=login("curator"))
    services.withdraw(resignation, reason="Нагрузку уменьшили", on=today - timedelta(days=15), by=by)
    file_request = services.file(
        pair,
        "personal_file",
        author=mentor,
        about=mentee,
        filed_on=ago,
        today=today,
        by=by,
        points=["об образовании и квалификации"],
        reason="Составить план занятий по пробелам в подготовке",
    )
    services.decide(
        file_request, granted=True, reason="В объёме запроса", decided_on=ago, today=today, by=login("director")
    )
    shown = {"seen_on": today - timedelta(days=18), "materials": "Диплом и приложение к нему", "shown_by": "Кадровик"}
    services.log_viewing(file_request, fields=shown, today=today, by=login("clerk"))
    services.file(
        pair,
        "replacement",
        author=mentee,
        filed_on=today - timedelta(days=4),
        today=today,
        by=login("mentee"),
        points=["изменились моя должность, нагрузка или место работы"],
        reason="Меня переводят в другую группу",
        wishes="Наставник, который работает со старшими детьми",
    )
    services.file(
        pair,
        "representation",
        author=mentor,
        about=mentee,
        filed_on=today - timedelta(days=2),
        today=today,
        by=by,
        points=["о поощрении"],
        reason="За полтора месяца подготовлены два открытых занятия",
        details="Благодарность",
    )
