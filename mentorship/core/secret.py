"""The installation's secret key, made once and kept beside its data."""

from pathlib import Path

from django.core.management.utils import get_random_secret_key

from mentorship.core.folders import OWNER_FILE, private


def stored_secret_key(path: Path) -> str:
    """Read the key, or make one on the first start (readable by its owner only)."""
    if not path.exists():
        private(path.parent)
        path.touch(mode=OWNER_FILE)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()
