"""The demo's Положение: the version in force, on the site; the next one and its order being prepared."""

import re
from datetime import date, timedelta

from mentorship.demo.story import Story
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.regulation.act import services as act_services
from mentorship.regulation.act.paper import ACT
from mentorship.regulation.models import ActVersion
from mentorship.regulation.queries import institution
from mentorship.regulation.services import set_layout
from mentorship.regulation.wording.texts import text_of

OLD = "\\9.3. Педагогические работники знакомятся с Положением под подпись."
NEW = "\\9.3. Педагогические работники знакомятся с Положением под подпись в течение пяти рабочих дней."
NUMBER = re.compile(r"№\s*(\S+)")  # in «приказ от 31.03.2022 № 15», in either order
PAGE = "https://sad.example/nastavnichestvo/polozhenie"


def approved(story: Story) -> None:
    """One version, approved as the edition was, and published."""
    edition, today, clerk, by = story.edition, story.today, story.person("clerk"), story.by
    since = edition.starts_on
    fields = {"title": institution().act_title, "body": text_of(ACT).body}
    version = act_services.begin_version(fields=fields, on=today, by=by)
    approval = {
        "basis": "приказ",
        "approved_on": since,
        "starts_on": since,
        "approval_number": NUMBER.findall(edition.approved_by + " № 1")[0],
        "publish_by": since + timedelta(days=10),
        "publisher": f"{clerk.position} {clerk.short_name}",
    }
    version = act_services.approve_version(version, approval=approval, confirmed=False, today=today, by=by)
    act_services.mark_published(version, url=PAGE, on=since + timedelta(days=6), today=today, by=by)


def begun(story: Story, on: date) -> ActVersion:
    """The next version, to be approved by an order of the day."""
    fields = {"title": institution().act_title, "body": text_of(ACT).body, "changes": "Уточнены сроки отчётов"}
    return act_services.begin_version(fields=fields, on=on, by=story.by)


def published(story: Story, order: Order) -> None:
    """Whom the order told to put the version on the site has done so."""
    (task,) = order.assignments.all()
    orders.fulfil(task, on=task.due_on - timedelta(days=2), url=PAGE, today=story.today, by=story.by)
    cite(story, ActVersion.objects.approved().latest("starts_on"))


def cite(story: Story, version: ActVersion) -> None:
    """The bases of orders name the approval that is in force now."""
    place, old = institution(), story.edition.approved_by.removeprefix("приказ ")
    set_layout(place, facts={"preamble": place.preamble.replace(old, reference(version))}, layout={}, by=story.by)


def reference(version: ActVersion) -> str:
    """«№ 1 от 13.01.2026», as the papers of the institution refer to orders."""
    assert version.approved_on is not None  # it is in force
    return institution().profile().refer(version.approved_on, version.approval_number)


def being_amended(story: Story) -> None:
    """A draft of the next version and the draft of the order about it."""
    today, by = story.today, story.by
    body = text_of(ACT).body.replace(OLD, NEW)
    fields = {"title": institution().act_title, "body": body, "changes": "Срок ознакомления в пункте 9.3"}
    version, current = act_services.begin_version(fields=fields, on=today, by=by), ActVersion.objects.in_force_on(today)
    assert current is not None
    values = {
        "версия": str(version.pk),
        "основание": "В целях своевременного ознакомления работников",
        "протокол": f"от {today:%d.%m.%Y} № 4",
        "прежний приказ": f"приказом {reference(current)}",
        "пункты": "пункт 9.3",
        "новая редакция": NEW.removeprefix("\\").removesuffix("."),
        "начало": f"{today + timedelta(days=10):%d.%m.%Y}",
        "срок размещения": f"{today + timedelta(days=14):%d.%m.%Y}",
    }
    orders.draft_worded("amend_act", values=values, people={"ответственный": [story.person("clerk")]}, by=by)
