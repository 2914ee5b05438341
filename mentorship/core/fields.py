"""Model fields without a domain word."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from mentorship.core.words.text import fold


class SearchKeyField(models.CharField):
    """The folded text of other fields, kept by the field itself whenever the row is saved."""

    def __init__(self, *args: Any, sources: Iterable[str] = (), **kwargs: Any) -> None:
        self.sources = tuple(sources)
        kwargs.setdefault("max_length", 300)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("db_index", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        if self.sources:
            text = " ".join(str(getattr(instance, name) or "") for name in self.sources)
            setattr(instance, self.attname, fold(text)[: self.max_length])
        return super().pre_save(instance, add)
