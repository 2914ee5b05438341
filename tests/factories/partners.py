import datetime as dt

import factory
from factory.django import DjangoModelFactory

from mentorship.partners.models import Agreement, Partner


class PartnerFactory(DjangoModelFactory):
    """A school of the same town, without links and agreements."""

    class Meta:
        model = Partner

    full_name = factory.Sequence("Муниципальная школа № {} города Заречного".format)
    short_name = factory.Sequence("Школа № {}".format)
    kind = Partner.Kind.SCHOOL
    level = Partner.Level.MUNICIPAL


class CooperationFactory(DjangoModelFactory):
    """An agreement signed on 01.09.2026 for the school year; `number=""`, `signed_on=None` make a draft."""

    class Meta:
        model = Agreement

    partner = factory.SubFactory(PartnerFactory)
    number = factory.Sequence("{}-С".format)
    signed_on = dt.date(2026, 9, 1)
    starts_on = dt.date(2026, 9, 1)
    ends_on = dt.date(2027, 8, 31)
