"""What a unit's settings say on a day."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.steering.choices import SettingKey
from portal.steering.models import UnitSetting
from portal.units.models import Unit, valid_on

_REASON = "what a paper of the unit calls things"


def setting_on(unit: Unit, key: SettingKey, day: date) -> str:
    """What a unit says of a key on a day: its own value, of a hamlet or team without one its commune's; "" where neither
    has one. The start of the model is an ISO day."""
    places = Q(unit=unit) | Q(unit=unit.commune_id) if unit.commune_id else Q(unit=unit)
    rows = UnitSetting.objects.unscoped(_REASON).filter(places, valid_on(day), key=key)
    found = sorted(rows, key=lambda row: row.unit_id != unit.pk)
    return found[0].value if found else ""


def programme_on(unit: Unit, day: date) -> str:
    """What a unit calls the model on a day; where it says nothing, the name that most communes give it."""
    return setting_on(unit, SettingKey.PROGRAMME, day) or _("Zalo kết nối bình yên")


def history(unit: Unit) -> dict[SettingKey, list[UnitSetting]]:
    """All values of a unit's own settings by key, the latest first; keys without any among them."""
    rows = UnitSetting.objects.unscoped(_REASON).filter(unit=unit)
    found: dict[SettingKey, list[UnitSetting]] = {key: [] for key in SettingKey}
    for row in rows.select_related("directive").order_by("-valid_from"):
        found[SettingKey(row.key)].append(row)
    return found
