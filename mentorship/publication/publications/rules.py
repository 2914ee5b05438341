"""What a publication may and may not be. Plain Python: no database, no clock."""

import ipaddress
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from mentorship.core.calendar.workdays import due_after
from mentorship.core.refusal import Violation
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

LINK = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>«»\"']+", re.IGNORECASE)
INNER = (".local", ".lan", ".internal", ".corp", ".home", ".test", ".localhost")
PUBLIC = "/public/"
PHOTO = "фотография"  # what is found of somebody who is pictured
APPROVE_WITHIN, PLACE_WITHIN = 3, 10  # working days: no clause says so, they only keep the work from lying


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who is named or pictured without permission: the words, whose name it is, what is not permitted."""

    words: str
    name: str
    missing: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts on which an approval stands."""

    shows_from: date
    shows_until: date | None
    today: date
    mentions: tuple[Mention, ...]
    texts: tuple[str, ...]
    own_host: str
    has_photo: bool
    photo_clear: bool
    material: str = ""  # why the material cannot be shown; empty when it can


def editing_violations(is_draft: bool, state: str) -> Iterator[Violation]:
    """Only what is being prepared is changed."""
    if not is_draft:
        yield COMMON_SENSE.forbids(
            "publication_draft",
            f"Публикация сейчас «{state}», её текст не меняют",
            "Верните её на доработку: со страниц она исчезнет сразу, потом её утверждают снова.",
        )


def waiting_violations(waits: bool, state: str) -> Iterator[Violation]:
    """Approved is what is prepared or waits for it."""
    if not waits:
        yield COMMON_SENSE.forbids("publication_waits", f"Публикация сейчас «{state}»", "Обновите страницу.")


def approval_violations(facts: Facts) -> Iterator[Violation]:
    """Why it cannot go out as it stands (п. 8.1, PUB-03; legal.md 4.4)."""
    yield from mention_violations(facts.mentions)
    yield from link_violations(facts.texts, facts.own_host)
    if facts.has_photo and not facts.photo_clear:
        yield COMMON_SENSE.forbids(
            "photo_clear",
            "Не подтверждено, что на фотографии, кроме названных, никого нельзя узнать",
            "Посмотрите на неё: детям и посторонним там не место без согласия. Затем поставьте отметку.",
        )
    if facts.material:
        yield COMMON_SENSE.forbids(
            "publication_material", facts.material, "Снимите эту публикацию или дождитесь материала."
        )
    if facts.shows_until and facts.shows_until < facts.today:
        yield COMMON_SENSE.forbids(
            "shows_until", f"Последний день показа {facts.shows_until:%d.%m.%Y} уже прошёл", "Укажите день позже."
        )
    if facts.shows_from < facts.today:
        yield COMMON_SENSE.forbids(
            "shows_from", f"День {facts.shows_from:%d.%m.%Y} уже прошёл", f"Укажите {facts.today:%d.%m.%Y} или позже."
        )


def mention_violations(mentions: Iterable[Mention]) -> Iterator[Violation]:
    """Everybody who has not permitted to be named so, by name (152-ФЗ ст. 10.1; legal.md 4.4)."""
    for one in mentions:
        what = "фотографию" if one.words == PHOTO else "эти слова"
        way = f"Уберите {what} или сначала получите согласие на распространение."
        doubt = "" if one.sure else " Если это не имя или согласие этого человека уже есть, отметьте слова ниже."
        lacks = f": нет согласия на распространение ({', '.join(one.missing)})" if one.missing else ""
        yield COMMON_SENSE.forbids("dissemination", f"«{one.words}» — {one.name}{lacks}", f"{way}{doubt}")


def link_violations(texts: Iterable[str], own_host: str) -> Iterator[Violation]:
    """Every address that a visitor cannot open."""
    for link in private_links(texts, own_host):
        yield COMMON_SENSE.forbids(
            "private_link",
            f"Ссылка {link} ведёт на страницу, которую посетитель не откроет",
            "Уберите её или замените адресом на открытом сайте.",
        )


def private_links(texts: Iterable[str], own_host: str) -> Iterator[str]:
    """Addresses that only the institution itself can open, and those that nobody can."""
    for text in texts:
        for found in LINK.findall(text):
            link = found.rstrip(".,;:!?)")
            if not _is_open(link, own_host):
                yield link


def _is_open(link: str, own_host: str) -> bool:
    """Whether the whole world can follow the address."""
    try:
        parts = urlsplit(link if "//" in link else f"//{link}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:  # no browser understands it
        return False
    if host == own_host:
        return parts.path.startswith(PUBLIC) and ".." not in parts.path
    return "." in host and not host.endswith(INNER) and _is_global(host)


def _is_global(host: str) -> bool:
    """Whether a host whose last part is a number is an address that the whole world can reach."""
    if not host.rsplit(".", 1)[-1][:1].isdigit():
        return True
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:  # numbers that are no address lead nowhere
        return False


def result_violations(limits: Limits, ended_on: date | None, on: date) -> Iterator[Violation]:
    """Results are told of only when the programme is over (п. 8.2, PUB-08)."""
    if ended_on is None or ended_on >= on:
        when = f"закончится {ended_on:%d.%m.%Y}" if ended_on else "ещё идёт"
        yield limits.forbids(
            "publish_results",
            f"Программа {when}, а итоги публикуют после завершения",
            "Дождитесь приказа о завершении или укажите день показа позже.",
        )


def approval_duty(publication: int, title: str, since: date) -> Duty:
    """Somebody has prepared a publication: it waits for a decision."""
    return COMMON_SENSE.owes(
        "publication_approval",
        what="Утвердить публикацию",
        about=title,
        due_on=due_after(since, APPROVE_WITHIN, working=True),
        target="publication:approve",
        pk=publication,
        office="curator",
        since=since,
    )


def placing_duty(publication: int, title: str, since: date) -> Duty:
    """The section stands on the institution's site: somebody carries the publication there (п. 8.1, ADM-05)."""
    return COMMON_SENSE.owes(
        "publication_placing",
        what="Разместить на сайте и записать в журнал",
        about=title,
        due_on=due_after(since, PLACE_WITHIN, working=True),
        target="publication:place",
        query=f"publication={publication}",
        office="clerk",
        since=since,
    )
