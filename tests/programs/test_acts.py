"""What each may do with a programme: the same table gives the buttons of its card and bars its services."""

import pytest

from mentorship.access.acts import buttons
from mentorship.core.refusal import RuleBroken
from mentorship.people.models import User
from mentorship.programs import acts, services
from mentorship.programs.amendments.services import drafting
from mentorship.programs.models import Program
from tests.factories.people import UserFactory
from tests.factories.programs import approved_program, submitted_program
from tests.programs.amendments.making import TODAY, longer
from tests.programs.approving import by_way

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]
FROM_PAPER = "Внести текст с бумаги"
FILES = ["PDF", "Word"]


def labels(program, user):
    fresh = Program.objects.get(pk=program.pk)
    return [button.label for button in buttons(acts.on_card(fresh), fresh, user)]


def everybody(program, curator):
    """What the curator, the mentor, the mentee and the council are offered."""
    people = (program.pair.mentor, program.pair.mentees[0])
    mentor, mentee = (User.objects.filter(person=person).first() or UserFactory(person=person) for person in people)
    return [labels(program, user) for user in (curator, mentor, mentee, UserFactory(office="council"))]


def test_a_draft_is_written_by_its_mentor(curator, program):
    mentor, others = ["Писать программу", *FILES], FILES

    assert everybody(program, curator) == [[FROM_PAPER, *FILES], mentor, others, others]


def test_what_is_shown_is_read_by_the_mentee(curator, program):
    services.show_to_mentee(program, by=curator)
    mentor, mentee = ["Писать программу", *FILES], ["Я ознакомлен(а) с программой", *FILES]

    assert everybody(program, curator) == [[FROM_PAPER, *FILES], mentor, mentee, FILES]


@pytest.mark.parametrize(
    ("way", "label"),
    [
        ("curator", "Утвердить программу"),
        ("minutes", "Утвердить по протоколу"),
        ("order", "Подготовить приказ об утверждении"),
    ],
)
def test_the_curator_approves_in_the_way_of_the_edition(curator, way, label):
    by_way(way)

    offered = everybody(submitted_program(), curator)

    assert offered == [[label, "Вернуть на доработку", *FILES], FILES, FILES, FILES]


def test_what_an_order_is_to_approve_is_neither_approved_nor_sent_back(curator):
    by_way("order")
    program = submitted_program()
    services.draft_approval([program], period="год", by=curator)

    assert labels(program, curator) == ["Проект приказа об утверждении", *FILES]
    for act in (services.approve, services.send_back):
        reason = {"reason": "Нет"} if act == services.send_back else {"on": TODAY}
        with pytest.raises(RuleBroken, match=r"^Эта программа уже в проекте приказа: сначала отклоните проект\.$"):
            act(program, by=curator, **reason)


def test_an_approved_programme_is_amended_once_at_a_time(curator):
    program, read = approved_program(curator), ["Версии", *FILES]
    begin = ["Продлить или изменить", *read]
    assert everybody(program, curator) == [begin, begin, begin, read]

    drafting.start(program, fields=longer(), on=TODAY, by=curator)

    assert labels(program, curator) == ["Продление программы: на согласовании", *read]
    with pytest.raises(RuleBroken, match="уже готовится"):
        drafting.start(program, fields=longer(), on=TODAY, by=curator)
