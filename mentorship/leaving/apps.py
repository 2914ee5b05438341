from mentorship.core import rooms


class LeavingConfig(rooms.Room):
    name = "mentorship.leaving"
    label = "leaving"
    verbose_name = "Увольнения, переводы, отсутствия"
