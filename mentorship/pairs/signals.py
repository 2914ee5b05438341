"""What apps above may follow: a receiver runs inside the transaction of the act, and what it raises stops the act."""

from django.dispatch import Signal

pair_closed = Signal()  # a pair has ended or come to nothing: pair, on (the day), by (the user)
