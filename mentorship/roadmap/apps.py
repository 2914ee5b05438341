from mentorship.core import rooms


class RoadmapConfig(rooms.Room):
    name = "mentorship.roadmap"
    label = "roadmap"
    verbose_name = "Дорожная карта"
