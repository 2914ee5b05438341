from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "mentorship.events"
    label = "events"
    verbose_name = "Календарь учреждения"
