from mentorship.core import rooms


class SetupConfig(rooms.Room):
    name = "mentorship.setup"
    label = "setup"
    verbose_name = "Первый запуск"
