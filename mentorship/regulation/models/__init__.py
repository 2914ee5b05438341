"""The institution, the dated editions of its Положение, its text as versions, its own words of papers."""

from mentorship.regulation.models.act import ActVersion
from mentorship.regulation.models.edition import Clause, Edition, Option
from mentorship.regulation.models.institution import FormerRequisites, Institution, Wording

__all__ = ["ActVersion", "Clause", "Edition", "FormerRequisites", "Institution", "Option", "Wording"]
