from mentorship.core import rooms


class EventsConfig(rooms.Room):
    name = "mentorship.events"
    label = "events"
    verbose_name = "Календарь учреждения"
