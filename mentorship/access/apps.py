from mentorship.core.rooms import Room


class AccessConfig(Room):
    name = "mentorship.access"
    label = "access"
    verbose_name = "Доступ"
