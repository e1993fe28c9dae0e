"""Limits of cards: the fifth wrong PIN in a row locks a card until an officer unlocks it; how long phones stay bound.

No waiting unlocks a card; a right PIN begins the count anew. Times are of the machine's clock.
"""

from datetime import timedelta

# A phone stays bound this long; then the card is scanned again.
BOUND = timedelta(days=90)
# A new card finds its first phone within this time; later the officer allows it like any new phone.
FIRST_SCAN = timedelta(days=30)
# One tap of the officer lets one new phone in, within this time.
NEW_DEVICE = timedelta(hours=24)
# From the scan to the PIN.
SCAN_TO_PIN = timedelta(minutes=10)
# In a row; this one locks the card (cards.services.try_pin).
MAX_WRONG_PINS = 5
