from mentorship.core import rooms


class RegulationConfig(rooms.Room):
    name = "mentorship.regulation"
    label = "regulation"
    verbose_name = "Положение"

    def ready(self) -> None:
        from mentorship.regulation import place

        super().ready()
        place.install()
