from mentorship.core import rooms


class ReportsConfig(rooms.Room):
    name = "mentorship.reports"
    label = "reports"
    verbose_name = "Отчёты"
