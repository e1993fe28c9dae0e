"""The page of the letterhead of the people's committee and of the Party committee."""

import pytest
from django.urls import reverse

from portal.steering.choices import Issuer
from portal.steering.letterheads.selectors import letterhead_of
from tests.architecture.world import client_of
from tests.factories import people

pytestmark = pytest.mark.django_db


def sent(**more):
    fields = {"body": "Đảng ủy xã Phước Ninh", "symbol": "KH/ĐU", "place": "Phước Ninh", "programme": "Zalo"}
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


@pytest.mark.parametrize("issuer", ["committee", "nobody"])
def test_only_the_issuers_of_plans_have_their_letterhead_here(country, issuer):
    browser = client_of(people.officer(country.commune))
    assert browser.get(reverse("steering:letterhead", args=[issuer])).status_code == 404
    assert letterhead_of(country.commune, Issuer.COMMITTEE).pk is None
