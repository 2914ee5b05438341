"""Versions of the Положение for the tests of everything that happens to them."""

from datetime import date

from mentorship.regulation.act import services

TODAY, DUE = date(2026, 9, 20), date(2026, 9, 30)


def version(
    curator,
    body="# {положение}\nТекст.",
    starts_on=date(2026, 9, 1),
    publish_by=DUE,
    approved_on=date(2026, 9, 1),
    **fields,
):
    """An approved version, to be published by the day."""
    made = services.begin_version(fields={"title": "Положение", "body": body, **fields}, on=TODAY, by=curator)
    approval = {
        "basis": "приказ",
        "approval_number": "15",
        "approved_on": approved_on,
        "starts_on": starts_on,
        "publish_by": publish_by,
        "publisher": "методист",
    }
    return services.approve_version(made, approval=approval, confirmed=True, today=TODAY, by=curator)
