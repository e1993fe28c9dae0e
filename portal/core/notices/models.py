"""Models of notices: `Notice`, the `Mail` that reports some, a person's `MailAddress` and `NoticeChoice`s."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.ids import public_id


def key_of(kind: str, about: models.Model, occasion: str) -> str:
    """What tells notices of a kind about a row on an occasion from all others."""
    row = getattr(about, "public_id", "") or str(about.pk)
    return f"{kind}:{about._meta.label_lower}:{row}:{occasion}"


class Mail(models.Model):
    """One e-mail to one person. What it says and where it goes is found when it is sent: neither is kept here."""

    class Purpose(models.TextChoices):
        NOTICES = "notices", _("thông báo")
        CODE = "code", _("mã xác nhận địa chỉ")

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ gửi")
        SENT = "sent", _("Đã gửi")
        #: Given up, or refused for good.
        FAILED = "failed", _("Không gửi được")
        #: Nothing was left to tell, or nobody to tell it to.
        DROPPED = "dropped", _("Không cần gửi")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.NOTICES)
    # Does not wait for the morning.
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # The same in each try, so that a server which got it twice can recognise it.
    message_id = models.CharField(max_length=120)
    tries = models.PositiveSmallIntegerField(default=0)
    # All moments of e-mail are the machine's, which no pinned day moves.
    try_at = models.DateTimeField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # The kind of failure only: the text of an exception may hold the address.
    error = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["try_at", "id"], condition=Q(state="waiting"), name="mail_waiting"),
        ]


class Notice(models.Model):
    """Something that one person is told, once for each `key`."""

    public_id = models.CharField(max_length=12, default=public_id, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    text = models.CharField(max_length=300)
    # Where: the name of a unit.
    place = models.CharField(max_length=200, blank=True)
    # The key in the address of the kind's page; empty where it has none.
    page_key = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    # By the machine's clock: since when it is here, and from when on it may go by e-mail; null where it is not to.
    made_at = models.DateTimeField()
    mail_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL, related_name="notices")

    class Meta:
        indexes = [
            models.Index(fields=["user", "-at", "-public_id"], name="notice_list"),
            models.Index(fields=["user"], condition=Q(seen_at=None), name="notice_unseen"),
            models.Index(
                fields=["mail_at"], condition=Q(mail=None, mail_at__isnull=False), name="notice_to_mail"
            ),
            models.Index(fields=["made_at"], name="notice_made"),
        ]
        # The key first: what is settled is found by its keys, whoever was told.
        constraints = [models.UniqueConstraint(fields=["key", "user"], name="notice_once")]


class MailAddress(models.Model):
    """A person's own e-mail address: the one in use, once confirmed, and one that waits for its code."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(blank=True)
    confirmed_at = models.DateTimeField(null=True)
    pending = models.EmailField(blank=True)
    # The code follows from it and SECRET_KEY (portal.core.notices.codes); it is stored nowhere.
    nonce = models.CharField(max_length=32, blank=True)
    asked_at = models.DateTimeField(null=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    # How many codes were asked for on the machine's day `counted_on`.
    codes_asked = models.PositiveSmallIntegerField(default=0)
    counted_on = models.DateField(null=True)


class NoticeChoice(models.Model):
    """Whether a person wants notices of a kind by e-mail too; without a row the kind says."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=60)
    by_mail = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_choice_a_kind")]
