from mentorship.core.rooms import Room


class SetupConfig(Room):
    name = "mentorship.setup"
    label = "setup"
    verbose_name = "Первый запуск"
