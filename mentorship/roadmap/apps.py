from mentorship.core.rooms import Room


class RoadmapConfig(Room):
    name = "mentorship.roadmap"
    label = "roadmap"
    verbose_name = "Дорожная карта"
