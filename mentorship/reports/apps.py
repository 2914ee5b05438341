from mentorship.core.rooms import Room


class ReportsConfig(Room):
    name = "mentorship.reports"
    label = "reports"
    verbose_name = "Отчёты"
