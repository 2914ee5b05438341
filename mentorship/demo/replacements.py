"""A mentor who is away for a time, and one who has handed a mentee over to another by order."""

from collections.abc import Iterator

from mentorship.demo.story import Day, Story
from mentorship.pairs.models import Pair
from mentorship.pairs.stand_ins import services as stand_ins
from mentorship.regulation.models import Option
from mentorship.regulation.queries import options
from mentorship.replacements import services

BEGAN, HANDED = 4, 1  # days ago


def days(story: Story) -> Iterator[Day]:
    """Appointed some days ago, handed over yesterday at the mentor's request, with an interim note."""
    began = story.ago(BEGAN)
    yield began, lambda: story.appoint(story.propose("mentor3", ["mentee5"], began), began)
    yield story.ago(HANDED), lambda: hand_over(story)


def hand_over(story: Story) -> None:
    """Another mentor by order, with a note of the one before."""
    on = story.ago(HANDED)
    old = Pair.objects.with_people().get(mentor=story.person("mentor3"), status=Pair.Status.APPOINTED)
    ground = options(old.edition, Option.Group.REPLACEMENT).filter(code="request").first()
    begun = services.begin(
        old,
        mentor=story.person("mentor2"),
        ground=ground,
        reason="наставник уходит на годичные курсы",
        evidence="заявление наставника",
        from_on=on,
        ends_on=old.ends_on,
        on=on,
        by=story.by,
    )
    new = Pair.objects.with_people().get(pk=begun.pair_id)
    story.consent(new, on)
    story.sign(services.draft_order(new, on=on, by=story.by), on)
    services.write_note(
        begun,
        done="Познакомились с коллективом и документами",
        left="Посещение занятий и открытый показ",
        on=on,
        today=story.today,
        by=story.logins["mentor3"],
    )


def stand_in(story: Story) -> None:
    """Next week the mentor of the personas is on holiday."""
    pair = Pair.objects.with_people().get(mentor=story.person("mentor"), status=Pair.Status.APPOINTED)
    stand_ins.begin(
        pair,
        person=story.person("mentor2"),
        starts_on=story.ahead(7),
        ends_on=story.ahead(20),
        reason="отпуск наставника",
        consented_on=story.today,
        confirmed=True,
        today=story.today,
        by=story.by,
    )
