from mentorship.core import rooms


class JournalConfig(rooms.Room):
    name = "mentorship.journal"
    label = "journal"
    verbose_name = "Журнал встреч"
