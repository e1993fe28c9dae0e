"""Questions of closing a unit without a successor."""

from django.utils.translation import gettext_lazy

from portal.unit_pages.amendments.forms import EffectForm
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide, is_standing
from portal.unit_pages.amendments.wizard import Wizard
from portal.units.amendments.kinds import CloseUnit
from portal.units.choices import AmendmentKind


def _ask(wizard: Wizard, subject: AmendmentSubject) -> tuple[CloseUnit, EffectForm]:
    return CloseUnit(subject.unit), wizard.ask(EffectForm)


GUIDE = Guide(
    kind=AmendmentKind.CLOSE,
    label=gettext_lazy("Giải thể"),
    icon="x-circle",
    sentence=gettext_lazy("Đơn vị không còn và không có đơn vị nào thay; dữ liệu cũ do cấp trên giữ."),
    fits=is_standing,
    ask=_ask,
)
