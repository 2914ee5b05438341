from mentorship.core.rooms import Room


class PetitionsConfig(Room):
    name = "mentorship.petitions"
    label = "petitions"
    verbose_name = "Заявления"
