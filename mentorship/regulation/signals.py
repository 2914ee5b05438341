"""What rooms above are told of the rules."""

from django.dispatch import Signal

# Limits or switches of an edition were changed: sent with `edition`, `changed` (name and new value of each), `by` and
# `today`, inside the transaction.
rules_changed = Signal()
