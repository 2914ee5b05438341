from mentorship.core.rooms import Room


class ReplacementsConfig(Room):
    name = "mentorship.replacements"
    label = "replacements"
    verbose_name = "Замены наставников"
