"""Whether the database answers and lets itself be written."""

import os
from enum import Enum

from django.db import DatabaseError, connection


class Health(Enum):
    """The state of the database in words."""

    OK = "ok"
    READ_ONLY = "только для чтения"
    DOWN = "не отвечает"


def health() -> Health:
    """Asked without waiting for whoever writes now."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT current_setting('transaction_read_only') = 'off'")
                writable = cursor.fetchone()[0]
            else:
                cursor.execute("SELECT 1")
                name = str(connection.settings_dict["NAME"])
                writable = not os.path.exists(name) or os.access(name, os.W_OK)  # a database in memory has no file
    except DatabaseError:
        return Health.DOWN
    return Health.OK if writable else Health.READ_ONLY
