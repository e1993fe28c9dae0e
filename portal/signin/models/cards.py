"""`Card`: the printed card by which one person of the phone-only roles signs in from one phone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.models import Identified
from portal.units.models import Unit


class Card(Identified):
    """A card: the digests of its code, its PIN and its phone, and until when each is valid.

    All moments but `created_at` are the machine's own: a pinned clock neither lengthens nor shortens a lock.
    """

    #: The code of a card just issued: on that row in memory, this once, and nowhere else.
    token = ""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="cards",
        verbose_name=_("người giữ thẻ"),
    )
    # For which unit it was issued; whose card it is to manage today, the person's assignments say.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("cấp cho"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    issued_at = models.DateTimeField(_("cấp lúc"), editable=False)
    ended_at = models.DateTimeField(_("hết hiệu lực lúc"), null=True, editable=False)

    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    pin = models.CharField(max_length=128, blank=True, editable=False)
    wrong_pins = models.PositiveSmallIntegerField(default=0, editable=False)
    locked_at = models.DateTimeField(_("khóa lúc"), null=True, editable=False)

    device_digest = models.CharField(max_length=64, blank=True, editable=False)
    bound_at = models.DateTimeField(_("gắn máy lúc"), null=True, editable=False)
    bound_until = models.DateTimeField(_("gắn máy đến"), null=True, editable=False)
    # Until when a phone that is not bound may be bound, and when one that might not asked for it.
    allowed_until = models.DateTimeField(_("cho phép máy mới đến"), null=True, editable=False)
    asked_at = models.DateTimeField(_("xin dùng máy mới lúc"), null=True, editable=False)
    last_used_at = models.DateTimeField(_("dùng lần cuối"), null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="one_live_card")
        ]
