"""The institution, the dated editions of its Положение, its text as versions, its own words, the legal base."""

from mentorship.regulation.models.act import ActVersion
from mentorship.regulation.models.edition import Clause, Edition, Option
from mentorship.regulation.models.institution import FormerRequisites, Institution, Wording
from mentorship.regulation.models.legal import LegalAct

__all__ = ["ActVersion", "Clause", "Edition", "FormerRequisites", "Institution", "LegalAct", "Option", "Wording"]
