"""Petitions (заявления) of the people of a pair, and the log of who has seen a personal file."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from mentorship.access.roles import Office, Relation
from mentorship.core.prepared import Slot
from mentorship.core.terms import Day
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.people.models.account import offices_of_others
from mentorship.people.models.person import name_columns
from mentorship.petitions import kinds

OPEN_STATES = ("filed", "review")


class PetitionQuerySet(models.QuerySet["Petition"]):
    def visible_to(self, user):
        """One's own; the kinds that one's office or place in the pair sees. Anybody else gets 404.

        No office shows it to the other side of the pair, but where nobody else could answer it; what is closed, not
        even then (MNT-10, MO-12).
        """
        person = user.person_id
        if person is None:
            return self.none()
        by_office = {code for office in set(Office) & user.offices for code in kinds.codes(seen_by=office)}
        held = Q(kind__in=by_office) & (~_party(person) | _alone(by_office, person))
        mentors = Q(kind__in=kinds.codes(seen_by=Relation.MENTOR), pair__mentor=person)
        about = Q(kind__in=kinds.codes(seen_by=Relation.MENTEE), about=person)
        return self.filter(Q(author=person) | held | mentors | about)

    def open(self):
        return self.filter(status__in=OPEN_STATES)

    def in_state(self, state: str):
        """By the state as people see it."""
        if state == Petition.State.DONE:
            return self.filter(executed())
        rows = self.filter(status=state)
        return rows.exclude(executed()) if state == Petition.State.GRANTED else rows

    def unsettled(self):
        """Waiting for an answer, for what was granted to be done, or for the author to read the answer."""
        answered = Q(status__in=[Petition.Status.GRANTED, Petition.Status.REFUSED])
        undone = Q(status=Petition.Status.GRANTED) & ~executed()
        return self.filter(Q(status__in=OPEN_STATES) | undone | answered & Q(read_on=None) & Q(has_login()))

    def to_decide(self, user):
        """Waiting for an answer that this user may give; the own one only where nobody else holds the office."""
        held = set(Office) & user.offices
        alone = held - offices_of_others(user.person_id, timezone.localdate())
        mentors = Q(kind__in=kinds.codes(decided_by=Relation.MENTOR), pair__mentor=user.person_id)
        of_others = ~Q(author=user.person_id) & (_decided_by(held) | mentors)
        return self.visible_to(user).open().filter(of_others | Q(author=user.person_id) & _decided_by(alone))

    def not_against(self, person_id: int | Slot | None):
        """Without what is closed to this person as the other side of the pair."""
        return self.exclude(Q(kind__in=kinds.CLOSED) & _party(person_id) & ~Q(author=person_id))

    def search(self, text: str, user=None):
        return self.filter(pair__in=Pair.objects.search(text, user))

    def with_people(self):
        """What a card and a paper tell of."""
        return self.select_related(
            "author",
            "about",
            "decided_by__person",
            "pair__mentor",
            "pair__edition",
            "pair__order",
            "pair__form",
            "pair__kind",
            "pair__ending_case",
        ).prefetch_related("pair__participations__mentee")

    def with_names(self, parts=None):
        """Just enough for a row; `parts` are the places in pairs that the reader may see."""
        names = [*name_columns("author"), *name_columns("pair__mentor")]
        rows = self.select_related("author", "pair__mentor")
        seen = (Participation.objects.all() if parts is None else parts).named()
        rows = rows.prefetch_related(models.Prefetch("pair__participations", seen))
        return rows.annotate(is_logged=_logged(), has_login=has_login()).only(
            *ROW_FIELDS, "pair__edition", "pair__status", *names
        )


def _alone(codes, person_id) -> Q:
    """Of these kinds what nobody but this person could answer today; nothing that is closed."""
    today, found = timezone.localdate(), Q(pk=None)
    for code in sorted(codes - set(kinds.CLOSED)):
        others = OfficeTerm.objects.on(today).filter(office__in=kinds.KINDS[code].decides).exclude(person=person_id)
        found |= Q(~Exists(others), kind=code)
    return found


def _decided_by(offices) -> Q:
    return Q(kind__in={code for office in offices for code in kinds.codes(decided_by=office)})


def _party(person_id) -> Q:
    """Takes part in the pair on either side."""
    mentees = Participation.objects.filter(mentee=person_id).values("pair")
    return Q(pair__mentor=person_id) | Q(pair__in=mentees)


ROW_FIELDS = (
    "kind",
    "status",
    "method",
    "filed_on",
    "decided_on",
    "effective_on",
    "executed_on",
    "read_on",
    "incoming",
)


class Petition(models.Model):
    """One request: who asks, about which pair, what is answered and what is done then."""

    class Status(models.TextChoices):
        FILED = "filed", "подано"
        REVIEW = "review", "на рассмотрении"
        GRANTED = "granted", "удовлетворено"
        REFUSED = "refused", "отказано"
        WITHDRAWN = "withdrawn", "отозвано автором"

    class State(models.TextChoices):
        """The status as people see it: what was granted is sooner or later done."""

        FILED = "filed", "подано"
        REVIEW = "review", "на рассмотрении"
        GRANTED = "granted", "удовлетворено"
        DONE = "done", "исполнено"
        REFUSED = "refused", "отказано"
        WITHDRAWN = "withdrawn", "отозвано автором"

    class Method(models.TextChoices):
        ONLINE = "online", "в программе"
        PAPER = "paper", "на бумаге"

    kind = models.CharField("вид", max_length=20, choices=[(kind.code, kind.title) for kind in kinds.KINDS.values()])
    pair = models.ForeignKey(Pair, models.PROTECT, related_name="petitions", verbose_name="пара")
    author = models.ForeignKey(Person, models.PROTECT, related_name="petitions", verbose_name="заявитель")
    about = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="о ком")
    points = models.JSONField("отмечено", default=list, blank=True)
    reason = models.TextField("причина, содержание", blank=True)
    details = models.TextField("подробности", blank=True)
    wishes = models.TextField("пожелания", blank=True)
    support = models.TextField("меры поддержки", blank=True)
    wanted_on = models.DateField("желаемый день", null=True, blank=True)
    filed_on = models.DateField("день подачи")
    method = models.CharField("как подано", max_length=6, choices=Method, default=Method.ONLINE)
    place = models.CharField("где хранится подлинник", max_length=200, blank=True)
    incoming = models.CharField("входящий номер", max_length=40, blank=True)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.FILED)
    opinion = models.TextField("мнение куратора", blank=True)
    answer = models.TextField("ответ, причина", blank=True)
    decided_on = models.DateField("день решения", null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    effective_on = models.DateField("с какого дня", null=True, blank=True)
    executed_on = models.DateField("исполнено", null=True, blank=True)
    execution = models.TextField("что сделано", blank=True)
    read_on = models.DateField("заявитель прочитал ответ", null=True, blank=True)
    history = HistoricalRecords()

    objects = PetitionQuerySet.as_manager()

    class Meta:
        verbose_name = "заявление"
        verbose_name_plural = "заявления"
        ordering = ["-filed_on", "-pk"]
        indexes = [
            models.Index(fields=["status", "filed_on", "id"], name="petition_by_status"),
            models.Index(fields=["-filed_on", "-id"], name="petition_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="petition_open_once",
                fields=["kind", "pair", "author"],
                condition=Q(status__in=OPEN_STATES, about=None),
                violation_error_message="Такое заявление уже подано и ещё не решено.",
            ),
            models.UniqueConstraint(
                name="petition_open_once_about",
                fields=["kind", "pair", "author", "about"],
                condition=Q(status__in=OPEN_STATES, about__isnull=False),
                violation_error_message="Такое заявление уже подано и ещё не решено.",
            ),
            models.CheckConstraint(
                name="petition_decided_with_day",
                condition=Q(status__in=OPEN_STATES, decided_on=None)
                | ~Q(status__in=OPEN_STATES) & Q(decided_on__isnull=False),
                violation_error_message="У решённого заявления указывается день решения.",
            ),
            models.CheckConstraint(
                name="petition_refused_with_reason",
                condition=~Q(status="refused", answer=""),
                violation_error_message="Отказ без причины не принимается.",
            ),
            models.CheckConstraint(
                name="petition_executed_when_granted",
                condition=Q(executed_on=None) | Q(status="granted"),
                violation_error_message="Исполняют только удовлетворённое заявление.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} от {self.filed_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("petitions:card", args=[self.pk])

    @property
    def rule(self) -> kinds.PetitionKind:
        """The row of the table that rules this petition."""
        return kinds.KINDS[self.kind]

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATES

    @property
    def is_answered(self) -> bool:
        return self.status in (self.Status.GRANTED, self.Status.REFUSED)

    @property
    def is_answered_by_author(self) -> bool:
        by = self.decided_by
        return by is not None and by.person_id == self.author_id and self.status != self.Status.WITHDRAWN

    @property
    def is_executed(self) -> bool:
        """Marked so, or seen from the facts: an order ends the pair, the personal file has been shown."""
        if self.status != self.Status.GRANTED:
            return False
        ended = self.rule.ends_pair and self.pair.status == Pair.Status.CLOSED
        return self.executed_on is not None or ended or (self.rule.logs and self._is_shown())

    def _is_shown(self) -> bool:
        known = getattr(self, "is_logged", None)
        return self.viewings.exists() if known is None else known

    @property
    def state(self) -> str:
        """The status, or that what was granted is done."""
        return self.State.DONE if self.is_executed else self.status

    @property
    def last_day(self) -> date | None:
        """The last day of what ends from the day that was named."""
        return self.effective_on - timedelta(days=1) if self.effective_on else None

    @property
    def state_words(self) -> str:
        return str(self.State(self.state).label)

    @property
    def level(self) -> str:
        """How the state looks: ok, warn, bad, info or muted."""
        levels = {"filed": "warn", "review": "info", "granted": "ok", "refused": "bad"}
        return levels.get(self.state, "muted")

    def relations_of(self, person_id: int) -> set[Relation]:
        """SELF is the author; MENTOR and MENTEE only where the table lets them see the kind."""
        relations = {Relation.SELF} if self.author_id == person_id else set()
        if self.pair.mentor_id == person_id and Relation.MENTOR in self.rule.sees:
            relations.add(Relation.MENTOR)
        if self.about_id == person_id and Relation.MENTEE in self.rule.sees:
            relations.add(Relation.MENTEE)
        return relations


class ViewingQuerySet(models.QuerySet["Viewing"]):
    def visible_to(self, user):
        return self.filter(petition__in=Petition.objects.visible_to(user).values("pk"))


class Viewing(models.Model):
    """The mentor has seen materials of a personal file: when, which, who showed them (MNT-02, D28)."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="viewings", verbose_name="заявление")
    seen_on = models.DateField("день ознакомления")
    materials = models.TextField("с чем ознакомлен")
    shown_by = models.CharField("кто показал", max_length=200)
    history = HistoricalRecords()

    objects = ViewingQuerySet.as_manager()

    class Meta:
        verbose_name = "ознакомление с личным делом"
        verbose_name_plural = "ознакомления с личными делами"
        ordering = ["seen_on", "pk"]

    def __str__(self) -> str:
        return f"{self.seen_on:%d.%m.%Y}: {self.materials}"


def rivals(day: Day) -> dict[str, Any]:
    """To annotate: whether the office that has to answer is held on the day by anybody but the author."""
    owning = Case(*(When(kind=kind.code, then=Value(kind.office.value)) for kind in kinds.KINDS.values()))
    others = OfficeTerm.objects.on(day).filter(office=OuterRef("owning")).exclude(person=OuterRef("author"))
    return {"owning": owning, "has_rivals": Exists(others)}


def has_login() -> Exists:
    return Exists(User.objects.filter(person=OuterRef("author"), is_active=True))


def _logged() -> Exists:
    return Exists(Viewing.objects.filter(petition=OuterRef("pk")))


def executed() -> Q:
    """What `is_executed` says, for the database."""
    ended = Q(kind__in=kinds.ENDING, pair__status=Pair.Status.CLOSED)
    shown = Q(kind__in=kinds.LOGGED) & Q(_logged())
    return Q(status=Petition.Status.GRANTED) & (Q(executed_on__isnull=False) | ended | shown)
