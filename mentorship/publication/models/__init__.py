from mentorship.publication.models.notice import Notice, NoticeFile
from mentorship.publication.models.placement import Placement
from mentorship.publication.models.section import Section

__all__ = ["Notice", "NoticeFile", "Placement", "Section"]
