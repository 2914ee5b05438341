from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "mentorship.roadmap"
    label = "roadmap"
    verbose_name = "Дорожная карта"

    def ready(self):
        from mentorship.roadmap import orders, papers  # noqa: F401  (registers its order kind)

        papers.register_papers()
