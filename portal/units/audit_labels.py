"""Labels of the audit for units."""

from django.utils.translation import gettext_lazy as _

from portal.core.audit.labels import AuditAction, AuditedField, AuditedModel, Heading
from portal.units.amendments.kinds import PLANS

UNITS = Heading(_("Địa bàn"), 50)

MODELS = [
    AuditedModel("units.unit", _("đơn vị"), "units:detail", "units.view"),
    AuditedModel("units.amendment", _("thay đổi địa bàn"), permission="units.view"),
    AuditedModel("units.unitimport", _("nhập thôn, ấp từ tệp"), permission="units.view"),
]

ACTIONS = [
    AuditAction("unit.decide", _("Ghi quyết định về địa bàn"), UNITS),
    AuditAction("unit.amendment", _("Thực hiện thay đổi địa bàn"), UNITS),
    AuditAction("unit.stop", _("Dừng thay đổi địa bàn"), UNITS),
    AuditAction("unit.undo", _("Hoàn tác thay đổi địa bàn"), UNITS),
    *(AuditAction(f"unit.{plan.kind}", plan.audit_label, UNITS) for plan in PLANS.values()),
    AuditAction("unit.ask-undo", _("Xin hoàn tác sắp xếp"), UNITS),
    AuditAction("unit.take-back", _("Hoàn tác trên đơn vị"), UNITS),
    AuditAction("unit-import.draft", _("Nạp tệp thôn, ấp, tổ để xem trước"), UNITS),
    AuditAction("unit-import.judge", _("Xét lại các dòng của tệp"), UNITS),
    AuditAction("unit-import.decide", _("Chọn cách nhập từng dòng"), UNITS),
    AuditAction("unit-import.run", _("Nhập thôn, ấp, tổ từ tệp"), UNITS),
    AuditAction("unit-import.undo", _("Hoàn tác lần nhập từ tệp"), UNITS),
]

#: Fields without a label of their own, and what an action records besides its fields.
FIELDS = [
    AuditedField("commune", _("xã")),
    AuditedField("details", _("chi tiết")),
    AuditedField("district", _("huyện")),
    AuditedField("done_on", _("thực hiện ngày")),
    AuditedField("hamlet", _("thôn, ấp")),
    AuditedField("journal", _("các bước")),
    AuditedField("level", _("cấp")),
    AuditedField("nth", _("thứ tự thực hiện")),
    AuditedField("province", _("tỉnh")),
    AuditedField("unit", _("đơn vị")),
]
