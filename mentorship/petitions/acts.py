"""What may be done with a petition now: the grants are the first door, the row of its kind the second."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.urls import reverse

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.petitions import queries, rules
from mentorship.petitions.models import Petition


def _open_bars(petition: Petition) -> Iterator[Violation]:
    if not petition.is_open:
        yield rules.settled_already(petition.state_words)


def _decided_bars(petition: Petition) -> Iterator[Violation]:
    if not petition.is_open:
        yield rules.decided_already(petition.state_words, petition.pair.edition.limits())


def _execution_bars(petition: Petition) -> Iterator[Violation]:
    if petition.state != Petition.State.GRANTED:
        yield rules.not_granted(petition.state_words)


def _viewing_bars(petition: Petition) -> Iterator[Violation]:
    if petition.status != Petition.Status.GRANTED or not petition.rule.logs:
        yield rules.not_permitted(petition.state_words)


def _turn(act: str, bars: Callable[[Petition, Any], Iterable[Violation]]) -> Callable[[Petition, Any], bool]:
    return lambda petition, user: queries.fits(petition, user, act) and not bars(petition, user)


def _not_taken_up(petition: Petition, user: Any) -> bool:
    """An opinion may be added later, too; the page offers it once."""
    fits = petition.status == Petition.Status.FILED and queries.fits(petition, user, "review")
    return fits and not queries.answering_bars(petition, user)


def _done_at_once(petition: Petition, user: Any) -> bool:
    """What is logged line by line is not marked as done besides."""
    return not petition.rule.logs and queries.fits(petition, user, "execute")


def _unread(petition: Petition, user: Any) -> bool:
    return petition.author_id == user.person_id and petition.read_on is None and petition.is_answered


def _is_printed(petition: Petition, user: Any) -> bool:
    return bool(petition.rule.paper)


def _paper(format: str) -> Callable[[Petition], str]:
    return lambda petition: reverse("archive:paper", args=[petition.rule.paper, petition.pk, format])


DECIDE = Act[Petition](
    permission="petition.decide",
    page="petitions:decide",
    label="Ответить",
    bars=_decided_bars,
    asks=_turn("decide", queries.answering_bars),
    level="primary",
)
READ = Act[Petition](
    permission="petition.view",
    page="petitions:read",
    label="Ответ прочитан",
    asks=_unread,
    level="primary",
    post=True,
)
LOG = Act[Petition](
    permission="petition.log",
    page="petitions:log",
    label="Записать ознакомление",
    bars=_viewing_bars,
    asks=_turn("log", queries.paper_bars),
    level="primary",
)
REVIEW = Act[Petition](
    permission="petition.review",
    page="petitions:review",
    label="Взять на рассмотрение",
    bars=_open_bars,
    asks=_not_taken_up,
)
EXECUTE = Act[Petition](
    permission="petition.execute",
    page="petitions:execute",
    label="Отметить исполнение",
    bars=_execution_bars,
    asks=_done_at_once,
)
PDF = Act[Petition](permission="petition.view", page=_paper("pdf"), label="PDF", asks=_is_printed)
WORD = Act[Petition](permission="petition.view", page=_paper("docx"), label="Word", asks=_is_printed)
WITHDRAW = Act[Petition](
    permission="petition.withdraw",
    page="petitions:withdraw",
    label="Отозвать",
    bars=_open_bars,
    asks=_turn("withdraw", queries.paper_bars),
    level="link",
)

ANSWERS = (DECIDE, READ)
MORE = (LOG, REVIEW, EXECUTE, PDF, WORD, WITHDRAW)
