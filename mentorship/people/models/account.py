"""Who signs in: logins, offices, one-time invitations."""

from datetime import date
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from simple_history.models import HistoricalRecords

from mentorship.access.roles import OFFICE_NAMES, SEAT_NAMES, Joint, Office, Seat
from mentorship.core.prepared import Prepared
from mentorship.core.terms import Day, lasting, lasts_on
from mentorship.people.models.person import Person
from mentorship.regulation.models import Edition


class UserManager(BaseUserManager["User"]):
    def get_queryset(self):
        return super().get_queryset().select_related("person")


class User(AbstractBaseUser):
    """A login. The person behind it may hold offices, mentor and be mentored."""

    username = models.CharField(
        "логин", max_length=60, unique=True, error_messages={"unique": "Такой логин уже занят."}
    )
    person = models.OneToOneField(Person, models.PROTECT, related_name="user", null=True, verbose_name="сотрудник")
    is_active = models.BooleanField("вход разрешён", default=True)
    # False since the address of the card was changed, by anybody: no link for a new password goes there.
    mail_confirmed = models.BooleanField("адрес почты подтверждён", default=True)
    created_at = models.DateTimeField("создан", auto_now_add=True)
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "учётная запись"
        verbose_name_plural = "учётные записи"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.person.short_name if self.person else self.username

    @property
    def email(self) -> str:
        """The address of the card: there is no other, and a link for a new password dies when it changes."""
        return self.person.email if self.person else ""

    @cached_property
    def offices(self) -> set[Office | Joint]:
        """The offices held today, and what the Положение joins to them; one query a request."""
        if self.person_id is None:
            return set()
        held = list(HELD(person=self.person_id, day=timezone.localdate()))
        offices: set[Office | Joint] = {Office(row.office) for row in held}
        return offices | {Joint.KEEPER for row in held if row.keeps_banks and row.office == Office.ADMIN}


class Held(Prepared):
    """The offices of a person on a day; with each whether administrators keep the banks then, or another acts in it."""

    columns = {"office": "office", "keeps_banks": "keeps_banks", "acted_in": "acted_in"}

    def rows(self, *, person: int, day: date) -> models.QuerySet:
        # Of two editions in force the later one counts, as everywhere.
        keeps = Edition.objects.in_force_on(day).order_by("-starts_on").values("admin_keeps_banks")[:1]
        acting = OfficeTerm.objects.on(day).filter(office=Office.DIRECTOR, acting=True)
        acted_in = Exists(acting.filter(office=OuterRef("office")).exclude(person=OuterRef("person")))
        held = OfficeTerm.objects.on(day).filter(person=person)
        return held.annotate(keeps_banks=Subquery(keeps), acted_in=acted_in)


HELD = Held()


def offices_on(person_id: int | None, day: date) -> frozenset[str]:
    """The offices whose duties are the person's on any day: a head for whom another acts owes nothing as the head."""
    if not person_id:
        return frozenset()
    return frozenset(row.office for row in HELD(person=person_id, day=day) if not row.acted_in)


def offices_of_others(person_id: int, day: date) -> frozenset[str]:
    """The offices that somebody else holds on the day."""
    return frozenset(OfficeTerm.objects.on(day).exclude(person=person_id).values_list("office", flat=True))


class OfficeTermQuerySet(models.QuerySet["OfficeTerm"]):
    def on(self, day: Day):
        """The terms that last on the day."""
        return self.filter(lasting(day))

    def by_precedence(self):
        """Who acts in an office comes before who holds it, a permanent holder before a dated one."""
        return self.order_by("-acting", F("ends_on").desc(nulls_first=True), "starts_on", "pk")


