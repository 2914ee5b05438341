"""The demo's pairs and groups: finished, ended early, running, waiting for a signature, proposed."""

from collections.abc import Iterator

from mentorship.core.words import titles
from mentorship.demo.story import Day, Story
from mentorship.pairs import services as pairs
from mentorship.pairs.declining import services as declining
from mentorship.pairs.models import Pair
from mentorship.programs import services as programs
from mentorship.reports import services as reports


def days(story: Story) -> Iterator[Day]:
    """Each step with its day."""
    yield story.ago(310), lambda: begin_finished(story)
    yield story.ago(290), lambda: begin_left(story)
    yield story.ago(60), lambda: begin_running(story)
    yield story.ago(8), lambda: end_finished(story)
    yield story.ago(5), lambda: end_left(story)
    yield story.ago(3), lambda: report_on_paper(story)


def begin_finished(story: Story) -> None:
    """Long ago appointed, with an approved programme."""
    pair = story.appoint(story.propose("mentor2", ["mentee7"], story.ago(310)), story.ago(310))
    story.approved_program(pair, "mentor2", story.ago(303))


def end_finished(story: Story) -> None:
    """Carried out, completed by order; both reports are in."""
    pair = Pair.objects.get(mentor=story.person("mentor2"))
    by = story.logins["mentor2"]
    for activity in pair.program.activities.all():
        programs.perform(
            activity,
            done_on=min(activity.due_on, story.ago(12)),
            result="Выполнено, обсудили вместе",
            evidence=None,
            today=story.today,
            by=by,
        )
    story.end(pair, "plan_done", on=story.ago(8), reason="план выполнен", plan_left=0)
    part = pair.participations.get()
    mentor_report = reports.begin(part, side="mentor", by=by)
    reports.write(
        mentor_report, fields={"recommendations": "Пройти курсы по развитию речи, выступить на педсовете."}, by=by
    )
    reports.submit(mentor_report, on=story.ago(3), by=by)
    mentee = story.logins["mentee7"]
    own = reports.begin(part, side="mentee", by=mentee)
    reports.write(
        own,
        by=mentee,
        fields={"score": 9, "evaluation": "Всегда находила время, всё объясняла.", "useful": "Посещение занятий"},
    )
    reports.submit(own, on=story.ago(2), by=mentee)


def begin_running(story: Story) -> None:
    """The pair of the personas «mentor» and «mentee»: approved programme, first activities done."""
    pair = story.appoint(story.propose("mentor", ["mentee"], story.ago(60)), story.ago(60))
    program = story.approved_program(pair, "mentor", story.ago(52))
    for activity in program.activities.order_by("due_on")[:2]:
        programs.perform(
            activity,
            done_on=activity.due_on,
            result="Познакомились, вопросов стало меньше",
            evidence=None,
            today=story.today,
            by=story.logins["mentor"],
        )


def begin_left(story: Story) -> None:
    """A pair that will end early."""
    story.appoint(story.propose("mentor3", ["mentee9"], story.ago(290)), story.ago(290))


def end_left(story: Story) -> None:
    """The mentee moved to another town."""
    pair = Pair.objects.get(mentor=story.person("mentor3"))
    reason = f"переезд {titles.mentee('gen')} в другой город"
    story.end(pair, "initiative", on=story.ago(5), reason=reason, plan_left=None)


def report_on_paper(story: Story) -> None:
    """The mentee who has moved had no login: the report came on paper, and its scan has not come back."""
    part = story.person("mentee9").participations.get()
    fields = {
        "facts": "Вместе готовили занятия и праздники, посещали занятия друг друга.",
        "score": 8,
        "evaluation": "Помощь была во всём, но встреч хотелось чаще.",
    }
    on, by = story.ago(4), story.by
    reports.submit_paper(part, side="mentee", fields=fields, on=on, today=story.today, by=by)


def group_waiting_for_signature(story: Story) -> None:
    """A group whose order waits for the director."""
    group = story.propose("mentor3", ["mentee2", "mentee3"], story.today, kind="group")
    story.consent(group, story.today)
    pairs.draft_appointment([group], on=story.today, by=story.by)


def proposed_pair(story: Story) -> None:
    """A pair whose gate still shows what is missing; the other newcomers wait without a mentor."""
    story.propose("mentor4", ["mentee8"], story.today)


def declined_pair(story: Story) -> None:
    """A proposal to which the newcomer has said no: the curator looks for another mentor."""
    pair, who = story.propose("mentor2", ["mentee6"], story.today), "mentee6"
    declining.decline(
        pair,
        story.person(who),
        on=story.today,
        today=story.today,
        reason="Хочу работать с наставником из своей возрастной группы",
        by=story.user(who),
    )
