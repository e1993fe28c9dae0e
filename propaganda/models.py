"""Models of posts: `Post` with its audience, and `Relay`, who shared it into which group."""

from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.choices import GroupKind
from groups.models import ChatGroup
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core.models import Identified, Searchable
from portal.units.models import Unit
from portal.units.scoping import ScopedModel
from propaganda.choices import Topic


class Post(ScopedModel, Identified, Searchable):
    """Something to pass on: its title and topic, and the text or link to copy into Zalo."""

    scope_permission = Permission.VIEW_POSTS

    title = models.CharField(_("tiêu đề"), max_length=200)
    topic = models.CharField(_("chủ đề"), max_length=16, choices=Topic.choices)
    body = models.TextField(
        _("nội dung để chép vào Zalo"), max_length=4000, blank=True, validators=[MaxLengthValidator(4000)]
    )
    link = models.CharField(
        _("đường dẫn"), max_length=300, blank=True, validators=[URLValidator(schemes=["https", "http"])]
    )
    posted_at = models.DateTimeField(_("đăng lúc"))
    posted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("thu hồi lúc"), null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["commune", "-posted_at", "-public_id"], name="post_commune"),
            models.Index(fields=["province", "-posted_at", "-public_id"], name="post_province"),
        ]

    def __str__(self) -> str:
        return self.title

    def search_text(self) -> str:
        return f"{self.title} {self.get_topic_display()}"


class PostTarget(models.Model):
    """For whom a post is meant: all groups of a unit, or those of one kind. One row, not one a group."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="targets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("loại nhóm"), max_length=16, choices=GroupKind.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "unit", "kind"], name="one_target_a_post")]
        indexes = [models.Index(fields=["unit", "kind"], name="target_unit")]


class Relay(ScopedModel, Identified):
    """Proof that a post was passed on into a group: by whom, when. One a post and group."""

    scope_permission = Permission.VIEW_POSTS
    filed_with = "group"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="relays")
    group = models.ForeignKey(ChatGroup, on_delete=models.CASCADE, related_name="relays")
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "group"], name="one_relay_a_group")]
        indexes = [
            models.Index(fields=["commune", "-shared_at"], name="relay_commune"),
            models.Index(fields=["province", "-shared_at"], name="relay_province"),
        ]
