"""The legal base of the demo: a newer municipal order that waits for a look, one looked at, one out of force."""

from datetime import date

from mentorship.demo.story import Story
from mentorship.regulation.legal import services
from mentorship.regulation.models import LegalAct

OFFICE = "отдела образования администрации муниципального округа"


def load(story: Story) -> None:
    """Each in its state: nothing but the newest asks for anything."""
    today, by = story.today, story.by
    old = add(story, "112", story.ago(900), "О развитии наставничества")
    looked = add(story, "87", story.ago(60), "О плане мероприятий по наставничеству")
    add(story, "118", story.ago(9), "О поддержке молодых педагогов")
    reason = "заменён новым приказом"
    services.end_act(old, ends_on=story.ago(61), end_reason=reason, replaced_by=looked, by=by)
    services.check_act(looked, on=story.ago(40), note="Изменений в Положение не нужно", today=today, by=by)


def add(story: Story, number: str, on: date, title: str) -> LegalAct:
    fields = {
        "level": LegalAct.Level.MUNICIPAL,
        "kind": "приказ",
        "issuer": OFFICE,
        "number": number,
        "adopted_on": on,
        "title": title,
        "note": "Вымышленный акт для показа.",
    }
    return services.add_act(fields=fields, today=story.today, by=story.by)
