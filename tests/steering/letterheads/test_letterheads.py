"""Letterheads of a unit: one for each issuer, proposed until one is kept."""

import pytest
from django.core.exceptions import ValidationError

from portal.core.errors import Refused
from portal.steering.choices import Issuer
from portal.steering.letterheads.selectors import letterhead_of
from portal.steering.letterheads.services import set_letterhead
from tests.factories import people

pytestmark = pytest.mark.django_db


def head(unit, issuer):
    kept = letterhead_of(unit, issuer)
    return kept.parent_body, kept.body, kept.symbol, kept.authority


def test_each_issuer_is_proposed_as_its_papers_are_headed(country):
    commune = country.commune
    assert head(commune, Issuer.COMMITTEE) == (
        "Ủy ban nhân dân xã Phước Ninh",
        "Ban Chỉ đạo phòng, chống tội phạm",
        "BC-BCĐ",
        "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN",
    )
    assert head(commune, Issuer.PEOPLES_COMMITTEE) == (
        "",
        "Ủy ban nhân dân xã Phước Ninh",
        "KH-UBND",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    )
    assert head(commune, Issuer.PARTY) == (
        "Đảng bộ huyện Dương Minh Châu",
        "Đảng ủy xã Phước Ninh",
        "KH/ĐU",
        "T/M BAN THƯỜNG VỤ\nBÍ THƯ",
    )


def test_a_hamlet_signs_as_itself(country):
    assert head(country.hamlet, Issuer.COMMITTEE) == ("Xã Phước Ninh", "Ấp 1", "BC", "TRƯỞNG ẤP")


def test_issuers_of_a_unit_are_kept_apart(country):
    officer = people.officer(country.commune)
    set_letterhead(by=officer, unit=country.commune, issuer=Issuer.PARTY, signer="Người Ký Đảng")
    set_letterhead(by=officer, unit=country.commune, issuer=Issuer.COMMITTEE, signer="Người Ký Ban")
    kept = set_letterhead(by=officer, unit=country.commune, issuer=Issuer.PARTY, place="Phước Ninh 2")
    assert (kept.version, kept.signer, kept.place) == (2, "Người Ký Đảng", "Phước Ninh 2")
    assert letterhead_of(country.commune).signer == "Người Ký Ban"
    assert letterhead_of(country.neighbour, Issuer.PARTY).pk is None


@pytest.mark.parametrize(
    ("symbol", "kind", "written"),
    [("BC-BCĐ", "KH", "KH-BCĐ"), ("KH-UBND", "QĐ", "QĐ-UBND"), ("KH/ĐU", "QĐ", "QĐ/ĐU"), ("BC", "KH", "KH")],
)
def test_the_symbol_of_another_kind_of_paper(country, symbol, kind, written):
    kept = letterhead_of(country.commune)
    kept.symbol = symbol
    assert kept.symbol_of(kind) == written


@pytest.mark.parametrize("symbol", ["BC BCĐ", "XX-BCĐ", "BC-bcđ", "BC-", ""])
def test_a_symbol_of_another_shape_is_refused_at_its_field(country, symbol):
    officer = people.officer(country.commune)
    with pytest.raises(ValidationError) as problem:
        set_letterhead(by=officer, unit=country.commune, signer="Người Ký", symbol=symbol)
    assert set(problem.value.message_dict) == {"symbol"}


def test_only_the_units_own_people_keep_its_letterheads(country):
    stranger = people.officer(country.neighbour)
    head_of_hamlet = people.officer(country.hamlet)
    for actor, issuer in ((stranger, Issuer.COMMITTEE), (stranger, Issuer.PARTY)):
        with pytest.raises(Refused):
            set_letterhead(by=actor, unit=country.commune, issuer=issuer, signer="Người khác")
    assert set_letterhead(by=head_of_hamlet, unit=country.hamlet, signer="Trưởng ấp").pk
    with pytest.raises(Refused):
        set_letterhead(by=head_of_hamlet, unit=country.hamlet, issuer=Issuer.PARTY, signer="Trưởng ấp")
