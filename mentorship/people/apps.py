from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "mentorship.people"
    label = "people"
    verbose_name = "Люди"

    def ready(self):
        from mentorship.people import papers

        papers.register_papers()
