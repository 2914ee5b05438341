"""Folders of what the program keeps. Plain Python: the settings use it before anything else is there."""

from pathlib import Path

OWNER_FILE, OWNER_FOLDER = 0o600, 0o700  # nobody else on the computer reads or enters


def private(folder: Path) -> Path:
    """Make the folder, and those above it that are missing, for its owner alone; what is there is left as it is."""
    for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        missing.mkdir(mode=OWNER_FOLDER, exist_ok=True)
    return folder
