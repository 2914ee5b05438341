from mentorship.core.rooms import Room


class DeskConfig(Room):
    name = "mentorship.desk"
    label = "desk"
    verbose_name = "Сегодня"
