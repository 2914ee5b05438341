from mentorship.core import rooms


class PetitionsConfig(rooms.Room):
    name = "mentorship.petitions"
    label = "petitions"
    verbose_name = "Заявления"
