"""The main job of one institution, done through the services that its people use; what its papers say."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from mentorship.access.roles import Office
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.pdf import render_pdf
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.orders.numbering.queries import proposed_number
from mentorship.pairs import services as pairs
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Pair
from mentorship.people import services as people
from mentorship.people.accounts import services as accounts
from mentorship.people.models import Person, User
from mentorship.programs import services as programs
from mentorship.programs.models import Program
from mentorship.regulation.edition.services import load_preset
from mentorship.regulation.models import Edition, Option
from mentorship.regulation.queries import institution
from mentorship.reports import services as reports
from tests.documents.texts import pdf_pages
from tests.factories.programs import written_program
from tests.papers import kept_pdf
from tests.presets.matrix import ADMITTED, ENDS, ORDERED, Place

NAMES = {
    "director": ("Орехова", "Вера", "Ильинична", "f", 1970),
    "curator": ("Ветрова", "Нина", "Олеговна", "f", 1975),
    "mentor": ("Ковальчук", "Анна", "Сергеевна", "f", 1980),
    "mentee": ("Берёзкин", "Павел", "Андреевич", "m", 2001),
}
LONG_AGO = dt.date(2015, 9, 1)


@dataclass
class Job:
    """One institution from its preset to the last report."""

    place: Place
    edition: Edition
    users: dict[str, User]
    pair: Pair | None = None
    program: Program | None = None
    appointment: str = ""
    completion: str = ""
    approval: str = ""

    def person(self, role: str) -> Person:
        return self.users[role].person


def run(place: Place) -> Job:
    """Staff cards → banks → consents → pair → order → programme → work → completion → both reports."""
    job = Job(place, load_preset(place.code), {})
    hire(job)
    fill_banks(job)
    appoint(job)
    write_program(job)
    carry_out(job)
    report(job)
    return job


def hire(job: Job) -> None:
    for (role, (last, first, middle, sex, born)), post in zip(NAMES.items(), job.place.posts, strict=True):
        hired = ADMITTED if role == "mentee" else LONG_AGO
        person = people.add_person(
            card={
                "last_name": last,
                "first_name": first,
                "patronymic": middle,
                "sex": sex,
                "experience_years": 0,
                "birth_date": dt.date(born, 5, 4),
                "hired_on": hired,
                "admitted_on": hired,
            },
            position={"title": post, "is_deputy": post.startswith("заместитель")},
            by=job.users.get("director"),
            today=ORDERED,
        )
        job.users[role] = User.objects.create(username=role, person=person)
    for office in (Office.DIRECTOR, Office.CURATOR):
        accounts.grant_office(
            job.person(office.value),
            office=office,
            starts_on=LONG_AGO,
            basis="",
            limits=job.edition.limits(),
            by=job.users["director"],
        )


def fill_banks(job: Job) -> None:
    by, limits = job.users["curator"], job.edition.limits()
    ready = dict.fromkeys(("psychological_ready", "pedagogical_ready", "professional_ready"), job.place.training)
    entry = {**ready, "trained_on": LONG_AGO if job.place.training else None, "starts_on": LONG_AGO}
    people.keep_mentor(job.person("mentor"), entry=entry, competences=[], limits=limits, by=by)
    people.keep_mentee(job.person("mentee"), entry={}, limits=limits, by=by, today=ORDERED)
    if job.place.data_consent:
        for role in ("mentor", "mentee"):
            people.record_consent(
                job.person(role), kind="data", given_on=ADMITTED, method="paper", place="", today=ORDERED, by=by
            )


def appoint(job: Job) -> None:
    by = job.users["curator"]
    options = job.edition.options
    terms = {
        "form": options.of(Option.Group.FORM).first(),
        "kind": options.of(Option.Group.KIND).first(),
        "goal": "Помочь освоиться на новом месте",
        "starts_on": ORDERED,
        "ends_on": ENDS,
    }
    pair = pairs.propose(job.person("mentor"), [job.person("mentee")], edition=job.edition, conditions=terms, by=by)
    if job.place.mentor_consent:
        pairs.consent_as_mentor(pair, on=ORDERED, today=ORDERED, method="paper", by=by)
    if job.place.mentee_consent:
        pairs.consent_as_mentee(pair.participations.get(), on=ORDERED, today=ORDERED, method="paper", by=by)
    order = signed(job, pairs.draft_appointment([pair], on=ORDERED, by=by), ORDERED)
    job.appointment = text_of(order)
    job.pair = Pair.objects.get(pk=pair.pk)


def signed(job: Job, order: Order, on: dt.date) -> Order:
    now = dt.datetime.combine(on, dt.time(12), ZoneInfo("Europe/Moscow"))
    number = proposed_number(institution(), order.journal, on.year)
    return orders.sign(order, signed_on=on, number=number, proposed=number, by=job.users["director"], now=now)


def text_of(order: Order) -> str:
    """The kept PDF as one line; pages follow each other."""
    return " ".join(" ".join(pdf_pages(kept_pdf(order))).split())


def paper_text(code: str, subject: object, on: dt.date = ENDS) -> str:
    document = PAPERS[code].document(subject, on)
    return " ".join(" ".join(pdf_pages(render_pdf(document, institution().profile()))).split())


def write_program(job: Job) -> None:
    """Drawn up by the mentor from a template, read by the mentee, approved as the institution approves."""
    by, mentee = job.users["mentor"], job.person("mentee")
    program = written_program(job.pair, by=by, initial_level="Опыта самостоятельной работы нет")
    programs.show_to_mentee(program, by=by)
    if job.place.acquaintance:
        programs.acknowledge(program, mentee=mentee, on=ORDERED, by=job.users["mentee"])
    job.program = programs.submit(program, on=ORDERED, by=by)
    approve(job)


def approve(job: Job) -> None:
    """By the curator, or by the director's order where the act says so (PRG-18)."""
    if job.place.approval == "order":
        order = programs.draft_approval([job.program], period="2026/2027 учебный год", by=job.users["curator"])
        job.approval = text_of(signed(job, order, ORDERED))
    else:
        programs.approve(job.program, on=ORDERED, by=job.users["curator"])
    job.program.refresh_from_db()


def carry_out(job: Job) -> None:
    for activity in job.program.activities.all():
        programs.perform(
            activity, done_on=activity.due_on, result="Выполнено", evidence=None, today=ENDS, by=job.users["mentor"]
        )
    case = job.edition.options.of(Option.Group.COMPLETION).filter(behaviour="plan_done").first()
    reason = "" if case else "план выполнен"
    ending.request_ending(job.pair, case=case, on=ENDS, reason=reason, plan_left=0, by=job.users["curator"])
    job.completion = text_of(signed(job, ending.draft_closing([job.pair], by=job.users["curator"]), ENDS))
    job.pair.refresh_from_db()


def report(job: Job) -> None:
    part = job.pair.participations.get()
    words = {
        "mentor": {"recommendations": "Пройти курсы."},
        "mentee": {"score": 10, "evaluation": "Помогала всегда.", "useful": "Посещение занятий"},
    }
    for side, fields in words.items():
        by = job.users[side]
        report = reports.begin(part, side=side, by=by)
        reports.write(report, fields=fields, by=by)
        reports.submit(report, on=ENDS, by=by)
