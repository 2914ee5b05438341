from mentorship.core.rooms import Room


class DemoConfig(Room):
    name = "mentorship.demo"
    label = "demo"
    verbose_name = "Показ"
