"""What may be done with a package now."""

from typing import Any

from mentorship.access.acts import Act
from mentorship.archive.models import Package


def _building(package: Package, user: Any) -> bool:
    return package.is_building


def _ready(package: Package, user: Any) -> bool:
    return package.is_ready


CANCEL = Act[Package](
    permission="paper.package",
    page="archive:cancel_package",
    label="Остановить сборку",
    asks=_building,
    level="link",
    post=True,
)
PDF = Act[Package](
    permission="paper.package", page="archive:package_pdf", label="Скачать одним PDF", asks=_ready, level="primary"
)
ZIP = Act[Package](permission="paper.package", page="archive:package_zip", label="Скачать архивом", asks=_ready)

ON_PAGE = (CANCEL, PDF, ZIP)
