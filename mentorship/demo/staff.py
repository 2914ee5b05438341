"""The demo's people: cards, logins, offices, both banks."""

from datetime import date
from typing import Any

from mentorship.access.roles import Office
from mentorship.core.calendar.dates import add_months
from mentorship.demo.story import Story
from mentorship.people import services as people
from mentorship.people.accounts.services import grant_office
from mentorship.people.alerts.services import seen
from mentorship.people.models import Alert, Competence, User
from mentorship.people.renaming import services as renaming
from mentorship.regulation.edition.presets import read_preset

MENTORS = ("mentor", "mentor2", "mentor3", "mentor4")


def add_staff(story: Story, code: str) -> None:
    """People, logins and offices; a login that is called by an office holds it."""
    for title in read_preset(code)["people"]["competences"]:
        Competence.objects.get_or_create(title=title)
    for row in story.cast["staff"]:
        add_person(story, row, add_months(story.today, -12 * row["years"]))
    for row in story.cast["newcomers"]:
        add_person(story, row, story.ago(row["days"]))
    since, limits = add_months(story.today, -24), story.edition.limits()
    for office in Office:
        if office.value in story.logins:
            holder = story.person(office.value)
            grant_office(holder, office=office, starts_on=since, basis="", limits=limits, by=story.by)


def add_person(story: Story, row: dict[str, Any], hired_on: date) -> None:
    """One row of the cast: a card, a position and a login, unless all that the person does is done on paper."""
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
        by=story.leader,
        today=story.today,
    )
    if "married" in row:
        renaming.rename(
            person,
            name={"last_name": row["married"], "first_name": first, "patronymic": patronymic},
            cases={},
            on=story.ago(200),
            basis="свидетельство о заключении брака",
            by=story.by,
            today=story.today,
        )
    story.people[row["login"]] = person
    if row.get("paper"):
        return
    user = User(username=row["login"], person=person)
    user.set_password(story.password)
    user.save()
    story.logins[user.username] = user


def have_seen(story: Story) -> None:
    """Everybody has long read what they were told of their offices."""
    for alert in Alert.objects.filter(seen_at=None):
        seen(alert, now=alert.at)


def add_banks(story: Story) -> None:
    """Both banks with consents, competences and needs."""
    competences = list(Competence.objects.all())
    limits = story.edition.limits()
    for number, login in enumerate(MENTORS):
        person, trained = story.person(login), login != "mentor4"
        entry = {
            "experience_years": 6 - number,
            "psychological_ready": True,
            "pedagogical_ready": True,
            "professional_ready": True,
            "trained_on": story.ago(400) if trained else None,
            "training": "Школа наставника, 16 часов" if trained else "",
            "own_limit": 2 if number == 1 else None,
            "starts_on": story.ago(420),
        }
        chosen = competences[number * 3 : number * 3 + 4]
        people.keep_mentor(person, entry=entry, competences=chosen, limits=limits, by=story.by)
    newcomers = [row["login"] for row in story.cast["newcomers"]]
    for number, login in enumerate(newcomers):
        person = story.person(login)
        people.keep_mentee(person, entry={}, limits=limits, by=story.by, today=story.today)
        for place, (kind, text) in enumerate(story.cast["needs"].items()):
            competence = competences[(number + 2 * place) % len(competences)]
            people.add_need(person, need={"kind": kind, "competence": competence, "text": text}, by=story.by)
    for login in (*MENTORS, *newcomers):
        if login != "mentee8":
            people.record_consent(
                story.person(login),
                kind="data",
                given_on=story.ago(1 if login != "mentee7" else 320),
                method="paper",
                place="папка № 4",
                today=story.today,
                by=story.by,
            )
