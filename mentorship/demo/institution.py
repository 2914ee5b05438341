"""Invented people of a preset institution in every state of the lifecycle.

Everything goes through the services that users use, so that the demo cannot show what the product
would refuse.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.calendar.dates import add_months, term_end
from mentorship.core.words import titles as terms
from mentorship.demo import act as demo_act
from mentorship.demo import amendments as demo_amendments
from mentorship.demo import events as demo_events
from mentorship.demo import results as demo_duties
from mentorship.demo.agreements import agreement_steps
from mentorship.demo.journal import journal_step
from mentorship.demo.leaving import who_is_away
from mentorship.demo.orders import order_steps
from mentorship.demo.petitions import petitions_about
from mentorship.demo.replacements import handover_steps, stand_in
from mentorship.demo.roadmap import roadmap_step
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.orders.numbering.queries import proposed_number
from mentorship.pairs import services as pairs
from mentorship.pairs.gate.queries import gate
from mentorship.pairs.models import Pair
from mentorship.people import services as people
from mentorship.people.accounts.services import grant_office
from mentorship.people.models import Competence, Person, User
from mentorship.people.values import school_year
from mentorship.programs import services as programs
from mentorship.programs.models import Program
from mentorship.regulation.edition.presets import load_preset, read_preset
from mentorship.regulation.models import Edition, Institution, Option
from mentorship.regulation.queries import institution, options
from mentorship.reports import services as reports

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
MENTORS = ("mentor", "mentor2", "mentor3", "mentor4")


@dataclass
class Demo:
    """The invented institution while it is being filled."""

    edition: Edition
    today: date
    password: str
    cast: dict[str, Any]
    by: User | None = None
    logins: dict[str, User] = field(default_factory=dict)

    def person(self, login: str) -> Person:
        return self.logins[login].person

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


@transaction.atomic
def load(code: str, *, today: date, password: str) -> Demo:
    """The preset with its people; on a second call nothing is added."""
    edition = Edition.objects.first() if Institution.objects.exists() else load_preset(code)
    cast = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    demo = Demo(edition, today, password, cast)
    if Person.objects.exists():
        return demo
    add_staff(demo, code)
    demo_act.approved(demo.edition, demo.today, demo.person("clerk"), demo.by)
    add_banks(demo)
    for _, step in sorted(steps(demo), key=lambda step: step[0]):
        step()
    group_waiting_for_signature(demo)
    proposed_pair(demo)
    demo_events.load(demo.today, demo.person, demo.by)
    journal_step(demo.today, demo.logins.__getitem__, demo.ago)
    demo_amendments.waiting(demo.today, running_program(demo))
    who_is_away(demo.today, demo.person("mentee9"), demo.person("mentee5"), demo.person("mentor"), demo.by)
    petitions_about(Pair.objects.get(mentor=demo.person("mentor")), demo.today, demo.logins.__getitem__)
    stand_in(demo)
    demo_duties.published_results(demo.today, demo.by)
    demo_act.being_amended(demo.edition, demo.today, demo.person("clerk"), demo.by)
    return demo


def steps(demo: Demo) -> list[tuple[date, Callable[[], object]]]:
    """What happened at the institution, each with its day: orders take their numbers in the order of days."""
    happened = [
        (310, begin_finished),
        (290, begin_left),
        (60, begin_running),
        (20, amend_running),
        (8, end_finished),
        (5, end_left),
    ]
    told = [(demo.ago(days), partial(step, demo)) for days, step in happened]
    roadmap = (demo.ago(28), partial(roadmap_step, demo.today, partial(sign, demo), lambda: demo.by))
    by_words = order_steps(demo.today, demo.cast, demo.person, partial(sign, demo), lambda: demo.by)
    handed = handover_steps(demo, partial(begin_handed, demo), partial(consent, demo), partial(sign, demo))
    agreed = agreement_steps(demo.today, demo.person, lambda: demo.by)
    return [*told, roadmap, *by_words, *handed, *agreed]


def add_staff(demo: Demo, code: str) -> None:
    """People, logins and offices; a login that is called by an office holds it."""
    for title in read_preset(code)["people"]["competences"]:
        Competence.objects.get_or_create(title=title)
    for row in demo.cast["staff"]:
        add_person(demo, row, add_months(demo.today, -12 * row["years"]))
    for row in demo.cast["newcomers"]:
        add_person(demo, row, demo.ago(row["days"]))
    since, limits = add_months(demo.today, -24), demo.edition.limits()
    for office in Office:
        if office.value in demo.logins:
            holder = demo.person(office.value)
            grant_office(holder, office=office, starts_on=since, basis="", limits=limits, by=demo.by)


def add_person(demo: Demo, row: dict[str, Any], hired_on: date) -> None:
    """One row of the cast: a card, a position and a login."""
    last, first, patronymic = row["name"].split()
    teaching, deputy = row.get("teaching", True), row.get("deputy", False)
    person = people.add_person(
        card={
            "last_name": last,
            "first_name": first,
            "patronymic": patronymic,
            "sex": row["sex"],
            "birth_date": date(row["born"], 3, 14),
            "experience_years": row["experience"],
            "education": "высшее педагогическое" if teaching or deputy else "высшее",
            "hired_on": hired_on,
            "admitted_on": hired_on,
        },
        position={"title": row["post"], "is_deputy": deputy, "is_teaching": teaching},
        by=demo.by,
        today=demo.today,
    )
    user = User(username=row["login"], person=person)
    user.set_password(demo.password)
    user.save()
    demo.logins[user.username] = user
    demo.by = demo.logins.get("curator", demo.logins.get("director"))


def add_banks(demo: Demo) -> None:
    """Both banks with consents, competences and needs."""
    competences = list(Competence.objects.all())
    limits = demo.edition.limits()
    for number, login in enumerate(MENTORS):
        person, trained = demo.person(login), login != "mentor4"
        entry = {
            "experience_years": 6 - number,
            "psychological_ready": True,
            "pedagogical_ready": True,
            "professional_ready": True,
            "trained_on": demo.ago(400) if trained else None,
            "training": "Школа наставника, 16 часов" if trained else "",
            "own_limit": 2 if number == 1 else None,
            "starts_on": demo.ago(420),
        }
        chosen = competences[number * 3 : number * 3 + 4]
        people.keep_mentor(person, entry=entry, competences=chosen, limits=limits, by=demo.by)
    newcomers = [row["login"] for row in demo.cast["newcomers"]]
    for number, login in enumerate(newcomers):
        person = demo.person(login)
        people.keep_mentee(person, entry={}, limits=limits, by=demo.by, today=demo.today)
        for place, (kind, text) in enumerate(demo.cast["needs"].items()):
            competence = competences[(number + 2 * place) % len(competences)]
            people.add_need(person, need={"kind": kind, "competence": competence, "text": text}, by=demo.by)
    for login in (*MENTORS, *newcomers):
        if login != "mentee8":
            people.record_consent(
                demo.person(login),
                kind="data",
                given_on=demo.ago(1 if login != "mentee7" else 320),
                method="paper",
                place="папка № 4",
                today=demo.today,
                by=demo.by,
            )


def propose(demo: Demo, mentor: str, mentees: list[str], starts_on: date, kind: str = "traditional") -> Pair:
    """A proposal with a nine months' term."""
    terms = {
        "form": demo.edition.options.of(Option.Group.FORM).first(),
        "kind": demo.edition.options.of(Option.Group.KIND).filter(code=kind).first(),
        "goal": "Помочь освоиться в учреждении и уверенно вести самостоятельную работу",
        "starts_on": starts_on,
        "ends_on": term_end(starts_on, 9),
    }
    everyone = [demo.person(login) for login in mentees]
    return pairs.propose(demo.person(mentor), everyone, edition=demo.edition, conditions=terms, by=demo.by)


