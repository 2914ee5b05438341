"""Where something is published and on which level (PRN-02, PUB-10)."""

from django.db import models


class Level(models.TextChoices):
    INSTITUTION = "institution", "учреждение"
    MUNICIPAL = "municipal", "муниципальный"
    REGIONAL = "regional", "региональный"
    FEDERAL = "federal", "федеральный"


class Channel(models.TextChoices):
    SITE = "site", "сайт учреждения"
    NETWORK = "network", "страница в социальной сети"
    OTHER_SITE = "other_site", "другой сайт"
    PRESS = "press", "газета, журнал, телевидение"
    STAND = "stand", "стенд, собрание, выступление"
