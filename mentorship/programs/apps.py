from mentorship.core import rooms


class ProgramsConfig(rooms.Room):
    name = "mentorship.programs"
    label = "programs"
    verbose_name = "Программы"
