"""WSGI entry point: serves the pages and, unless REMIND is off, sends the day's reminders."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")
application = get_wsgi_application()

from mentorship.reminders import scheduler  # noqa: E402 - the settings come first

scheduler.start()
