"""Forms of posts."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from groups.choices import GroupKind
from groups.models import ChatGroup
from portal.core import clock
from portal.core.fields import LineField, LinkField, TextField
from portal.core.forms import KeyedForm, MomentField, field_of
from propaganda.choices import Topic


class PostForm(KeyedForm):
    """Register a post: what, topic, for which groups."""

    title = LineField(label=_("Tiêu đề"), max_length=200)
    topic = forms.ChoiceField(label=_("Chủ đề"), choices=Topic.choices, widget=forms.RadioSelect)
    body = TextField(
        label=_("Nội dung để chép vào Zalo"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Không đưa bí mật nhà nước; không nêu đời tư của ai."),
    )
    link = LinkField(label=_("Đường dẫn kèm theo"), max_length=300, required=False)
    kind = forms.ChoiceField(
        label=_("Chia sẻ vào nhóm nào?"),
        choices=[("", _("Tất cả các nhóm")), *GroupKind.choices],
        required=False,
    )
    posted_at = MomentField(label=_("Đăng lúc"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["posted_at"].initial = clock.now()


class RelayForm(forms.Form):
    """Into which of one's groups a post was passed on."""

    groups = forms.ModelMultipleChoiceField(
        label=_("Đã chia sẻ vào"),
        queryset=ChatGroup.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một nhóm đã chia sẻ.")},
    )

    def __init__(self, *args: Any, groups: QuerySet[ChatGroup], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "groups", forms.ModelMultipleChoiceField).queryset = groups
        # A tick says "I did": with several groups it is the person's own. With one group, the button says it.
        self.only = groups.first() if groups.count() == 1 else None
        if self.only:
            self.fields["groups"].initial = [self.only]
            self.fields["groups"].widget = forms.MultipleHiddenInput()
