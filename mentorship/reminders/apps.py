from mentorship.core.rooms import Room


class RemindersConfig(Room):
    name = "mentorship.reminders"
    label = "reminders"
    verbose_name = "Напоминания"
