from mentorship.core import rooms


class DeskConfig(rooms.Room):
    name = "mentorship.desk"
    label = "desk"
    verbose_name = "Сегодня"
