from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "mentorship.petitions"
    label = "petitions"
    verbose_name = "Заявления"
