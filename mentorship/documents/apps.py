from mentorship.core.rooms import Room


class DocumentsConfig(Room):
    name = "mentorship.documents"
    label = "documents"
    verbose_name = "Документы"
