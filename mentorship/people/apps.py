from mentorship.core import rooms


class PeopleConfig(rooms.Room):
    name = "mentorship.people"
    label = "people"
    verbose_name = "Люди"
