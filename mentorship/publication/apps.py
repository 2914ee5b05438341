from mentorship.core import rooms


class PublicationConfig(rooms.Room):
    name = "mentorship.publication"
    label = "publication"
    verbose_name = "Раздел сайта"
