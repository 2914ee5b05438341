from mentorship.publication.models.placement import Placement
from mentorship.publication.models.publication import Publication, PublicationFile
from mentorship.publication.models.section import Section

__all__ = ["Placement", "Publication", "PublicationFile", "Section"]
