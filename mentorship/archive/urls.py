from django.urls import path, register_converter

from mentorship.archive import views
from mentorship.archive.packages import views as packages
from mentorship.archive.scans import views as scans


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
    path("scans/", scans.listed, name="scans"),
    path("scans/add/", scans.add, name="add_scan"),
    path("scans/<int:pk>/", scans.scan, name="scan"),
    path("scans/<int:pk>/remove/", scans.remove, name="remove_scan"),
    path("packages/order/<int:pk>/", packages.of_order, name="order_package"),
    path("packages/pair/<int:pk>/", packages.of_pair, name="pair_package"),
    path("packages/year/<int:year>/", packages.of_year, name="year_package"),
    path("packages/<int:pk>/", packages.package, name="package"),
    path("packages/<int:pk>/make/", packages.make, name="make_package"),
    path("packages/<int:pk>/cancel/", packages.cancel, name="cancel_package"),
    path("packages/<int:pk>/file.pdf", packages.file, {"format": "pdf"}, name="package_pdf"),
    path("packages/<int:pk>/file.zip", packages.file, {"format": "zip"}, name="package_zip"),
]
