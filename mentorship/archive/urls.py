from django.urls import path, register_converter

from mentorship.archive import views


class FormatConverter:
    """pdf, pdfa (for an archive), docx or xlsx."""

    regex = "pdfa|pdf|docx|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormatConverter, "format")

app_name = "archive"
urlpatterns = [
    path("", views.papers, name="papers"),
    path("<slug:code>/blank.<format:format>", views.blank, name="blank"),
    path("<slug:code>/<int:pk>.<format:format>", views.paper, name="paper"),
    path("consents/", views.consents, name="consents"),
    path("scans/", views.scans, name="scans"),
    path("scans/add/", views.add_scan, name="add_scan"),
    path("scans/<int:pk>/", views.scan, name="scan"),
    path("scans/<int:pk>/remove/", views.remove_scan, name="remove_scan"),
    path("packages/order/<int:pk>/", views.order_package, name="order_package"),
    path("packages/pair/<int:pk>/", views.pair_package, name="pair_package"),
    path("packages/year/<int:year>/", views.year_package, name="year_package"),
    path("packages/<int:pk>/", views.package, name="package"),
    path("packages/<int:pk>/cancel/", views.cancel_package, name="cancel_package"),
    path("packages/<int:pk>/file.pdf", views.package_file, {"format": "pdf"}, name="package_pdf"),
    path("packages/<int:pk>/file.zip", views.package_file, {"format": "zip"}, name="package_zip"),
]
