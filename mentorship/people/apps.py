from mentorship.core.rooms import Room


class PeopleConfig(Room):
    name = "mentorship.people"
    label = "people"
    verbose_name = "Люди"
