"""A form at whose fields stand the refusals that speak of them."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from mentorship.core.forms.fields import Form
from mentorship.core.refusal import RuleBroken, Violation


class RuledForm(Form):
    """A refusal of the rules is shown at the field that it speaks of: `speaks_of`, by the key of the rule."""

    speaks_of: ClassVar[Mapping[str, str]] = {}

    def say(self, violations: Iterable[Violation]) -> None:
        for violation in violations:
            name = self.speaks_of.get(violation.rule)
            self.add_error(name if name in self.fields else None, str(violation))

    def refuse(self, refusal: Exception) -> None:
        if isinstance(refusal, RuleBroken):
            self.say(refusal.violations)
        else:
            super().refuse(refusal)
