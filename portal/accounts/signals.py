"""What floors above may want to hear of, in the transaction that does it."""

from django.dispatch import Signal

# An account lets its person in again; sent with `user`.
reopened = Signal()
