"""WSGI application of the floor project."""

from benchmarks.floor import configure

configure()

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
