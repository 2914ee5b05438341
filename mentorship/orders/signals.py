"""What rooms above are told about orders, inside the transaction of the signature."""

from django.dispatch import Signal

order_signed = Signal()  # the order has had its effect: order, by (the user)
order_revoked = Signal()  # another order has revoked it, its effect is undone: order, by (the user)
