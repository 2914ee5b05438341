"""Where a page may lead that was asked to lead somewhere."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def ours(request: HttpRequest, address: str, *, otherwise: str = "/") -> str:
    """The address, if it is of this very site."""
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(address, hosts, require_https=request.is_secure())
    return address if safe else otherwise
