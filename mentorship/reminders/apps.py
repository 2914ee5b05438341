from mentorship.core import rooms


class RemindersConfig(rooms.Room):
    name = "mentorship.reminders"
    label = "reminders"
    verbose_name = "Напоминания"
