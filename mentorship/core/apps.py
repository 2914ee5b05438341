from mentorship.core.rooms import Room


class CoreConfig(Room):
    name = "mentorship.core"
    label = "core"
    verbose_name = "Основа"
