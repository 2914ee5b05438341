from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "mentorship.petitions"
    label = "petitions"
    verbose_name = "Заявления"

    def ready(self):
        from mentorship.petitions import papers

        papers.register_papers()
