"""Cards of hamlet heads: issued by the commune, bound to one phone for 90 days, opened by a PIN.

For the rest of `portal.signin`: `check_pin`, by which a session opened by card is unlocked.
"""

from .services import check_pin

__all__ = ["check_pin"]
