from mentorship.core import rooms


class ArchiveConfig(rooms.Room):
    name = "mentorship.archive"
    label = "archive"
    verbose_name = "Бумаги и дела"
