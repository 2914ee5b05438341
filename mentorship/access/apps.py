from mentorship.core import rooms


class AccessConfig(rooms.Room):
    name = "mentorship.access"
    label = "access"
    verbose_name = "Доступ"
