from mentorship.core import rooms


class LibraryConfig(rooms.Room):
    name = "mentorship.library"
    label = "library"
    verbose_name = "Библиотека"
