"""What may be done with a version of the Положение now."""

from collections.abc import Iterator
from typing import Any

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.regulation.act import rules
from mentorship.regulation.models import ActVersion


def _draft_bars(version: ActVersion) -> Iterator[Violation]:
    return rules.draft_violations(version.number, version.is_draft)


def _site_bars(version: ActVersion) -> Iterator[Violation]:
    if version.is_draft:
        yield rules.unapproved(version.edition.limits())


def _unpublished(version: ActVersion, user: Any) -> bool:
    return version.published_on is None and version.ends_on is None


def _published(version: ActVersion, user: Any) -> bool:
    return version.published_on is not None


APPROVE = Act[ActVersion](
    permission="regulation.approve",
    page="regulation:approve_version",
    label="Утвердить",
    bars=_draft_bars,
    level="primary",
)
EDIT = Act[ActVersion](
    permission="regulation.edit", page="regulation:edit_version", label="Изменить проект", bars=_draft_bars
)
DISCARD = Act[ActVersion](
    permission="regulation.edit",
    page="regulation:discard_version",
    label="Убрать проект",
    bars=_draft_bars,
    level="link",
    post=True,
)
PUBLISH = Act[ActVersion](
    permission="regulation.publish",
    page="regulation:publish",
    label="Отметить размещение на сайте",
    bars=_site_bars,
    asks=_unpublished,
    level="primary",
)
READDRESS = Act[ActVersion](
    permission="regulation.publish",
    page="regulation:publish",
    label="Изменить адрес на сайте",
    bars=_site_bars,
    asks=_published,
)

ON_CARD = (APPROVE, EDIT, DISCARD, PUBLISH, READDRESS)
