from mentorship.core import rooms


class CoreConfig(rooms.Room):
    name = "mentorship.core"
    label = "core"
    verbose_name = "Основа"
