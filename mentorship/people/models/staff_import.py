"""A list of staff on its way from a file to the cards."""

import json
import zlib
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from mentorship.core.tables.reading import Table


class StaffImportQuerySet(models.QuerySet["StaffImport"]):
    def visible_to(self, user):
        """A list of people lies open only to whoever uploaded it."""
        return self.filter(created_by=user)


class StaffImport(models.Model):
    """One uploaded list: its rows until they are loaded, afterwards only the wrong ones."""

    class State(models.TextChoices):
        COLUMNS = "columns", "столбцы не выбраны"
        CHECKED = "checked", "ждёт подтверждения"
        RUNNING = "running", "загружается"  # left by an older version when it was cut off: nothing was written
        DONE = "done", "загружено"
        DROPPED = "dropped", "не загружен"

        @classmethod
        def waiting(cls) -> tuple["StaffImport.State", ...]:
            """The columns are known, the rows are not loaded."""
            return cls.CHECKED, cls.RUNNING

        @classmethod
        def open(cls) -> tuple["StaffImport.State", ...]:
            """Not loaded and not given up yet."""
            return cls.COLUMNS, *cls.waiting()

    file_name = models.CharField("файл", max_length=200)
    state = models.CharField("состояние", max_length=10, choices=State, default=State.COLUMNS)
    content = models.BinaryField("строки файла", null=True)
    mapping = models.JSONField("столбцы", default=list)
    counts = models.JSONField("сколько строк", default=dict)
    wrong = models.BinaryField("строки с ошибками", null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="кто загружает"
    )
    created_at = models.DateTimeField("начато", auto_now_add=True)
    started_at = models.DateTimeField("загрузка начата", null=True)
    finished_at = models.DateTimeField("загрузка закончена", null=True)

    objects = StaffImportQuerySet.as_manager()

    class Meta:
        verbose_name = "загрузка списка сотрудников"
        verbose_name_plural = "загрузки списков сотрудников"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("people:import_card", args=[self.pk])

    @property
    def table(self) -> Table:
        """The kept rows."""
        return unpacked(self.content or b"")

    @property
    def is_open(self) -> bool:
        """Not loaded and not given up yet."""
        return self.state in self.State.open()

    @property
    def is_waiting(self) -> bool:
        """Its rows are looked at before they are loaded."""
        return self.state in self.State.waiting()


def packed(table: Table) -> bytes:
    """The table in a few kilobytes."""
    kept: dict[str, Any] = {"headings": table.headings, "rows": table.rows, "merged": table.merged}
    return zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), level=3)


def unpacked(content: bytes | memoryview) -> Table:
    kept = json.loads(zlib.decompress(content))
    return Table(kept["headings"], [(number, cells) for number, cells in kept["rows"]], kept["merged"])
