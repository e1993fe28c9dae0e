"""Cards of hamlet heads: issued by the commune, bound to one phone for 90 days, opened by a PIN.

For the rest of the house: `check_pin`, by which a session that came in by card is unlocked.
"""

from .services import check_pin

__all__ = ["check_pin"]
