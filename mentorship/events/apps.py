from mentorship.core.rooms import Room


class EventsConfig(Room):
    name = "mentorship.events"
    label = "events"
    verbose_name = "Календарь учреждения"
