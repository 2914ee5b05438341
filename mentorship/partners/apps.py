from mentorship.core import rooms


class PartnersConfig(rooms.Room):
    name = "mentorship.partners"
    label = "partners"
    verbose_name = "Партнёры"
