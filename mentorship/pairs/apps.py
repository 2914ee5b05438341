from mentorship.core import rooms


class PairsConfig(rooms.Room):
    name = "mentorship.pairs"
    label = "pairs"
    verbose_name = "Пары и группы"
