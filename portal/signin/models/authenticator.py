"""`Authenticator`: the app on a person's phone that shows codes, and its recovery codes."""

import hashlib
import hmac

from django.conf import settings
from django_otp.plugins.otp_totp.models import TOTPDevice


class Authenticator(TOTPDevice):
    """django-otp's device, whose row alone makes no code: the key kept is a seed, and becomes the secret only
    with the installation's own seal key, the one whose fingerprint is in `name`.
    """

    class Meta:
        proxy = True

    @property
    def readable(self) -> bool:
        """Whether the seal key it was made with is still kept; without it no code is ever right."""
        return self.name in held_fingerprints()

    @property
    def bin_key(self) -> bytes:
        """The secret that the phone holds. Raises LookupError when the seal key is no longer kept."""
        for key in settings.SEAL_KEYS:
            if fingerprint(key) == self.name:
                return hmac.new(key.encode(), bytes.fromhex(self.key), hashlib.sha1).digest()
        raise LookupError("the seal key of this authenticator is gone")


def fingerprint(key: str) -> str:
    """What distinguishes seal keys and reveals nothing about them."""
    return hashlib.sha256(b"authenticator:" + key.encode()).hexdigest()[:16]


def held_fingerprints() -> list[str]:
    """The fingerprints of all seal keys that are kept."""
    return [fingerprint(key) for key in settings.SEAL_KEYS]
