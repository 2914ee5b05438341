"""Response headers that every page carries."""

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "frame-ancestors 'self'; form-action 'self'; base-uri 'self'"
)


class ContentSecurityPolicy:
    """Nothing from other hosts, no inline script (152-ФЗ: no data leaves the institution)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
