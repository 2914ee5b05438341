"""Pairs and groups: one mentor, one or more mentees, put together by a signed order (п. 6.2)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from mentorship.access.roles import READING_OFFICES, Relation
from mentorship.core.terms import Day, lasting, not_past
from mentorship.core.words.labels import worded
from mentorship.core.words.text import fold
from mentorship.orders.models import Order
from mentorship.pairs.models.pause import Pause
from mentorship.pairs.models.stand_in import StandIn
from mentorship.pairs.pauses.rules import Spans, pause_on
from mentorship.people.models import Consent, Person
from mentorship.people.models.person import name_columns, named_so
from mentorship.regulation.models import Edition, Option


class State(models.TextChoices):
    """What a pair is on a day: a function of what is recorded and of that day."""

    PROPOSED = "proposed", "готовится"
    ANNOUNCED = "announced", "ещё не началась"
    RUNNING = "running", "действует"
    PAUSED = "paused", "приостановлена"
    ENDED = "ended", "завершена"
    CANCELLED = "cancelled", "не состоялась"


NOT_OVER = (State.ANNOUNCED, State.RUNNING, State.PAUSED)
LEVELS = {State.RUNNING: "ok", State.PROPOSED: "warn", State.ANNOUNCED: "info", State.PAUSED: "warn"}

LIST_FIELDS = (
    "edition",
    "status",
    "starts_on",
    "ends_on",
    "ending_on",
    "ended_on",
    "paused",
    "mentor_consent",
    "order__signed_on",
    "mentor__search_key",
    *name_columns("mentor"),
)


def state_column(on: Day) -> models.Case:
    """The state on the day as a column; the twin of `Pair.state_on`."""
    return models.Case(
        models.When(status=Pair.Status.PROPOSED, then=models.Value(State.PROPOSED)),
        models.When(status=Pair.Status.CANCELLED, then=models.Value(State.CANCELLED)),
        models.When(ended_on__lt=on, then=models.Value(State.ENDED)),
        models.When(starts_on__gt=on, then=models.Value(State.ANNOUNCED)),
        models.When(paused_on(on), then=models.Value(State.PAUSED)),
        default=models.Value(State.RUNNING),
    )


def paused_on(on: Day) -> Q:
    """In a query of pairs: an order in force lets the work stand still on the day."""
    return Q(models.Exists(Pause.objects.on(on).filter(pair=models.OuterRef("pk"))))


class PairQuerySet(models.QuerySet["Pair"]):
    def open(self):
        """Proposed or appointed: no order has closed it yet."""
        return self.filter(status__in=[Pair.Status.PROPOSED, Pair.Status.APPOINTED])

    def appointed(self):
        """Put together by a signed order that no other order has ended yet, whether it has begun or not."""
        return self.filter(status=Pair.Status.APPOINTED)

    def signed(self):
        """Put together by a signed order, whatever came of it."""
        return self.filter(status__in=SIGNED)

    def running(self, on: Day):
        """Those whose term has the day in it, the first and the last one included, paused ones too (п. 3.7)."""
        return self.signed().filter(lasting(on, ends="ended_on"))

    def working(self, on: Day):
        """Those of them whose work does not stand still on the day."""
        return self.running(on).exclude(paused_on(on))

    def paused(self, on: Day):
        """Those of them whose work stands still by an order."""
        return self.running(on).filter(paused_on(on))

    def announced(self, on: Day):
        """Those whose order is signed and whose first day is still to come."""
        return self.signed().filter(not_past(on, "ended_on"), starts_on__gt=on)

    def ended(self, on: Day):
        """Those whose last day has passed."""
        return self.signed().filter(ended_on__lt=on)

    def not_over(self, on: Day):
        """Signed, and the last day has not passed: they work on the day or will."""
        return self.signed().filter(not_past(on, "ended_on"))

    def in_state(self, state: State, on: Day):
        """Those that are in the state on the day; the twin of `Pair.state_on`."""
        unsigned = {State.PROPOSED: Pair.Status.PROPOSED, State.CANCELLED: Pair.Status.CANCELLED}
        if state in unsigned:
            return self.filter(status=unsigned[state])
        signed = {
            State.ANNOUNCED: self.announced,
            State.RUNNING: self.working,
            State.PAUSED: self.paused,
            State.ENDED: self.ended,
        }
        return signed[state](on)

    def visible_to(self, user):
        """Offices see every pair, a mentor and a mentee their own ones, a stand-in on the days (404 otherwise)."""
        if user.offices & READING_OFFICES:
            return self
        own = Q(mentor=user.person_id) | Q(participations__mentee=user.person_id)
        own |= Q(pk__in=StandIn.objects.of_today(user.person_id).values("pair"))
        return self.filter(own).distinct()

    def search(self, text: str, user=None):
        """By names; for a user only by those this user may see, so that nobody tests the names of others."""
        pairs, parts = self, Participation.objects.visible_to(user) if user else Participation.objects.all()
        for word in fold(text).split():
            named = parts.filter(named_so(word, "mentee"))
            pairs = pairs.filter(named_so(word, "mentor") | Q(pk__in=named.values("pair")))
        return pairs

    def with_people(self):
        parts = models.Prefetch("participations", Participation.objects.select_related("mentee"))
        return self.select_related("mentor", "form", "kind", "order", "edition").prefetch_related(
            parts, "participations__mentee__positions", "mentor__positions"
        )

    def with_names(self):
        """Just enough to name the pair and to know its dates."""
        rows = self.select_related("mentor", "order").only(*LIST_FIELDS)
        return rows.prefetch_related("participations__mentee")

    def with_names_for(self, user):
        """The same with the mentees this user may see: rows of lists."""
        parts = Participation.objects.visible_to(user).named()
        rows = self.select_related("mentor", "order").only(*LIST_FIELDS)
        return rows.prefetch_related(models.Prefetch("participations", parts))

    def with_people_for(self, user):
        """With the people this user may see: in a group a mentee never sees another mentee."""
        parts = Participation.objects.visible_to(user).select_related("mentee", "consent")
        return self.select_related("mentor", "form", "kind", "order", "edition").prefetch_related(
            models.Prefetch("participations", parts)
        )


class Pair(models.Model):
    """A mentor with one mentee or a group, under the edition in force when it began."""

    class Status(models.TextChoices):
        """What orders have said so far, for the sake of constraints and indexes.

        Whether the pair works on a day is `state_on`: an order signed today may begin or end it on another day.
        """

        PROPOSED = "proposed", "готовится"
        APPOINTED = "active", "назначена приказом"
        CLOSED = "ended", "завершена приказом"
        CANCELLED = "cancelled", "не состоялась"

    mentor = models.ForeignKey(Person, models.PROTECT, related_name="mentor_pairs", verbose_name="наставник")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="pairs", verbose_name="редакция Положения")
    form = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="форма")
    kind = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="вид")
    goal = models.TextField("цель")
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание по плану")
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.PROPOSED)
    mentor_consent = models.OneToOneField(
        Consent, models.PROTECT, null=True, blank=True, related_name="mentor_pair", verbose_name="согласие наставника"
    )
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="pairs", verbose_name="приказ о закреплении"
    )
    ending_case = models.ForeignKey(
        Option, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="случай завершения"
    )
    ending_on = models.DateField("последний день по предложению", null=True, blank=True)
    ending_reason = models.TextField("причина завершения", blank=True)
    closing_order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="closed_pairs", verbose_name="приказ о завершении"
    )
    ended_on = models.DateField("последний день", null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name="вместо пары"
    )
    # The days of its pauses in force, as rows of lists and duties read them: ISO days, the first and the last of each.
    paused = models.JSONField("дни приостановления", default=list, blank=True)
    created_at = models.DateTimeField("создана", auto_now_add=True)
    history = HistoricalRecords()

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = "пара"
        verbose_name_plural = "пары"
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["status", "-starts_on", "-id"], name="pair_by_status"),
            models.Index(fields=["-starts_on", "-id"], name="pair_by_start"),
            models.Index(fields=["status", "ends_on", "id"], name="pair_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                name="pair_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Окончание не может быть раньше начала.",
            ),
            models.CheckConstraint(
                name="pair_active_by_order",
                condition=~Q(status__in=["active", "ended"]) | Q(order__isnull=False),
                violation_error_message="Пара действует только с приказа.",
            ),
            models.CheckConstraint(
                name="pair_ended_with_day",
                condition=Q(status="ended", ended_on__isnull=False) | (~Q(status="ended") & Q(ended_on=None)),
                violation_error_message="У завершённой пары указывается день завершения.",
            ),
            models.CheckConstraint(
                name="pair_ending_whole",
                condition=Q(ending_case=None, ending_on=None)
                | (Q(ending_on__isnull=False) & (Q(ending_case__isnull=False) | ~Q(ending_reason=""))),
                violation_error_message="Вместе с днём завершения указывается случай или причина.",
            ),
            models.UniqueConstraint(
                name="pair_replaced_once",
                fields=["replaces"],
                condition=~Q(status="cancelled"),
                violation_error_message="Замена наставника этой пары уже готовится или сделана.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor.short_name} и {', '.join(self.mentee_names)}"

    def state_on(self, day: date) -> State:
        """What the pair is on the day; days before its order was signed know it as a proposal.

        A pair signed for a day that had passed worked from that day on.
        """
        if self.status not in SIGNED:
            return State.CANCELLED if self.status == self.Status.CANCELLED else State.PROPOSED
        if self.ended_on is not None and self.ended_on < day:
            return State.ENDED
        if day < self.starts_on:
            return State.ANNOUNCED
        return State.PAUSED if pause_on(day, self.spans) else State.RUNNING

    def runs_on(self, day: date) -> bool:
        """Whether its term has the day in it, the first and the last one included, paused days too."""
        return self.state_on(day) in (State.RUNNING, State.PAUSED)

    def works_on(self, day: date) -> bool:
        """The same without the days on which its work stands still."""
        return self.state_on(day) == State.RUNNING

    @property
    def spans(self) -> Spans:
        """Its pauses by orders in force, the first and the last day of each."""
        return spans_of(self.paused)

    def words_on(self, day: date) -> str:
        """«действует», «начнётся 01.09.2026», «действует по 15.12.2026», «приостановлена по 30.11.2026»."""
        state = self.state_on(day)
        if state == State.ANNOUNCED:
            return f"начнётся {self.starts_on:%d.%m.%Y}"
        if state == State.PAUSED and (span := pause_on(day, self.spans)):
            return f"{state.label} по {min(span[1], self.ended_on or span[1]):%d.%m.%Y}"
        known = state == State.RUNNING and self.ended_on
        return f"{state.label} по {self.ended_on:%d.%m.%Y}" if known else str(state.label)

    @property
    def now(self) -> str:
        """The state of today in words, for pages and refusals."""
        return self.words_on(timezone.localdate())

    @property
    def level(self) -> str:
        """How the state of today looks: ok, warn, bad, info or muted."""
        return LEVELS.get(self.state_on(timezone.localdate()), "muted")

    def get_absolute_url(self) -> str:
        return reverse("pairs:card", args=[self.pk])

    @property
    def mentees(self) -> list[Person]:
        """The mentees in the order they were added; reads prefetched participations."""
        return [participation.mentee for participation in self.participations.all()]

    @property
    def mentee_names(self) -> list[str]:
        return [mentee.short_name for mentee in self.mentees]

    @property
    def is_group(self) -> bool:
        return len(self.participations.all()) > 1

    @property
    def is_proposed(self) -> bool:
        return self.status == self.Status.PROPOSED

    @property
    def is_appointed(self) -> bool:
        """Put together by a signed order that no other order has ended, whether it has begun or not."""
        return self.status == self.Status.APPOINTED

    @property
    def is_signed(self) -> bool:
        """Put together by a signed order, whatever came of it."""
        return self.status in SIGNED

    @property
    def is_running(self) -> bool:
        """Works today."""
        return self.works_on(timezone.localdate())

    @property
    def is_announced(self) -> bool:
        """Signed, and its first day is still to come."""
        return self.state_on(timezone.localdate()) == State.ANNOUNCED

    @property
    def is_not_over(self) -> bool:
        """Works today or will; a paused one goes on later."""
        return self.state_on(timezone.localdate()) in NOT_OVER

    @property
    def is_open(self) -> bool:
        return self.status in (self.Status.PROPOSED, self.Status.APPOINTED)

    @property
    def behaviour(self) -> str:
        """What the program does differently for this kind; nothing where the edition names no kinds (FRM-09…15)."""
        return self.kind.behaviour if self.kind else ""

    @property
    def is_single(self) -> bool:
        """One meeting: no programme, no report, no shortest term (FRM-14)."""
        return self.behaviour == Option.Behaviour.SPEED

    @property
    def ends_early(self) -> bool:
        """Before the term is over and, where the edition names cases, not because the plan is done (END-01)."""
        done = self.ending_case is not None and self.ending_case.behaviour == Option.Behaviour.PLAN_DONE
        return not done and self.ending_on is not None and self.ending_on < self.ends_on

    def relations_of(self, person_id: int) -> set[Relation]:
        relations = {Relation.MENTOR} if self.mentor_id == person_id else set()
        if any(participation.mentee_id == person_id for participation in self.participations.all()):
            relations.add(Relation.MENTEE)
        today = timezone.localdate()
        stands_in = (
            not relations
            and self.runs_on(today)
            and any(row.person_id == person_id and row.lasts_on(today) for row in self.stand_ins.all())
        )
        return {Relation.STAND_IN} if stands_in else relations


SIGNED = (Pair.Status.APPOINTED, Pair.Status.CLOSED)


def spans_of(paused: list[list[str]] | None) -> Spans:
    """The days that the column keeps; none of a day on which the pair was not on file yet."""
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in paused or ())


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def open(self):
        """No order has closed them, nor has the proposal come to nothing."""
        return self.filter(closed_on=None)

    def named(self):
        """Just enough to name the mentee of the pair."""
        return self.select_related("mentee").only("pair", *name_columns("mentee"))

    def signed(self):
        """In a pair put together by a signed order, whatever came of it."""
        return self.filter(pair__status__in=SIGNED)

    def running(self, on: Day):
        """In a pair that works on the day: what counts towards the mentor's limit (п. 3.7)."""
        return self.signed().filter(lasting(on, "pair__starts_on", "closed_on"))

    def not_over(self, on: Day):
        """In a pair that works on the day or will."""
        return self.signed().filter(not_past(on, "closed_on"))

    def meeting(self, starts_on: date, ends_on: date):
        """In a signed pair with a day in common with the term; one without an order to end it lasts on."""
        return self.signed().filter(not_past(starts_on, "closed_on"), pair__starts_on__lte=ends_on)

    def completed(self):
        """In a pair that ended otherwise than by a replacement: both sides report then (п. 3.6).

        A single meeting has no programme to report on: its record is that of the journal (FRM-14).
        """
        ended = self.filter(pair__status=Pair.Status.CLOSED).exclude(pair__closing_order__kind="replacement")
        return ended.exclude(pair__kind__behaviour=Option.Behaviour.SPEED)

    def visible_to(self, user):
        """Offices see everybody, a mentor the own mentees, a stand-in those of today, a mentee only oneself."""
        if user.offices & READING_OFFICES:
            return self
        standing_in = StandIn.objects.of_today(user.person_id).values("pair")
        return self.filter(Q(mentor=user.person_id) | Q(mentee=user.person_id) | Q(pair__in=standing_in))


