from mentorship.core import rooms


class ReplacementsConfig(rooms.Room):
    name = "mentorship.replacements"
    label = "replacements"
    verbose_name = "Замены наставников"
