"""The institution and its edition, loaded from the real preset; an act of the legal base."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from mentorship.regulation.edition.services import load_preset
from mentorship.regulation.models import Edition, Institution, LegalAct


class LegalActFactory(DjangoModelFactory):
    """An order of the ministry from above, added after the Положение of the preset."""

    class Meta:
        model = LegalAct

    level = LegalAct.Level.REGIONAL
    kind = "приказ"
    issuer = "Министерства образования Заречной области"
    number = factory.Sequence("{}-обр".format)
    adopted_on = dt.date(2026, 8, 20)
    added_on = dt.date(2026, 9, 1)


def regulation() -> Edition:
    """The edition of the preset `gofitskoe`, loaded once a test; the first of several."""
    if not Institution.objects.exists():
        load_preset("gofitskoe")
    return Edition.objects.earliest("starts_on")


def silent_edition() -> Edition:
    """The same institution under an act that names no limit, no list, no consent and no clause."""
    edition = regulation()
    edition.options.all().delete()
    edition.clauses.all().delete()
    for field in Edition._meta.concrete_fields:
        if field.null and field.name != "ends_on":
            setattr(edition, field.name, None)
    for switch in (
        "mentor_consent",
        "mentee_consent",
        "data_consent",
        "mentor_training",
        "mentor_readiness",
        "program_contents",
        "program_acquaintance",
        "council",
        "agreement_required",
        "publish_results",
    ):
        setattr(edition, switch, False)
    edition.mentor_staff = edition.mentee_staff = edition.curator_pool = "any"
    edition.save()
    return edition
