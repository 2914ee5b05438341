from mentorship.core import rooms


class DemoConfig(rooms.Room):
    name = "mentorship.demo"
    label = "demo"
    verbose_name = "Показ"
