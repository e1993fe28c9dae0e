"""Lists of posts and of relays."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.formatting import moment, number
from portal.core.lists import Drawn, LeanTable
from propaganda.choices import Topic


class PostTable(LeanTable):
    title = tables.Column(_("Bài"), attrs={"css": "wide"})
    topic = tables.Column(_("Chủ đề"))
    posted = tables.Column(_("Đăng lúc"), attrs={"css": "num"})
    relays = tables.Column(_("Đã chia sẻ"), attrs={"css": "num"})
    by = tables.Column(_("Người đăng"))

    fields = ("public_id", "title", "topic", "posted_at", "relayed", "posted_by__full_name", "withdrawn_at")
    keysets = {"-posted": ("posted_at", True), "posted": ("posted_at", False)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._topics = {str(value): str(label) for value, label in Topic.choices}
        self._base = reverse("propaganda:list")

    def draw(self, values: tuple) -> Drawn:
        public_id, title, topic, posted_at, relayed, by, withdrawn_at = values
        label = self.labels
        return f"{self._base}{public_id}/", [
            ("wide", label["title"], f"{title} ({_('đã rút')})" if withdrawn_at else title),
            ("", label["topic"], self._topics[topic]),
            ("num", label["posted"], moment(posted_at)),
            ("num", label["relays"], f"{number(relayed or 0)} {_('nhóm')}"),
            ("", label["by"], by or "—"),
        ]


class RelayTable(LeanTable):
    post = tables.Column(_("Bài"), attrs={"css": "wide"})
    group = tables.Column(_("Nhóm"))
    shared = tables.Column(_("Đăng tải lúc"), attrs={"css": "num"})
    by = tables.Column(_("Người chia sẻ"))

    fields = ("post__public_id", "post__title", "group__name", "shared_at", "shared_by__full_name")
    keysets = {"-shared": ("shared_at", True), "shared": ("shared_at", False)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._base = reverse("propaganda:list")

    def draw(self, values: tuple) -> Drawn:
        post, title, group, shared_at, by = values
        label = self.labels
        return f"{self._base}{post}/", [
            ("wide", label["post"], title),
            ("", label["group"], group),
            ("num", label["shared"], moment(shared_at)),
            ("", label["by"], by or "—"),
        ]
