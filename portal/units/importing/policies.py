"""Who may import a commune's hamlets and teams, and in which state of an import."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.core.errors import NotNow, Refused
from portal.units.choices import Level
from portal.units.importing.states import EDIT, TRANSITIONS
from portal.units.models import Unit, UnitImport
from portal.units.scoping import UnitActor


def check_import(actor: UnitActor, commune: Unit) -> None:
    """Raises Refused for anyone who does not keep the commune's register of groups."""
    if not actor.may(EDIT, commune):
        raise Refused(_("Chỉ người giữ danh bạ nhóm của xã nhập được danh sách ấp, tổ."))


def check_day(commune: Unit, on: date) -> None:
    """Raises ValidationError unless the commune exists on the day from which its hamlets and groups shall be valid."""
    if commune.level != Level.COMMUNE:
        raise ValidationError(_("%(unit)s không phải xã, phường, đặc khu.") % {"unit": commune.title})
    if not commune.is_valid_on(on):
        raise ValidationError(
            {"on": _("%(unit)s không có vào ngày này. Chọn ngày khác.") % {"unit": commune.title}}
        )


def check_transition(actor: UnitActor, batch: UnitImport, name: str) -> None:
    """Raises unless the batch's state and the actor allow this transition."""
    check_import(actor, batch.commune)
    if batch.state not in TRANSITIONS[name].sources:
        raise NotNow(
            _("Lần nhập này %(state)s nên không làm được việc này nữa. Tải lại trang để xem.")
            % {"state": batch.get_state_display()}
        )
