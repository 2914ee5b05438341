"""Every paper of the catalogue, blank and filled from the demo institution, says the same in both formats."""

import datetime as dt
import re
from collections import Counter

import pytest

from mentorship.documents.catalogue import PAPERS
from mentorship.documents.docx import render_docx
from mentorship.documents.pdf import render_pdf
from mentorship.regulation.queries import institution
from tests.documents.texts import html_text, pdf_text, word_text

pytestmark = pytest.mark.usefixtures("demo", "db")


@pytest.mark.parametrize("code", sorted(PAPERS))
@pytest.mark.parametrize("blank", [True, False], ids=["blank", "filled"])
def test_a_paper_says_the_same_in_both_formats(code, blank):
    paper, profile = PAPERS[code], institution().profile()
    subject = None if blank else paper.subjects().first()
    assert blank or subject is not None
    document = paper.document(subject, dt.date(2026, 11, 21))

    word = word_text(render_docx(document, profile))

    assert word == html_text(document)
    assert Counter(word) - Counter(pdf_text(render_pdf(document, profile))) == Counter()
    assert not re.search(r"[{}]", word)
