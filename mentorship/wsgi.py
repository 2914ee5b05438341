"""WSGI entry point: looks that the database is its own, serves the pages, reminds and makes copies by the clock."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")
application = get_wsgi_application()

from mentorship.reminders import scheduler  # noqa: E402 - the settings come first
from mentorship.safekeeping import serving  # noqa: E402

serving.start()
scheduler.start()
