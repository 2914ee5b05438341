"""Settings of the project, all of them from the environment. Nonsense values are refused at start."""

import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from mentorship.core.folders import OWNER_FILE, OWNER_FOLDER, private
from mentorship.core.secret import stored_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)  # personas on the sign-in page; never on real data

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not (DEBUG or DEMO):
        SECRET_KEY = stored_secret_key(BASE_DIR / "data" / "secret_key")
    else:
        SECRET_KEY = "only-for-the-demo-and-the-tests"
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # former keys: what they have signed still holds
if any(len(key) < 20 for key in [SECRET_KEY, *SECRET_KEY_FALLBACKS]):
    raise ImproperlyConfigured("SECRET_KEY, SECRET_KEY_FALLBACKS: нужно не меньше 20 знаков в каждом ключе.")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "mentorship.demo",
    "mentorship.setup",
    "mentorship.safekeeping",
    "mentorship.reminders",
    "mentorship.desk",
    "mentorship.publication",
    "mentorship.archive",
    "mentorship.petitions",
    "mentorship.leaving",
    "mentorship.replacements",
    "mentorship.events",
    "mentorship.partners",
    "mentorship.journal",
    "mentorship.roadmap",
    "mentorship.reports",
    "mentorship.library",
    "mentorship.programs",
    "mentorship.pairs",
    "mentorship.orders",
    "mentorship.people",
    "mentorship.regulation",
    "mentorship.access",
    "mentorship.documents",
    "mentorship.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_include_bootstrap",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mentorship.core.middleware.Headers",
    "mentorship.core.middleware.Measured",
    "mentorship.core.middleware.HeadLikeGet",
    "mentorship.core.middleware.Bare",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mentorship.people.sessions.middleware.IdleMiddleware",
    "mentorship.core.forms.drafts.DraftMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "mentorship.people.factors.middleware.SecondStepMiddleware",
    "mentorship.access.middleware.DefaultDenyMiddleware",
    "mentorship.access.middleware.AskAgainMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "mentorship.urls"
WSGI_APPLICATION = "mentorship.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mentorship.desk.context_processors.site",
                "mentorship.setup.context_processors.first_run",
            ],
            "builtins": [
                "mentorship.core.templatetags.ru",
                "mentorship.access.templatetags.access",
            ],
        },
    }
]

# The select of `templates/django/forms/widgets` writes its options in one go, not each by templates of its own.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'data' / 'mentorship.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a restarted server costs no page
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    private(Path(DATABASES["default"]["NAME"]).parent)
    # A writer takes the lock at BEGIN, so that counts read inside a transaction stay true.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Many joins of few rows: compiling such a query costs more than answering it.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "mentorship.people.accounts.backends.StaffBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "mentorship.people.passwords.validators.Length"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "mentorship.people.passwords.validators.NotGuessable"},
]
LOGIN_URL = "people:login"
CONFIRM_URL = "people:confirm"
LOGIN_REDIRECT_URL = "desk:today"
LOGOUT_REDIRECT_URL = "people:login"
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds; the letter says so

SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=4) * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)  # a session in which nothing is done ends sooner
REAUTH_MINUTES = env.int("REAUTH_MINUTES", default=15)  # for so long who is there need not be asked again
for name, minutes in {"SESSION_IDLE_MINUTES": SESSION_IDLE_MINUTES, "REAUTH_MINUTES": REAUTH_MINUTES}.items():
    if minutes < 1:
        raise ImproperlyConfigured(f"{name}: нужно число минут от 1.")
OTP_TOTP_ISSUER = "Наставничество"
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0  # wrong codes are counted by `people/attempts`
SESSION_COOKIE_HTTPONLY = True
HTTPS_ONLY = env.bool("HTTPS_ONLY", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS_ONLY
COOKIE_PREFIX = "__Host-" if HTTPS_ONLY else ""  # browsers take such cookies from this very host by HTTPS alone
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from the machine itself
SECURE_HSTS_SECONDS = env.int("HSTS_DAYS", default=365 if HTTPS_ONLY else 0) * 24 * 3600
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)  # the proxy alone says by which way and from where one came
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "mentorship.core.views.csrf_failure"

LANGUAGE_CODE = "ru"
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Moscow")
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "d.m.Y"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "data" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "mentorship.core.files.WholeFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "data" / "media")))
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = OWNER_FILE, OWNER_FOLDER
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
REQUEST_AT_MOST = 25 * 1024 * 1024  # the largest file of `core/forms/uploads.py` and a form around it
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="nastavnichestvo@localhost")
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)  # seconds
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")  # where the links of letters lead
if not SITE_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("SITE_URL: нужен адрес вместе с http:// или https://.")
REMIND = env.bool("REMIND", default=True)  # the serving process reminds by itself, without cron
REMIND_HOUR = env.int("REMIND_HOUR", default=8)
if not 0 <= REMIND_HOUR <= 23:
    raise ImproperlyConfigured("REMIND_HOUR: нужен час от 0 до 23.")

BACKUP = env.bool("BACKUP", default=not DEMO)  # the serving process makes a copy every night
BACKUP_DIR = Path(env.str("BACKUP_DIR", default=str(BASE_DIR / "data" / "backups")))
BACKUP_HOUR = env.int("BACKUP_HOUR", default=3)
if not 0 <= BACKUP_HOUR <= 23:
    raise ImproperlyConfigured("BACKUP_HOUR: нужен час от 0 до 23.")
BACKUP_KEEP = env.int("BACKUP_KEEP", default=30)  # days
if BACKUP_KEEP < 1:
    raise ImproperlyConfigured("BACKUP_KEEP: нужно хранить копии хотя бы 1 день.")
BACKUP_KEY = env.str("BACKUP_KEY", default="")  # the public half; `manage.py new_key FILE` makes both
if BACKUP_KEY and not re.fullmatch(r"age1[02-9ac-hj-np-z]{58}", BACKUP_KEY):
    raise ImproperlyConfigured("BACKUP_KEY: нужна строка age1…, которую напечатала команда new_key.")

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # reasons are never cut
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names of the institution's domain are not ours to force to HTTPS
    "security.W021",  # nor to be written into the lists of browsers
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "mentorship.core.logs.Line"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
