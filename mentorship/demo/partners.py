"""Partners of the demo: a methodical service with an agreement that soon ends, a school with a draft."""

from typing import Any

from mentorship.demo.story import Story
from mentorship.events.models import Event
from mentorship.partners import services
from mentorship.partners.models import Agreement, Partner


def load(story: Story) -> None:
    """One agreement in force for three weeks more, one still to be signed; a seminar held together."""
    by = story.by
    service = services.add_partner(
        fields={
            "full_name": "Муниципальное учреждение «Методический центр Заречного округа»",
            "short_name": "Методический центр",
            "kind": Partner.Kind.METHODICAL,
            "level": Partner.Level.MUNICIPAL,
            "contact": "методист Озерова Л. Д.",
            "phone": "8 (000) 000-00-00",
            "email": "metod@zarechny.example",
            "note": "Школа наставника, консультации психолога",
        },
        by=by,
    )
    school = services.add_partner(
        fields={
            "full_name": "Муниципальное общеобразовательное учреждение «Заречная средняя школа»",
            "short_name": "Заречная школа",
            "kind": Partner.Kind.SCHOOL,
            "level": Partner.Level.SCHOOL,
            "contact": "заместитель директора Лугов М. К.",
        },
        by=by,
    )
    signed = agree(
        story,
        service,
        "Озеровой Ларисы Дмитриевны",
        "Л.Д. Озерова",
        {"starts_on": story.ago(340), "ends_on": story.ahead(21)},
    )
    services.sign_agreement(signed, number="4-С", signed_on=story.ago(340), today=story.today, by=by)
    agree(
        story,
        school,
        "Броднева Игоря Марковича",
        "И.М. Броднев",
        {"starts_on": story.ahead(10), "ends_on": story.ahead(374)},
    )
    seminars = Event.objects.filter(kind=Event.Kind.SEMINAR)
    services.link_partner(service, events=seminars, mentors=[], by=by)


def agree(story: Story, partner: Partner, head: str, signer: str, term: dict[str, Any]) -> Agreement:
    side = {"represented_by": f"директора {head}", "acting_on": "Устава", "signer_post": "Директор", "signer": signer}
    fields = {**term, **side, "notice_days": 30}
    return services.draft_agreement(partner, fields=fields, by=story.by)
