from mentorship.core.rooms import Room


class JournalConfig(Room):
    name = "mentorship.journal"
    label = "journal"
    verbose_name = "Журнал встреч"
