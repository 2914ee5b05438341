"""The demo's journal: meetings held and ahead, a task to check, help that was asked for."""

from datetime import timedelta

from mentorship.demo.story import Story
from mentorship.journal.services import help, meetings, tasks
from mentorship.pairs.models import Pair

HELD = (
    (50, 45, "in_person", "Знакомство с группой", "Обошли группу, договорились о дне встреч", "Понаблюдать за утром"),
    (36, 60, "lesson", "Посещение занятия наставника", "Разобрали, как начать занятие", "Составить свой план"),
    (21, 30, "remote", "Разбор плана занятия", "План готов, время распределено", "Провести занятие"),
    (6, 90, "practice", "Первое своё занятие", "Занятие проведено, дети были заняты", ""),
)


def load(story: Story) -> None:
    """The journal of the pair of the personas «mentor» and «mentee»."""
    mentor, mentee, today, ago = story.user("mentor"), story.user("mentee"), story.today, story.ago
    pair = Pair.objects.get(mentor=mentor.person, status=Pair.Status.APPOINTED)
    for days, minutes, format, topic, result, next_step in HELD:
        fields = {
            "held_on": ago(days),
            "minutes": minutes,
            "format": format,
            "topic": topic,
            "result": result,
            "next_step": next_step,
            "place": "Сферум" if format == "remote" else "",
        }
        meeting = meetings.write_down(pair, fields=fields, today=ago(days), by=mentor)
        if days > 6:
            meetings.mark(meeting, attended=True, today=ago(days - 1), by=mentee)
    ahead = {"held_on": today + timedelta(days=5), "minutes": 45, "format": "consultation", "topic": "Итоги месяца"}
    meetings.plan(pair, fields=ahead, today=today, by=mentor)
    (task,) = tasks.give(
        pair,
        mentees=pair.mentees,
        text="Составить план занятия на следующую неделю",
        due_on=today + timedelta(days=2),
        meeting=meeting,
        today=ago(6),
        by=mentor,
    )
    tasks.do(task, done_on=ago(1), comment="План в папке группы", today=ago(1), by=mentee)
    asked = help.ask(pair, text="Ребёнок отказывается садиться за стол", urgency="today", today=ago(15), by=mentee)
    answer = {"answered_on": ago(15), "minutes": 20, "answer": "Показала, как переключить внимание"}
    help.answer(asked, fields=answer, today=ago(15), by=mentor)
    help.ask(pair, text="Как записать наблюдения в карту развития", urgency="soon", today=ago(1), by=mentee)
