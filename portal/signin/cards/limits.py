"""Time limits of cards and the number of wrong PINs allowed, all by the machine's clock."""

from datetime import timedelta

# A phone stays bound this long; then the card is scanned again.
BOUND = timedelta(days=90)
# A new card finds its first phone within this time; later the officer allows it like any new phone.
FIRST_SCAN = timedelta(days=30)
# One tap of the officer lets one new phone in, within this time.
NEW_DEVICE = timedelta(hours=24)
# From the scan to the PIN.
SCAN_TO_PIN = timedelta(minutes=10)
MAX_WRONG_PINS = 5
