"""The pages of replacement one after another: ground, candidate, term, «Проверьте ответы».

Every page carries the answers of the others hidden, so that nothing is kept on the way, the way back
shows what was answered, and each answer is checked again at the end.
"""

from typing import Any

from django.http import HttpRequest

from mentorship.core.forms.fields import parse_keys
from mentorship.pairs.models import Pair
from mentorship.replacements import queries
from mentorship.replacements.forms import CandidateForm, GroundForm, StepForm, TermForm

PAGES: tuple[tuple[str, type[StepForm]], ...] = (
    ("ground", GroundForm),
    ("candidate", CandidateForm),
    ("term", TermForm),
)
CHECK = len(PAGES) + 1


class Wizard:
    """What was answered so far, and the page to show now."""

    def __init__(self, request: HttpRequest, pair: Pair, initial: dict[str, Any], today) -> None:
        self.data, self.pair, self.today = request.POST, pair, today
        self.facts = queries.running(pair, today)
        self.known: dict[str, Any] = {}
        self.form: StepForm | None = None
        self.page = self._walk(initial)

    @property
    def is_whole(self) -> bool:
        """Everything is answered and holds."""
        return self.page == CHECK

    @property
    def is_refused(self) -> bool:
        """An answer of the page to show is wrong."""
        return self.form is not None and bool(self.form.errors)

    @property
    def name(self) -> str:
        """The name of the page to show."""
        return "check" if self.is_whole else PAGES[self.page - 1][0]

    def _walk(self, initial: dict[str, Any]) -> int:
        """The first page without a valid answer, or the one asked for by going back."""
        asked, sent = (next(iter(parse_keys([self.data.get(name, "")])), 0) for name in ("back", "page"))
        for number, (_, form_class) in enumerate(PAGES, start=1):
            answered = number == sent or any(name in self.data for name in form_class.base_fields)
            form = form_class(
                self.data if answered else None,
                initial=initial,
                pair=self.pair,
                facts=self.facts,
                known=self.known,
                today=self.today,
            )
            self.form = form
            if number == asked or not answered or not form.is_valid():
                return number
            self.known.update(form.cleaned_data)
        self.form = None
        return CHECK

    def hidden(self) -> list[tuple[str, str]]:
        """The answers of the other pages."""
        own = self.form.fields if self.form else {}
        names = [name for _, form in PAGES for name in form.base_fields]
        return [(name, self.data[name]) for name in names if name in self.data and name not in own]
