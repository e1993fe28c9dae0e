"""All labels of the audit, read from the manifests of the apps, and those that belong to no app."""

from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core import manifests
from portal.core.audit.labels import Access, AuditAction, AuditedField, AuditedModel

#: Words that actions of several apps record besides their fields.
FIELDS = [
    AuditedField("before", _("trước ngày")),
    AuditedField("count", _("số lượng")),
    AuditedField("entries", _("số dòng")),
    AuditedField("from", _("từ ngày")),
    AuditedField("kind", _("loại")),
    AuditedField("last", _("niêm phong cuối")),
    AuditedField("reason", _("lý do")),
    AuditedField("state", _("trạng thái")),
    AuditedField("to", _("đến ngày")),
    AuditedField("year", _("năm")),
]
OTHER_FIELD = _("mục khác")


def audited_models() -> dict[str, AuditedModel]:
    """How each model is named, by its label_lower."""
    return manifests.by_key("audited_models")


def actions() -> dict[str, AuditAction]:
    """How each action is named, by its key."""
    return manifests.by_key("audit_actions")


def action_label(key: str) -> str:
    """What an action is called; its key where nobody named it."""
    action = actions().get(key)
    return str(action.label) if action else key


def field_label(name: str) -> str | Promise:
    """What a field without a label is called."""
    field = manifests.by_key("audit_fields").get(name)
    return field.label if field else OTHER_FIELD


def actions_by_heading() -> list[tuple[str, list[tuple[str, str | Promise]]]]:
    """All actions (key, label) under their headings, as a choice offers them."""
    ordered = sorted(
        manifests.all_of("audit_actions"), key=lambda action: (action.heading.place, action.place)
    )
    return [
        (str(heading.label), [(action.key, action.label) for action in under])
        for heading, under in groupby(ordered, key=lambda action: action.heading)
    ]


def accesses(*kinds: Access) -> list[str]:
    """The actions that are an access of these kinds; of any kind where none is given."""
    wanted = kinds or tuple(Access)
    return [action.key for action in manifests.all_of("audit_actions") if action.access in wanted]
