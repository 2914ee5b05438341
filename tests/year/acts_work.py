"""The daily work of a pair: meetings, tasks, help; petitions and events."""

from mentorship.events import services as events
from mentorship.events.models import Event
from mentorship.journal.models import HelpRequest, Meeting, Task
from mentorship.journal.services import help, meetings, tasks
from mentorship.pairs.models import Pair
from mentorship.people.models import MentorEntry
from mentorship.petitions import kinds, queries
from mentorship.petitions import services as petitions
from mentorship.petitions.models import Petition
from mentorship.programs.models import Activity
from tests.year.world import World

MEETING = {"minutes": 45, "topic": "Планирование занятия"}


def leader(world: World, pair: Pair):
    """The mentor, or whoever stands in today."""
    instead = pair.stand_ins.on(world.today).first()
    return world.login(instead.person if instead and world.rarely(0.7) else pair.mentor)


def record_meeting(world: World):
    pair = world.one_of(Pair.objects.appointed())
    if pair is None:
        return None
    fields = {**MEETING, "held_on": world.day(-world.late, 0)}
    open_ones = Activity.objects.filter(program__pair=pair, program__status="approved", done_on=None, cancelled_on=None)
    if activity := world.one_of(open_ones):
        fields |= {"activity": activity, "done": world.rarely(0.5)}
    return meetings.write_down(pair, fields=fields, today=world.today, by=leader(world, pair))


def plan_meetings(world: World):
    pair = world.one_of(Pair.objects.appointed())
    if pair is None:
        return None
    fields = {**MEETING, "held_on": world.day(0, 9), "times": world.dice.randint(1, 2), "every": "1"}
    return meetings.plan(pair, fields=fields, today=world.today, by=leader(world, pair))


def hold_meeting(world: World):
    meeting = world.one_of(Meeting.objects.planned())
    if meeting is None:
        return None
    by = leader(world, meeting.pair)
    if world.rarely(0.2):
        return meetings.cancel(meeting, reason="Не состоялась", today=world.today, by=by)
    fields = {**MEETING, "held_on": min(meeting.held_on, world.today), "result": "Разобрали"}
    return meetings.hold(meeting, fields=fields, today=world.today, by=by)


def edit_meeting(world: World):
    meeting = world.one_of(Meeting.objects.kept())
    if meeting is None:
        return None
    fields = {**MEETING, "held_on": meeting.held_on, "result": "Уточнено", "reason": "Ошибка"}
    by = world.curator if world.rarely(0.3) else leader(world, meeting.pair)
    return meetings.edit(meeting, fields=fields, today=world.today, by=by)


def mark_meeting(world: World):
    meeting = world.one_of(Meeting.objects.unmarked())
    if meeting is None:
        return None
    person = world.one_of([meeting.pair.mentor, *meeting.pair.mentees])
    if world.rarely(0.2):
        meetings.mark_paper(
            meeting, on=world.today, mentor=True, mentees=meeting.pair.mentees, today=world.today, by=world.curator
        )
        return meeting
    return meetings.mark(meeting, attended=world.rarely(0.9), today=world.today, by=world.login(person))


def give_task(world: World):
    pair = world.one_of(Pair.objects.appointed())
    if pair is None:
        return None
    due_on = world.day(0, 14) if world.rarely(0.8) else None
    return tasks.give(
        pair,
        mentees=pair.mentees,
        text="Составить конспект",
        due_on=due_on,
        today=world.today,
        by=leader(world, pair),
    )


def carry_out_task(world: World):
    """Done, checked or withdrawn, as far as it has come."""
    task = world.one_of(Task.objects.open())
    if task is None:
        return None
    by = leader(world, task.pair)
    if world.rarely(0.1):
        return tasks.withdraw(task, reason="Не нужно", today=world.today, by=by)
    if task.done_on is None:
        return tasks.do(task, done_on=world.today, comment="Готово", today=world.today, by=world.login(task.mentee))
    verdict = world.dice.choice(["accepted", "again"])
    return tasks.check(task, verdict=verdict, comment="Прочитано", today=world.today, by=by)


def ask_help(world: World):
    pair = world.one_of(Pair.objects.appointed())
    mentee = pair and world.one_of(pair.mentees)
    if mentee is None:
        return None
    if world.login(mentee) == world.curator:
        fields = {"answered_on": world.today, "minutes": 15, "answer": "Показано", "text": "Как быть"}
        return help.log(pair, mentee=mentee, fields=fields, today=world.today, by=leader(world, pair))
    urgency = world.dice.choice(HelpRequest.Urgency.values)
    return help.ask(pair, text="Как быть", urgency=urgency, today=world.today, by=world.login(mentee))


def answer_help(world: World):
    request = world.one_of(HelpRequest.objects.open())
    if request is None:
        return None
    if world.rarely(0.2):
        return help.let_go(request, today=world.today, by=world.login(request.mentee))
    fields = {"answered_on": world.today, "minutes": 20, "answer": "Показано"}
    return help.answer(request, fields=fields, today=world.today, by=leader(world, request.pair))


def petition(world: World):
    pair = world.one_of(Pair.objects.appointed())
    if pair is None:
        return None
    kind = kinds.KINDS[world.dice.choice(list(kinds.KINDS))]
    author = world.one_of(queries.authors(pair, kind))
    fields = {"reason": "Переезд", "wanted_on": world.day(0, 20) if world.rarely(0.4) else None}
    return petitions.file(
        pair,
        kind.code,
        author=author,
        about=world.one_of(pair.mentees) if kind.about else None,
        filed_on=world.today,
        today=world.today,
        by=world.login(author),
        **fields,
    )


def decide_petition(world: World):
    row = world.one_of(Petition.objects.open())
    if row is None:
        return None
    if world.rarely(0.2):
        return petitions.review(row, opinion="Поддерживаю", by=world.curator)
    return petitions.decide(
        row,
        granted=world.rarely(0.6),
        reason="Рассмотрено",
        decided_on=world.today,
        today=world.today,
        by=world.director,
        effective_on=world.day(0, 10),
    )


def settle_petition(world: World):
    """What was granted is done, and the answer is read."""
    row = world.one_of(Petition.objects.unsettled())
    if row is None:
        return None
    if world.rarely(0.4):
        return petitions.mark_read(row, on=world.today, by=world.login(row.author))
    if world.rarely(0.1):
        return petitions.withdraw(row, reason="Передумал", on=world.today, by=world.login(row.author))
    if row.rule.logs:
        fields = {"seen_on": world.today, "materials": "Диплом", "shown_by": "Куратор"}
        return petitions.log_viewing(row, fields=fields, today=world.today, by=world.curator)
    return petitions.execute(row, executed_on=world.today, execution="Исполнено", today=world.today, by=world.curator)


def add_event(world: World):
    starts_on = world.day(0, 20)
    fields = {
        "kind": world.dice.choice(Event.Kind.values),
        "title": "Событие года",
        "starts_on": starts_on,
        "ends_on": starts_on,
        "hours": 8,
    }
    invited = [entry.person for entry in MentorEntry.objects.order_by("pk")[:3]] if world.rarely(0.5) else []
    return events.add_event(fields=fields, participants=invited, by=world.curator)


def close_event(world: World):
    event = world.one_of(Event.objects.filter(held_on=None, cancelled_on=None))
    if event is None:
        return None
    if world.rarely(0.2):
        return events.cancel_event(event, reason="Карантин", on=world.today, by=world.curator)
    there = [entry.person for entry in MentorEntry.objects.order_by("pk")[:3]]
    return events.hold_event(event, result="Прошло", minutes="№ 1", attended=there, today=world.today, by=world.curator)
