"""The demo's changes of a programme: one carried through by an order, one that waits for a participant."""

from collections.abc import Iterator

from mentorship.core.calendar.dates import term_end
from mentorship.demo.story import Day, Story
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.programs.models import Amendment, Program

SIGNED_AGO = 20


def days(story: Story) -> Iterator[Day]:
    """The change that is in force."""
    yield story.ago(SIGNED_AGO), lambda: extended(story)


def program_of(story: Story) -> Program:
    """The programme of the personas «mentor» and «mentee»."""
    return Program.objects.with_people().get(pair__mentor=story.person("mentor"))


def extended(story: Story) -> Amendment:
    """Three weeks ago: a month longer and one activity more, agreed by both, signed."""
    program, curator, on = program_of(story), story.user("curator"), story.ago(SIGNED_AGO)
    by = program.pair.mentor.user
    ends_on = term_end(program.starts_on, 10)
    terms = {
        "program_ends_on": ends_on,
        "pair_ends_on": ends_on,
        "corrects": True,
        "reason": "Нужно время на занятия по работе с родителями",
    }
    amendment = drafting.start(program, fields=terms, on=on, by=by)
    last = program.activities.latest("due_on", "pk")
    activity = {
        "section": last.section,
        "title": "Провести родительское собрание вместе с наставником",
        "due_on": ends_on,
        "responsible": program.pair.mentor,
        "expected": "Проводит собрание самостоятельно",
    }
    drafting.add_item(amendment, fields=activity, by=by)
    assents.ask(amendment, on=on, by=by)
    for mentee in program.pair.mentees:
        assents.agree(amendment, person=mentee, on=on, by=curator, method="paper", place="папка № 4")
    if order := decision.grant(amendment, on=on, by=curator):  # the edition asks for one
        story.sign(order, on)
    return amendment


def waiting(story: Story) -> Amendment:
    """Now: the mentee asks for another wording; the mentor has not answered yet."""
    program, today = program_of(story), story.today
    mentee = program.pair.mentees[0].user
    terms = {"program_ends_on": None, "pair_ends_on": None, "corrects": True, "reason": "Просьба добавить практику"}
    amendment = drafting.start(program, fields=terms, on=today, by=mentee)
    drafting.edit_text(amendment, fields={"tasks": f"{program.tasks}\nБольше открытых занятий."}, by=mentee)
    return assents.ask(amendment, on=today, by=mentee)
