"""What the Labour Code asks for between the mentor and the employer: agreements and notices (ТК ст. 351.8)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from mentorship.access.roles import LEADING_OFFICES, Office, Relation
from mentorship.core.terms import lasts_on
from mentorship.core.words.text import fold
from mentorship.pairs.models.pair import Pair
from mentorship.people.models.person import named_so

AGREED = ("signed", "ended")  # what the mentor has signed; a draft is prepared, and given up, without them
KEEPING_OFFICES = LEADING_OFFICES | {Office.CLERK}


class BetweenQuerySet(models.QuerySet):
    """Records between the mentor and the employer: nobody else's business, the mentee's least of all."""

    def visible_to(self, user):
        return self if user.offices & KEEPING_OFFICES else self.filter(pair__mentor=user.person_id)

    def with_people(self):
        return self.select_related("pair__mentor", "pair__edition", "pair__order")

    def search(self, text: str):
        rows = self
        for word in fold(text).split():
            rows = rows.filter(named_so(word, "pair__mentor") | Q(number__icontains=word))
        return rows


class Between(models.Model):
    """A paper of one pair's mentor and the employer."""

    pair: models.ForeignKey

    class Meta:
        abstract = True

    def relations_of(self, person_id: int) -> set[Relation]:
        return {Relation.MENTOR} if self.pair.mentor_id == person_id else set()


class AgreementQuerySet(BetweenQuerySet):
    def visible_to(self, user):
        """Drafts are the employer's: the mentor gets the two copies on paper, and reads here what both have signed."""
        seen = super().visible_to(user)
        return seen if user.offices & KEEPING_OFFICES else seen.filter(status__in=AGREED)

    def in_force(self, on: date):
        """Signed, and no other paper has ended it by the day."""
        return self.filter(Q(status=Agreement.Status.SIGNED) | Q(status=Agreement.Status.ENDED, ended_on__gte=on))

    def ended(self, on: date):
        """Signed, and ended by the day."""
        return self.filter(status=Agreement.Status.ENDED, ended_on__lt=on)


