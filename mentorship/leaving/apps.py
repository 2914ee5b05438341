from mentorship.core.rooms import Room


class LeavingConfig(Room):
    name = "mentorship.leaving"
    label = "leaving"
    verbose_name = "Увольнения, переводы, отсутствия"
