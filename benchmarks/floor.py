"""The floor: a bare Django project on the same machine, with sessions, users and one template."""

from django.conf import settings

from benchmarks.timing import folder

DATABASE = folder() / "floor.sqlite3"
TEMPLATES = folder() / "floor_templates"
BASE = "<!doctype html><html lang='ru'><head><title>{% block title %}{% endblock %}</title></head><body><nav><a href='/'>Начало</a> <a href='/list/'>Список</a></nav><main>{% block main %}{% endblock %}</main></body></html>"
BARE = "{% extends 'base.html' %}{% block title %}Пусто{% endblock %}{% block main %}<h1>{{ first }}</h1>{% endblock %}"
LIST = "{% extends 'base.html' %}{% block title %}Список{% endblock %}{% block main %}<h1>{{ page.paginator.count }}</h1><table>{% for row in page %}<tr><td><a href='/{{ row.pk }}/'>{{ row.last_name }}</a></td><td>{{ row.first_name }}</td><td>{{ row.hired_on|date:'d.m.Y' }}</td></tr>{% endfor %}</table>{% endblock %}"


def configure() -> None:
    """Settings of the floor project; called once in a process of its own."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    for name, text in (("base.html", BASE), ("bare.html", BARE), ("list.html", LIST)):
        (TEMPLATES / name).write_text(text)
    settings.configure(
        SECRET_KEY="floor",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="benchmarks.floor_urls",
        USE_TZ=True,
        LANGUAGE_CODE="ru",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATABASE)}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [str(TEMPLATES)]}],
    )
