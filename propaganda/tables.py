"""Columns of the lists of posts and relays."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.columns import ChoiceColumn, Column, MomentColumn, NumberColumn
from portal.core.formatting import number
from portal.core.lists import LeanTable
from propaganda.choices import Topic
from propaganda.models import Post, Relay


class PostTable(LeanTable):
    """The latest first; one that was withdrawn says so."""

    title = Column(_("Bài"), reads=("withdrawn_at",), css="wide")
    topic = ChoiceColumn(_("Chủ đề"), Topic.choices)
    posted = MomentColumn(
        _("Đăng lúc"), accessor="posted_at", order_by="posted_at", initial_sort_descending=True
    )
    relays = NumberColumn(_("Đã chia sẻ"), accessor="relayed")
    by = Column(_("Người đăng"), accessor="posted_by__full_name")

    model = Post
    caption = _("Bài tuyên truyền")
    leads_to = "propaganda:list"

    class Meta:
        order_by = "-posted"

    def render_title(self, record: Any) -> str:
        """The title, and that the post was withdrawn if it was."""
        return f"{record.title} ({_now('đã rút')})" if record.withdrawn_at else record.title

    def render_relays(self, record: Any) -> str:
        """Into how many groups the post was passed on, in words."""
        return f"{number(record.relayed or 0)} {_now('nhóm')}"


class RelayTable(LeanTable):
    """The latest relay first; a row leads to its post."""

    post = Column(_("Bài"), accessor="post__title", css="wide")
    group = Column(_("Nhóm"), accessor="group__name")
    shared = MomentColumn(
        _("Đăng tải lúc"), accessor="shared_at", order_by="shared_at", initial_sort_descending=True
    )
    by = Column(_("Người chia sẻ"), accessor="shared_by__full_name")

    model = Relay
    caption = _("Lượt đăng tải")
    leads_to = "propaganda:list"
    row_key = "post__public_id"

    class Meta:
        order_by = "-shared"
