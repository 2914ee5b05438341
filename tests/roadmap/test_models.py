"""What the database itself refuses to keep about a term."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from mentorship.roadmap.models import Activity, Stage

pytestmark = pytest.mark.django_db
MONTHS, YEARLY = {"term_kind": "months"}, {"term_kind": "yearly"}


def keep(draft, model, fields):
    if model is Stage:
        return Stage.objects.create(roadmap=draft, position=9, title="Этап", **fields)
    return Activity.objects.create(stage=draft.stages.first(), position=9, text="Провести", **fields)


@pytest.mark.parametrize("model", [Stage, Activity])
@pytest.mark.parametrize(
    "fields",
    [
        MONTHS,
        MONTHS | {"term_month": 13},
        MONTHS | {"term_month": 0},
        MONTHS | {"term_month_to": 5},
        MONTHS | {"term_month": 5, "term_month_to": 13},
        MONTHS | {"term_month": 5, "term_year": 20},
        YEARLY | {"term_month": 77},
        YEARLY | {"term_month": 5, "term_year": 2027},
        {"term_kind": "date"},
        {"term_kind": "text"},
        {"term_kind": "whole", "term_month": 5},
        {"term_kind": "", "term_day": dt.date(2026, 10, 1)},
        {"term_kind": "never"},
    ],
    ids=str,
)
def test_a_term_that_is_not_whole_is_not_kept(draft, model, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(draft, model, fields)


@pytest.mark.parametrize("model", [Stage, Activity])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        MONTHS | {"term_month": 11, "term_month_to": 1, "term_year": 2027},
        MONTHS | {"term_month": 12},
        YEARLY,
        YEARLY | {"term_month": 1},
        {"term_kind": "date", "term_day": dt.date(2026, 10, 1)},
        {"term_kind": "text", "term_text": "по мере приёма"},
        {"term_kind": "schedule"},
    ],
    ids=str,
)
def test_a_whole_term_is_kept(draft, model, fields):
    assert keep(draft, model, fields).pk
