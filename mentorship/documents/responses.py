"""Sending a paper to the browser."""

from urllib.parse import quote

from django.http import HttpResponse

from mentorship.core.tables import writing
from mentorship.documents.docx import render_docx
from mentorship.documents.layout import Profile
from mentorship.documents.pdf import render_archive, render_pdf
from mentorship.documents.tree import Document
from mentorship.documents.xlsx import render_xlsx

TYPES = {
    "pdf": "application/pdf",
    "pdfa": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def file_response(content: bytes, format: str, name: str, *, inline: bool = False) -> HttpResponse:
    """The bytes under a Russian file name; PDFs may open in the browser."""
    response = HttpResponse(content, content_type=TYPES[format])
    how = "inline" if inline else "attachment"
    suffix = "pdf" if format == "pdfa" else format
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(f'{name}.{suffix}')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def sheet_response(sheet: writing.Sheet, format: str) -> HttpResponse:
    """A table to download as xlsx or csv."""
    return file_response(writing.render(sheet, format), format, sheet.title)


def render(document: Document, profile: Profile, format: str) -> bytes:
    """The document as pdf, pdfa (for an archive), docx, or its tables as xlsx; KeyError for another format."""
    match format:
        case "xlsx":
            return render_xlsx(document)
        case "docx":
            return render_docx(document, profile)
        case "pdfa":
            return render_archive(document, profile)
        case "pdf":
            return render_pdf(document, profile)
    raise KeyError(format)
