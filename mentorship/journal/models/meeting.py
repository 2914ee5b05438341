"""Meetings of a pair or group with the marks of both sides (D33, FRM-09, FRM-11, FRM-14)."""

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.access.roles import Relation
from mentorship.core.calendar.workdays import is_working_day
from mentorship.core.terms import lasts_on, not_past
from mentorship.core.words.labels import worded
from mentorship.journal.models.visibility import of_the_pair
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import Person, User
from mentorship.people.models.person import name_columns
from mentorship.programs.models import Activity

LONGEST = 720  # minutes
FALLEN = "отпала"  # of a planned meeting: its pair ends before
LIST_FIELDS = (
    "status", "held_on", "minutes", "format", "topic", "mentor_marked_on", "cancel_reason",
    "pair__status", "pair__ended_on", *name_columns("pair__mentor"),
)  # fmt: skip


def minutes_words(minutes: int) -> str:
    """«1 ч 30 мин», «45 мин», «2 ч»."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}\N{NO-BREAK SPACE}ч" if hours else "", f"{rest}\N{NO-BREAK SPACE}мин" if rest else ""]
    return " ".join(filter(None, parts)) or "0\N{NO-BREAK SPACE}мин"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user):
        """The meetings of the pairs whose journal the user may read."""
        return of_the_pair(self, user)

    def held(self):
        return self.filter(status=Meeting.Status.HELD)

    def planned(self):
        """To come, in a pair that is to work on that day; the twin of `Meeting.is_planned`."""
        return self.filter(_pair_lasts(), status=Meeting.Status.PLANNED)

    def cancelled(self):
        return self.filter(status=Meeting.Status.CANCELLED)

    def fallen(self):
        """Planned for a day after the end of the pair; the twin of `Meeting.has_fallen`."""
        return self.filter(~_pair_lasts(), status=Meeting.Status.PLANNED)

    def kept(self):
        """Held or planned: neither cancelled nor fallen away."""
        return self.held() | self.planned()

    def unmarked(self):
        """Held, and somebody of the pair has not put a mark yet."""
        marked = MeetingMark.objects.filter(meeting=OuterRef(OuterRef("pk")), mentee=OuterRef("mentee"))
        waiting = Participation.objects.filter(~Exists(marked), pair=OuterRef("pair"))
        return self.held().filter(Q(mentor_marked_on=None) | Exists(waiting))

    def search(self, text: str, user=None):
        return self.filter(Q(pair__in=Pair.objects.search(text, user)) | Q(topic__icontains=text))

    def of_people(self, names: str, user):
        """By the names of the pair or of whoever led the meeting, as far as the user may know of them."""
        led_by = Person.objects.visible_to(user).search(names)
        return self.filter(Q(pair__in=Pair.objects.search(names, user)) | Q(led_by__in=led_by))

    def with_people_for(self, user):
        """With the pair and the marks as far as this user may see the people."""
        parts = Participation.objects.visible_to(user).select_related("mentee")
        seen = MeetingMark.objects.filter(mentee__in=parts.values("mentee"))
        return self.select_related("pair__mentor", "pair__kind", "led_by").prefetch_related(
            models.Prefetch("pair__participations", parts), models.Prefetch("marks", seen)
        )

    def with_names_for(self, user):
        """Just enough of the same for a row of the list."""
        parts = Participation.objects.visible_to(user).named()
        marks = MeetingMark.objects.only("meeting", "mentee")
        return (
            self.select_related("pair__mentor")
            .only(*LIST_FIELDS)
            .prefetch_related(models.Prefetch("pair__participations", parts), models.Prefetch("marks", marks))
        )


def _pair_lasts() -> Q:
    """No order has ended the pair before the day of the meeting."""
    return not_past(F("held_on"), "pair__ended_on") & ~Q(pair__status=Pair.Status.CANCELLED)


class Meeting(models.Model):
    """One meeting: planned for a day or already held. It is cancelled with a reason, never deleted."""

    class Status(models.TextChoices):
        PLANNED = "planned", "запланирована"
        HELD = "held", "проведена"
        CANCELLED = "cancelled", "отменена"

    class Format(models.TextChoices):
        IN_PERSON = "in_person", "очно"
        REMOTE = "remote", "дистанционно"
        LESSON = "lesson", "посещение занятия"
        CONSULTATION = "consultation", "консультация"
        PRACTICE = "practice", "практикум"
        OTHER = "other", "иное"

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="meetings", verbose_name="пара")
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.HELD)
    held_on = models.DateField("день")
    starts_at = models.TimeField("время начала", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "длительность, минут",
        validators=[
            MinValueValidator(1, "Встреча не может длиться меньше минуты."),
            MaxValueValidator(LONGEST, "Встреча не может длиться дольше 12 часов."),
        ],
    )
    format = models.CharField("формат", max_length=12, choices=Format, default=Format.IN_PERSON)
    place = models.CharField("где: место или площадка", max_length=200, blank=True)
    link = models.CharField("ссылка", max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    topic = models.CharField("тема", max_length=500)
    aim = models.TextField("задачи встречи", blank=True)
    result = models.TextField("результат", blank=True)
    next_step = models.TextField("следующий шаг", blank=True)
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="мероприятие программы"
    )
    led_by = models.ForeignKey(Person, models.PROTECT, related_name="led_meetings", verbose_name="кто провёл")
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто записал"
    )
    mentor_marked_on = models.DateField("отметка наставника", null=True, blank=True)
    # Who has written the mentor's mark down from paper; empty: it was put under the own login.
    mark_recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс отметку с бумаги"
    )
    corrected_on = models.DateField("исправлена после отметок", null=True, blank=True)
    correct_reason = models.TextField("почему исправлена", blank=True)
    cancelled_on = models.DateField("отменена", null=True, blank=True)
    cancel_reason = models.TextField("почему отменена", blank=True)
    history = HistoricalRecords()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "встреча"
        verbose_name_plural = "встречи"
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="meeting_by_day"),
            models.Index(fields=["pair", "-held_on", "-id"], name="meeting_of_pair"),
            models.Index(fields=["status", "held_on"], name="meeting_by_status"),
            models.Index(fields=["led_by", "held_on"], name="meeting_of_mentor"),
        ]
        constraints = [
            models.CheckConstraint(
                name="meeting_lasts_up_to_12_hours",
                condition=Q(minutes__gte=1, minutes__lte=LONGEST),
                violation_error_message="Длительность — от 1 минуты до 12 часов.",
            ),
            models.CheckConstraint(
                name="meeting_cancelled_whole",
                condition=Q(status="cancelled", cancelled_on__isnull=False) & ~Q(cancel_reason="")
                | ~Q(status="cancelled") & Q(cancelled_on=None, cancel_reason=""),
                violation_error_message="Вместе с отменой указывается причина.",
            ),
            models.CheckConstraint(
                name="meeting_marked_when_held",
                condition=Q(mentor_marked_on=None) | ~Q(status="planned") & Q(mentor_marked_on__gte=F("held_on")),
                violation_error_message="Отмечают только проведённую встречу, не раньше её дня.",
            ),
            models.CheckConstraint(
                name="meeting_corrected_with_reason",
                condition=Q(corrected_on=None, correct_reason="")
                | (Q(corrected_on__isnull=False) & ~Q(correct_reason="")),
                violation_error_message="Исправляют с причиной.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%d.%m.%Y}: {self.topic}"

    @property
    def level(self) -> str:
        """How the state looks: ok, warn, bad, info or muted."""
        if self.has_fallen:
            return "muted"
        return {"held": "ok", "planned": "info"}.get(self.status, "muted")

    @property
    def state(self) -> str:
        """«запланирована», «проведена», «отменена», «отпала»."""
        return FALLEN if self.has_fallen else self.get_status_display()

    @property
    def has_fallen(self) -> bool:
        """Planned for a day after the end of the pair: as long as the order that ended it is in force."""
        pair = self.pair
        lasts = lasts_on(self.held_on, None, pair.ended_on) and pair.status != Pair.Status.CANCELLED
        return self.status == self.Status.PLANNED and not lasts

    @property
    def is_held(self) -> bool:
        return self.status == self.Status.HELD

    @property
    def is_planned(self) -> bool:
        """To come, in a pair that is to work on that day."""
        return self.status == self.Status.PLANNED and not self.has_fallen

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def is_on_day_off(self) -> bool:
        """Planned for a day on which nobody works, by the calendar of the institution."""
        return self.is_planned and not is_working_day(self.held_on)

    @property
    def when(self) -> str:
        """«12.10.2026», «12.10.2026, 14:30»."""
        return f"{self.held_on:%d.%m.%Y}" + (f", {self.starts_at:%H:%M}" if self.starts_at else "")

    @property
    def length(self) -> str:
        return minutes_words(self.minutes)

    @property
    def marked(self) -> dict[int, "MeetingMark"]:
        """By mentee: the mark; reads prefetched marks."""
        return {mark.mentee_id: mark for mark in self.marks.all()}

    @property
    def is_confirmed(self) -> bool:
        """Both sides have put their marks: from now on it is corrected only with a reason."""
        return self.mentor_marked_on is not None and bool(self.marked)

    @property
    def waits_for(self) -> list[str]:
        """Whose marks are missing, of those whom this reader may see."""
        if not self.is_held:
            return []
        missing = [] if self.mentor_marked_on else ["наставник"]
        return missing + [person.short_name for person in self.pair.mentees if person.pk not in self.marked]

    def get_absolute_url(self) -> str:
        return reverse("journal:card", args=[self.pk])

    def relations_of(self, person_id: int) -> set[Relation]:
        return self.pair.relations_of(person_id)


class MeetingMark(models.Model):
    """A mentee confirms a meeting, or says that they were not there; in a group each for themselves."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="marks", verbose_name="встреча")
    mentee = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=worded("{mentee.nom}"))
    marked_on = models.DateField("отмечено")
    attended = models.BooleanField("был(а) на встрече", default=True)
    on_paper = models.BooleanField("отмечено на бумаге", default=False)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс с бумаги"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "отметка о встрече"
        verbose_name_plural = "отметки о встречах"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="meeting_marked_once", fields=["meeting", "mentee"])]

    def __str__(self) -> str:
        return f"{self.marked_on:%d.%m.%Y}" if self.attended else "не был(а)"