def consent(demo: Demo, pair: Pair, on: date) -> None:
    """Both sides consent on paper on that day; the consents to data processing are as old."""
    for person in (pair.mentor, *(part.mentee for part in pair.participations.all())):
        person.consents.filter(kind="data", given_on__gt=on).update(given_on=on)
    pairs.consent_as_mentor(pair, on=on, method="paper", place="папка № 4", today=demo.today, by=demo.by)
    for part in pair.participations.all():
        pairs.consent_as_mentee(part, on=on, method="paper", place="папка № 4", today=demo.today, by=demo.by)


def waive_all(demo: Demo, pair: Pair, on: date) -> None:
    for violation in gate(pair, on):
        if violation.overridable:
            pairs.waive(
                pair,
                rule=violation.rule,
                subject=violation.subject or 0,
                reason="Наставник был в отпуске, назначен сразу после выхода",
                on=on,
                by=demo.by,
            )


def sign(demo: Demo, order: Order, on: date) -> Order:
    now = timezone.make_aware(datetime.combine(on, time(10)))
    number = proposed_number(institution(), order.journal, on.year)
    return orders.sign(order, signed_on=on, number=number, proposed=number, by=demo.logins["director"], now=now)


def appoint(demo: Demo, pair: Pair, on: date) -> Pair:
    """From a proposal to an active pair: consents, gate, order, signature."""
    consent(demo, pair, on)
    waive_all(demo, pair, on)
    sign(demo, pairs.draft_appointment([pair], on=on, by=demo.by), on)
    return Pair.objects.get(pk=pair.pk)


def approved_program(demo: Demo, pair: Pair, mentor: str, on: date) -> Program:
    """A programme from a template, read by the mentees and approved by the curator."""
    by = demo.logins[mentor]
    program = programs.start(pair, by=by)
    programs.use_template(program, code="first-year", by=by)
    programs.answer_needs(program, by=by)
    program.refresh_from_db()
    fields = {
        "starts_on": program.starts_on,
        "ends_on": program.ends_on,
        "forms_note": program.forms_note,
        "initial_level": "Окончил(а) педагогический колледж, опыта самостоятельной работы нет",
        "goal": program.goal,
        "tasks": program.tasks,
        "expected": program.expected,
        "control": program.control,
        "directions": list(options(demo.edition, Option.Group.DIRECTION)[:3]),
    }
    programs.edit(program, fields=fields, version=program.version, by=by)
    programs.show_to_mentee(program, by=by)
    for part in pair.participations.all():
        programs.acknowledge(program, mentee=part.mentee, on=on, by=part.mentee.user)
    programs.submit(program, on=on, by=by)
    return approve(demo, program, on)


