"""Where something is published (PUB-10); on which level, says the library (`Material.Level`, PRN-02)."""

from django.db import models


class Channel(models.TextChoices):
    SITE = "site", "сайт учреждения"
    NETWORK = "network", "страница в социальной сети"
    OTHER_SITE = "other_site", "другой сайт"
    PRESS = "press", "газета, журнал, телевидение"
    STAND = "stand", "стенд, собрание, выступление"
