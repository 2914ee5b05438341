from mentorship.core import rooms


class SafekeepingConfig(rooms.Room):
    name = "mentorship.safekeeping"
    label = "safekeeping"
    verbose_name = "Сохранность"
