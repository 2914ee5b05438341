"""What came of a programme is made known."""

from datetime import date

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.people.models import User
from mentorship.programs import rules
from mentorship.programs.models import Program
from mentorship.programs.services.locking import locked


@transaction.atomic
def publish(program: Program, *, url: str, on: date, today: date, by: User) -> Program:
    """The results are on the site: where and since when (п. 8.2, PUB-08); a wrong address is corrected the same way."""
    program = locked(program)
    enforce(
        rules.publishing_violations(
            rules.Publishing(limits=program.pair.edition.limits(), ended_on=program.pair.ended_on, on=on, today=today)
        )
    )
    program.published_url, program.published_on = url, on
    record(program, "Результаты размещены на сайте", by)
    return program
