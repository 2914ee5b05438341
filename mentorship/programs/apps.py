from mentorship.core.rooms import Room


class ProgramsConfig(Room):
    name = "mentorship.programs"
    label = "programs"
    verbose_name = "Программы"
