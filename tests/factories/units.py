"""A small country, made through the services.

Tây Ninh has a district with two neighbouring communes; Đồng Nai has a commune straight under the province.

    Tây Ninh ─ Dương Minh Châu ┬ Phước Ninh ┬ ấp 1 ─ Tổ tự quản số 1, số 2
                               │            └ ấp 2
                               └ Phước Minh ─ ấp A ─ Tổ tự quản số 7
    Đồng Nai ─ Thuận Lợi ─ ấp Thuận Tiến
"""

from dataclasses import dataclass
from datetime import date

from portal.accounts.actor import SystemActor
from portal.units.models import Unit
from portal.units.services import create_unit
from tests.kept_rows import Kept

SYSTEM = SystemActor("tests")
LONG_AGO = date(2000, 1, 1)
REFORM = date(2025, 7, 1)
# Letters of the Ê Đê, Gia Rai, Ba Na and K'Ho, some of which have no composed form.
MARKED = ["Cư̆ Blang", "Ƀư̆r", "Kƀu", "Plei Ơ̆r", "Ê̆ Đrơ̆ng", "Č Ĭ Ñ Ŏ Ŭ", "Ea H’leo", "R'Lấp"]


@dataclass(frozen=True)
class Country:
    province: Unit
    district: Unit
    commune: Unit
    hamlet: Unit
    other_hamlet: Unit
    self_managed_team: Unit
    other_self_managed_team: Unit
    neighbour: Unit
    neighbour_hamlet: Unit
    neighbour_self_managed_team: Unit
    new_province: Unit
    new_commune: Unit
    new_hamlet: Unit

    def all(self) -> list[Unit]:
        return list(vars(self).values())


def unit(level: str, kind: str, name: str, parent: Unit | None = None, **more) -> Unit:
    return create_unit(by=SYSTEM, level=level, kind=kind, name=name, parent=parent, **more)


def _make_country() -> Country:
    older, newer = {"valid_from": LONG_AGO, "valid_to": REFORM}, {"valid_from": REFORM}
    province = unit("province", "tinh", "Tây Ninh", code="72", **older)
    district = unit("district", "huyen", "Dương Minh Châu", province, code="707", **older)
    commune = unit("commune", "xa", "Phước Ninh", district, code="25561", **older)
    hamlet = unit("hamlet", "ap", "1", commune, **older)
    neighbour = unit("commune", "xa", "Phước Minh", district, code="25564", **older)
    neighbour_hamlet = unit("hamlet", "ap", "A", neighbour, **older)
    new_province = unit("province", "tinh", "Đồng Nai", code="75", **newer)
    new_commune = unit("commune", "xa", "Thuận Lợi", new_province, code="25387", **newer)
    return Country(
        province=province,
        district=district,
        commune=commune,
        hamlet=hamlet,
        other_hamlet=unit("hamlet", "ap", "2", commune, **older),
        self_managed_team=unit("residents-group", "to-tu-quan", "Tổ tự quản số 1", hamlet, **older),
        other_self_managed_team=unit("residents-group", "to-tu-quan", "Tổ tự quản số 2", hamlet, **older),
        neighbour=neighbour,
        neighbour_hamlet=neighbour_hamlet,
        neighbour_self_managed_team=unit(
            "residents-group", "to-tu-quan", "Tổ tự quản số 7", neighbour_hamlet, **older
        ),
        new_province=new_province,
        new_commune=new_commune,
        new_hamlet=unit("hamlet", "ap", "Thuận Tiến", new_commune, **newer),
    )


make_country = Kept(_make_country)
