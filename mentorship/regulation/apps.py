from mentorship.core import rooms


class RegulationConfig(rooms.Room):
    name = "mentorship.regulation"
    label = "regulation"
    verbose_name = "Положение"

    def ready(self) -> None:
        from mentorship.core.forms import remarks
        from mentorship.documents import layout
        from mentorship.regulation import place
        from mentorship.regulation.legal.queries import noted
        from mentorship.regulation.queries import look

        super().ready()
        place.install()
        layout.install(look)
        remarks.install(noted)
