from mentorship.core import rooms


class DocumentsConfig(rooms.Room):
    name = "mentorship.documents"
    label = "documents"
    verbose_name = "Документы"
