"""The section «Наставничество» of the institution's site: one, switched on by the institution (п. 8.1, PUB-01)."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from mentorship.people.models import Resource


class Section(models.Model):
    """How the section is shown: whether the program serves it, what it says of itself, which chapters it has.

    `resource` is the page of the institution that it is: only consents that name it permit anything here (PUB-03).
    """

    class Place(models.TextChoices):
        NOWHERE = "nowhere", "пока нигде: раздел готовится"
        HERE = "here", "эта программа показывает его сама, без входа"
        SITE = "site", "на сайте учреждения: страницы переносит ответственный за сайт"

    only = models.BooleanField(default=True, unique=True, editable=False)
    place = models.CharField("где находится раздел", max_length=8, choices=Place, default=Place.NOWHERE)
    address = models.URLField("адрес раздела на сайте учреждения", max_length=500, blank=True)
    resource = models.ForeignKey(
        Resource, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="страница учреждения"
    )
    intro = models.TextField("вступление на главной странице", blank=True)
    contacts = models.TextField("контакты для посетителей", blank=True)
    hidden = models.JSONField("какие страницы не показывать", default=list, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "раздел сайта"
        verbose_name_plural = "раздел сайта"
        constraints = [
            models.CheckConstraint(name="section_only_one", condition=Q(only=True)),
            models.CheckConstraint(
                name="section_on_site_has_address",
                condition=~Q(place="site") | ~Q(address=""),
                violation_error_message="Укажите адрес раздела на сайте учреждения.",
            ),
            models.CheckConstraint(
                name="section_shown_has_resource",
                condition=Q(place="nowhere") | Q(resource__isnull=False),
                violation_error_message="Выберите страницу учреждения, которую называют согласия.",
            ),
        ]

    def __str__(self) -> str:
        return "раздел «Наставничество»"

    @property
    def is_served(self) -> bool:
        """Whether the program itself shows it to visitors."""
        return self.place == self.Place.HERE
