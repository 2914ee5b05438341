"""Tree → PDF through WeasyPrint: tagged (PDF/UA-1), no network, same input gives same bytes."""

from functools import cache
from typing import Any

from mentorship.documents.html import page
from mentorship.documents.layout import Profile
from mentorship.documents.tree import Document
from mentorship.documents.typography import tied


def render_pdf(document: Document, profile: Profile) -> bytes:
    """The finished file."""
    return html_to_pdf(page(tied(document), profile))


def render_archive(document: Document, profile: Profile) -> bytes:
    """The same as PDF/A-3a, tagged and self-contained, for a long life in an archive."""
    return html_to_pdf(page(tied(document), profile), variant="pdf/a-3a")


def html_to_pdf(source: str, variant: str = "pdf/ua-1") -> bytes:
    """What WeasyPrint makes of the page; imported late because it takes half a second."""
    from weasyprint import HTML

    fetcher = _fetcher()
    return HTML(string=source, url_fetcher=fetcher).write_pdf(font_config=_fonts(), pdf_variant=variant)


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _fetcher() -> Any:
    """A fetcher that refuses everything: papers never reach outside (152-ФЗ)."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=[], allow_redirects=False)
