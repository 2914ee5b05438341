"""Reading what an account is entered with besides its password."""

from django.db.models import Count, Exists, OuterRef, QuerySet
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from mentorship.people.factors import rules
from mentorship.people.models import User
from mentorship.regulation.models import Institution


def with_factor(users: QuerySet[User]) -> QuerySet[User]:
    """Each with `has_factor`."""
    own = {"user": OuterRef("pk")}
    return users.annotate(
        has_factor=Exists(TOTPDevice.objects.filter(**own)) | Exists(StaticDevice.objects.filter(**own))
    )


def has_factor(user: User) -> bool:
    """Whether the password alone does not open the account; one query. A sheet that is used up still counts."""
    return with_factor(User.objects.filter(pk=user.pk)).filter(has_factor=True).exists()


def factor_of(user: User) -> rules.Factor:
    """What the account is entered with besides its password; two queries."""
    sheet = StaticDevice.objects.filter(user=user).annotate(left=Count("token_set")).first()
    return rules.Factor(
        app=TOTPDevice.objects.filter(user=user).exists(), sheet=sheet is not None, left=sheet.left if sheet else 0
    )


def is_obliged(user: User) -> bool:
    """Whether the user must have a second step today."""
    asked = Institution.objects.filter(second_step=Institution.SecondStep.OFFICES)
    return asked.exists() and rules.is_obliged(user.offices)