class Agreement(Between):
    """A supplementary agreement to the mentor's employment contract about one pair (D23; legal.md 1.3, 1.4).

    A signed one does not change: another term is another agreement that takes its place. Its status says what
    papers have said so far: one whose end is signed for a day to come is in force until then.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "проект"
        SIGNED = "signed", "подписано"
        ENDED = "ended", "закончилось"
        CANCELLED = "cancelled", "не состоялось"

    class Pay(models.TextChoices):
        AMOUNT = "amount", "рублей в месяц"
        PERCENT = "percent", "процентов оклада"
        COEFFICIENT = "coefficient", "коэффициент к окладу"
        POINTS = "points", "баллов"

    class Per(models.TextChoices):
        EACH = "each", "за каждого, кого ведёт наставник"
        TOTAL = "total", "в целом"

    class Signatory(models.TextChoices):
        """Who signs for the employer: the head cannot sign with himself (ТК ст. 20, 275; legal.md 1.13)."""

        HEAD = "head", "руководитель"
        FOUNDER = "founder", "учредитель"

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="agreements", verbose_name="пара")
    status = models.CharField("состояние", max_length=9, choices=Status, default=Status.DRAFT)
    number = models.CharField("номер", max_length=40, blank=True)
    contract = models.CharField("трудовой договор", max_length=200, blank=True)
    content = models.TextField("содержание работы")
    starts_on = models.DateField("срок с")
    ends_on = models.DateField("срок по")
    form = models.TextField("форма и график работы")
    pay_kind = models.CharField("чем измеряют выплату", max_length=11, choices=Pay, blank=True)
    pay_value = models.DecimalField("размер выплаты", max_digits=9, decimal_places=2, null=True, blank=True)
    pay_per = models.CharField("за кого выплата", max_length=5, choices=Per, default=Per.EACH)
    pay_terms = models.TextField("условия и сроки выплаты", blank=True)
    pay_basis = models.CharField("локальный акт об оплате, пункт", max_length=300, blank=True)
    signatory = models.CharField("кто подписывает", max_length=7, choices=Signatory, default=Signatory.HEAD)
    founder = models.CharField("учредитель в лице", max_length=300, blank=True)
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="amended_by", verbose_name="заменяет соглашение"
    )
    signed_on = models.DateField("подписано", null=True, blank=True)
    copy_on = models.DateField("экземпляр получен", null=True, blank=True)
    ended_on = models.DateField("действовало по", null=True, blank=True)
    end_reason = models.TextField("почему закончилось", blank=True)
    history = HistoricalRecords()

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "дополнительное соглашение"
        verbose_name_plural = "дополнительные соглашения"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="agreement_term_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Срок соглашения не может закончиться раньше, чем начался.",
            ),
            models.CheckConstraint(
                name="agreement_signed_whole",
                condition=Q(status__in=["draft", "cancelled"], signed_on=None, copy_on=None)
                | (Q(status__in=["signed", "ended"], signed_on__isnull=False) & ~Q(number="")),
                violation_error_message="У подписанного соглашения указываются номер и день подписания.",
            ),
            models.CheckConstraint(
                name="agreement_pay_whole",
                condition=Q(pay_kind="", pay_value=None)
                | (~Q(pay_kind="") & Q(pay_value__isnull=False, pay_value__gt=0)),
                violation_error_message="Укажите и вид выплаты, и её размер либо не указывайте ничего.",
            ),
            models.UniqueConstraint(
                name="agreement_one_draft",
                fields=["pair"],
                condition=Q(status="draft"),
                violation_error_message="Проект соглашения для этой пары уже есть.",
            ),
            models.UniqueConstraint(
                name="agreement_one_signed",
                fields=["pair"],
                condition=Q(status="signed"),
                violation_error_message="Для этой пары соглашение уже подписано.",
            ),
        ]

    def __str__(self) -> str:
        number = f" № {self.number}" if self.number else ""
        day = f" от {self.signed_on:%d.%m.%Y}" if self.signed_on else f" ({self.get_status_display()})"
        return f"Дополнительное соглашение{number}{day}"

    def get_absolute_url(self) -> str:
        return reverse("pairs:agreement", args=[self.pk])

    @property
    def level(self) -> str:
        """How the state of today looks: ok, warn, bad, info or muted."""
        return "ok" if self.is_in_force else "warn" if self.is_draft else "muted"

    @property
    def now(self) -> str:
        """The state of today in words: «подписано», «действует по 15.12.2026»."""
        if self.status == self.Status.ENDED and self.ended_on and self.is_in_force:
            return f"действует по {self.ended_on:%d.%m.%Y}"
        return self.get_status_display()

    @property
    def is_in_force(self) -> bool:
        """Signed, and not ended by today."""
        return self.in_force_on(timezone.localdate())

    def in_force_on(self, day: date) -> bool:
        return self.is_signed or (self.status == self.Status.ENDED and lasts_on(day, None, self.ended_on))

    @property
    def last_day(self) -> date:
        """The last day by the agreement, or by what has ended it."""
        return self.ended_on or self.ends_on

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_signed(self) -> bool:
        return self.status == self.Status.SIGNED


class NoticeQuerySet(BetweenQuerySet):
    def standing(self):
        return self.filter(withdrawn_on=None)


class Notice(Between):
    """A written warning that the mentoring ends early: the employer's (D27) or the mentor's own (legal.md 1.8)."""

    class Side(models.TextChoices):
        EMPLOYER = "employer", "работодатель отменяет поручение"
        EMPLOYEE = "employee", "наставник отказывается"

    class Method(models.TextChoices):
        HANDED = "handed", "вручено лично под подпись"
        POST = "post", "заказным письмом с уведомлением"
        REFUSED = "refused", "отказ от получения: составлен акт"

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="notices", verbose_name="пара")
    side = models.CharField("кто предупреждает", max_length=8, choices=Side)
    number = models.CharField("номер", max_length=40, blank=True)
    given_on = models.DateField("дата уведомления")
    last_day = models.DateField("последний день работы по наставничеству")
    ground = models.TextField("основание")
    agreed = models.CharField("согласован более ранний день", max_length=300, blank=True)
    received_on = models.DateField("получено", null=True, blank=True)
    method = models.CharField("как получено", max_length=7, choices=Method, blank=True)
    withdrawn_on = models.DateField("отозвано", null=True, blank=True)
    withdraw_reason = models.TextField("почему отозвано", blank=True)
    history = HistoricalRecords()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "уведомление о прекращении"
        verbose_name_plural = "уведомления о прекращении"
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_days_in_order",
                condition=Q(last_day__gte=F("given_on")),
                violation_error_message="Последний день не может быть раньше даты уведомления.",
            ),
            models.CheckConstraint(
                name="notice_received_whole",
                condition=Q(received_on=None, method="") | (Q(received_on__gte=F("given_on")) & ~Q(method="")),
                violation_error_message="День получения — не раньше даты уведомления, вместе со способом.",
            ),
            models.CheckConstraint(
                name="notice_withdrawn_with_reason",
                condition=Q(withdrawn_on=None, withdraw_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdraw_reason="")),
                violation_error_message="Отзывая уведомление, укажите причину.",
            ),
            models.UniqueConstraint(
                name="notice_one_standing",
                fields=["pair", "side"],
                condition=Q(withdrawn_on=None),
                violation_error_message="Такое уведомление по этой паре уже есть. Обновите страницу.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.given_on:%d.%m.%Y}"

    @property
    def by_employer(self) -> bool:
        return self.side == self.Side.EMPLOYER
