from django.core.management.commands import flush

from mentorship.safekeeping.copies.rows import guards_aside


class Command(flush.Command):
    """Django's own `flush`: a database that is emptied as a whole lets kept papers go, nothing else does."""

    def handle(self, **options):
        with guards_aside():
            super().handle(**options)
