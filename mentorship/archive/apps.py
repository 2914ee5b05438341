from mentorship.core.rooms import Room


class ArchiveConfig(Room):
    name = "mentorship.archive"
    label = "archive"
    verbose_name = "Бумаги и дела"