class OfficeTerm(models.Model):
    """A person holds an office for a period, or acts in it while its holder is away («и. о.»).

    Any number of people hold an office, but there is one head on every day: see `accounts/rules.py`.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="office_terms", verbose_name="сотрудник")
    office = models.CharField(
        "роль", max_length=10, choices=[(office.value, name) for office, name in OFFICE_NAMES.items()]
    )
    starts_on = models.DateField("с")
    ends_on = models.DateField("по", null=True, blank=True)
    basis = models.CharField("основание", max_length=300, blank=True)
    seat = models.CharField(
        "место в совете", max_length=10, blank=True, choices=[(seat.value, name) for seat, name in SEAT_NAMES.items()]
    )
    acting = models.BooleanField("исполняет обязанности", default=False)
    until_return = models.BooleanField("до выхода основного работника", default=False)
    # By which orders the term began and ended: the short codes of those papers; empty where somebody typed it.
    given_by = models.CharField("код приказа о назначении", max_length=40, blank=True)
    ended_by = models.CharField("код приказа о снятии", max_length=40, blank=True)
    history = HistoricalRecords()

    objects = OfficeTermQuerySet.as_manager()

    class Meta:
        verbose_name = "роль сотрудника"
        verbose_name_plural = "роли сотрудников"
        ordering = ["office", "starts_on"]
        constraints = [
            models.CheckConstraint(
                name="office_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Срок роли не может закончиться раньше, чем начался.",
            ),
            models.UniqueConstraint(
                name="office_open_once",
                fields=["person", "office"],
                condition=Q(ends_on=None),
                violation_error_message="Эта роль у сотрудника уже есть.",
            ),
            models.UniqueConstraint(
                name="office_one_head",
                fields=["office", "acting"],
                condition=Q(office="director", ends_on=None),
                violation_error_message="Двух руководителей сразу не бывает.",
            ),
            models.CheckConstraint(
                name="office_acting_by_what_and_till_when",
                condition=(Q(acting=True) & ~Q(basis="") & (Q(ends_on__isnull=False) | Q(until_return=True)))
                | Q(acting=False, until_return=False),
                violation_error_message="У того, кто исполняет обязанности, должны быть основание и срок.",
            ),
            models.CheckConstraint(
                name="office_seat_in_council",
                condition=Q(seat="") | Q(office="council"),
                violation_error_message="Председатель и секретарь бывают только у совета.",
            ),
            models.UniqueConstraint(
                name="office_seat_taken_once",
                fields=["seat"],
                condition=Q(ends_on=None) & ~Q(seat=""),
                violation_error_message="Двух председателей или двух секретарей сразу не бывает.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.person}"

    @property
    def title(self) -> str:
        """«Руководитель», «И. о.: руководитель», «Председатель методического объединения»."""
        name = SEAT_NAMES[Seat(self.seat)] if self.seat else OFFICE_NAMES[Office(self.office)]
        return f"И. о.: {name[:1].lower()}{name[1:]}" if self.acting else name

    @property
    def till(self) -> str:
        """«с 01.12.2026 по 05.12.2026», «до выхода основного работника»; nothing of one that lasts without an end."""
        since = f"с {self.starts_on:%d.%m.%Y}" if self.starts_on > timezone.localdate() else ""
        end = f"по {self.ends_on:%d.%m.%Y}" if self.ends_on else ""
        return " ".join(filter(None, [since, end or ("до выхода основного работника" if self.until_return else "")]))

    @property
    def is_not_over(self) -> bool:
        """It lasts today or is still to begin."""
        return self.ends_on is None or self.ends_on >= timezone.localdate()

    def held_on(self, day: date) -> bool:
        """Whether the term lasts on the day."""
        return lasts_on(day, self.starts_on, self.ends_on)


class Invitation(models.Model):
    """A one-time code on paper with which a person makes a password; only its hash is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations", verbose_name="учётная запись")
    code_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("выдано", auto_now_add=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, verbose_name="кто выдал")
    expires_at = models.DateTimeField("действует до")
    used_at = models.DateTimeField("использовано", null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, verbose_name="кто подтвердил")

    class Meta:
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"
        ordering = ["-created_at"]
