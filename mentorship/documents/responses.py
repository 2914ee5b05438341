"""Sending a paper to the browser."""

from urllib.parse import quote

from django.http import HttpResponse

from mentorship.documents.docx import render_docx
from mentorship.documents.layout import Profile
from mentorship.documents.pdf import render_pdf
from mentorship.documents.tree import Document

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_response(content: bytes, extension: str, name: str, *, inline: bool = False) -> HttpResponse:
    """The bytes under a Russian file name; PDFs may open in the browser."""
    response = HttpResponse(content, content_type=TYPES[extension])
    how = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(f'{name}.{extension}')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def pdf_response(document: Document, profile: Profile, name: str) -> HttpResponse:
    """The document as PDF, opened in the browser."""
    return file_response(render_pdf(document, profile), "pdf", name, inline=True)


def docx_response(document: Document, profile: Profile, name: str) -> HttpResponse:
    """The document as a Word file."""
    return file_response(render_docx(document, profile), "docx", name)
