"""What every app of the house is: a room that makes its own pieces known."""

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

# Modules by which a room hooks into lower ones, wherever in it they stand (docs/structure.md).
SEAMS = ("acts", "duties", "issues", "kinds", "orders", "papers", "receivers", "registers")


class Room(AppConfig):
    """An app whose order kinds, papers, registers, duties, acts and receivers are known once it is installed.

    They register when they are imported; what has to wait until then stands in the module's `declare`.
    """

    def ready(self) -> None:
        root = Path(self.path)
        for path in sorted(root.rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if parts[-1] in SEAMS or (parts[0] in SEAMS and parts[-1] != "__init__"):
                module = import_module(".".join((self.name, *parts)))
                getattr(module, "declare", _nothing)()


def _nothing() -> None:
    """Most modules register while they are imported."""
