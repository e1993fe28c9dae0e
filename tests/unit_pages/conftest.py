"""What became of the small country on 1 July 2025: Phước Ninh and its neighbour are Cầu Khởi, of the new Tây Ninh."""

from dataclasses import dataclass

import pytest

from portal.units.models import Succession, Unit
from tests.factories.units import REFORM, Country, unit


@dataclass(frozen=True)
class Reformed:
    """The old country, and the two units of today."""

    old: Country
    province: Unit
    commune: Unit


@pytest.fixture
def reformed(country) -> Reformed:
    since = {"valid_from": REFORM}
    province = unit("province", "tinh", "Tây Ninh", code="80", **since)
    commune = unit("commune", "xa", "Cầu Khởi", province, code="25573", legal_act="Nghị quyết 1682", **since)
    for predecessor, successor, extent in (
        (country.province, province, "whole"),
        (country.commune, commune, "whole"),
        (country.neighbour, commune, "part"),
    ):
        Succession.objects.create(
            predecessor=predecessor,
            successor=successor,
            on=REFORM,
            extent=extent,
            legal_act="Nghị quyết 1682",
        )
    return Reformed(country, province, commune)
