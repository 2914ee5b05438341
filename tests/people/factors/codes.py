"""What an app on a telephone shows, and accounts that have a second step."""

import time
from binascii import unhexlify

from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from mentorship.people.factors import services
from tests.factories.people import UserFactory

KEY = "3132333435363738393031323334353637383930"
PASSWORD = "dve vorony 7"


def shown(ahead=0, key=KEY):
    """The six digits of now, or of so many half-minutes later."""
    return f"{totp(unhexlify(key), t0=-30 * ahead):06d}"


def with_password(**fields):
    user = UserFactory(**fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def with_app(user=None, **fields):
    """Connected a minute ago: the code of now was not used."""
    user = user or with_password(**fields)
    TOTPDevice.objects.create(user=user, name="Приложение", key=KEY, last_t=int(time.time()) // 30 - 2)
    return user


def with_sheet(**fields):
    """The user, and the codes of the sheet."""
    user = with_password(**fields)
    return user, services.new_sheet(user)
