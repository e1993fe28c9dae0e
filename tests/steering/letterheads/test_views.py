"""The page of the letterhead of the people's committee and of the Party committee."""

import pytest
from django.urls import reverse

from portal.steering.choices import Issuer
from portal.steering.letterheads.selectors import letterhead_of
from tests.architecture.world import client_of
from tests.factories import people

pytestmark = pytest.mark.django_db


def sent(**more):
    fields = {"body": "Đảng ủy xã Phước Ninh", "symbol": "KH/ĐU", "place": "Phước Ninh"}
    fields |= {
        "recipients": "Huyện ủy",
        "authority": "T/M BAN THƯỜNG VỤ",
        "copies": "Lưu",
        "signer": "Bí Thư",
    }
    return fields | more


def test_a_proposal_is_shown_and_what_is_sent_is_kept_for_that_issuer_alone(country):
    browser = client_of(people.officer(country.commune))
    url = reverse("steering:letterhead", args=["party"])
    assert "Đảng bộ huyện Dương Minh Châu" in browser.get(url).content.decode()
    page = browser.post(url, sent(), follow=True).content.decode()
    assert "Bí Thư" in page
    assert letterhead_of(country.commune, Issuer.PARTY).signer == "Bí Thư"
    assert letterhead_of(country.commune, Issuer.PEOPLES_COMMITTEE).pk is None


def test_a_wrong_symbol_is_refused_beside_its_field_and_nothing_typed_is_lost(country):
    browser = client_of(people.officer(country.commune))
    page = browser.post(
        reverse("steering:letterhead", args=["party"]), sent(symbol="kế hoạch")
    ).content.decode()
    assert "Ký hiệu có dạng" in page
    assert "Huyện ủy" in page
    assert letterhead_of(country.commune, Issuer.PARTY).pk is None


def test_an_issuer_that_does_not_exist_has_no_letterhead(country):
    browser = client_of(people.officer(country.commune))
    page = browser.get(reverse("steering:letterhead", args=["committee"])).content.decode()
    assert "BC-BCĐ" in page
    assert browser.get(reverse("steering:letterhead", args=["nobody"])).status_code == 404
