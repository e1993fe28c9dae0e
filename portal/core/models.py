"""Base classes of rows, and the models without domain: audit entry and seal, job, submission, holiday."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.core.ids import public_id
from portal.core.ordering import SortKeyField, sort_key
from portal.core.text_search import searchable


class Identified(models.Model):
    """A row with a random public id for URLs and a version that counts its changes (compare and set)."""

    public_id = models.CharField(max_length=12, default=public_id, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True


class Searchable(models.Model):
    """A row found by its words (portal.core.text_search). `search_text` says which; `rows.add` and `rows.change` keep them."""

    search = models.TextField(default="", editable=False, db_default="")

    class Meta:
        abstract = True

    def search_text(self) -> str:
        raise NotImplementedError(f"{type(self).__name__} must say which words find it")

    def refold(self) -> dict[str, str]:
        """Compute anew the columns that follow from the words of the row; returned by name."""
        self.search = searchable(self.search_text())
        return {"search": self.search}


class Sortable(Searchable):
    """A searchable row that lists are ordered by: `sort` is the key of its name (portal.core.ordering)."""

    sort = SortKeyField()
    # Each model declares its own column.
    name: models.CharField

    class Meta:
        abstract = True

    def sort_text(self) -> str:
        return self.name

    def refold(self) -> dict[str, str]:
        self.sort = sort_key(self.sort_text())
        return super().refold() | {"sort": self.sort}


class AppendOnly(models.QuerySet):
    """Rows that are written once and read for ever."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("an audit entry never changes")

    def delete(self) -> NoReturn:
        raise TypeError("an audit entry is never deleted")


class AuditEntry(models.Model):
    """Who did, opened or exported what, when. Text and personal data are stored only as keyed digests."""

    public_id = models.CharField(max_length=12, default=public_id, unique=True, editable=False)
    at = models.DateTimeField(_("lúc"))
    # The database's own clock, which nobody pins: which entries are settled enough to be sealed. The database forces
    # it (PostgreSQL) or refuses another (SQLite): portal.core.audit.timestamps.
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    actor_role = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    model = models.CharField(max_length=60)
    object_id = models.CharField(max_length=20)
    # The unit where the row was filed and its custodian then: bare numbers, so that the audit outlives the row and
    # knows no unit table. What an office may read of the audit is an equality on `custodian_id`.
    unit_id = models.BigIntegerField(null=True)
    custodian_id = models.BigIntegerField(null=True)
    # Done by someone without a place at that custodian: the commune is shown it as access from outside.
    outside = models.BooleanField(default=False)
    # What is noted once a day and person (a look) says so here; empty for all else.
    once = models.CharField(max_length=120, null=True)  # noqa: DJ001  empty texts would not be unique
    changes = models.JSONField(default=dict)

    objects = AppendOnly.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["model", "object_id", "-id"], name="audit_object"),
            models.Index(fields=["custodian_id", "-at", "-public_id"], name="audit_custodian"),
            models.Index(
                fields=["custodian_id", "-at", "-public_id"],
                condition=models.Q(outside=True),
                name="audit_outside",
            ),
            models.Index(fields=["actor", "-at", "-public_id"], name="audit_actor"),
            models.Index(fields=["action", "-at", "-public_id"], name="audit_action"),
            models.Index(fields=["-at", "-public_id"], name="audit_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["once"], condition=models.Q(once__isnull=False), name="audit_once"
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("an audit entry never changes")
        super().save(*args, **kwargs)


class AuditSeal(models.Model):
    """One seal of the hash chain: a batch of entries, and all batches before it (portal.core.audit)."""

    number = models.BigIntegerField(primary_key=True)
    # It covers every entry after the previous seal's last up to its own.
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    at = models.DateTimeField()
    body = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    # Once the entries were old enough to go, the seal stands for them.
    trimmed_at = models.DateTimeField(null=True)
    trim_mark = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="seal_at")]


class AuditHead(models.Model):
    """The newest seal, kept apart from the seals (one row): seals taken away show against it (portal.core.audit)."""

    number = models.BigIntegerField()
    last_id = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)


class AuditCheck(models.Model):
    """One verification of the hash chain; a long one continues after seal `reached` at the next run of its job."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reached = models.BigIntegerField(default=0)
    reached_hash = models.CharField(max_length=64, blank=True)
    seals = models.BigIntegerField(default=0)
    entries = models.BigIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    first_fault = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=12, blank=True)


class Submission(models.Model):
    """An idempotency key that came with a form: the same key again gives the row made the first time.

    `digest` is a keyed digest of what the form said, empty where it said nothing: by it the same text from a page
    that someone went back to is known, which comes with a new key.
    """

    key = models.UUIDField(primary_key=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=60)
    object_pk = models.BigIntegerField()
    at = models.DateTimeField()
    digest = models.CharField(max_length=80, default="", db_default="")

    class Meta:
        indexes = [models.Index(fields=["actor", "digest"], name="submission_digest")]


class Job(models.Model):
    """Work to do after the change that requires it, written with it: leased, may be killed and run again."""

    class State(models.TextChoices):
        QUEUED = "queued", _("đang chờ")
        RUNNING = "running", _("đang chạy")
        DONE = "done", _("xong")
        FAILED = "failed", _("không thành công")

    public_id = models.CharField(max_length=12, default=public_id, unique=True, editable=False)
    handler = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    # The same key twice is the same job: asking again for what is asked already adds nothing.
    key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    run_after = models.DateTimeField()
    progress = models.PositiveSmallIntegerField(default=0)
    # The kind of failure only: an exception's text could carry what must not be logged.
    error = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["run_after", "id"],
                condition=models.Q(state__in=["queued", "running"]),
                name="job_open",
            )
        ]


class Holiday(models.Model):
    """A day that breaks the week's rule: a public holiday, or a weekend day worked in exchange. Edited yearly."""

    class Kind(models.TextChoices):
        OFF = "off", _("nghỉ")
        WORKED = "worked", _("làm bù")

    day = models.DateField(unique=True)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    name = models.CharField(max_length=100)
    basis = models.CharField(max_length=200, blank=True)


class FileArea(models.Model):
    """The folder of this database within the store of files: one row, so that two databases may share a store.

    A restored copy gets another name: what the portal it was copied from stores later is none of its business.
    """

    name = models.CharField(max_length=12, default=public_id)


class StoredFile(models.Model):
    """A file that somebody uploaded: what is known of it; its bytes are in the store under `key` (portal.core.files).

    Whose it is, and who may read it, is said by the row of the app that points here.
    """

    public_id = models.CharField(max_length=12, default=public_id, unique=True, editable=False)
    name = models.CharField(_("tên tệp"), max_length=150)
    content_type = models.CharField(_("loại tệp"), max_length=100)
    size = models.PositiveIntegerField(_("dung lượng"))
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=100, unique=True)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("người tải lên"),
    )
    stored_at = models.DateTimeField(_("lúc"))
    # By the machine's clock; a day later row and bytes go.
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["removed_at"], condition=models.Q(removed_at__isnull=False), name="file_removed"
            )
        ]
