from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "mentorship.documents"
    label = "documents"
    verbose_name = "Документы"
