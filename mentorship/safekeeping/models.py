"""What this installation knows of its own copies; no copy holds it."""

from django.db import models


class Restoration(models.Model):
    """The fact that the state of a copy was put in place: committed with its rows, so that their files may follow."""

    mark = models.CharField("метка", max_length=40, unique=True)
    restored_at = models.DateTimeField("восстановлено")
    made_at = models.DateTimeField("копия сделана")
    version = models.CharField("версией", max_length=40)

    class Meta:
        verbose_name = "восстановление из копии"
        verbose_name_plural = "восстановления из копий"

    def __str__(self) -> str:
        return f"Восстановление из копии от {self.made_at:%d.%m.%Y}"
