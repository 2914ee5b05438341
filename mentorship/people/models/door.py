"""What is remembered of knocking at the door: failures, and who has asked for another password."""

from django.db import models


class Attempt(models.Model):
    """How often something has been tried in vain of late; the key is a hash that names nobody."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField("неудач подряд", default=0)
    last_at = models.DateTimeField("последняя попытка", db_index=True)

    class Meta:
        verbose_name = "попытки входа"
        verbose_name_plural = "попытки входа"


class ForgottenPassword(models.Model):
    """An address typed on the page «Забыли пароль?», known or not; it is forgotten once it has been answered."""

    address = models.EmailField("адрес")
    asked_at = models.DateTimeField("когда спросили")

    class Meta:
        verbose_name = "просьба о новом пароле"
        verbose_name_plural = "просьбы о новом пароле"
        ordering = ["pk"]
