from mentorship.core.rooms import Room


class PairsConfig(Room):
    name = "mentorship.pairs"
    label = "pairs"
    verbose_name = "Пары и группы"
