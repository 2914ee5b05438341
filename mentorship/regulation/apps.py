from mentorship.core.rooms import Room


class RegulationConfig(Room):
    name = "mentorship.regulation"
    label = "regulation"
    verbose_name = "Положение"

    def ready(self) -> None:
        from mentorship.regulation import place

        super().ready()
        place.install()
