"""The floor: the least that a Django project does for a page of signed-in people, in one file."""

from collections.abc import Callable

import django
from django.conf import settings
from django.core.management import call_command
from django.core.paginator import Paginator
from django.core.wsgi import get_wsgi_application
from django.shortcuts import render
from django.urls import path

TEMPLATES = {
    "base.html": """<!doctype html>
<html lang="ru">
<head><title>{% block title %}{% endblock %}</title></head>
<body><nav><a href="/">Начало</a> <a href="/list/">Список</a></nav><main>{% block main %}{% endblock %}</main></body>
</html>""",
    "bare.html": """{% extends "base.html" %}
{% block title %}Пусто{% endblock %}
{% block main %}<h1>{{ first }}</h1>{% endblock %}""",
    "list.html": """{% extends "base.html" %}
{% block title %}Список{% endblock %}
{% block main %}
<h1>{{ page.paginator.count }}</h1>
<table>
{% for row in page %}
<tr><td><a href="/{{ row.pk }}/">{{ row.last_name }}</a></td><td>{{ row.first_name }}</td><td>{{ row.date_joined|date:"d.m.Y" }}</td></tr>
{% endfor %}
</table>
{% endblock %}""",
}


# How the product reaches its database.
AS_THE_PRODUCT = {
    "CONN_MAX_AGE": 60,
    "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;", "transaction_mode": "IMMEDIATE"},
}


def bare(request):
    return render(request, "bare.html", {"first": request.user.get_username()})


def plain_list(request):
    from django.contrib.auth.models import User

    return render(request, "list.html", {"page": Paginator(User.objects.order_by("last_name", "pk"), 25).get_page(1)})


urlpatterns = [path("", bare), path("list/", plain_list)]


def configure(database: str) -> None:
    """The settings; the database is reached as the product reaches its own."""
    loader = ("django.template.loaders.locmem.Loader", TEMPLATES)
    settings.configure(
        SECRET_KEY="only-for-measurements",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        LANGUAGE_CODE="ru",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database, **AS_THE_PRODUCT}},
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [loader])]},
            }
        ],
    )
    django.setup()


def calls(people: int) -> dict[str, Callable[[], object]]:
    """Fill the empty database with as many users as the product has people; its pages by name."""
    from django.contrib.auth.models import User

    from benchmarks.worker import page, session_of

    call_command("migrate", verbosity=0)
    rows = [User(username=f"u{n}", last_name=f"Фамилия{n:05}", first_name="Имя") for n in range(people)]
    User.objects.bulk_create(rows, batch_size=500)
    application, session = get_wsgi_application(), session_of(User.objects.first())
    return {
        name: page(application, address, session)
        for name, address in (("пустая страница", "/"), ("список основы", "/list/"))
    }
