"""The project's settings with a fast hasher, mail and files in memory."""

import os

os.environ.setdefault("SECRET_KEY", "a-key-for-the-tests-and-nothing-else")

from mentorship.settings import *  # noqa: F403
from mentorship.settings import BASE_DIR, DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
DATABASES["default"]["CONN_MAX_AGE"] = 0
ALLOWED_HOSTS = ["*"]
BACKUP = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because threads that race for a lock need a database that makes them wait.
    DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "data" / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    # What a test commits is not to outlive the power cut.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
# A static file is looked up when it is asked for, instead of listing them all for every test that has a client.
WHITENOISE_AUTOREFRESH = True