def approve(demo: Demo, program: Program, on: date) -> Program:
    """As the edition says: by the curator, by the council's minutes, by an order."""
    how, by = demo.edition.program_approval, demo.logins["curator"]
    if how == Edition.Approval.ORDER:
        sign(demo, programs.draft_approval([program], period=f"{school_year(on)} учебный год", by=by), on)
        return Program.objects.get(pk=program.pk)
    if how == Edition.Approval.MINUTES:
        return programs.approve(program, on=on, by=by, minutes_number="2", minutes_on=on)
    return programs.approve(program, on=on, by=by)


def begin_finished(demo: Demo) -> None:
    """Long ago appointed, with an approved programme."""
    pair = appoint(demo, propose(demo, "mentor2", ["mentee7"], demo.ago(310)), demo.ago(310))
    approved_program(demo, pair, "mentor2", demo.ago(303))


def end_finished(demo: Demo) -> None:
    """Carried out, completed by order; both reports are in."""
    pair = Pair.objects.get(mentor=demo.person("mentor2"))
    by = demo.logins["mentor2"]
    for activity in pair.program.activities.all():
        programs.perform(
            activity,
            done_on=min(activity.due_on, demo.ago(12)),
            result="Выполнено, обсудили вместе",
            evidence=None,
            today=demo.today,
            by=by,
        )
    end(demo, pair, "plan_done", on=demo.ago(8), reason="план выполнен", plan_left=0)
    part = pair.participations.get()
    mentor_report = reports.begin(part, side="mentor", by=by)
    reports.write(
        mentor_report, fields={"recommendations": "Пройти курсы по развитию речи, выступить на педсовете."}, by=by
    )
    reports.submit(mentor_report, on=demo.ago(3), by=by)
    mentee = demo.logins["mentee7"]
    own = reports.begin(part, side="mentee", by=mentee)
    reports.write(
        own,
        by=mentee,
        fields={"score": 9, "evaluation": "Всегда находила время, всё объясняла.", "useful": "Посещение занятий"},
    )
    reports.submit(own, on=demo.ago(2), by=mentee)


def end(demo: Demo, pair: Pair, behaviour: str, *, on: date, reason: str, plan_left: int | None) -> None:
    """Completed by order: by a case of the list, or by the reason alone where there is no list."""
    case = demo.edition.options.of(Option.Group.COMPLETION).filter(behaviour=behaviour).first()
    said = "" if case and behaviour == "plan_done" else reason
    pairs.request_ending(pair, case=case, on=on, reason=said, plan_left=plan_left, by=demo.by)
    sign(demo, pairs.draft_closing([pair], by=demo.by), on)


def begin_running(demo: Demo) -> None:
    """The pair of the personas «mentor» and «mentee»: approved programme, first activities done."""
    pair = appoint(demo, propose(demo, "mentor", ["mentee"], demo.ago(60)), demo.ago(60))
    program = approved_program(demo, pair, "mentor", demo.ago(52))
    for activity in program.activities.order_by("due_on")[:2]:
        programs.perform(
            activity,
            done_on=activity.due_on,
            result="Познакомились, вопросов стало меньше",
            evidence=None,
            today=demo.today,
            by=demo.logins["mentor"],
        )


def running_program(demo: Demo) -> Program:
    return Program.objects.with_people().get(pair__mentor=demo.person("mentor"))


def amend_running(demo: Demo) -> None:
    """Their programme is extended and corrected by mutual consent."""
    demo_amendments.extended(demo.today, partial(sign, demo), running_program(demo), demo.logins["curator"])


def begin_left(demo: Demo) -> None:
    """A pair that will end early."""
    appoint(demo, propose(demo, "mentor3", ["mentee9"], demo.ago(290)), demo.ago(290))


def end_left(demo: Demo) -> None:
    """The mentee moved to another town."""
    pair = Pair.objects.get(mentor=demo.person("mentor3"))
    end(
        demo, pair, "initiative", on=demo.ago(5), reason=f"переезд {terms.mentee('gen')} в другой город", plan_left=None
    )


def begin_handed(demo: Demo, on: date) -> Pair:
    """A pair whose mentor will soon hand it over."""
    return appoint(demo, propose(demo, "mentor3", ["mentee5"], on), on)


def group_waiting_for_signature(demo: Demo) -> None:
    """A group whose order waits for the director."""
    group = propose(demo, "mentor3", ["mentee2", "mentee3"], demo.today, kind="group")
    consent(demo, group, demo.today)
    pairs.draft_appointment([group], on=demo.today, by=demo.by)


def proposed_pair(demo: Demo) -> None:
    """A pair whose gate still shows what is missing; the other newcomers wait without a mentor."""
    propose(demo, "mentor4", ["mentee8"], demo.today)
