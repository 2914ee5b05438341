"""What changes a running pair: another mentor, a longer term, another text, its end, another Положение."""

from mentorship.core.calendar.dates import term_end
from mentorship.pairs.ending import services as ending
from mentorship.pairs.matching.queries import others_of_bank
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.stand_ins import services as stand_ins
from mentorship.programs import services as programs
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.programs.models import Activity, Amendment, Assent, Program, ProgramVersion
from mentorship.programs.queries import plan_left
from mentorship.programs.versions import services as versions
from mentorship.regulation.edition.services import begin_edition
from mentorship.replacements import services as replacements
from mentorship.replacements.models import Replacement
from mentorship.reports import services as reports
from mentorship.reports.models import Report
from tests.year.world import World


def replace_mentor(world: World):
    pair = world.one_of(Pair.objects.appointed().filter(ending_on=None))
    mentor = pair and world.one_of(others_of_bank(pair, world.today))
    if mentor is None or not world.rarely(0.5):
        return None
    grounds = pair.edition.options.filter(group="replacement", is_active=True)
    return replacements.begin(
        pair,
        mentor=mentor,
        from_on=world.day(0, 7),
        ends_on=pair.ends_on,
        on=world.today,
        by=world.curator,
        ground=world.one_of(grounds),
        reason="По просьбе сторон",
        evidence="Справка куратора",
    )


def write_note(world: World):
    row = world.one_of(Replacement.objects.done().filter(note_on=None))
    if row is None:
        return None
    by = world.login(row.old.mentor)
    return replacements.write_note(row, done="Знакомство", left="Остальное", on=world.today, today=world.today, by=by)


def stand_in(world: World):
    pair = world.one_of(Pair.objects.appointed())
    person = pair and world.one_of(others_of_bank(pair, world.today))
    if person is None:
        return None
    starts_on = world.day(0, 5)
    return stand_ins.begin(
        pair,
        person=person,
        today=world.today,
        by=world.curator,
        starts_on=starts_on,
        ends_on=world.day(5, 25),
        reason="Болезнь",
        consented_on=world.today,
        confirmed=True,
    )


def end_stand_in(world: World):
    row = world.one_of(StandIn.objects.filter(ended_on=None, ends_on__gt=world.today))
    return row and stand_ins.end(row, on=world.today, reason="Наставник вернулся", by=world.curator)


def amend(world: World):
    """A longer term, another goal and plan, or both."""
    program = world.one_of(Program.objects.filter(status="approved", pair__status="active"))
    if program is None:
        return None
    by, corrects = world.login(program.pair.mentor), world.rarely(0.5)
    fields = {"corrects": corrects, "reason": "Так сложилось", "program_ends_on": None, "pair_ends_on": None}
    if not corrects or world.rarely(0.5):
        ends_on = term_end(max(program.ends_on, program.pair.ends_on), world.dice.randint(1, 3))
        fields |= {"program_ends_on": ends_on, "pair_ends_on": ends_on}
    amendment = drafting.start(program, fields=fields, on=world.today, by=by)
    if not corrects:
        return amendment
    drafting.edit_text(amendment, fields={"goal": f"Освоиться к {world.today:%d.%m.%Y}"}, by=by)
    if activity := world.one_of(Activity.objects.filter(program=program, done_on=None, cancelled_on=None)):
        drops = world.rarely(0.5)
        drafting.change_item(amendment, activity, fields={"title": "Иначе"}, drops=drops, by=by)
    return assents.ask(amendment, on=world.today, by=by)


def agree(world: World):
    assent = world.one_of(Assent.objects.filter(agreed_on=None, declined_on=None, amendment__status="asked"))
    if assent is None:
        return None
    by = world.login(assent.person)
    if world.rarely(0.1):
        return assents.decline(assent.amendment, person=assent.person, reason="Рано", on=world.today, by=by)
    return assents.agree(assent.amendment, person=assent.person, on=world.today, by=by)


def decide_amendment(world: World):
    amendment = world.one_of(Amendment.objects.filter(status="agreed"))
    if amendment is None:
        return None
    if world.rarely(0.15):
        return decision.refuse(amendment, reason="Не нужно", on=world.today, by=world.curator)
    decision.grant(amendment, on=world.today, by=world.curator, minutes_number="3", minutes_on=world.today)
    return amendment


def withdraw_amendment(world: World):
    amendment = world.one_of(Amendment.objects.open())
    if amendment is None or not world.rarely(0.3):
        return None
    return decision.withdraw(amendment, reason="Передумали", on=world.today, by=world.curator)


def read_version(world: World):
    row = world.one_of(ProgramVersion.objects.filter(number__gt=1))
    mentee = row and world.one_of(row.program.pair.mentees)
    return mentee and versions.acknowledge(row, mentee=mentee, on=world.today, by=world.login(mentee))


def end_pair(world: World):
    """By any case of the list; sooner where the term is over."""
    over = Pair.objects.appointed().filter(ending_on=None, ends_on__lte=world.day(5, 5))
    pair = world.one_of(over) or world.one_of(Pair.objects.appointed().filter(ending_on=None))
    if pair is None or (pair.ends_on > world.day(5, 5) and not world.rarely(0.4)):
        return None
    case = world.one_of(pair.edition.options.filter(group="completion", is_active=True))
    on = world.day(0, 6)
    return ending.request_ending(
        pair, case=case, on=on, reason="По просьбе", plan_left=plan_left(pair), by=world.curator
    )


def draft_closing(world: World):
    pair = world.one_of(Pair.objects.appointed().filter(ending_on__isnull=False, closing_order=None))
    return pair and ending.draft_closing([pair], by=world.curator)


def report(world: World):
    part = world.one_of(Participation.objects.filter(pair__status="ended"))
    if part is None:
        return None
    side = world.dice.choice(["mentor", "mentee"])
    by = world.login(part.mentor if side == "mentor" else part.mentee)
    begun = reports.begin(part, side=side, by=by)
    if side == "mentor":
        reports.write(begun, fields={"recommendations": "Продолжать"}, by=by)
    else:
        reports.write(begun, fields={"score": 9, "evaluation": "Хорошо", "useful": "Всё"}, by=by)
    return reports.submit(begun, on=world.today, by=by)


def accept_report(world: World):
    waiting = world.one_of(Report.objects.filter(status="submitted"))
    if waiting is None:
        return None
    if world.rarely(0.2):
        return reports.send_back(waiting, reason="Допишите", by=world.curator)
    return reports.accept(waiting, on=world.today, by=world.curator)


def publish(world: World):
    program = world.one_of(Program.objects.filter(status="approved", pair__status="ended", published_on=None))
    return program and programs.publish(
        program, url="https://sad.example/results", on=world.today, today=world.today, by=world.curator
    )


def new_edition(world: World):
    """Another edition of the rules, once a year; it begins in some days."""
    if world.done["new_edition"] or world.done["sign_order"] < 10:
        return None
    return begin_edition(
        title="Положение (новая редакция)", approved_by="приказом", starts_on=world.day(1, 10), by=world.curator
    )
