from mentorship.core.rooms import Room


class SafekeepingConfig(Room):
    name = "mentorship.safekeeping"
    label = "safekeeping"
    verbose_name = "Сохранность"