class Participation(models.Model):
    """A mentee's place in a pair. The mentor is repeated so that the database can refuse doubles."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="participations", verbose_name="пара")
    mentor = models.ForeignKey(Person, models.PROTECT, related_name="mentoring", verbose_name="наставник")
    mentee = models.ForeignKey(
        Person, models.PROTECT, related_name="participations", verbose_name=worded("{mentee.nom}")
    )
    consent = models.OneToOneField(
        Consent, models.PROTECT, null=True, blank=True, related_name="participation", verbose_name="согласие"
    )
    closed_on = models.DateField("последний день", null=True, blank=True)
    history = HistoricalRecords()

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "участие наставляемого"
        verbose_name_plural = "участия наставляемых"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="participation_of_two_people",
                condition=~Q(mentor=F("mentee")),
                violation_error_message=worded("Наставник и {mentee.nom} — один и тот же человек."),
            ),
            models.UniqueConstraint(
                name="participation_open_once",
                fields=["mentor", "mentee"],
                condition=Q(closed_on=None),
                violation_error_message="Такая пара уже есть и ещё не завершена.",
            ),
            models.UniqueConstraint(name="participation_once_in_pair", fields=["pair", "mentee"]),
        ]

    def __str__(self) -> str:
        return f"{self.mentor.short_name} — {self.mentee.short_name}"

    def relations_of(self, person_id: int) -> set[Relation]:
        relations = {Relation.MENTOR} if self.mentor_id == person_id else set()
        return relations | ({Relation.MENTEE} if self.mentee_id == person_id else set())


class Waiver(models.Model):
    """A warning that was overridden with a written reason (day 31 and the like)."""

    NO_AGREEMENT = "agreement"  # the rule by which a head's agreement is not applied

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="waivers", verbose_name="пара")
    rule = models.CharField("предупреждение", max_length=40)
    subject = models.PositiveBigIntegerField("о ком", default=0)
    reason = models.TextField("объяснение")
    given_on = models.DateField("дата")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "объяснение"
        verbose_name_plural = "объяснения"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="waiver_once", fields=["pair", "rule", "subject"])]

    def __str__(self) -> str:
        return self.reason
