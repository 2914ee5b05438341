"""Who is acquainted with the acts: everybody in a pair but the one who came last."""

from mentorship.demo.story import Story
from mentorship.pairs.study import queries, services


def load(story: Story) -> None:
    today = story.today
    keys = [act.key for act in queries.acts_on(today)]
    readers = list(queries.readers(today).order_by("since", "pk"))
    for person in readers[:-1] if keys else []:
        user = getattr(person, "user", None)
        services.acknowledge(person, keys, on=today, today=today, by=user or story.by, on_paper=user is None)
